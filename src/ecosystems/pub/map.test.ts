/** Expected values are worked out by hand from the recorded answers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { mapPackage } from './map.ts';

if (!hasSharedRecordings) console.warn('pub: the shared recordings are absent, so they are not mapped');

const own = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url));

describe('a package', () => {
  it.skipIf(!hasSharedRecordings)('of pub.dev with 105 versions', () => {
    const { versions, ...record } = mapPackage('bloc', {
      package: readFileSync(shared('pub/bloc')),
      score: null,
      publisher: null,
    });
    expect(record).toEqual({
      name: 'bloc',
      namespace: null,
      description:
        'A predictable state management library that helps implement the BLoC (Business Logic Component) design pattern.',
      homepage: 'https://github.com/felangel/bloc',
      // Declared as https://github.com/felangel/bloc/tree/master/packages/bloc.
      repositoryUrl: 'https://github.com/felangel/bloc',
      repositoryCandidates: [
        chosen(
          'repository',
          'https://github.com/felangel/bloc',
          'https://github.com/felangel/bloc/tree/master/packages/bloc',
        ),
        candidate('homepage', 'https://github.com/felangel/bloc'),
        candidate(
          'issue_tracker',
          'https://github.com/felangel/bloc',
          'https://github.com/felangel/bloc/issues',
        ),
      ],
      licenses: null,
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        issue_tracker: 'https://github.com/felangel/bloc/issues',
        documentation: 'https://bloclibrary.dev',
      },
      latestVersion: '8.0.3',
      versionsComplete: true,
      maintainers: null,
    });
    expect(versions).toHaveLength(105);
    expect(versions[0]).toEqual({
      number: '0.1.0',
      publishedAt: '2018-10-08T02:30:26.298Z',
      licenses: null,
      integrity: null,
      status: null,
      metadata: { environment: { sdk: '>=2.0.0-dev.28.0 <3.0.0' } },
      dependencies: [
        { name: 'rxdart', requirement: '>=0.18.1 <1.0.0', kind: 'runtime', optional: false },
        {
          name: 'flutter',
          requirement: null,
          kind: 'runtime',
          optional: false,
          qualifiers: { sdk: 'flutter' },
        },
        { name: 'test', requirement: '>=1.3.0 <2.0.0', kind: 'development', optional: false },
        {
          name: 'flutter_test',
          requirement: null,
          kind: 'development',
          optional: false,
          qualifiers: { sdk: 'flutter' },
        },
      ],
    });
  });

  const sink = () =>
    mapPackage('kitchen_sink', {
      package: own('recorded-package.json'),
      score: own('score.json'),
      publisher: own('publisher.json'),
    });

  it('that is discontinued, with its score and its publisher', () => {
    expect(sink()).toMatchObject({
      description: 'Everything and the kitchen sink',
      homepage: 'https://sink.example.org',
      // No repository is declared; the issue tracker names one of a known forge.
      repositoryUrl: 'https://github.com/example/sinks',
      licenses: 'bsd-3-clause,mit',
      keywords: ['kitchen', 'sink'],
      status: 'discontinued',
      downloads: { count: 3456, period: 'last-month' },
      fundingLinks: ['https://github.com/sponsors/example'],
      metadata: { replaced_by: 'better_sink', is_unlisted: true, likes: 12, points: 140, max_points: 160 },
      latestVersion: '2.0.0',
      maintainers: [{ uuid: 'example.org', login: 'example.org', role: 'publisher' }],
    });
    expect(sink().metadata).not.toHaveProperty('documentation');
  });

  it('depends on packages from many places', () => {
    const [retracted, , unread] = sink().versions;
    expect(retracted).toMatchObject({
      status: 'retracted',
      publishedAt: '2023-01-02T03:04:05.678Z',
      integrity: 'sha256-ab1c0de00000000000000000000000000000000000000000000000000000000f',
      metadata: { platforms: ['linux', 'web'], executables: ['sink'] },
    });
    const edge = { requirement: null, kind: 'runtime', optional: false };
    expect(retracted?.dependencies).toEqual([
      { ...edge, name: 'http', requirement: '^1.0.0' },
      { ...edge, name: 'anything' },
      { ...edge, name: 'flutter', qualifiers: { sdk: 'flutter' } },
      { ...edge, name: 'near', qualifiers: { path: '../near' } },
      {
        ...edge,
        name: 'forked',
        qualifiers: { git: 'https://github.com/example/forked.git', git_ref: 'main', git_path: 'pkg' },
      },
      { ...edge, name: 'short', qualifiers: { git: 'https://github.com/example/short.git' } },
      {
        ...edge,
        name: 'original',
        requirement: '>=1.0.0 <2.0.0',
        qualifiers: { alias: 'renamed', hosted: 'https://pub.example.org' },
      },
      { ...edge, name: 'elsewhere', requirement: 'any', qualifiers: { hosted: 'https://pub.example.org' } },
      { ...edge, name: 'test', requirement: '^1.24.0', kind: 'development' },
      { ...edge, name: 'http', requirement: '1.0.0', kind: 'development' },
    ]);
    expect(unread).toMatchObject({ publishedAt: null, dependencies: null, metadata: {} });
  });

  it('whose latest version was retracted has another', () => {
    const document = JSON.parse(own('recorded-package.json').toString());
    document.latest.version = '1.0.0';
    const bytes = Buffer.from(JSON.stringify(document));
    expect(mapPackage('kitchen_sink', { package: bytes, score: null, publisher: null }).latestVersion).toBe(
      '2.0.0',
    );
  });

  it('of another name, or without versions, is malformed', () => {
    for (const text of ['{}', '[]', '{"name":"other","versions":[]}', '{"name":"kitchen_sink"}'])
      expect(() =>
        mapPackage('kitchen_sink', { package: Buffer.from(text), score: null, publisher: null }),
      ).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
