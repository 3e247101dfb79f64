/**
 * Universes worked out by hand from https://www.puppet.com/docs/puppet/latest/modules_metadata.html#metadata_version_specifiers and
 * https://www.puppet.com/docs/puppet/latest/modules_installing.html.
 */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { npm } from '../../versions/schemes/npm.ts';
import resolver from './resolution.ts';

const STDLIB: Packages = {
  'puppetlabs-stdlib': { '4.25.1': [], '5.0.0': [], '5.2.0': [], '8.6.0': [], '9.0.0': [], '9.1.0-rc1': [] },
};
const std = (requirement: string) => `puppetlabs-stdlib@${requirement}`;

const TABLE: ResolvedCase[] = [
  {
    name: 'the highest release',
    universe: STDLIB,
    roots: ['puppetlabs-stdlib'],
    list: ['puppetlabs-stdlib 9.0.0'],
  },
  { name: 'bounds', universe: STDLIB, roots: [std('>= 4.25.0 < 9.0.0')], list: ['puppetlabs-stdlib 8.6.0'] },
  { name: 'an x', universe: STDLIB, roots: [std('5.x')], list: ['puppetlabs-stdlib 5.2.0'] },
  { name: 'exact', universe: STDLIB, roots: [std('5.0.0')], list: ['puppetlabs-stdlib 5.0.0'] },
  {
    name: 'a pre-release that is named',
    universe: STDLIB,
    roots: [std('9.1.0-rc1')],
    list: ['puppetlabs-stdlib 9.1.0-rc1'],
  },
  {
    name: 'a range lets no pre-release in',
    universe: STDLIB,
    roots: [std('>= 9.0.0')],
    list: ['puppetlabs-stdlib 9.0.0'],
  },
  {
    name: 'one version for all who ask',
    universe: {
      'a-a': { '1.0.0': [std('>= 4.0.0 < 9.0.0')] },
      'b-b': { '1.0.0': [std('>= 5.0.0 < 10.0.0')] },
      ...STDLIB,
    },
    roots: ['a-a', 'b-b'],
    list: ['a-a 1.0.0', 'b-b 1.0.0', 'puppetlabs-stdlib 8.6.0'],
  },
  {
    name: 'going back',
    universe: {
      'a-a': { '1.0.0': [std('>= 4.0.0 < 6.0.0')], '2.0.0': [std('>= 9.0.0')] },
      'b-b': { '1.0.0': [std('< 9.0.0')] },
      ...STDLIB,
    },
    roots: ['a-a', 'b-b'],
    list: ['a-a 1.0.0', 'b-b 1.0.0', 'puppetlabs-stdlib 5.2.0'],
  },
];

describe('what puppet module install would install', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list }) => {
    const resolution = await resolvedBy(resolver, npm, universe, roots);
    expect(resolution.list).toEqual(list);
    expect(resolution.errors).toEqual([]);
  });
});

test('problems', async () => {
  const universe: Packages = { 'a-a': { '1.0.0': [std('>= 9.0.0')] }, ...STDLIB };
  expect((await resolvedBy(resolver, npm, universe, ['a-a', std('< 9.0.0')])).errors).toEqual([
    'conflict puppetlabs-stdlib',
  ]);
  expect((await resolvedBy(resolver, npm, universe, ['c-c'])).errors).toEqual(['missing-package c-c']);
});
