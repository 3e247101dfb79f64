/**
 * https://pkgdocs.julialang.org/v1/compatibility/ and, for versions,
 * https://docs.julialang.org/en/v1/manual/strings/#man-version-number-literals
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { build, dotted, full, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { julia } from './julia.ts';

agreesWithTables(julia, {
  chains: [
    '0.2- < 0.2-dev < 0.2-rc1 = 0.2rc1 = 0.2.0-rc1 < 0.2-rc1+win64 < 0.2-rc1+ < 0.2-rc2 < 0.2 = v0.2.0 < 0.2.1 < 0.3- < 0.3',
    '1.0.0- < 1.0.0-0 < 1.0.0-1 < 1.0.0-10 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta < 1.0.0 = 1 = 1.0 = v1 = V1 = 01.00',
    // Builds order: packages of binaries count with them.
    '1.2.13 < 1.2.13+0 < 1.2.13+1 < 1.2.13+9 < 1.2.13+10 < 1.2.13+a < 1.2.13+a.1 < 1.2.13+ < 1.2.14-',
  ],
  ranges: [
    // "Caret specifiers", which is what a version alone is
    ['1.2.3', '1.2.3 1.9.9 1.2.3+5', '1.2.2 2.0.0 2.0.0-rc1'],
    ['^1.2.3', '1.2.3 1.9.9', '1.2.2 2.0.0'],
    ['^1.2', '1.2.0 1.9.9', '1.1.9 2.0.0'],
    ['^1', '1.0.0 1.9.9', '0.9.9 2.0.0'],
    ['^0.2.3', '0.2.3 0.2.9', '0.2.2 0.3.0'],
    ['^0.0.3', '0.0.3', '0.0.2 0.0.4'],
    ['^0.0', '0.0.0 0.0.9', '0.1.0'],
    ['^0', '0.0.0 0.9.9', '1.0.0'],
    ['0.7', '0.7.0 0.7.9', '0.8.0 1.0.0'],
    // "Tilde specifiers"
    ['~1.2.3', '1.2.3 1.2.9', '1.2.2 1.3.0'],
    ['~1.2', '1.2.0 1.2.9', '1.1.9 1.3.0'],
    ['~1', '1.0.0 1.9.9', '2.0.0'],
    ['~0.2.3', '0.2.3 0.2.9', '0.2.2 0.3.0'],
    ['~0.0.3', '0.0.3', '0.0.2 0.0.4'],
    ['~0.0', '0.0.0 0.0.9', '0.1.0'],
    ['~0', '0.0.0 0.9.9', '1.0.0'],
    // "Equality specifier"
    ['=1.2.3', '1.2.3 1.2.3+0', '1.2.4 1.2.2'],
    ['= 0.10.1, = 0.10.3', '0.10.1 0.10.3', '0.10.2 0.10.4'],
    // "Inequality specifiers"
    ['>= 1.2.3', '1.2.3 9.0.0', '1.2.2'],
    ['≥ 1.2.3', '1.2.3 9.0.0', '1.2.2'],
    ['< 1.2.3', '1.2.2 0.0.0', '1.2.3 1.2.3-rc1'],
    ['>=0.5', '0.5.0 1.0.0', '0.4.9'],
    // "Hyphen specifiers"
    ['1.2.3 - 4.5.6', '1.2.3 4.5.6', '1.2.2 4.5.7'],
    ['0.2.3 - 4.5.6', '0.2.3 4.5.6', '0.2.2 4.5.7'],
    ['1.2.3 - 4.5', '1.2.3 4.5.9', '4.6.0'],
    ['1.2.3 - 4', '1.2.3 4.9.9', '5.0.0'],
    ['1.2 - 4.5', '1.2.0 4.5.9', '1.1.9 4.6.0'],
    ['0.2 - 0.5', '0.2.0 0.5.9', '0.1.9 0.6.0'],
    ['0 - 0', '0.0.0 0.9.9', '1.0.0'],
    // A union
    ['1.2, 2', '1.2.0 1.9.9 2.0.0 2.9.9', '1.1.9 3.0.0'],
    ['0.20, 0.21 , 1', '0.20.5 0.21.0 1.5.0', '0.22.0 2.0.0'],
    ['*', '0.0.1 9.9.9 1.0.0-rc1', ''],
    // A registry's Compat.toml: https://pkgdocs.julialang.org/v1/registries/
    ['1.3.0-1', '1.3.0 1.9.9', '1.2.9 2.0.0'],
    ['0.5-0.7', '0.5.0 0.7.9', '0.8.0'],
    // REQUIRE: https://docs.julialang.org/en/v0.6/manual/packages/#Requirements-Specification-1
    ['0.12 0.15', '0.12.0 0.14.9', '0.11.9 0.15.0'],
    ['0.3 0.5 0.7-', '0.3.0 0.4.9 0.7.0-rc1 1.0.0', '0.5.0 0.6.9 0.2.0'],
    ['0.7-', '0.7.0-alpha 0.7.0 1.0.0', '0.6.9'],
    // The three numbers alone decide.
    ['1.2', '1.2.0-rc1 1.3.0-rc1', '2.0.0-rc1'],
  ],
  normal: [
    ['v1.2', '1.2.0'],
    ['1.0rc1', '1.0.0-rc1'],
    ['1.0-', '1.0.0-'],
    ['1.2.13+1', '1.2.13+1'],
    ['1+', '1.0.0+'],
  ],
  stable: ['1.0', '1.2.13+1', 'v1'],
  unstable: ['1.0-rc1', '1.0rc1', '1.0-', 'latest'],
  releases: [['v1.2-rc1+2', { major: 1, minor: 2, patch: 0 }]],
  noVersions: [
    '',
    'v',
    '1.',
    '1.2.3.4',
    '1.x',
    '1.0.0-rc..1',
    '1.0.0-+1',
    '1.0.0+a+b',
    ' 1.0',
    '1.0.0_1',
    '4294967296',
    'one',
  ],
  noRanges: [
    '',
    ',',
    '1,',
    '> 1.2',
    '<= 1.2',
    '1.2.3.4',
    '1.x',
    '1.2.*',
    '^',
    '~',
    '>=',
    '==1.2',
    '1.2.3-rc1',
    '1 - ',
    '^1.2 - 2',
    '1 || 2',
    'latest',
    '!=1.0',
    '^4294967296',
  ],
  vers: [
    ['1.2.3', 'vers:julia/>=1.2.3|<2.0.0'],
    ['0.20, 0.21', 'vers:julia/>=0.20.0|<0.22.0'],
    ['=1.2.3', 'vers:julia/>=1.2.3|<1.2.4'],
    ['>= 1.2', 'vers:julia/>=1.2.0'],
    ['*', 'vers:julia/*'],
    ['2 - 1', null],
  ],
});

const part = dotted(1, 3);
const version = fc.oneof(
  full,
  fc.tuple(fc.constantFrom('', 'v'), part, prerelease, build).map(parts => parts.join('')),
  part.map(text => `${text}-`),
  part.map(text => `${text}rc1`),
  part.map(text => `${text}+`),
);
const specifier = fc.oneof(
  fc.tuple(fc.constantFrom('', '^', '~', '=', '>=', '≥ ', '< '), part).map(parts => parts.join('')),
  fc.tuple(part, fc.constantFrom(' - ', '-', ' '), part).map(parts => parts.join('')),
  fc.constant('*'),
);
const range = fc.array(specifier, { minLength: 1, maxLength: 3 }).map(list => list.join(', '));

keepsTheLaws(julia, { versions: version, ranges: range });
