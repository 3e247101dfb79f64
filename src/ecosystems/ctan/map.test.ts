/** Expected values are worked out by hand from the recorded answers and the entry in fixtures/. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidate, chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { ANON, RITTER, recordsOf } from './fixtures/conformance.ts';
import { licensesOf } from './licenses.ts';
import { mapEntry } from './map.ts';
import { parseEntry } from './schema.ts';

if (!hasSharedRecordings) console.warn('ctan: the shared recordings are absent, so they are not mapped');

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const mapped = (value: { id: string } & Record<string, unknown>) => {
  const entry = parseEntry(bytesOf(value), value.id);
  return entry && mapEntry(entry, new Map());
};

describe('an entry', () => {
  it.skipIf(!hasSharedRecordings)('of the catalogue', () => {
    const entry = parseEntry(readFileSync(shared('ctan/jigsaw.json')), 'jigsaw');
    const authors = new Map([['samcarter', readFileSync(shared('ctan/author-samcarter.json'))]]);
    expect(entry && mapEntry(entry, authors)).toEqual({
      name: 'jigsaw',
      namespace: null,
      description:
        'This is a small LaTeX package to draw jigsaw pieces with TikZ. It is possible to draw individual pieces and adjust ' +
        'their shape, create tile patterns or automatically generate complete jigsaws.',
      homepage: null,
      repositoryUrl: 'https://github.com/samcarter/jigsaw',
      repositoryCandidates: [
        chosen('repository', 'https://github.com/samcarter/jigsaw'),
        candidate(
          'support',
          'https://github.com/samcarter/jigsaw',
          'https://github.com/samcarter/jigsaw/issues',
        ),
      ],
      licenses: 'LPPL-1.3c',
      keywords: ['pgf-tikz'],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {
        title: 'jigsaw',
        caption: 'Draw jigsaw pieces with TikZ',
        ctan_path: '/graphics/pgf/contrib/jigsaw',
        texlive: 'jigsaw',
        miktex: 'jigsaw',
        support: 'https://github.com/samcarter/jigsaw/issues',
      },
      latestVersion: '0.5',
      versions: [
        {
          number: '0.5',
          publishedAt: '2024-04-25T00:00:00.000Z',
          licenses: 'LPPL-1.3c',
          integrity: null,
          status: null,
          metadata: { ctan_path: '/graphics/pgf/contrib/jigsaw' },
          dependencies: null,
        },
      ],
      versionsComplete: true,
      maintainers: [
        { uuid: 'samcarter', login: 'samcarter', name: 'Sam Carter', email: null, url: null, role: null },
      ],
    });
  });

  it('of an obsolete package', async () => {
    const [record] = await recordsOf(readFileSync(new URL('fixtures/obsolete.json', import.meta.url)), {
      anon: ANON,
      ritter: RITTER,
    });
    expect(record).toMatchObject({
      description: 'Old macros, kept for <historians> & others.',
      homepage: 'https://example.org/oldstuff/',
      // Nothing is declared; the tracker of bugs is the one address of a forge.
      repositoryUrl: 'https://github.com/example/oldstuff',
      licenses: 'GPL-2.0-or-later and Knuth-CTAN and other-free',
      keywords: ['obsolete', 'macro-supp'],
      status: 'deprecated',
      metadata: {
        title: 'Old Stuff',
        aliases: ['stuff-old'],
        bugs: 'https://github.com/example/oldstuff/issues',
      },
      versions: [{ number: '2.09 beta', publishedAt: null }],
    });
    expect(record?.maintainers?.map(({ uuid, name }) => [uuid, name])).toEqual([
      ['anon', 'Anonymous Hacker'],
      ['ritter', 'Ada von der Ritter jr'],
      ['missing', null],
    ]);
    expect(record?.metadata).not.toHaveProperty('miktex');
  });

  it('without a number has no version', () => {
    for (const version of [undefined, null, {}, { number: '', date: '2024-01-01' }, { number: 3 }])
      expect(mapped({ id: 'x', version })).toMatchObject({ versions: [], latestVersion: null });
  });

  it('falls back to its caption, and keeps odd addresses out', () => {
    expect(
      mapped({ id: 'x', caption: 'A caption', home: 'ftp://a.example/', repository: 'null', authors: [] }),
    ).toMatchObject({ description: 'A caption', homepage: null, repositoryUrl: null, maintainers: [] });
  });

  it('of an alias is the package that has it; of another package it is an error', () => {
    const entry = bytesOf({ id: 'tex', aliases: [{ id: 'knuth-tex' }] });
    expect(parseEntry(entry, 'knuth-tex')).toMatchObject({ name: 'tex' });
    expect(() => parseEntry(entry, 'latex')).toThrow(/another package/);
    expect(parseEntry(bytesOf({ errors: ['package not found'] }), 'x')).toBeNull();
    expect(() => parseEntry(bytesOf({}), 'x')).toThrow(/no key/);
  });
});

it.each([
  [['lppl1.3'], 'LPPL-1.3a'],
  [['lppl'], 'LPPL-1.0'],
  [['gpl'], 'GPL-2.0-or-later'],
  [['gpl3'], 'GPL-3.0-only'],
  [['lgpl', 'fdl'], 'LGPL-2.1-or-later and GFDL-1.3-or-later'],
  [['bsd', 'ofl', 'pd'], 'BSD-2-Clause and OFL-1.1 and Public Domain'],
  [['cc-by-sa-4'], 'CC-BY-SA-4.0'],
  [['collection', 'toString'], 'collection and toString'],
  [['none'], null],
  [[], null],
])('the licences %j are %j', (keys, licenses) => {
  expect(licensesOf(keys as string[])).toBe(licenses);
});
