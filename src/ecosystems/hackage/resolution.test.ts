/**
 * Universes worked out by hand from https://pvp.haskell.org/, https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#pkg-field-build-depends
 * (`^>=`, `==1.2.*`) and https://hackage.haskell.org/upload#versioning_and_curation (deprecated and preferred versions).
 */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { hackage } from '../../versions/schemes/hackage.ts';
import resolver from './resolution.ts';

const TEXT: Packages = {
  text: { '1.2.0.0': [], '1.2.5.0': [], '2.0': [], '2.0.2': [], '2.1': [], '2.1.1': [] },
};

const TABLE: ResolvedCase[] = [
  { name: 'the highest', universe: TEXT, roots: ['text'], list: ['text 2.1.1'] },
  { name: '^>= keeps the first two numbers', universe: TEXT, roots: ['text@^>=2.0'], list: ['text 2.0.2'] },
  { name: 'a star', universe: TEXT, roots: ['text@==1.2.*'], list: ['text 1.2.5.0'] },
  { name: 'bounds on both sides', universe: TEXT, roots: ['text@>=1.2 && <2.1'], list: ['text 2.0.2'] },
  {
    name: 'one range or the other',
    universe: TEXT,
    roots: ['text@==1.2.0.0 || >=2.0 && <2.0.2'],
    list: ['text 2.0'],
  },
  {
    name: 'a version whose base is another one is left',
    universe: { a: { '1.0': ['base@>=4.9 && <5'], '2.0': ['base@>=4.21 && <5'] } },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'with the base of a newer GHC it is taken',
    universe: { a: { '1.0': ['base@>=4.9 && <5'], '2.0': ['base@>=4.21 && <5'] } },
    roots: ['a'],
    more: { environment: { base: '4.21.0.0' } },
    list: ['a 2.0'],
  },
  {
    name: 'what comes with GHC is no node',
    universe: { a: { '1.0': ['base@<5', 'ghc-prim@>=0.2', 'template-haskell@<2.99'] } },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'a deprecated version comes after others, and so does one that is not preferred',
    universe: {
      a: { '1.0': [], '1.1': { status: 'deprecated' }, '1.2': { metadata: { unpreferred: true } } },
    },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'they are taken where nothing else would do',
    universe: { a: { '1.0': [], '1.2': { metadata: { unpreferred: true } } } },
    roots: ['a@>=1.1'],
    list: ['a 1.2'],
  },
  {
    name: 'going back, and a cycle',
    universe: {
      aeson: { '1.5': ['text@<2'], '2.2': ['text@>=2', 'th@*'] },
      th: { '1': ['aeson@>=1'] },
      ...TEXT,
    },
    roots: ['aeson', 'text@^>=1.2'],
    list: ['aeson 1.5', 'text 1.2.5.0'],
  },
];

describe('what cabal would choose', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, hackage, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, hackage, universe, roots)).errors;
  expect(await of({ a: { '1.0': ['base@<4'] } }, ['a'])).toEqual(['environment base']);
  expect(await of(TEXT, ['text@>=3'])).toEqual(['no-matching-version text']);
  expect(await of({ a: { '1.0': ['text@>=2'] }, ...TEXT }, ['a', 'text@<2'])).toEqual(['conflict text']);
  expect(await of(TEXT, ['text@two'])).toEqual(['unsupported text']);
});
