/** Expected values are worked out by hand from fixtures/pkgs-all.json. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { recordsOf } from './fixtures/conformance.ts';
import { mapEntry } from './map.ts';
import { repositoryOf } from './source.ts';

const records = await recordsOf(readFileSync(new URL('fixtures/pkgs-all.json', import.meta.url)));
const person = (email: string) => ({
  uuid: email.toLowerCase(),
  login: null,
  name: null,
  email,
  url: null,
  role: null,
});

describe('a package', () => {
  it('with all members', () => {
    expect(records[0]).toEqual({
      name: 'sink',
      namespace: null,
      description: 'All members at once',
      homepage: null,
      repositoryUrl: 'https://github.com/example/racket-sink',
      repositoryCandidates: [
        chosen(
          'source',
          'https://github.com/example/racket-sink',
          'git://github.com/example/racket-sink?path=sink-lib#main',
        ),
      ],
      licenses: null,
      keywords: ['sink', 'tap'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        source: 'git://github.com/example/racket-sink?path=sink-lib#main',
        checksum: 'abababababababababababababababababababab',
        ring: 1,
        last_updated: '2024-05-06T07:08:09.000Z',
        last_edit: '2024-04-01T13:48:09.000Z',
        dependencies: { 'racket-lib': '*', base: '7.6', 'typed-racket-lib': '6.0', 'gui-lib': '*' },
        versions: {
          '6.0': {
            source: 'git://github.com/example/racket-sink#v6.0',
            checksum: 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',
          },
        },
      },
      latestVersion: null,
      versions: [],
      versionsComplete: true,
      maintainers: [person('first@example.org'), person('Second@example.org')],
    });
  });

  it('with few members', () => {
    expect(records.slice(1)).toMatchObject([
      {
        name: 'archive',
        description: null,
        keywords: [],
        repositoryUrl: null,
        maintainers: [],
        metadata: { source: 'http://www.example.org/racket/archive.zip', ring: 2 },
      },
      {
        name: 'Old',
        repositoryUrl: 'https://github.com/example/Old.rkt',
        maintainers: [person('first@example.org')],
      },
      { name: 'own-server', repositoryUrl: 'https://git.example.org/~someone/own-server.git' },
    ]);
    expect(Object.keys(records[1]?.metadata ?? {})).toEqual(['source', 'ring']);
  });

  it('is none without a name or an entry', () => {
    for (const [key, value] of [
      ['a b', {}],
      ['', {}],
      ['a', null],
      ['a', []],
      ['a', 'x'],
    ] as const)
      expect(mapEntry(key, value)).toBeNull();
    expect(mapEntry('a', {})).toMatchObject({ name: 'a', metadata: {}, maintainers: [] });
  });
});

describe('a source', () => {
  it.each([
    ['git://github.com/example/sink', 'https://github.com/example/sink'],
    ['https://github.com/example/sink.git?path=lib#v1', 'https://github.com/example/sink'],
    ['git+https://gitlab.com/example/sink.git', 'https://gitlab.com/example/sink'],
    ['github://github.com/example/sink/master', 'https://github.com/example/sink'],
    ['http://github.com/example/sink/tree/main/lib', 'https://github.com/example/sink'],
    ['https://codeberg.org/example/sink', 'https://codeberg.org/example/sink'],
    ['git://git.example.org/sink', 'git://git.example.org/sink'],
    ['https://github.com/example/sink/archive/main.zip', null],
    ['http://example.org/sink/', null],
    ['sink.plt', null],
    ['', null],
  ])('%s has the repository %s', (source, repository) => {
    expect(repositoryOf(source)).toBe(repository);
  });
});
