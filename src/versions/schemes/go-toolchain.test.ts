/** https://go.dev/doc/toolchain#version; how tags become SemVer: https://go.dev/doc/security/vuln/database */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { goToolchain } from './go-toolchain.ts';

agreesWithTables(goToolchain, {
  chains: [
    'go1.20rc1 < go1.20rc2 < go1.20rc10 < go1.20 < go1.20.1 < go1.21rc1 < go1.21.0 < go1.21.1',
    'go1 = go1.0.0 < go1.2beta1 < go1.2rc1 < go1.2 = 1.2 = 1.2.0',
    // The database's `-0` is before everything of a release.
    '1.21.0-0 < go1.21alpha1 < go1.21beta1 = 1.21.0-beta.1 < go1.21rc1 = 1.21.0-rc.1 = 1.21.0-rc1 < 1.21.0',
    'go1.21.3-custom = go1.21.3 = 1.21.3 < go1.21.4',
  ],
  ranges: [
    ['< 1.20.3', 'go1.20.2 go1.20rc1 1.19.9', 'go1.20.3 1.20.4'],
    ['>= go1.21rc1, < go1.21.4', 'go1.21rc1 go1.21.3', 'go1.21beta1 go1.21.4'],
  ],
  normal: [
    ['go1.21rc2', '1.21.0-rc.2'],
    ['go1.20', '1.20.0'],
  ],
  stable: ['go1.20', 'go1.21.3', '1.21.3'],
  unstable: ['go1.21rc2', '1.21.0-0', 'devel'],
  releases: [['go1.21.3', { major: 1, minor: 21, patch: 3 }]],
  noVersions: ['', 'go', 'devel', 'devel go1.22-abcdef', 'v1.21.3', 'go1.', 'go1.2.3.4', 'gogo1.2', ' go1.2'],
  noRanges: ['devel', '>='],
  vers: [],
});

const number = fc.nat({ max: 30 });
const version = fc
  .tuple(
    fc.constantFrom('', 'go'),
    fc.array(number, { minLength: 1, maxLength: 3 }).map(numbers => numbers.join('.')),
    fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('beta', 'rc', '-rc.'), number).map(parts => parts.join('')),
    ),
  )
  .map(parts => parts.join(''));
const range = fc
  .array(
    fc.tuple(fc.constantFrom('>=', '<', '<=', '> ', '='), version).map(parts => parts.join('')),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map(list => list.join(', '));

keepsTheLaws(goToolchain, { versions: version, ranges: range });
