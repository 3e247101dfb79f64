// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are properties of POMs
/** Expected values are worked out by hand from the recorded answers and from the POMs in fixtures/repository. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { effectivePom } from '../families/maven-repository/effective.ts';
import { mapArtifact } from '../families/maven-repository/map.ts';
import { parsePom } from '../families/maven-repository/pom.ts';
import { read, snapshots } from './fixtures/conformance.ts';
import { names } from './names.ts';

if (!hasSharedRecordings) console.warn('maven: the shared recordings are absent, so they are not mapped');

const one = async (...args: Parameters<typeof read>) => (await read(...args))[0]!;
/** An artifact of which one version and its POM are known. */
function alone(name: string, version: string, file: string) {
  const pom = effectivePom([parsePom(readFileSync(shared(`maven/${file}`)))]);
  const known = { pom, imported: new Map(), publishedAt: null, relocatedTo: null };
  return mapArtifact(name, names, {
    versions: [version],
    read: new Map([[version, known]]),
    sha1: new Map(),
  });
}
const edge = (name: string, requirement: string | null, kind = 'runtime') => ({
  name,
  requirement,
  kind,
  optional: false,
});

describe('an artifact', () => {
  it.skipIf(!hasSharedRecordings)('of Central', async () => {
    const version = {
      licenses: 'APL2',
      status: null,
      metadata: {},
    };
    const dependencies = (zio: string, sdk: string, scala: string, mock?: string) => [
      edge('dev.zio:zio-aws-core_3', zio),
      edge('org.scala-lang:scala3-library_3', scala),
      edge('software.amazon.awssdk:autoscaling', sdk),
      edge('dev.zio:zio_3', mock ? '2.0.0' : '1.0.12'),
      edge('dev.zio:zio-streams_3', mock ? '2.0.0' : '1.0.12'),
      ...(mock ? [edge('dev.zio:zio-mock_3', mock)] : []),
    ];
    const record = await one('dev.zio:zio-aws-autoscaling_3');
    expect(record).toMatchObject({
      name: 'dev.zio:zio-aws-autoscaling_3',
      namespace: 'dev.zio',
      description: 'Low-level AWS wrapper for ZIO',
      homepage: 'https://github.com/zio/zio-aws',
      repositoryUrl: 'https://github.com/zio/zio-aws',
      licenses: 'APL2',
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {},
      latestVersion: '5.17.225.2',
      versionsComplete: true,
      maintainers: null,
    });
    expect(record.versions.map(({ number }) => number)).toEqual(['5.17.102.7', '5.17.225.2']);
    expect(record.versions[1]).toEqual({
      ...version,
      number: '5.17.225.2',
      publishedAt: '2022-07-12T11:00:00.000Z',
      integrity: `sha1-${'ab'.repeat(20)}`,
      dependencies: dependencies('5.17.225.2', '2.17.225', '3.1.3', '1.0.0-RC8'),
    });
    expect(record.versions[0]).toMatchObject({
      ...version,
      publishedAt: '2022-01-02T10:00:00.000Z',
      integrity: null,
    });
    expect(record.versions[0]?.dependencies?.[0]).toEqual(edge('dev.zio:zio-aws-core_3', '5.17.102.7'));
  });

  it('with parents, management and a BOM', async () => {
    const record = await one('com.example:sink');
    expect(record).toMatchObject({
      description: 'The sink of com.example, by Jørn & others',
      homepage: 'https://sink.example.org/',
      repositoryUrl: 'https://github.com/example/sinks',
      // Of its parent, whose property is filled in.
      repositoryCandidates: [
        chosen('scm.url', 'https://github.com/example/sinks', 'https://github.com/example/sinks/tree/main'),
        candidate(
          'scm.connection',
          'https://github.com/example/sinks',
          'scm:git:https://github.com/example/sinks.git',
        ),
      ],
      licenses: 'Apache License, Version 2.0,MIT',
      metadata: {
        repositories: ['https://repo.example.org/sink'],
        distribution_repositories: [
          'https://deploy.example.org/releases',
          'https://deploy.example.org/snapshots',
        ],
      },
      latestVersion: '2.0.0',
    });
    expect(record.versions).toEqual([
      // Its POM is not there.
      {
        number: '1.0.0',
        publishedAt: null,
        licenses: null,
        integrity: null,
        status: null,
        metadata: {},
        dependencies: null,
      },
      {
        number: '2.0.0',
        publishedAt: '2024-05-06T07:08:09.000Z',
        licenses: 'Apache License, Version 2.0,MIT',
        integrity: null,
        status: null,
        metadata: {
          packaging: 'bundle',
          java_version: '17',
          maven_compiler_release: '17',
          properties: {
            'java.version': '17',
            'maven.compiler.release': '17',
            'own.version': '3.1',
            loop: '${loop}',
          },
        },
        dependencies: [
          edge('org.slf4j:slf4j-api', '2.0.9'),
          edge('com.example:tap', '2.0.0', 'compile'),
          { ...edge('com.example:drain', '3.1'), optional: true },
          {
            ...edge('io.netty:netty-transport-native-epoll', '[4.1,5)'),
            qualifiers: { classifier: 'linux-x86_64' },
          },
          edge('org.junit.jupiter:junit-jupiter', '5.10.0', 'test'),
          { ...edge('com.example:descriptor', '1', 'import'), qualifiers: { type: 'pom' } },
          edge('com.example:nowhere', '${undefined.version}'),
          edge('com.example:unmanaged', null),
          edge('com.example:from-parent', '2.0.0', 'test'),
        ],
      },
      // Its POM is no XML.
      {
        number: '2.1.0-rc1',
        publishedAt: null,
        licenses: null,
        integrity: null,
        status: null,
        metadata: {},
        dependencies: null,
      },
    ]);
  });

  it('that was relocated has the facts of where it went, and its own date', async () => {
    const record = await one('example:old-sink');
    expect(record).toMatchObject({
      name: 'example:old-sink',
      licenses: 'Apache License, Version 2.0,MIT',
      metadata: { relocation: 'com.example:sink:2.0.0' },
      versions: [{ number: '1.9', publishedAt: '2024-05-05T00:00:00.000Z', integrity: null }],
    });
    expect(record.versions[0]?.metadata.relocation).toBe('com.example:sink:2.0.0');
  });

  it.skipIf(!hasSharedRecordings)('of a repository of snapshots', async () => {
    const record = await one('org.apache.maven.archetypes:maven-archetype-profiles', {}, snapshots);
    expect(record).toMatchObject({
      description:
        'An archetype which contains a sample Maven project which demonstrates the use of profiles.',
      licenses: null,
      latestVersion: '1.3-SNAPSHOT',
      metadata: {
        repositories: ['https://repository.apache.org/content/repositories/snapshots'],
        distribution_repositories: [
          'https://repository.apache.org/content/repositories/releases',
          'https://repository.apache.org/content/repositories/snapshots',
        ],
      },
      versions: [
        { number: '1.0-SNAPSHOT', publishedAt: null, dependencies: null },
        { number: '1.3-SNAPSHOT', publishedAt: '2018-03-24T12:19:00.000Z', dependencies: [] },
      ],
    });
  });
});

