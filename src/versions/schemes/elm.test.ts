/** https://github.com/elm/compiler/blob/master/docs/elm.json/package.md and .../application.md, "dependencies". */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { elm } from './elm.ts';
import { dotted } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';

agreesWithTables(elm, {
  chains: [
    '0.0.0 < 0.0.1 < 0.1.0 < 1.0.0 < 1.0.1 < 1.0.2 < 1.0.10 < 1.1.0 < 1.9.0 < 1.10.0 < 2.0.0 < 10.0.0',
    '1.0.0 = 1.0.0 < 99999999999999999999.0.0',
  ],
  ranges: [
    ['1.0.0 <= v < 2.0.0', '1.0.0 1.0.1 1.9.9 1.10.0', '0.9.9 2.0.0 2.0.1'],
    ['0.19.0 <= v < 0.20.0', '0.19.0 0.19.1 0.19.99', '0.18.0 0.20.0 1.0.0'],
    ['1.1.0 <= v < 2.0.0', '1.1.0 1.2.0', '1.0.9 2.0.0'],
    ['1.0.0 <= v <= 1.0.0', '1.0.0', '0.9.9 1.0.1'],
    ['1.0.0 < v <= 2.0.0', '1.0.1 2.0.0', '1.0.0 2.0.1'],
    ['1.0.0 < v < 2.0.0', '1.0.1 1.9.9', '1.0.0 2.0.0'],
    ['1.0.2', '1.0.2', '1.0.1 1.0.3'],
    ['  1.0.0  <=  v  <  2.0.0 ', '1.0.0', '2.0.0'],
    ['1.0.0 <= v < 1.0.1', '1.0.0', '1.0.1'],
    ['5.0.0 <= v < 6.0.0', '5.0.0 5.1.0 5.0.9', '4.9.9 6.0.0'],
    ['0.0.0 <= v < 99.0.0', '0.0.0 98.9.9', '99.0.0'],
    ['9.9.9 <= v < 10.0.0', '9.9.9 9.10.0', '9.9.8 10.0.0'],
  ],
  normal: [['1.0.0', '1.0.0']],
  stable: ['1.0.0', '0.1.0'],
  unstable: ['1.0.0-beta', '1.0', ''],
  releases: [
    ['1.2.3', { major: 1, minor: 2, patch: 3 }],
    ['1.0', null],
  ],
  noVersions: [
    '',
    '1',
    '1.0',
    '1.0.0.0',
    '1.0.0-beta',
    '1.0.0+1',
    '01.0.0',
    'v1.0.0',
    ' 1.0.0',
    '1.0.x',
    '1.0.0.',
  ],
  noRanges: [
    '',
    '*',
    '^1.0.0',
    '>=1.0.0',
    '1.0.0 <= v',
    '1.0.0 <= x < 2.0.0',
    '1.0.0 >= v > 0.5.0',
    '2.0.0 <= v < 1.0.0',
    '1.0.0 <= v < 1.0.0',
    '1.0.0 < v <= 1.0.0',
    '1.0 <= v < 2.0',
    '1.0.0 - 2.0.0',
    '1.0.0<=v<2.0.0',
  ],
  vers: [
    ['1.0.0 <= v < 2.0.0', 'vers:elm/>=1.0.0|<2.0.0'],
    ['1.0.0 <= v <= 1.0.0', 'vers:elm/1.0.0'],
    ['1.0.0', 'vers:elm/1.0.0'],
  ],
});

const version = dotted(3, 3);
const range = fc.oneof(
  version,
  fc
    .tuple(version, fc.constantFrom('<', '<='), fc.constantFrom('<', '<='), version)
    .filter(([a, , , b]) => elm.compare(a, b) < 0)
    .map(([a, left, right, b]) => `${a} ${left} v ${right} ${b}`),
);

keepsTheLaws(elm, { versions: version, ranges: range });
