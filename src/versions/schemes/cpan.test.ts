import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { cpan } from './cpan.ts';
import { agreesWithTables } from './fixtures/tables.ts';

// https://metacpan.org/pod/version (decimal and dotted versions, "How to compare version objects", lax versions),
// https://metacpan.org/pod/version::Internals (digits in threes), https://metacpan.org/pod/CPAN::Meta::Spec#Version-Ranges
// and https://metacpan.org/pod/CPAN::Meta::Requirements.
agreesWithTables(cpan, {
  chains: [
    '1.002003 = v1.2.3 = 1.2.3 = 01.002003 < 1.00203 = v1.2.30 < 1.0023 = v1.2.300',
    '1.2 = v1.200 = 1.20 = 1.200 = v1.200.0 < 1.3 < 1.31 < 1.4 < 2',
    'v1.2 = v1.2.0 = 1.2.0 < v1.2.1 < v1.10 < 1.02 = v1.20 < 1.1 = v1.100 = 1.10 < 1.11 < 1.9 < 1.91 < v1.1000',
    'v1.3 < v1.10 < 1.3 = v1.300',
    '0 = 0.0 = v0 = undef = 0.000 = 00 < .001 = v0.1 = 0.1.0',
    'v0.0.1 < v0.1 = 0.001 < 0.01 < .1 = 0.1 = 0.100 = v0.100 < .5 = v0.500 < 1. = 1 = v1',
    '1.02 < 1.02_01 = 1.0201 < 1.02_03 = 1.0203 = v1.20.300 < 1.03',
    'v1.2_3 = v1.23 < v1.24',
    '1.2.3 < 1.2.3_4 = 1.2.34 < 1.2.35',
    '.1.2 = v0.1.2 < .1.2.3 = 0.1.2.3',
    '5.006 = v5.6 = 5.6.0 < 5.006001 = v5.6.1 < 5.008 < 5.010 = 5.01 < 5.036000 = v5.36.0',
    '0.9 < 1.00-TRIAL < 1.00-TRIAL1 < 1.00-TRIAL2 < 1.00-TRIAL10 < 1.00 < 1.01-TRIAL < 1.01',
    'v1.99999999999999999998 < v1.99999999999999999999 < v1.100000000000000000000',
  ],
  ranges: [
    ['1.2', '1.2 1.20 1.3 v1.200', '1.1 v1.2 1.19'],
    ['>= 1.2', '1.2 2', '1.19'],
    ['0', '0 0.001 v9', ''],
    ['', '0 1', 'x'],
    ['== 1.2', '1.2 1.200 v1.200.0', '1.21 v1.2'],
    ['!= 1.5', '1.4 1.51', '1.5 1.50 v1.500'],
    ['> 1, < 2', '1.001 1.5', '1 2 v1.0'],
    ['<= 1.02', '1.02 v1.20 1.019', '1.0201 1.02_01'],
    ['>= 1.2, != 1.5, < 2.0', '1.2 1.4 1.9', '1.1 1.5 2.0'],
    ['>=1.2,<2', '1.9', '2'],
    ['1.2, 1.5', '1.5', '1.4'],
    ['>= v5.10.1', '5.010001 5.012', '5.010 5.01'],
    ['v1.2', 'v1.2 1.002 1.1', 'v1.1 1.001'],
    ['5.006', 'v5.6.0 5.006001', '5.005'],
    ['>= 1.2,', '1.2', '1.1'],
    ['< 1.00', '0.99 1.00-TRIAL', '1.00 1.0'],
    ['> 2, < 1', '', '1 2'],
    ['== 1, >= 2', '', '1 2'],
  ],
  normal: [
    ['1.02', 'v1.20.0'],
    ['1.002003', 'v1.2.3'],
    ['1.02_03', 'v1.20.300'],
    ['v1.2', 'v1.2.0'],
    ['v1.2.3.4', 'v1.2.3.4'],
    ['.5', 'v0.500.0'],
    ['0', 'v0.0.0'],
    ['v1.1000', 'v1.1000.0'],
    ['1.00-TRIAL2', 'v1.0.0-TRIAL2'],
  ],
  stable: ['1.02', 'v1.2.3', '0', '1.0203'],
  unstable: ['1.02_03', 'v1.2_3', '1.00-TRIAL', '1.00-TRIAL3', 'x'],
  releases: [
    ['1.002003', { major: 1, minor: 2, patch: 3 }],
    ['1.5', { major: 1, minor: 500, patch: 0 }],
    ['v7', { major: 7, minor: 0, patch: 0 }],
    ['x', null],
  ],
  noVersions: [
    ...[
      '',
      'x',
      '1a',
      '1_2',
      '1__2',
      '1.2_3_4',
      'v.1',
      '1.2.3.',
      'v1.',
      'v1_2',
      '1e3',
      '1.2.3_',
      '1_2.3',
      '1.0-trial',
    ],
    ...['1.0-RC1', 'v', '.', '1..2', '-1', '1,2', '1.2-TRIALx', 'v1.2.3_4_5', '1.2b', '_1', '.'],
  ],
  noRanges: [
    '= 1.2',
    '>=1.2 <2',
    ',>=1',
    '~> 1',
    'abc',
    '>= abc',
    '<=> 1',
    '>=1,,<2',
    '=>1',
    '>= ',
    '1.2 || 1.3',
    '^1',
  ],
  vers: [
    ['1.2', 'vers:cpan/>=1.2'],
    ['>= 1.2, != 1.5, < 2.0', 'vers:cpan/>=1.2|!=1.5|<2.0'],
    ['== v1.2.3', 'vers:cpan/v1.2.3'],
    ['0', 'vers:cpan/*'],
    ['> 2, < 1', null],
  ],
});

const digits = fc.oneof(fc.nat(3).map(String), fc.constantFrom('0', '00', '01', '010', '203', '1000'));
const decimal = fc
  .tuple(digits, fc.option(digits, { nil: '' }))
  .map(([a, b]) => (b === '' ? a : `${a}.${b}`));
const dotted = fc.oneof(
  fc.array(digits, { minLength: 1, maxLength: 4 }).map(parts => `v${parts.join('.')}`),
  fc.array(digits, { minLength: 3, maxLength: 5 }).map(parts => parts.join('.')),
);
const version = fc.oneof(
  decimal,
  dotted,
  fc.tuple(digits, digits, digits).map(([a, b, c]) => `${a}.${b}_${c}`),
  fc.tuple(dotted, digits).map(([text, last]) => `${text}.1_${last}`),
  fc.tuple(decimal, fc.constantFrom('-TRIAL', '-TRIAL1', '-TRIAL10')).map(parts => parts.join('')),
  fc.constantFrom('undef', '.5', '.1.2', '1.', 'v9999999999999999.1'),
);
const condition = fc
  .tuple(fc.constantFrom('', '>=', '>= ', '>', '<', '<=', '==', '!= '), version)
  .map(parts => parts.join(''));

keepsTheLaws(cpan, {
  versions: version,
  ranges: fc.array(condition, { maxLength: 3 }).map(list => list.join(', ')),
});
