/**
 * Universes worked out by hand from https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html#package-match-specifications,
 * https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-virtual.html and
 * https://docs.conda.io/projects/conda-build/en/stable/resources/define-metadata.html#run-constrained.
 */
import { describe, expect, test } from 'vitest';
import { optional, type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { conda } from '../../versions/schemes/conda.ts';
import resolver from './resolution.ts';

const NUMPY: Packages = {
  numpy: { '1.8': [], '1.8.1': [], '1.9.2': [], '1.11.0': [], '1.11.3': [], '2.0.0': [] },
};
const PYTHON: Packages = { python: { '3.9.18': [], '3.10.13': [], '3.11.7': [], '3.12.1': [] } };
const on = (environment: Record<string, string>) => ({ environment });

const TABLE: ResolvedCase[] = [
  { name: '= is fuzzy', universe: NUMPY, roots: ['numpy@=1.11'], list: ['numpy 1.11.3'] },
  { name: '== is exact', universe: NUMPY, roots: ['numpy@==1.11'], list: ['numpy 1.11.0'] },
  { name: 'a version alone is exact', universe: NUMPY, roots: ['numpy@1.8'], list: ['numpy 1.8'] },
  { name: 'a star', universe: NUMPY, roots: ['numpy@1.8.*'], list: ['numpy 1.8.1'] },
  {
    name: 'comma is and, bar is or',
    universe: NUMPY,
    roots: ['numpy@>=1.8,<1.9|1.9.*'],
    list: ['numpy 1.9.2'],
  },
  { name: 'a build is read over', universe: NUMPY, roots: ['numpy@1.11.* py35_0'], list: ['numpy 1.11.3'] },
  { name: 'stars within', universe: NUMPY, roots: ['numpy@1.*.2'], list: ['numpy 1.9.2'] },
  {
    name: 'what a version needs of the machine',
    universe: {
      a: {
        '1.0': ['__glibc@>=2.17,<3.0.a0', '__unix'],
        '2.0': ['__glibc@>=2.40'],
        '3.0': ['__win'],
        '4.0': ['__cuda@>=12'],
      },
    },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'a machine with CUDA',
    universe: { a: { '1.0': ['__unix'], '4.0': ['__cuda@>=12'] } },
    roots: ['a'],
    more: on({ cuda: '12.4' }),
    list: ['a 4.0'],
  },
  {
    name: 'Windows',
    universe: { a: { '1.0': ['__win'], '4.0': ['__unix'] } },
    roots: ['a'],
    more: on({ platform: 'win-64' }),
    list: ['a 1.0'],
  },
  {
    name: 'a version without builds for the platform takes no part',
    universe: {
      a: {
        '1.0': { metadata: { arch: 'noarch' } },
        '2.0': { metadata: { arch: 'linux-64', subdirs: ['linux-64', 'osx-64'] } },
        '3.0': { metadata: { arch: 'osx-64' } },
      },
    },
    roots: ['a'],
    list: ['a 2.0'],
  },
  {
    name: 'nor one of another label, nor what is broken',
    universe: { a: { '1.0': [], '2.0rc1': { metadata: { labels: ['a_rc'] } }, '2.0': { status: 'yanked' } } },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'what is constrained is not brought along',
    universe: { a: { '1.0': { needs: [optional('numpy@<2', 'constraint')] } }, ...NUMPY },
    roots: ['a'],
    list: ['a 1.0'],
  },
  {
    name: 'and bounds what another needs',
    universe: {
      a: { '1.0': { needs: [optional('numpy@<2', 'constraint')] } },
      b: { '1.0': ['numpy'] },
      ...NUMPY,
    },
    roots: ['b', 'a'],
    list: ['a 1.0', 'b 1.0', 'numpy 1.11.3'],
  },
  {
    name: 'builds for several Pythons: together, though the ones that speak for them are for different ones',
    universe: {
      scipy: {
        '1.11': {
          metadata: { pythons: ['3.9', '3.10', '3.11'] },
          needs: ['python@>=3.11,<3.12.0a0', 'python_abi@3.11.* *_cp311'],
        },
      },
      pandas: {
        '2.1': {
          metadata: { pythons: ['3.9', '3.10'] },
          needs: ['python@>=3.9,<3.10.0a0', 'python_abi@3.9.* *_cp39'],
        },
      },
      ...PYTHON,
    },
    roots: ['scipy', 'pandas'],
    list: ['pandas 2.1', 'python 3.10.13', 'scipy 1.11'],
  },
  {
    name: 'one build for one Python',
    universe: { old: { '1.0': ['python@>=3.9,<3.10.0a0'] }, ...PYTHON },
    roots: ['old'],
    list: ['old 1.0', 'python 3.9.18'],
  },
];

describe('what conda would install', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, conda, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems: the machine, what excludes each other, what cannot be read', async () => {
  const of = async (universe: Packages, roots: string[]) =>
    (await resolvedBy(resolver, conda, universe, roots)).errors;
  expect(await of({ a: { '1.0': ['__cuda@>=11'] } }, ['a'])).toEqual(['environment __cuda']);
  expect(await of({ a: { '1.0': ['numpy@<1.9'] }, ...NUMPY }, ['numpy@>=1.11', 'a'])).toEqual([
    'conflict numpy',
  ]);
  expect(await of(NUMPY, ['numpy@>=3'])).toEqual(['no-matching-version numpy']);
  expect(await of(NUMPY, ['numpy@^1\\.8$'])).toEqual(['unsupported numpy']);
});
