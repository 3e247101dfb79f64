/**
 * Universes worked out by hand from https://hexdocs.pm/elixir/Version.html (requirements),
 * https://hexdocs.pm/mix/Mix.Tasks.Deps.html (`optional`, `override`) and https://hex.pm/docs/usage.
 */
import { describe, expect, test } from 'vitest';
import { optional, type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { hex } from '../../versions/schemes/hex.ts';
import resolver from './resolution.ts';

const PLUG: Packages = {
  plug: { '1.0.0': [], '1.4.0': [], '1.4.5': [], '1.5.0': [], '2.0.0-rc.1': [], '2.0.0': [] },
};

const TABLE: ResolvedCase[] = [
  {
    name: '~> of two numbers keeps the major version',
    universe: PLUG,
    roots: ['plug@~> 1.4'],
    list: ['plug 1.5.0'],
  },
  {
    name: '~> of three numbers keeps the minor version',
    universe: PLUG,
    roots: ['plug@~> 1.4.0'],
    list: ['plug 1.4.5'],
  },
  { name: 'or', universe: PLUG, roots: ['plug@~> 1.4.0 or == 1.0.0'], list: ['plug 1.4.5'] },
  {
    name: 'and with an exception',
    universe: PLUG,
    roots: ['plug@>= 1.0.0 and < 1.5.0 and != 1.4.5'],
    list: ['plug 1.4.0'],
  },
  { name: 'a version alone is exact', universe: PLUG, roots: ['plug@1.4.0'], list: ['plug 1.4.0'] },
  {
    name: 'a release goes before a higher pre-release',
    universe: { a: { '1.0.0': [], '1.1.0-rc.0': [] } },
    roots: ['a@>= 1.0.0'],
    list: ['a 1.0.0'],
  },
  {
    name: 'a pre-release where nothing else is there',
    universe: { a: { '0.9.0': [], '1.0.0-rc.0': [], '1.0.0-rc.1': [] } },
    roots: ['a@~> 1.0-rc'],
    list: ['a 1.0.0-rc.1'],
  },
  {
    name: 'pre-releases as if they were releases, where that is asked for',
    universe: { a: { '1.0.0': [], '1.1.0-rc.0': [] } },
    roots: ['a@>= 1.0.0'],
    more: { prereleases: true },
    list: ['a 1.1.0-rc.0'],
  },
  {
    name: 'an optional dependency is not brought along',
    universe: { ecto: { '3.0.0': { needs: [optional('jason@~> 1.0')] } }, jason: { '1.4.0': [] } },
    roots: ['ecto'],
    list: ['ecto 3.0.0'],
  },
  {
    name: 'an optional dependency bounds what another brings along',
    universe: {
      ecto: { '3.0.0': { needs: [optional('jason@~> 1.0')] } },
      jason: { '1.4.0': [], '2.0.0': [] },
      phoenix: { '1.7.0': ['jason@>= 1.0.0'] },
    },
    roots: ['ecto', 'phoenix'],
    list: ['ecto 3.0.0', 'jason 1.4.0', 'phoenix 1.7.0'],
  },
  {
    name: 'going back: a higher version that needs what is excluded is left',
    universe: {
      phoenix: { '1.6.0': ['plug@~> 1.4'], '1.7.0': ['plug@~> 2.0'] },
      ...PLUG,
      auth: { '1.0.0': ['plug@~> 1.4.0'] },
    },
    roots: ['phoenix', 'auth'],
    list: ['auth 1.0.0', 'phoenix 1.6.0', 'plug 1.4.5'],
  },
  {
    name: 'an override is for all, also for those who only bound',
    universe: {
      a: { '1.0.0': ['plug@~> 1.4'] },
      b: { '1.0.0': { needs: [optional('plug@~> 1.4.0')] } },
      ...PLUG,
    },
    roots: ['a', 'b'],
    more: { overrides: [{ within: [], name: 'plug', requirement: '2.0.0' }] },
    list: ['a 1.0.0', 'b 1.0.0', 'plug 2.0.0'],
  },
  {
    name: 'what is locked stays',
    universe: PLUG,
    roots: ['plug@~> 1.0'],
    more: { locked: [{ name: 'plug', version: '1.4.0', location: null }] },
    list: ['plug 1.4.0'],
  },
];

describe('what Mix would lock', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, hex, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems: what is not there, what excludes each other, another repository, what cannot be read', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, hex, universe, roots)).errors;
  expect(await of(PLUG, ['plug@~> 3.0'])).toEqual(['no-matching-version plug']);
  expect(await of(PLUG, ['plug@~> 1.4', 'nothing'])).toEqual(['missing-package nothing']);
  const two: Packages = { a: { '1.0.0': ['plug@~> 1.0'] }, b: { '1.0.0': ['plug@~> 2.0'] }, ...PLUG };
  expect(await of(two, ['a', 'b'])).toEqual(['conflict plug']);
  const qualifiers = { repository: 'acme' };
  const elsewhere = { name: 'plug', requirement: '~> 1.0', kind: 'runtime', optional: false, qualifiers };
  expect(await of({ a: { '1.0.0': { needs: [elsewhere] } }, ...PLUG }, ['a'])).toEqual(['unsupported plug']);
  expect(await of(PLUG, ['plug@around 1.0'])).toEqual(['unsupported plug']);
});

test('a retired version is taken, with a warning', async () => {
  const universe: Packages = { a: { '1.0.0': [], '1.1.0': { status: 'retired' } } };
  const { list, problems } = await resolvedBy(resolver, hex, universe, ['a']);
  expect(list).toEqual(['a 1.1.0']);
  expect(problems.map(({ kind, severity }) => [kind, severity])).toEqual([['standing', 'warning']]);
});
