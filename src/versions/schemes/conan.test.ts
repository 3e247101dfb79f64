/**
 * https://docs.conan.io/2/tutorial/versioning/version_ranges.html and
 * https://docs.conan.io/2/tutorial/versioning/versions.html
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { conan } from './conan.ts';
import { build, dotted, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';

agreesWithTables(conan, {
  chains: [
    '1 = 1.0 = 1.0.0 = 1.0.0.0 < 1.0.2 < 1.1 < 1.1.0.1 < 1.1.1.1.3 < 1.1.1.1.22 < 1.1.a < 1.1.b < 1.1a < 1.2',
    '1.0.0-0 = 1.0-0.0 < 1.0.0- = 1.0- < 1.0.0-alpha < 1.0.0-alpha.3 < 1.0.0-alpha.22 < 1.0.0-rc.1 < 1.0.0 < 1.0.0+b1 < 1.0.1-pre',
    '1.1-alpha.3 < 1.1-alpha.3+b1 = 1.1.0-alpha.3+b1 < 1.1-alpha.3+b2 < 1.1 < 1.1+b.3 < 1.1+b.22 < 1.1+b1 < 1.1+b2 < 1.2',
    '1.0.2 < 1.0.2a < 1.0.2v < 1.0.2za < 1.1.0 < 1.1.1 < 1.1.1d < 1.1.1w < 3.0.0',
    '9d < 9e < 2021.02.22.00 = 2021.2.22 < 2021.07.22 < 2022-10-15 < 2022 < cci.20200203 < cci.20210101',
    // Numbers with more or fewer digits than a mixed item begins with
    '1 < 1b < 2 < 9a < 10 < 10a < a',
  ],
  ranges: [
    // "Range expressions"
    ['>=1.0 <2.0', '1.0 1.9.9', '0.9 2.0 2.0-pre 1.5-beta'],
    ['>1 <2.0', '1.0.1 1.9', '1 1.0 2 2.0.0'],
    ['<2', '1.9 0.1', '2.0'],
    ['>1.0', '1.0.1 2', '1 1.0.0'],
    ['<=1.5', '1.5 1.5.0', '1.5.1'],
    ['=1.2.3', '1.2.3', '1.2.4'],
    ['1.2.3', '1.2.3 1.2.3.0', '1.2.3+b1'],
    ['~1.2', '1.2 1.2.9', '1.1 1.3 1.3-alpha'],
    ['~1.2.3', '1.2.3 1.2.9', '1.2.2 1.3'],
    ['~1', '1.0 1.9', '2'],
    ['^1.2', '1.2 1.9.9', '1.1 2.0'],
    ['^0.1.2', '0.1.3 0.1.44', '0.1.1 0.2 1'],
    ['^0.0.3', '0.0.3', '0.0.4'],
    ['*', '0.1 1.0 cci.20200203', '1.0-pre'],
    ['', '0.1 1.0', '1.0-pre'],
    ['>1 <2.0 || ^3.2', '1.5 3.2 3.9', '2.5 3.1 4.0'],
    ['1.0.0 || 2.1.3', '1.0.0 2.1.3', '1.5'],
    ['[>=1.0 <2]', '1.5', '2.0'],
    ['pkg', 'pkg', '1.0'],
    // Pre-releases are in only where the range says so; then the ends keep those of the end out.
    ['>=1.0-beta', '1.0', '1.0-beta 1.0-rc'],
    ['>=1.0 <2.0, include_prerelease', '1.0 1.5-beta 1.0-beta', '2.0-pre 2.0'],
    ['[>=1.0, include_prerelease]', '1.0-pre 2.0-pre', '0.9'],
    ['~1.2, include_prerelease=True', '1.2-rc 1.2.5-rc', '1.3-rc'],
    ['*, include_prerelease', '1.5.1-pre1', ''],
    ['*-', '1.5.1-pre1 1.5.1', ''],
    ['>1- <2.0', '1.5.1-pre1', '2.1-pre1 2.0-pre'],
    ['>1- <2.0 || ^3.2', '1.5-pre1', '3.3-pre1'],
    ['=1.0-rc, include_prerelease', '1.0-rc', '1.0'],
    ['>=1.0, loose', '1.0', '0.9'],
    ['^1.0.0-beta, include_prerelease', '1.0.0-beta 1.0.0-rc 1.9', '2.0.0-beta 1.0.0-alpha'],
    // Versions as libraries write them
    ['>=1.1.1d <=1.1.1f', '1.1.1d 1.1.1e 1.1.1f', '1.1.1c 1.1.1g'],
    ['>=cci.20200203', 'cci.20210101', '1.0'],
    ['<2021.07.22.00', '2021.06.30', '2021.07.22'],
  ],
  normal: [['1.0.0-rc.1+b1', '1.0.0-rc.1+b1']],
  stable: ['1.0', 'cci.20200203', '1.0+b1', '1.1.1w'],
  unstable: ['1.0-rc', '1.0-rc+b1', ''],
  releases: [
    ['1.2', { major: 1, minor: 2, patch: 0 }],
    ['1.1.1w', { major: 1, minor: 1, patch: 1 }],
    ['cci.20200203', null],
  ],
  noVersions: [
    '',
    ' 1.0',
    '1.0 ',
    '1 0',
    '-1',
    '.1',
    '+1',
    '[1.0]',
    '>1',
    '1.0/2',
    '1.0@user',
    '1.0#rev',
    '1,0',
    'é',
  ],
  noRanges: [
    '>',
    '<',
    '=',
    '~',
    '^',
    '>=',
    '>= 1.0',
    '>1.0 <',
    '1.0, <2.0',
    '>1.0,',
    '>1, !x',
    '^cci.20200203',
    '~1.a',
    '>==1',
    '1.0 | 2.0',
    '>=1.0 && <2.0',
    '-',
  ],
  vers: [
    ['>1 <2.0 || ^3.2 ', 'vers:conan/>1|<2.0|>=3.2|<4-'],
    ['~2.5.1', 'vers:conan/>=2.5.1|<2.6-'],
    ['*', 'vers:conan/>=0.0.0'],
    ['', 'vers:conan/'],
    ['>2 <1', null],
  ],
});

it('refuses a range whose option is none, by name', () => {
  expect(() => conan.parseRange('>1, 2')).toThrow('"2" is no option');
});

const plain = fc
  .tuple(dotted(1, 5), fc.constantFrom('', '', '', 'a', '.b', '.1z'), prerelease, build)
  .map(parts => parts.join(''));
const version = fc.oneof(plain, plain, fc.constantFrom('cci.20200203', '1.0.0-', '1.1*', '9d', 'a.b.c'));
const condition = fc.oneof(
  fc.tuple(fc.constantFrom('', '=', '>', '<', '>=', '<='), version).map(parts => parts.join('')),
  fc.tuple(fc.constantFrom('~', '^'), dotted(1, 4), prerelease).map(parts => parts.join('')),
  fc.constantFrom('*', '*-'),
);
const alternative = fc.array(condition, { minLength: 1, maxLength: 3 }).map(list => list.join(' '));
const range = fc
  .tuple(fc.array(alternative, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ', include_prerelease'))
  .map(([list, option]) => list.join(' || ') + option)
  .filter(text => conanReads(text));

function conanReads(text: string): boolean {
  try {
    conan.parseRange(text);
    return true;
  } catch {
    return false;
  }
}

keepsTheLaws(conan, { versions: version, ranges: range });
