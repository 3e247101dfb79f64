/** The smaller formats: Ivy, catalogs, verification metadata, maven_install.json, and what a jar says of itself. */
import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { ivyReport, ivyXml } from './ivy.ts';
import { jarManifest, jdkRelease, pomProperties } from './jar-metadata.ts';
import { mavenInstall } from './maven-install.ts';
import { verificationMetadata } from './verification-metadata.ts';
import { versionCatalog } from './version-catalog.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));

it('ivy.xml: the organisation is that of the module where none is stated', () => {
  const text = `<ivy-module><info organisation="o" module="m" revision="1"><license name="MIT"/></info><dependencies>
    <dependency org="g" name="a" rev="2.+" conf="test->default"/><dependency name="b"/></dependencies></ivy-module>`;
  expect(read(ivyXml, text)).toMatchObject({
    dependencies: [
      { name: 'g:a', requirement: '2.+', type: 'runtime', condition: 'test->default' },
      { name: 'o:b', requirement: '*' },
    ],
    project: { name: 'o:m', version: '1', license: 'MIT' },
  });
});

describe('reports of Ivy', () => {
  it('give the first revision, and who calls', () => {
    const text = `<ivy-report><info organisation="o" module="m" revision="1" conf="test"/><dependencies>
      <module organisation="g" name="a"><revision name="2"><caller organisation="o" name="m" callerrev="1"/></revision>
        <revision name="1" evicted="x"/></module>
      <module organisation="g" name="b"><revision name="3"><caller organisation="g" name="a" callerrev="2"/></revision></module>
      </dependencies></ivy-report>`;
    const parsed = read(ivyReport, text);
    expect(
      parsed.dependencies.map(({ name, requirement, type, direct }) => [name, requirement, type, direct]),
    ).toEqual([
      ['g:a', '2', 'test', true],
      ['g:b', '3', 'test', false],
    ]);
    expect(parsed.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
  });

  it('are refused without info', () => {
    expect(() => read(ivyReport, '<ivy-report><dependencies/></ivy-report>')).toThrow(
      'a report without info',
    );
  });
});

it('libs.versions.toml: texts, tables, references and rich versions', () => {
  const text = `[versions]
guava = "33.0"
kotlin = { strictly = "[1.9, 2.0[", prefer = "1.9.20" }
[libraries]
a = "g:a:1"
guava = { module = "com.google.guava:guava", version.ref = "guava" }
stdlib = { group = "org.jetbrains.kotlin", name = "kotlin-stdlib", version.ref = "kotlin" }
bare = { module = "g:b" }
[plugins]
shadow = { id = "com.example.shadow", version = "8.1" }
short = "com.example.short:1.2"
`;
  expect(
    read(versionCatalog, text).dependencies.map(({ name, requirement, type, alias }) => [
      name,
      requirement,
      type,
      alias,
    ]),
  ).toEqual([
    ['g:a', '1', 'library', 'a'],
    ['com.google.guava:guava', '33.0', 'library', 'guava'],
    ['org.jetbrains.kotlin:kotlin-stdlib', '[1.9, 2.0[', 'library', 'stdlib'],
    ['g:b', '*', 'library', 'bare'],
    ['com.example.shadow:com.example.shadow.gradle.plugin', '8.1', 'plugin', 'shadow'],
    ['com.example.short:com.example.short.gradle.plugin', '1.2', 'plugin', 'short'],
  ]);
});

it('verification-metadata.xml: the strongest checksum of the jar', () => {
  const text = `<verification-metadata><components><component group="g" name="a" version="1">
    <artifact name="a-1.pom"><sha256 value="00"/></artifact>
    <artifact name="a-1.jar"><sha256 value="aa"/><sha512 value="bb"/></artifact></component>
    <component group="g" name="b"/></components></verification-metadata>`;
  expect(read(verificationMetadata, text).dependencies).toMatchObject([
    { name: 'g:a', requirement: '1', type: 'runtime', integrity: 'sha512:bb' },
  ]);
});

describe('maven_install.json', () => {
  it('version 2', () => {
    const text = JSON.stringify({
      artifacts: {
        'g:a': { shasums: { jar: 'aa', sources: 'bb' }, version: '1' },
        'g:b:jar:tests': { shasums: { tests: 'cc' }, version: '2' },
      },
      dependencies: { 'g:a': ['g:b:jar:tests'] },
      version: '2',
    });
    const parsed = read(mavenInstall, text);
    expect(
      parsed.dependencies.map(({ name, requirement, integrity }) => [name, requirement, integrity]),
    ).toEqual([
      ['g:a', '1', 'sha256:aa'],
      ['g:b', '2', 'sha256:cc'],
    ]);
    expect(parsed.graph?.().edges).toEqual([[0, 1]]);
  });

  it('before', () => {
    const list = [
      { coord: 'g:a:1', directDependencies: ['g:b:2'], sha256: 'aa' },
      { coord: 'g:a:jar:sources:1', directDependencies: [] },
      { coord: 'g:b:2', directDependencies: [] },
    ];
    const parsed = read(mavenInstall, JSON.stringify({ dependency_tree: { dependencies: list } }));
    expect(parsed.dependencies.map(({ name, requirement }) => `${name} ${requirement}`)).toEqual([
      'g:a 1',
      'g:b 2',
    ]);
    expect(parsed.graph?.().edges).toEqual([[0, 1]]);
  });
});

it('a jar says its own name and version', () => {
  expect(read(pomProperties, '#Created\nversion=1.2\ngroupId=g\nartifactId=a\n').project).toEqual({
    name: 'g:a',
    version: '1.2',
    license: null,
  });
  const manifest = `Manifest-Version: 1.0\r\nBundle-SymbolicName: org.example.long.na\r\n me;singleton:=true\r\nBundle-Version: 3.0.0\r\n\r\nName: x\r\nBundle-Version: 4\r\n`;
  expect(read(jarManifest, manifest).project).toEqual({
    name: 'org.example.long.name',
    version: '3.0.0',
    license: null,
  });
  expect(() => read(pomProperties, 'a=b')).toThrow('neither groupId nor artifactId');
  const release = 'IMPLEMENTOR="Eclipse Adoptium"\nIMAGE_TYPE="JRE"\nJAVA_VERSION="17.0.9"\n';
  expect(read(jdkRelease, release).project).toEqual({ name: 'jre', version: '17.0.9', license: null });
  expect(() => read(jdkRelease, 'A=1')).toThrow('no JAVA_VERSION');
});
