/** Universes worked out by hand from https://developer.hashicorp.com/terraform/language/expressions/version-constraints. */
import { describe, expect, test } from 'vitest';
import { type Packages, type ResolvedCase, resolvedBy } from '../../resolving/fixtures/resolved.ts';
import { npm } from '../../versions/schemes/npm.ts';
import resolver from './resolution.ts';

const VPC = 'terraform-aws-modules/vpc/aws';
const EKS = 'terraform-aws-modules/eks/aws';
const UNIVERSE: Packages = {
  [VPC]: {
    '4.0.0': [],
    '5.0.0': [],
    '5.0.4': [],
    '5.8.1': [],
    '6.0.0-beta1': [],
    '6.0.0': [],
    '6.1.0-beta1': [],
  },
};

const TABLE: ResolvedCase[] = [
  {
    name: '~> of two numbers lets the second rise',
    universe: UNIVERSE,
    roots: [`${VPC}@~> 5.0`],
    list: [`${VPC} 5.8.1`],
  },
  {
    name: '~> of three numbers lets the third rise',
    universe: UNIVERSE,
    roots: [`${VPC}@~> 5.0.0`],
    list: [`${VPC} 5.0.4`],
  },
  { name: 'a version alone is exact', universe: UNIVERSE, roots: [`${VPC}@5.0.0`], list: [`${VPC} 5.0.0`] },
  {
    name: 'commas are and',
    universe: UNIVERSE,
    roots: [`${VPC}@>= 4.0.0, < 6.0.0, != 5.8.1`],
    list: [`${VPC} 5.0.4`],
  },
  {
    name: 'without a constraint the highest release',
    universe: UNIVERSE,
    roots: [VPC],
    list: [`${VPC} 6.0.0`],
  },
  {
    name: 'a pre-release is in no range',
    universe: UNIVERSE,
    roots: [`${VPC}@>= 5.0.0`],
    list: [`${VPC} 6.0.0`],
  },
  {
    name: 'but can be named',
    universe: UNIVERSE,
    roots: [`${VPC}@= 6.0.0-beta1`],
    list: [`${VPC} 6.0.0-beta1`],
  },
  {
    name: 'each call has its own',
    universe: { ...UNIVERSE, [EKS]: { '20.0.0': [`${VPC}@~> 5.0`] } },
    roots: [EKS, `${VPC}@4.0.0`],
    list: [`${EKS} 20.0.0`, `${VPC} 4.0.0`, `${VPC} 5.8.1`],
  },
  {
    name: 'an override, and a cycle',
    universe: { [VPC]: { '5.0.0': [`${EKS}@1.0.0`], '6.0.0': [] }, [EKS]: { '1.0.0': [`${VPC}@>= 5.0.0`] } },
    roots: [EKS],
    more: { overrides: [{ within: [EKS], name: VPC, requirement: '5.0.0' }] },
    list: [`${EKS} 1.0.0`, `${VPC} 5.0.0`],
  },
];

describe('what terraform init would download', () => {
  test.each(TABLE)('$name', async ({ universe, roots, list, more }) => {
    const resolution = await resolvedBy(resolver, npm, universe, roots, more);
    expect(resolution.list).toEqual(list);
    expect(resolution.problems).toEqual([]);
  });
});

test('problems', async () => {
  const { errors } = await resolvedBy(resolver, npm, UNIVERSE, [`${VPC}@~> 7.0`, 'a/b/c', `${VPC}@around 5`]);
  expect(errors).toEqual([`no-matching-version ${VPC}`, 'missing-package a/b/c', `unsupported ${VPC}`]);
});
