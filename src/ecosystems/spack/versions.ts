/**
 * Spack's versions (https://spack.readthedocs.io/en/latest/packaging_guide_creation.html#version-comparison): natural order,
 * in which the names of branches are above all numbers.
 */
import { generic } from '../../versions/schemes/generic.ts';
import type { VersionRules } from '../ecosystem.ts';

/** The lowest first. */
const BRANCHES = ['stable', 'trunk', 'head', 'master', 'main', 'develop'];
const BRANCH = /^(stable|trunk|head|master|main|develop)(?![a-z0-9])/;

export const versions: VersionRules = {
  compare: (a, b) => rankOf(a) - rankOf(b) || generic.compare(a, b),
  isValid: generic.isValid,
  // What a branch holds changes: no user gets it without asking.
  isStable: version => rankOf(version) === -1 && generic.isStable(version),
};

/** -1 for what is no branch. */
function rankOf(version: string): number {
  return BRANCHES.indexOf(BRANCH.exec(version)?.[1] ?? '');
}
