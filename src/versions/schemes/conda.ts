/** conda: its version order and the version part of its match specifications. */
import { defineScheme } from '../scheme.ts';
import { admitsVersion, type CondaRange, parseCondaRange } from './shared/conda-range.ts';
import {
  type CondaAtom,
  type CondaVersion,
  isPrerelease,
  orderVersions,
  parseVersion,
} from './shared/conda-version.ts';
import { releaseOf } from './shared/release.ts';

export const conda = defineScheme<CondaVersion, CondaRange>({
  id: 'conda',
  aliases: ['anaconda', 'anaconda.org', 'conda-forge', 'conda-forge.org', 'bioconda'],
  source: 'https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html',
  parse: parseVersion,
  order: orderVersions,
  print: version => version.text,
  isStable: version => !isPrerelease(version),
  release: ({ components: [, major, minor, patch] }) =>
    releaseOf(firstNumber(major), firstNumber(minor), firstNumber(patch)),
  parseRange: parseCondaRange,
  admits: admitsVersion,
});

/** Components start with a number. Digits, where it is a long one. */
function firstNumber(component: readonly CondaAtom[] = [0]): number | string {
  const [atom = 0] = component;
  return typeof atom === 'number' ? atom : String(atom);
}
