/**
 * https://dart.dev/tools/pub/dependencies#version-constraints, https://pub.dev/documentation/pub_semver/latest/ and the
 * notes on its order at https://pub.dev/packages/pub_semver#semantics.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { full } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { pub } from './pub.ts';

agreesWithTables(pub, {
  chains: [
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0-rc.1+build.1 < 1.0.0 < 1.0.0+0.3.7 < 1.3.7+build < 1.3.7+build.2.b8f12d7 < 1.3.7+build.11.e0f985a < 2.0.0 < 2.1.0 < 2.2.0 < 2.11.0 < 2.11.1',
    '1.2.3 = 01.2.3 = 1.02.3 = 1.2.03 < 1.2.3+1 = 1.2.3+01 < 1.2.3+2 < 1.2.3+10 < 1.2.3+a < 1.2.4-1 = 1.2.4-01 < 1.2.4',
  ],
  ranges: [
    ['any', '0.0.0 1.0.0-dev 9.9.9', ''],
    ['1.2.3', '1.2.3 01.2.3', '1.2.4 1.2.3+1 1.2.3-dev'],
    ['>=1.2.3', '1.2.3 1.2.3+1 2.0.0-dev 9.0.0', '1.2.2 1.2.3-dev'],
    ['>1.2.3', '1.2.4 1.2.3+1', '1.2.3'],
    ['<=1.2.3', '1.2.3 0.1.0 1.2.3-dev', '1.2.3+1 1.2.4'],
    // "<1.2.3" leaves out pre-releases of 1.2.3, unless the lower bound is one.
    ['<1.2.3', '1.2.2 1.2.2+9', '1.2.3 1.2.3-dev'],
    ['<1.2.3-dev', '1.2.3-alpha 1.2.2', '1.2.3-dev 1.2.3'],
    ['>=1.2.3-alpha <1.2.3', '1.2.3-alpha 1.2.3-dev', '1.2.3 1.2.2'],
    ['>=1.2.2-alpha <1.2.3', '1.2.2 1.2.2-beta', '1.2.3-dev 1.2.3'],
    ['<1.2.3+1', '1.2.3 1.2.3-dev', '1.2.3+1'],
    // "Caret syntax"
    ['^1.2.3', '1.2.3 1.9.9 1.2.3+4 1.5.0-dev', '1.2.2 2.0.0 2.0.0-dev 1.2.3-dev'],
    ['^0.1.2', '0.1.2 0.1.9', '0.1.1 0.2.0 0.2.0-dev'],
    ['^0.0.1', '0.0.1 0.0.9', '0.1.0 0.0.0'],
    ['^1.0.0-nullsafety.0', '1.0.0-nullsafety.0 1.0.0-nullsafety.5 1.0.0 1.5.0', '2.0.0-nullsafety.0'],
    ['^ 1.2.3', '1.2.3', '2.0.0'],
    // "Traditional syntax"
    ['>=1.2.3 <2.0.0', '1.2.3 1.9.9', '2.0.0 2.0.0-dev'],
    ['>=2.0.0 <3.0.0 ', '2.0.0', '3.0.0'],
    ['>=1.2.3<2.0.0', '1.2.3', '2.0.0'],
    ['>= 1.2.3 < 2.0.0', '1.2.3', '2.0.0'],
    ['<2.0.0 >=1.2.3', '1.2.3', '2.0.0'],
    ['>1.0.0 >=1.2.0 <3.0.0 <=2.0.0', '1.2.0 2.0.0', '1.1.9 2.0.1'],
    ['>=1.0.0 >1.0.0', '1.0.1', '1.0.0'],
    ['>=2.0.0 <1.0.0', '', '1.5.0 0.5.0'],
    ['1.0.0 2.0.0', '', '1.0.0 2.0.0'],
    ['>=1.0.0 <=1.0.0', '1.0.0', '1.0.0+1'],
  ],
  normal: [
    ['01.2.03', '1.2.3'],
    ['1.2.3-dev.01+build.02', '1.2.3-dev.1+build.2'],
  ],
  stable: ['1.0.0', '1.0.0+1'],
  unstable: ['1.0.0-dev', '1.0.0-dev+1', '1.0'],
  releases: [
    ['1.2.3-dev+1', { major: 1, minor: 2, patch: 3 }],
    ['1.2.9223372036854775807', null],
  ],
  noVersions: [
    '',
    '1',
    '1.2',
    '1.2.3.4',
    'v1.2.3',
    '1.2.3-',
    '1.2.3+',
    '1.2.3-a..b',
    ' 1.2.3',
    '1.2.3 ',
    '1.2.x',
    '1.2.9223372036854775808',
  ],
  noRanges: [
    '',
    ' ',
    '*',
    '1.2',
    '^1.2',
    '^',
    '^1.2.3 <2.0.0',
    '<2.0.0 ^1.2.3',
    '>',
    '>=1.0.0 <',
    '=1.0.0',
    '==1.0.0',
    '1.0.0 || 2.0.0',
    '~1.0.0',
    'any 1.0.0',
    '>=1.0.0, <2.0.0',
    '1.0.0 - 2.0.0',
  ],
  vers: [
    ['^1.2.3', 'vers:pub/>=1.2.3|<2.0.0'],
    ['^0.1.2', 'vers:pub/>=0.1.2|<0.2.0'],
    ['>=1.2.3 <2.0.0', 'vers:pub/>=1.2.3|<2.0.0'],
    ['1.2.3+1', 'vers:pub/1.2.3+1'],
    ['any', 'vers:pub/*'],
    ['1.0.0 2.0.0', null],
  ],
});

const comparator = fc
  .tuple(fc.constantFrom('', '>=', '>', '<', '<=', '>= ', '< '), full)
  .map(parts => parts.join(''));
const range = fc.oneof(
  { weight: 1, arbitrary: fc.constant('any') },
  { weight: 2, arbitrary: full.map(text => `^${text}`) },
  { weight: 5, arbitrary: fc.array(comparator, { minLength: 1, maxLength: 3 }).map(list => list.join(' ')) },
);

keepsTheLaws(pub, {
  versions: fc.oneof(
    full,
    full.map(text => `0${text}`),
  ),
  ranges: range,
});
