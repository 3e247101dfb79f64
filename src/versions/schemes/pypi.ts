/** PyPI: versions and version specifiers of PEP 440, with its rule that ranges take no pre-release unless they name one. */
import { defineScheme } from '../scheme.ts';
import { parseVersion } from './shared/pep440-parse.ts';
import { quickOrder } from './shared/pep440-quick.ts';
import { admitsVersion, type Pep440Range, parsePep440Range } from './shared/pep440-range.ts';
import { isPrerelease, orderVersions, type Pep440Version, printVersion } from './shared/pep440-version.ts';
import { releaseOf } from './shared/release.ts';

export const pypi = defineScheme<Pep440Version, Pep440Range>({
  id: 'pypi',
  aliases: ['pypi.org', 'pep440', 'pip', 'python'],
  source: 'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  parse: parseVersion,
  order: orderVersions,
  quickOrder,
  print: printVersion,
  isStable: version => !isPrerelease(version),
  release: ({ release }) => releaseOf(release[0], release[1], release[2]),
  parseRange: parsePep440Range,
  admits: admitsVersion,
});
