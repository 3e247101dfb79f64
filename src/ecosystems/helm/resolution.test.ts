/**
 * Universes worked out by hand from https://helm.sh/docs/chart_best_practices/dependencies/#versions,
 * https://helm.sh/docs/helm/helm_dependency/ and https://github.com/Masterminds/semver#checking-version-constraints.
 */
import { describe, expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { npm } from '../../versions/schemes/npm.ts';
import resolver from './resolution.ts';

const COMMON: Packages = {
  'bitnami/common': { '1.17.1': [], '2.0.0': [], '2.4.0': [], '2.31.0': [], '3.0.0-rc.1': [] },
};
const chart = (name: string, qualifiers?: Record<string, string>): DependencyRecord => ({
  name,
  requirement: '0.1.0',
  kind: 'runtime',
  optional: false,
  ...(qualifiers && { qualifiers }),
});

const TABLE: ResolvedCase[] = [
  { name: 'a caret', universe: COMMON, roots: ['bitnami/common@^2.0.0'], list: ['bitnami/common 2.31.0'] },
  { name: 'a tilde', universe: COMMON, roots: ['bitnami/common@~2.4.0'], list: ['bitnami/common 2.4.0'] },
  { name: 'an x', universe: COMMON, roots: ['bitnami/common@1.x.x'], list: ['bitnami/common 1.17.1'] },
  {
    name: 'a comma is and',
    universe: COMMON,
    roots: ['bitnami/common@>= 2.0.0, < 2.10.0'],
    list: ['bitnami/common 2.4.0'],
  },
  {
    name: 'or',
    universe: COMMON,
    roots: ['bitnami/common@< 2.0.0 || ~2.0.0'],
    list: ['bitnami/common 2.0.0'],
  },
  {
    name: 'no pre-releases unasked',
    universe: COMMON,
    roots: ['bitnami/common'],
    list: ['bitnami/common 2.31.0'],
  },
  {
    name: 'a pre-release that is named',
    universe: COMMON,
    roots: ['bitnami/common@3.0.0-rc.1'],
    list: ['bitnami/common 3.0.0-rc.1'],
  },
  {
    name: 'each has its own: there is no conflict',
    universe: {
      'a/a': { '1.0.0': ['bitnami/common@1.x.x'] },
      'b/b': { '1.0.0': ['bitnami/common@2.x.x'] },
      ...COMMON,
    },
    roots: ['a/a', 'b/b'],
    list: ['a/a 1.0.0', 'b/b 1.0.0', 'bitnami/common 1.17.1', 'bitnami/common 2.31.0'],
  },
  {
    name: 'what lies in the chart itself is no package',
    universe: { 'a/a': { '1.0.0': { needs: [chart('crds'), 'bitnami/common@2.x.x'] } }, ...COMMON },
    roots: ['a/a'],
    list: ['a/a 1.0.0', 'bitnami/common 2.31.0'],
  },
];

describe('what helm dependency update would take', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list }) => {
    const resolution = await resolvedBy(resolver, npm, universe, roots);
    expect(resolution.list).toEqual(list);
    expect(resolution.problems).toEqual([]);
  });
});

test('problems: other repositories, what is not there', async () => {
  const elsewhere = chart('tap', { repository: 'https://charts.example.org' });
  const { problems } = await resolvedBy(resolver, npm, { 'a/a': { '1.0.0': { needs: [elsewhere] } } }, [
    'a/a',
    'b/b',
    'a/a@^2.0.0',
  ]);
  expect(problems.map(({ kind, severity, name }) => `${kind} ${severity} ${name}`).sort()).toEqual([
    'missing-package error b/b',
    'no-matching-version error a/a',
    'unsupported warning tap',
  ]);
});
