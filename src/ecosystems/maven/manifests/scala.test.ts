import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { sbtUpdate } from './sbt-update.ts';
import { buildSbt, millBuild } from './scala-build.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const shown = (reader: ManifestReader, text: string) =>
  read(reader, text).dependencies.map(
    ({ name, requirement, type, unresolved }) => `${name} ${requirement} ${type}${unresolved ? ' ?' : ''}`,
  );

describe('build.sbt', () => {
  it('adds the version of Scala that the file states', () => {
    const text = `ThisBuild / scalaVersion := "2.13.14"
val akka = "2.6.20"
libraryDependencies ++= Seq(
  "com.typesafe.akka" %% "akka-stream" % akka, // "no" % "no" % "1"
  "org.scalatest" %% "scalatest" % "3.2.19" % Test,
  "org.postgresql" % "postgresql" % "42.7.3" % "provided",
  "g" % "a" % other)
`;
    expect(shown(buildSbt, text)).toEqual([
      'com.typesafe.akka:akka-stream_2.13 2.6.20 null',
      'org.scalatest:scalatest_2.13 3.2.19 test',
      'org.postgresql:postgresql 42.7.3 provided',
      'g:a other null ?',
    ]);
    expect(read(buildSbt, text).dependencies[0]?.alias).toBe('com.typesafe.akka:akka-stream');
  });

  it('leaves the name as it is where no version of Scala is stated; plugins are of a type of their own', () => {
    expect(shown(buildSbt, 'libraryDependencies += "g" %% "a" % "1"\naddSbtPlugin("h" % "b" % "2")')).toEqual(
      ['g:a 1 null ?', 'h:b 2 plugin'],
    );
  });
});

it('build.sc: modules of mill', () => {
  const text = `object app extends ScalaModule {
  def scalaVersion = "3.3.1"
  def ivyDeps = Agg(ivy"com.lihaoyi::upickle:3.1.0", ivy"g:a:1")
  def compileIvyDeps = Agg(ivy"g:b:\${v}")
}`;
  expect(shown(millBuild, text)).toEqual([
    'com.lihaoyi:upickle_3 3.1.0 null',
    'g:a 1 null',
    `g:b \${v} provided ?`,
  ]);
});

it('sbt update: revisions that none evicted, with their callers', () => {
  const text = `[info] Update report:
[info] \tResolve time: -1 ms
[info] \tcompile:
[info] \tg:a_2.12
[info] \t\t- 1.0
[info] \t\t\tevicted: true
[info] \t\t- 2.0
[info] \t\t\tevicted: false
[info] \t\t\tcallers: org:app_2.12:0.1, g:b:3.0
[info]
[info] \ttest:
[info] \tg:a_2.12
[info] \t\t- 2.0
`;
  expect(shown(sbtUpdate, text)).toEqual(['g:a_2.12 2.0 compile', 'g:a_2.12 2.0 test']);
  const graph = read(sbtUpdate, text).graph?.();
  expect(graph?.nodes.map(({ id }) => id)).toEqual(['g:a_2.12@2.0', 'org:app_2.12@0.1', 'g:b@3.0']);
  expect(graph?.edges).toEqual([
    [1, 0],
    [2, 0],
  ]);
});
