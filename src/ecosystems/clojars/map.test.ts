/** Expected values are worked out by hand from the recorded answers and from fixtures/. */
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { nameOfPom, parseFeed } from './map.ts';

if (!hasSharedRecordings) console.warn('clojars: the shared recordings are absent, so they are not mapped');

async function recordOf(name: string, answers: Recordings['answers'] = {}) {
  const context = {
    io: recordedIo({ ...recordings.answers, ...answers }).io,
    registry: cases.registries[0],
    settings: {},
  };
  const outcome = await connector.fetch(context, name, null);
  return outcome.kind === 'found' ? outcome.record : null;
}

describe('a library', () => {
  it.skipIf(!hasSharedRecordings)('of the registry', async () => {
    const version = {
      licenses: 'Eclipse Public License',
      status: null,
      metadata: {},
      dependencies: [
        { name: 'org.clojure/clojure', requirement: '1.10.3', kind: 'runtime', optional: false },
        { name: 'org.clojure/clojurescript', requirement: '1.10.879', kind: 'runtime', optional: false },
        {
          name: 'org.reactivestreams/reactive-streams',
          requirement: '1.0.3',
          kind: 'runtime',
          optional: false,
        },
        { name: 'cloroutine', requirement: '10', kind: 'runtime', optional: false },
      ],
    };
    expect(await recordOf('missionary')).toEqual({
      name: 'missionary',
      namespace: 'missionary',
      description: 'A functional effect and streaming system for clojure and clojurescript.',
      homepage: 'https://github.com/leonoel/missionary',
      repositoryUrl: 'https://github.com/leonoel/missionary',
      repositoryCandidates: [
        chosen('scm.url', 'https://github.com/leonoel/missionary'),
        candidate(
          'scm.connection',
          'https://github.com/leonoel/missionary',
          'scm:git:git://github.com/leonoel/missionary.git',
        ),
        candidate(
          'scm.developerConnection',
          'https://github.com/leonoel/missionary',
          'scm:git:ssh://git@github.com/leonoel/missionary.git',
        ),
        candidate('url', 'https://github.com/leonoel/missionary'),
      ],
      licenses: 'Eclipse Public License',
      keywords: [],
      status: null,
      downloads: { count: 5990, period: 'total' },
      fundingLinks: [],
      metadata: {
        repositories: ['https://repo.clojars.org/'],
        distribution_repositories: ['https://clojars.org/repo'],
      },
      latestVersion: 'b.26',
      versions: [
        { ...version, number: 'b.25', publishedAt: '2022-02-17T10:00:00.000Z', integrity: null },
        {
          ...version,
          number: 'b.26',
          publishedAt: '2022-02-18T10:00:00.000Z',
          integrity: `sha1-${'cd'.repeat(20)}`,
        },
      ],
      versionsComplete: true,
      maintainers: [{ uuid: 'leonoel', login: 'leonoel', name: null, email: null, url: null, role: null }],
    });
  });

  it('has from the site what its POM does not say', async () => {
    expect(await recordOf('com.example/sink')).toMatchObject({
      name: 'com.example/sink',
      description: 'A sink',
      homepage: 'https://github.com/example/sink',
      repositoryUrl: 'https://github.com/example/sink',
      licenses: 'EPL-2.0',
      downloads: { count: 12, period: 'total' },
      versions: [
        {
          number: '1.0',
          dependencies: [
            { name: 'ring', requirement: '1.9.0', kind: 'runtime' },
            { name: 'org.clojure/clojure', requirement: '1.11.1', kind: 'provided' },
          ],
        },
      ],
    });
  });

  it('that the site does not know has no downloads and no maintainers', async () => {
    const url = 'https://clojars.org/api/artifacts/com.example/sink';
    expect(await recordOf('com.example/sink', { [url]: { body: null, status: 404 } })).toMatchObject({
      description: null,
      downloads: null,
      maintainers: null,
    });
    for (const body of ['', '[]', '{}', '{"group_name":"com.example","jar_name":"other"}'])
      await expect(recordOf('com.example/sink', { [url]: { body } })).rejects.toMatchObject({
        code: 'malformed',
      });
  });
});

describe('names', () => {
  it('come from the paths of POMs', () => {
    expect(nameOfPom('./missionary/missionary/b.26/missionary-b.26.pom')).toBe('missionary');
    expect(nameOfPom('./io/github/example/sink/1.0/sink-1.0.pom')).toBe('io.github.example/sink');
    expect(nameOfPom('metosin/reitit/0.7.2/reitit-0.7.2.pom\r')).toBe('metosin/reitit');
    for (const line of ['', './a.pom', './a/b/a-b.pom', './a/b/1/a-1.jar', './a/../1/x.pom', '/'.repeat(200)])
      expect(nameOfPom(line)).toBeNull();
  });

  it('come from the feed, each once', () => {
    const releases = [
      { group_id: 'a', artifact_id: 'a', version: '1' },
      { group_id: 'a', artifact_id: 'b', version: '1' },
      { group_id: 'a', artifact_id: 'a', version: '2' },
      { group_id: 'a', version: '2' },
      { group_id: 'a', artifact_id: 'c' },
    ];
    // The fourth has no artifact and the last no version.
    expect(parseFeed(Buffer.from(JSON.stringify({ releases, next_from: 'x' })))).toEqual({
      names: ['a', 'a/b'],
      next: null,
    });
    for (const body of ['', '[]', '{}'])
      expect(() => parseFeed(Buffer.from(body))).toThrow(/feed of releases/);
  });
});
