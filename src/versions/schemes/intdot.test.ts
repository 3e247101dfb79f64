import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { intdot } from './intdot.ts';

agreesWithTables(intdot, {
  // https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md, generic types.
  chains: [
    '0 < 0.0.1 < 0.1 < 1 < 1.0.1 < 1.2 < 1.2.1 < 1.10 < 2 < 10 < 10.234.5.12 < 10.234.5.13',
    '1.2.3 = 01.002.0003',
    '1.2.2 < 1.0002.10 = 1.02.0010 = 1.2.10',
    '1.2 = 1.2.0 = 1.2.0.0',
    '1.2beta = 1.2rc1 = 1.2 = 1.2-1 = 1.2. = 1.2..3 = 1.2+4 < 1.10alpha',
    '9007199254740992 < 9007199254740993 < 99999999999999999999 < 100000000000000000000',
    '1.2.3 < 1.2.4 < 1.2.10 < 1.3 < 1.3.0.1',
  ],
  ranges: [
    ['>=1.2, <2.0', '1.2 1.2.0 1.5.0 1.10 1.99.99', '1.1.9 2.0 2 2.0.1'],
    ['1.2', '1.2 1.2.0 01.2 1.2beta', '1.2.1 1.1'],
    ['=1.2 || =1.4', '1.2 1.4.0', '1.3'],
    ['!=1.2', '1.1 1.2.1', '1.2 1.2.0'],
    ['>1.2', '1.2.1 1.10', '1.2 1.2.0'],
    ['<=1.2', '1.2 1.2.0 0', '1.2.0.1'],
    ['<1 || >=3', '0.9 3', '1 2.9'],
    ['>=0.10.0 <0.11', '0.10 0.10.5', '0.9 0.11'],
    ['>=1.9 <1.10', '1.9 1.9.99', '1.10 1.8 1.1'],
    ['<=10.234.5.12', '10.234.5.12 10.234.5 9', '10.234.5.13 10.235'],
    [
      '>99999999999999999999',
      '100000000000000000000 99999999999999999999.1',
      '99999999999999999998 99999999999999999999',
    ],
    ['', '0 1', ''],
    ['*', '0 1', ''],
  ],
  normal: [
    ['01.002.0003', '1.2.3'],
    ['1.2beta', '1.2'],
    ['10.234.5.12', '10.234.5.12'],
    ['1.0', '1.0'],
    [' 1.2 ', '1.2'],
  ],
  stable: ['1', '1.2beta'],
  unstable: ['', 'x'],
  releases: [
    ['10.234.5.12', { major: 10, minor: 234, patch: 5 }],
    ['1', { major: 1, minor: 0, patch: 0 }],
    ['99999999999999999999', null],
    ['x', null],
  ],
  noVersions: ['', ' ', '.', '.1', '-1', 'v1', 'beta', '+1', '\u0661.2'],
  noRanges: ['>=', 'x', '>=x', '1 ||', '1,,2', '^1.2', '~1'],
  vers: [
    ['>=1.2, <2.0', 'vers:intdot/>=1.2|<2.0'],
    ['1.4 || 1.2', 'vers:intdot/1.2|1.4'],
    ['*', 'vers:intdot/*'],
    ['<1, >2', null],
  ],
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('00', '010', '10', '99999999999999999999'));
const version = fc
  .tuple(
    fc.array(number, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '', '', '.', '-1', 'beta2', '+x'),
  )
  .map(([numbers, suffix]) => numbers.join('.') + suffix);
const comparator = fc
  .tuple(fc.constantFrom('', '=', '==', '!=', '<', '<=', '>', '>= '), version)
  .map(parts => parts.join(''));

keepsTheLaws(intdot, {
  versions: version,
  ranges: fc
    .array(fc.tuple(comparator, fc.constantFrom(', ', ' ', ' || ')), { minLength: 1, maxLength: 4 })
    .map(parts => parts.flat().slice(0, -1).join('')),
});
