/**
 * Universes worked out by hand from https://docs.conan.io/2/tutorial/versioning/version_ranges.html,
 * https://docs.conan.io/2/tutorial/versioning/conflicts.html (the game of matrix, engine and intro is theirs) and
 * https://docs.conan.io/2/reference/conanfile/methods/requirements.html (`force`, `override`).
 */
import { describe, expect, test } from 'vitest';
import { optional, type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { conan } from '../../versions/schemes/conan.ts';
import resolver from './resolution.ts';

const ZLIB: Packages = {
  zlib: { '1.2.11': [], '1.2.13': [], '1.3': [], '1.3.1': [], '2.0-pre': [], 'cci.20200203': [] },
};
const GAME: Packages = {
  matrix: { '1.0': [], '1.1': [] },
  engine: { '1.0': ['matrix@1.0'] },
  intro: { '1.0': ['matrix@1.1'] },
};

const TABLE: ResolvedCase[] = [
  { name: 'a version alone is exact', universe: ZLIB, roots: ['zlib@1.2.11'], list: ['zlib 1.2.11'] },
  { name: 'a range takes the highest', universe: ZLIB, roots: ['zlib@[>=1.2.11 <2]'], list: ['zlib 1.3.1'] },
  { name: 'a tilde', universe: ZLIB, roots: ['zlib@[~1.2]'], list: ['zlib 1.2.13'] },
  { name: 'one or the other', universe: ZLIB, roots: ['zlib@[<1.2.12 || 1.2.13]'], list: ['zlib 1.2.13'] },
  {
    name: 'a pre-release only where it is let in',
    universe: ZLIB,
    roots: ['zlib@[>=1.3 <3]'],
    list: ['zlib 1.3.1'],
  },
  {
    name: 'a pre-release that is let in, and no release beside it',
    universe: ZLIB,
    roots: ['zlib@[>1.4 <3, include_prerelease]'],
    list: ['zlib 2.0-pre'],
  },
  {
    name: 'a range is satisfied by what is in the graph already',
    universe: { png: { '1.6.40': ['zlib@1.2.13'] }, curl: { '8.0': ['zlib@[>=1.2.11 <2]'] }, ...ZLIB },
    roots: ['png@1.6.40', 'curl@8.0'],
    list: ['curl 8.0', 'png 1.6.40', 'zlib 1.2.13'],
  },
  {
    name: 'an override settles the conflict',
    universe: GAME,
    roots: ['engine@1.0', 'intro@1.0'],
    more: { overrides: [{ within: [], name: 'matrix', requirement: '1.1' }] },
    list: ['engine 1.0', 'intro 1.0', 'matrix 1.1'],
  },
  {
    name: 'what is locked stays',
    universe: ZLIB,
    roots: ['zlib@[>=1.2 <2]'],
    more: { locked: [{ name: 'zlib', version: '1.2.13', location: null }] },
    list: ['zlib 1.2.13'],
  },
  {
    name: 'what hangs on a condition and what builds are not followed',
    universe: {
      curl: {
        '8.0': {
          needs: [
            optional('openssl@[>=1.1 <4]'),
            { name: 'cmake', requirement: '3.25', kind: 'development', optional: false },
            'zlib@1.3',
          ],
        },
      },
      ...ZLIB,
    },
    roots: ['curl@8.0'],
    list: ['curl 8.0', 'zlib 1.3'],
  },
];

describe('what Conan would put into its graph', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, conan, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('the game: the first version stays, the other requirement is a conflict', async () => {
  const { list, errors, edges } = await resolvedBy(resolver, conan, GAME, ['engine@1.0', 'intro@1.0']);
  expect(list).toEqual(['engine 1.0', 'intro 1.0', 'matrix 1.0']);
  expect(errors).toEqual(['conflict matrix']);
  expect(edges.map(({ name, satisfied }) => [name, satisfied])).toEqual([
    ['engine', true],
    ['matrix', true],
    ['intro', true],
    ['matrix', false],
  ]);
});

test('a range that was resolved first is not gone back on', async () => {
  const universe: Packages = {
    curl: { '8.0': ['zlib@[>=1.2.11 <2]'] },
    png: { '1.6.40': ['zlib@1.2.13'] },
    ...ZLIB,
  };
  const { list, errors } = await resolvedBy(resolver, conan, universe, ['curl@8.0', 'png@1.6.40']);
  expect(list).toEqual(['curl 8.0', 'png 1.6.40', 'zlib 1.3.1']);
  expect(errors).toEqual(['conflict zlib']);
});

test('problems: loops, what is not there, other users', async () => {
  const of = async (universe: Packages, roots: Parameters<typeof resolvedBy>[3]) =>
    (await resolvedBy(resolver, conan, universe, roots)).errors;
  const loop: Packages = { a: { '1': ['b@1'] }, b: { '1': ['c@1'] }, c: { '1': ['a@1'] } };
  expect(await of(loop, ['a@1'])).toEqual(['conflict a']);
  expect(await of({ a: { '1': ['a@1'] } }, ['a@1'])).toEqual(['conflict a']);
  expect(await of(ZLIB, ['zlib@1.2'])).toEqual(['no-matching-version zlib']);
  expect(await of(ZLIB, ['nothing@1'])).toEqual(['missing-package nothing']);
  expect(await of(ZLIB, ['zlib@[>=one'])).toEqual(['unsupported zlib']);
  const qualifiers = { user_channel: 'bincrafters/stable' };
  const elsewhere = { name: 'zlib', requirement: '1.3', kind: 'runtime', optional: false, qualifiers };
  expect(await of(ZLIB, [elsewhere])).toEqual(['unsupported zlib']);
});
