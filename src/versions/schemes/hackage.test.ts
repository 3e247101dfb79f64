import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { hackage } from './hackage.ts';

// https://pvp.haskell.org/#version-numbers ("the lexicographic ordering of the components"),
// https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#pkg-field-build-depends and
// https://hackage.haskell.org/package/Cabal-syntax/docs/Distribution-Types-VersionRange.html.
agreesWithTables(hackage, {
  chains: [
    '0 < 0.0 < 0.0.0 < 0.0.1 < 0.1 < 0.9 < 0.10 < 1 < 1.0 < 1.0.0 < 1.0.1 < 1.1 < 1.2 < 1.2.0 < 1.10 < 2',
    '2.6.3.6 < 2.7.0.2 < 2.8.0.0 < 3.0.1.0',
    '4.18.0.0 < 4.18.2.1 < 4.19.0.0 < 4.19.1.0',
    '1.2-beta = 1.2 = 1.2-a-b < 1.2.1-alpha = 1.2.1',
    '1.999999998 < 1.999999999 < 2',
    '20230101 < 20240101.1',
  ],
  ranges: [
    ['>= 1.2 && < 1.3', '1.2 1.2.0 1.2.9', '1.1.9 1.3 1.3.0'],
    ['>=1.2&&<1.3', '1.2.5', '1.3'],
    ['== 1.2.*', '1.2 1.2.0 1.2.3.4', '1.3 1.1 1 1.20'],
    ['==1.*', '1 1.0 1.9.9', '2 0.9'],
    ['== 1.2', '1.2', '1.2.0 1.2.1'],
    ['> 1.2', '1.2.0 1.3', '1.2 1.1'],
    ['<= 1.2', '1.2 1.1 0', '1.2.0 1.3'],
    ['^>= 1.2.3.4', '1.2.3.4 1.2.3.5 1.2.9', '1.2.3.3 1.3 1.2.3'],
    ['^>= 1', '1 1.0 1.0.9', '1.1 0.9 2'],
    ['^>= 1.2', '1.2 1.2.9', '1.3 1.1'],
    ['== { 1.2, 1.3.1 }', '1.2 1.3.1', '1.2.0 1.3'],
    ['^>= { 2.6.3.6, 2.7.0.2, 3.0.1.0 }', '2.6.3.6 2.6.4 2.7.0.2 3.0.2', '2.6.3.5 2.7.0.1 2.8 3.0.0 3.1'],
    ['^>={1.2}', '1.2.1', '1.3'],
    ['>= 1 && < 2 || == 3.1', '1 1.9 3.1', '2 3 3.1.0'],
    ['== 3.1 || >= 1 && < 2', '1 3.1', '2'],
    ['(>= 1 || == 0.5) && < 2', '0.5 1', '2 0.6'],
    ['( ( >= 1 ) )', '1', '0.9'],
    ['-any', '0 99', ''],
    ['-none', '', '0 1'],
    ['-none || == 1', '1', '0 2'],
    ['-any && <2', '1', '2'],
    ['', '0 1.2', 'x'],
    ['>= 2 && < 1', '', '1 2'],
    ['>= 1.2-beta', '1.2 1.3', '1.1'],
  ],
  normal: [
    ['1.2.3', '1.2.3'],
    ['1.2-beta', '1.2'],
    ['0', '0'],
  ],
  stable: ['1.2', '0', '1.2-beta'],
  unstable: ['', '1.2a'],
  releases: [
    ['1.2.3.4', { major: 1, minor: 2, patch: 3 }],
    ['7', { major: 7, minor: 0, patch: 0 }],
    ['x', null],
  ],
  noVersions: [
    '',
    '01',
    '1.02',
    '1.',
    '.1',
    '1..2',
    '1.2a',
    'v1',
    '1.2-',
    '1.2--a',
    '1_2',
    '1.1234567890',
    ' 1',
    '1.*',
  ],
  noRanges: [
    ...[
      '1.2',
      '>= 1.2.*',
      '^>= 1.2.*',
      '== *',
      '>=',
      '>= 1 <2',
      '>= 1 && ',
      '|| >= 1',
      '(>= 1',
      '>= 1)',
      '== {}',
    ],
    ...[
      '>= {1,2}',
      '== {1.*}',
      '== {1,}',
      '~> 1',
      '!= 1',
      '== 1 & 2',
      '= 1',
      '-anyone',
      `${'('.repeat(200)}>= 1`,
    ],
  ],
  vers: [
    ['>= 1.2 && < 1.3', 'vers:hackage/>=1.2|<1.3'],
    ['== 1.2.*', 'vers:hackage/>=1.2|<1.3'],
    ['^>= 1.2.3', 'vers:hackage/>=1.2.3|<1.3'],
    ['== { 1.2, 1.3.1 }', 'vers:hackage/1.2|1.3.1'],
    ['< 1 || > 1', 'vers:hackage/!=1'],
    ['-any', 'vers:hackage/*'],
    ['-none', null],
  ],
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('10', '999999999'));
const plain = fc.array(number, { minLength: 1, maxLength: 4 }).map(parts => parts.join('.'));
const version = fc.tuple(plain, fc.constantFrom('', '', '', '-beta', '-a-1')).map(parts => parts.join(''));
const factor = fc.oneof(
  fc
    .tuple(fc.constantFrom('>=', '> ', '<', '<= ', '==', '^>=', '^>= '), version)
    .map(parts => parts.join('')),
  plain.map(text => `== ${text}.*`),
  fc
    .tuple(fc.constantFrom('==', '^>='), fc.array(version, { minLength: 1, maxLength: 3 }))
    .map(([sign, list]) => `${sign} { ${list.join(', ')} }`),
  fc.constantFrom('-any', '-none'),
);
const range = fc.letrec<{ range: string }>(tie => ({
  range: fc.oneof(
    { maxDepth: 3 },
    factor,
    fc
      .tuple(tie('range'), fc.constantFrom('&&', '||', ' && ', ' || '), tie('range'))
      .map(([a, sign, b]) => `(${a})${sign}${b}`),
  ),
})).range;

keepsTheLaws(hackage, { versions: version, ranges: fc.oneof(range, fc.constant('')) });
