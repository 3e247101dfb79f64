import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { cran } from './cran.ts';
import { agreesWithTables } from './fixtures/tables.ts';

// https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html,
// https://search.r-project.org/R/refmans/utils/html/compareVersion.html ("with components after x optionally missing, in
// which case the version number is older than those with the components present") and
// https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Package-Dependencies.
agreesWithTables(cran, {
  chains: [
    '1.0 < 1.0-1 = 1.0.1 = 1-0-1 = 1.0.01 < 1.0-2 < 1.0-10 < 1.1',
    '7.1-12 < 7.2-0 < 7.2-1',
    '1 < 1.0 < 1.0.0 < 1.0.0.0 < 1.0.0.1 < 1.1 < 1.2 = 1-2 = 01.02 < 1.2.0 < 1.2.3 < 1.10 < 2',
    '0.9.8 < 0.9.8.9000 < 0.9.8.9001 < 0.9.9 < 0.10',
    '3.4.4 < 3.5.0 < 4.0.0 < 4.10.0',
    '2.0 < 2.0-1 < 2.0-5 < 3.0',
    '5.0-12 < 5.1-0',
    '1.99999999999999999998 < 1.99999999999999999999 < 1.100000000000000000000',
    '2024.1.15 = 2024-01-15 < 2024.2 < 2024.10',
  ],
  ranges: [
    ['(>= 1.2)', '1.2 1.2.0 1.3 1-2', '1.1 1.1.9 1'],
    ['>= 1.2', '1.2 1.2-1', '1.1'],
    ['(>= 3)', '3 3.0 3.0.1', '2.9'],
    ['( >= 2.14.0 )', '2.14.0 2.15', '2.13 2.14'],
    ['(<= 1.0)', '1.0 0.9 1', '1.0.0 1.1'],
    ['(< 2.0)', '1.9.9 2 1-9', '2.0 2.0.0'],
    ['(> 1.0)', '1.0.0 1.0-1 1.1', '1.0 1'],
    ['(== 1.0-1)', '1.0.1 1-0-1', '1.0 1.0.1.0'],
    ['(= 1.0)', '1.0', '1.0.0'],
    ['(!= 1.5)', '1.4 1.5.0', '1.5 1-5'],
    ['(>= 1.0), (< 2.0)', '1.0 1.9', '2.0 0.9'],
    ['>=1.0,<2.0', '1.5', '2.0'],
    ['>= 1.0, < 2.0, != 1.5', '1.4', '1.5'],
    ['(>= 1.0-5)', '1.0.5 1.0-6', '1.0-4'],
    ['', '0 1.0', 'x'],
    ['*', '0.1', ''],
    ['(> 2), (< 1)', '', '1 2'],
  ],
  normal: [
    ['1.0-1', '1.0.1'],
    ['01.2', '1.2'],
    ['1.2.0', '1.2.0'],
    ['3', '3'],
  ],
  stable: ['1.0', '1.0-1', '0.0.0.9000'],
  unstable: ['', 'x'],
  releases: [
    ['1.2-3.4', { major: 1, minor: 2, patch: 3 }],
    ['1.2', { major: 1, minor: 2, patch: 0 }],
    ['x', null],
  ],
  noVersions: ['', ' ', '1.', '.1', '1..2', '1.-2', '1.2a', 'v1.2', '1.2 ', '1_2', '-1', '1.0+1', '1,2'],
  noRanges: ['(>= 1.2', '>= ', '(1.2.)', '>= 1.2)', '(>= r12345)', '~> 1.2', '((>= 1))', '()', '>= 1,', 'x'],
  vers: [
    ['(>= 1.2)', 'vers:cran/>=1.2'],
    ['(>= 1.0), (< 2.0)', 'vers:cran/>=1.0|<2.0'],
    ['(== 1.0-1)', 'vers:cran/1.0-1'],
    ['(!= 1.5)', 'vers:cran/!=1.5'],
    ['', 'vers:cran/*'],
    ['(> 2), (< 1)', null],
  ],
});

const number = fc.oneof(
  fc.nat(3).map(String),
  fc.constantFrom('00', '01', '10', '9000', '99999999999999999999'),
);
const version = fc
  .tuple(number, fc.array(fc.tuple(fc.constantFrom('.', '-'), number), { maxLength: 4 }))
  .map(([first, rest]) => first + rest.flat().join(''));
const condition = fc
  .tuple(fc.constantFrom('>=', '>= ', '<', '<=', '>', '==', '!='), version)
  .map(p => p.join(''));

keepsTheLaws(cran, {
  versions: version,
  ranges: fc
    .array(
      fc.oneof(
        condition,
        condition.map(text => `(${text})`),
      ),
      { maxLength: 3 },
    )
    .map(list => list.join(', ')),
});
