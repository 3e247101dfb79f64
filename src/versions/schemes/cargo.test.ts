/**
 * https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html and
 * https://docs.rs/semver/latest/semver/struct.VersionReq.html, https://docs.rs/semver/latest/semver/enum.Op.html
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { cargo } from './cargo.ts';
import { build, dotted, full, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';

agreesWithTables(cargo, {
  chains: [
    // https://semver.org/#spec-item-11
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0',
    '0.0.0-0 < 0.0.0 < 0.0.1 < 0.1.0 < 0.10.0 < 1.0.0 < 2.0.0 < 2.1.0 < 2.1.1',
    '1.0.0 = 1.0.0+1 = 1.0.0+wasi-0.2.4 < 1.0.1-0',
    '0.0.18446744073709551614 < 0.0.18446744073709551615',
  ],
  ranges: [
    // "Default requirements"
    ['1.2.3', '1.2.3 1.2.4 1.9.0', '1.2.2 2.0.0 2.0.0-0 1.3.0-rc.1'],
    ['1.2', '1.2.0 1.9.9', '1.1.9 2.0.0'],
    ['1', '1.0.0 1.9.9', '0.9.9 2.0.0 1.0.0-alpha'],
    ['0.2.3', '0.2.3 0.2.9', '0.2.2 0.3.0'],
    ['0.2', '0.2.0 0.2.9', '0.1.9 0.3.0'],
    ['0.0.3', '0.0.3 0.0.3+4', '0.0.2 0.0.4'],
    ['0.0', '0.0.0 0.0.9', '0.1.0'],
    ['0', '0.0.0 0.9.9', '1.0.0'],
    ['^1.2.3', '1.2.3 1.99.0', '2.0.0'],
    // "Tilde requirements"
    ['~1.2.3', '1.2.3 1.2.9', '1.2.2 1.3.0'],
    ['~1.2', '1.2.0 1.2.9', '1.1.9 1.3.0'],
    ['~1', '1.0.0 1.9.9', '2.0.0 0.9.9'],
    // "Wildcard requirements"
    ['*', '0.0.0 9.9.9', '1.0.0-alpha'],
    ['1.*', '1.0.0 1.9.9', '2.0.0'],
    ['1.2.*', '1.2.0 1.2.9', '1.3.0'],
    ['1.x.X', '1.0.0 1.9.9', '2.0.0'],
    // "Comparison requirements"
    ['>= 1.2.0', '1.2.0 3.0.0', '1.1.9 1.2.0-rc.1'],
    ['> 1', '2.0.0 3.0.0', '1.0.0 1.9.9'],
    ['> 1.2', '1.3.0', '1.2.9'],
    ['< 2', '1.9.9 0.0.0', '2.0.0 2.0.0-alpha'],
    ['< 1.2', '1.1.9', '1.2.0'],
    ['<= 1.2', '1.2.0 1.2.9', '1.3.0'],
    ['= 1.2.3', '1.2.3 1.2.3+5', '1.2.4 1.2.3-rc.1'],
    ['=1.2', '1.2.0 1.2.9', '1.3.0'],
    // "Multiple version requirements"
    ['>= 1.2, < 1.5', '1.2.0 1.4.9', '1.1.9 1.5.0'],
    ['>1.0.0,<1.0.0', '', '1.0.0'],
    // "Pre-releases": they match only when named, and only those of the same version.
    ['1.0.0-alpha', '1.0.0-alpha 1.0.0-beta 1.0.0 1.5.0', '1.0.1-alpha 2.0.0-alpha'],
    ['>=1.2.3-rc.1, <1.2.3', '1.2.3-rc.1 1.2.3-rc.2', '1.2.3 1.2.3-beta'],
    ['=1.0.0-rc.1', '1.0.0-rc.1 1.0.0-rc.1+b', '1.0.0-rc.2 1.0.0'],
    ['~1.2.3-beta.2', '1.2.3-beta.2 1.2.3-beta.4 1.2.3 1.2.9', '1.2.4-beta.2 1.3.0'],
    ['^1, >=1.0.0-alpha', '1.0.0-alpha 1.0.0', '2.0.0-0'],
    ['>1.2, <1.3.0-beta', '1.3.0-alpha', '1.2.9 1.3.0-beta'],
    ['>=1.2, <=1.2.5-beta', '1.2.0 1.2.4', '1.2.5-alpha 1.2.5'],
    ['=1.2, <1.2.5-beta', '1.2.4', '1.2.5-alpha'],
    ['<=1.2, >=1.2.5-beta', '1.2.5', '1.2.5-beta 1.3.0'],
    [' 1.2.3 , <1.8 ', '1.2.3 1.7.9', '1.8.0'],
    ['0.6.1+5.3.0-1-ge13ca99', '0.6.1 0.6.9', '0.7.0'],
  ],
  normal: [
    ['1.2.3-rc.1+build.5', '1.2.3-rc.1'],
    ['0.0.0', '0.0.0'],
  ],
  stable: ['1.0.0', '0.1.0', '1.0.0+build'],
  unstable: ['1.0.0-0', '0.1.0-alpha.1', '1.0', ''],
  releases: [
    ['1.2.3-rc.1', { major: 1, minor: 2, patch: 3 }],
    ['0.0.18446744073709551615', null],
  ],
  noVersions: [
    '',
    '1',
    '1.0',
    'v1.0.0',
    ' 1.0.0',
    '1.0.0 ',
    '01.0.0',
    '1.0.0-01',
    '1.0.0-',
    '1.0.0+',
    '1.0.0.0',
    '0.0.18446744073709551616',
  ],
  noRanges: [
    '',
    ',',
    '1.0,',
    '1 || 2',
    '>=1.0 <2.0',
    '*, 1',
    '1, *',
    '1.*.3',
    '>*',
    '1.2.3.4',
    'latest',
    '==1',
    '~>1.0',
    '1.2.3-',
    '1.0.0 - 2.0.0',
    'v1',
    '1.2-alpha',
    '01',
    '18446744073709551616',
    Array(33).fill('1').join(','),
  ],
  vers: [
    ['1.2.3', 'vers:cargo/>=1.2.3|<2.0.0'],
    ['1', 'vers:cargo/>=1.0.0|<2.0.0'],
    ['~0.2', 'vers:cargo/>=0.2.0|<0.3.0'],
    ['=1.0.0', 'vers:cargo/1.0.0'],
    ['>1.2, <=2', 'vers:cargo/>=1.3.0|<3.0.0'],
    ['*', 'vers:cargo/*'],
    ['>2, <1', null],
  ],
});

it('chooses the greatest version', () => {
  expect(cargo.maxSatisfying(['1.0.0', '1.9.0', '1.10.0', '2.0.0', '1.11.0-rc.1'], '1')).toBe('1.10.0');
});

const operator = fc.constantFrom('', '', '=', '>', '>=', '<', '<=', '~', '^', '>= ', '^ ');
const comparator = fc.oneof(
  fc.tuple(operator, full).map(parts => parts.join('')),
  fc
    .tuple(operator, dotted(1, 3), fc.constantFrom('', '', '.*'))
    .map(([sign, text, star]) => sign + text + (text.split('.').length < 3 ? star : '')),
  fc.tuple(operator, dotted(3, 3), prerelease, build).map(parts => parts.join('')),
);
const range = fc.oneof(
  fc.constantFrom('*', 'x'),
  fc.array(comparator, { minLength: 1, maxLength: 3 }).map(list => list.join(', ')),
);

keepsTheLaws(cargo, { versions: full, ranges: range });