describe.skipIf(!hasSharedRecordings)('a POM', () => {
  it('without a licence anywhere', () => {
    expect(alone('net.jcip:jcip-annotations', '1.0', 'jcip-annotations-1.0.pom')).toMatchObject({
      description: null,
      homepage: 'http://jcip.net/',
      repositoryUrl: null,
      licenses: null,
      versions: [{ number: '1.0', dependencies: [] }],
    });
  });

  it('whose licence is in a comment', () => {
    const tyrus = alone('org.glassfish.tyrus.bundles:tyrus-bundles', '2.2.2', 'tyrus-bundles-2.2.2.pom');
    expect(tyrus.licenses).toBe('EPL-2.0 OR GPL-2.0 WITH Classpath-exception-2.0');
    expect(tyrus.versions[0]?.metadata).toEqual({ packaging: 'pom', extension: 'pom' });
    const netty = alone(
      'software.amazon.awssdk:netty-nio-client',
      '2.5.6',
      'netty-nio-client/netty-nio-client-2.5.6.pom',
    );
    expect(netty.licenses).toBe('Apache-2.0');
    // Its parent is not there, so what that manages is not known.
    expect(netty.versions[0]?.dependencies).toHaveLength(22);
    expect(netty.versions[0]?.dependencies?.slice(0, 1)).toEqual([
      edge('software.amazon.awssdk:annotations', '${awsjavasdk.version}'),
    ]);
    expect(netty.versions[0]?.dependencies?.[10]).toEqual({
      ...edge('io.netty:netty-transport-native-epoll', null),
      qualifiers: { classifier: 'linux-x86_64' },
    });
    expect(netty.versions[0]?.dependencies?.at(-1)).toEqual(edge('log4j:log4j', null, 'test'));
  });

  it('that says for which Java it is', () => {
    const javaOf = (name: string, file: string) => alone(name, '1', file).versions[0]?.metadata;
    expect(javaOf('com.example:java17-example', 'java17-example.pom')).toMatchObject({
      java_version: '17',
      maven_compiler_release: '17',
    });
    expect(javaOf('io.quarkus:quarkus-parent', 'quarkus-parent-3.2.0.Final.pom')).toMatchObject({
      packaging: 'pom',
      java_version: '11',
      maven_compiler_source: '11',
      maven_compiler_target: '11',
      maven_compiler_release: '11',
    });
    expect(
      javaOf('org.apache.maven.plugins:maven-compiler-plugin', 'maven-compiler-plugin-3.11.0.pom'),
    ).toMatchObject({
      packaging: 'maven-plugin',
      java_version: '8',
      maven_compiler_source: '1.8',
      maven_compiler_target: '1.8',
    });
  });

  it('with the repositories that it names', () => {
    expect(alone('com.example:repository-example', '1.0.0', 'repository-example.pom').metadata).toEqual({
      repositories: [
        'https://repository.jboss.org/nexus/content/repositories/releases',
        'https://repository.apache.org/content/repositories/snapshots',
      ],
      distribution_repositories: [
        'https://nexus.example.com/repository/releases',
        'https://nexus.example.com/repository/snapshots',
      ],
    });
  });
});
