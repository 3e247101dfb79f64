/**
 * Universes worked out by hand from https://pkgdocs.julialang.org/v1/compatibility/ (compat entries),
 * https://pkgdocs.julialang.org/v1/creating-packages/#Weak-dependencies and https://pkgdocs.julialang.org/v1/registries/ (yanked).
 */
import { describe, expect, test } from 'vitest';
import { optional, type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { julia } from '../../versions/schemes/julia.ts';
import resolver from './resolution.ts';

const COLORS: Packages = {
  Colors: { '0.11.2': [], '0.12.0': [], '0.12.9': [], '0.13.0': [], '1.0.0': [], '1.4.0': [] },
};
const on = (version: string) => ({ environment: { julia: version } });

const TABLE: ResolvedCase[] = [
  { name: 'a version alone is a caret', universe: COLORS, roots: ['Colors@1'], list: ['Colors 1.4.0'] },
  {
    name: 'below 1.0 the minor version is what breaks',
    universe: COLORS,
    roots: ['Colors@0.12'],
    list: ['Colors 0.12.9'],
  },
  {
    name: 'commas are alternatives',
    universe: COLORS,
    roots: ['Colors@0.11, 0.12.0'],
    list: ['Colors 0.12.9'],
  },
  {
    name: 'a hyphen with blanks is a range to the last of its end',
    universe: COLORS,
    roots: ['Colors@0.11 - 0.12'],
    list: ['Colors 0.12.9'],
  },
  {
    name: 'a tilde keeps the minor version',
    universe: COLORS,
    roots: ['Colors@~1.0'],
    list: ['Colors 1.0.0'],
  },
  { name: 'equality', universe: COLORS, roots: ['Colors@=0.12.0'], list: ['Colors 0.12.0'] },
  {
    name: 'a version for a newer Julia is left',
    universe: {
      A: { '1.0.0': { metadata: { julia: '1.6.0-1' } }, '2.0.0': { metadata: { julia: '1.11.0-1' } } },
    },
    roots: ['A'],
    more: on('1.10.4'),
    list: ['A 1.0.0'],
  },
  {
    name: 'a weak dependency is not brought along',
    universe: { A: { '1.0.0': { needs: [optional('Colors@0.12', 'weak')] } }, ...COLORS },
    roots: ['A'],
    list: ['A 1.0.0'],
  },
  {
    name: 'a weak dependency bounds what others bring along',
    universe: {
      A: { '1.0.0': { needs: [optional('Colors@0.12', 'weak')] } },
      B: { '1.0.0': ['Colors@0.11, 0.12, 1'] },
      ...COLORS,
    },
    roots: ['A', 'B'],
    list: ['A 1.0.0', 'B 1.0.0', 'Colors 0.12.9'],
  },
  {
    name: 'before Julia 1.9 it bounds nothing',
    universe: {
      A: { '1.0.0': { needs: [optional('Colors@0.12', 'weak')] } },
      B: { '1.0.0': ['Colors@0.11, 0.12, 1'] },
      ...COLORS,
    },
    roots: ['A', 'B'],
    more: on('1.7.3'),
    list: ['A 1.0.0', 'B 1.0.0', 'Colors 1.4.0'],
  },
  {
    name: 'the standard library is of Julia',
    universe: {
      A: { '1.0.0': ['LinearAlgebra@1', 'Random', 'SHA@0.7', 'Statistics@1'] },
      Statistics: { '1.11.1': [] },
    },
    roots: ['A'],
    list: ['A 1.0.0', 'Statistics 1.11.1'],
  },
  {
    name: 'a compat entry for the standard library of a newer Julia',
    universe: { A: { '1.0.0': ['Dates@1.6'], '1.1.0': ['Dates@1.12'] } },
    roots: ['A'],
    more: on('1.10.4'),
    list: ['A 1.0.0'],
  },
  {
    name: 'a yanked version is not taken, unless it is locked',
    universe: { A: { '1.0.0': [], '1.0.1': { status: 'yanked' } } },
    roots: ['A'],
    list: ['A 1.0.0'],
  },
  {
    name: 'a yanked version that is locked',
    universe: { A: { '1.0.0': [], '1.0.1': { status: 'yanked' } } },
    roots: ['A'],
    more: { locked: [{ name: 'A', version: '1.0.1', location: null }] },
    list: ['A 1.0.1'],
  },
  {
    name: 'the higher build of binaries, and cycles',
    universe: {
      Zstd_jll: { '1.5.6+0': ['Lib@1'], '1.5.6+1': ['Lib@1'] },
      Lib: { '1.2.0': ['Zstd_jll@1.5'] },
    },
    roots: ['Zstd_jll'],
    list: ['Lib 1.2.0', 'Zstd_jll 1.5.6+1'],
  },
  {
    name: 'one build of binaries, named',
    universe: { Zstd_jll: { '1.5.6+0': [], '1.5.6+1': [] } },
    roots: ['Zstd_jll@1.5.6+0'],
    list: ['Zstd_jll 1.5.6+0'],
  },
  {
    name: 'going back',
    universe: { Plots: { '1.39.0': ['Colors@0.12'], '1.40.0': ['Colors@1'] }, ...COLORS },
    roots: ['Plots@1', 'Colors@0.12'],
    list: ['Colors 0.12.9', 'Plots 1.39.0'],
  },
];

describe('what Pkg would put into a manifest', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, julia, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, julia, universe, roots, on('1.10.4'))).errors;
  expect(await of({ A: { '1.0.0': { metadata: { julia: '1.11.0-1' } } } }, ['A'])).toEqual(['environment A']);
  expect(await of({ A: { '1.0.0': ['Dates@1.11'] } }, ['A'])).toEqual(['environment Dates']);
  expect(await of({ A: { '1.0.0': ['Colors@0.12'] }, ...COLORS }, ['A', 'Colors@1'])).toEqual([
    'conflict Colors',
  ]);
  expect(await of(COLORS, ['Colors@2'])).toEqual(['no-matching-version Colors']);
  expect(await of(COLORS, ['Colors@two'])).toEqual(['unsupported Colors']);
});
