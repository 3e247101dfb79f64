import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { generic } from './generic.ts';

// The rules are stated in shared/natural.ts; the vers specification leaves the comparison of `generic` open:
// https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md.
agreesWithTables(generic, {
  chains: [
    '0 < 0.1 < 0.9 < 0.10 < 1 = 1.0 = 1.0.0 = v1 = V1.0 < 1.0.1 < 1.1 < 1.9 < 1.10 < 2 < 10',
    '1.0-dev < 1.0-nightly < 1.0-snapshot < 1.0-alpha < 1.0-beta < 1.0-milestone < 1.0-pre < 1.0-rc < 1.0 < 1.0-patch < 1.0-1 < 1.0.1',
    '1.0a1 = 1.0-alpha1 = 1.0.alpha.1 < 1.0a2 < 1.0b1 = 1.0_beta_1 < 1.0m1 < 1.0rc1 = 1.0-CR-1 < 1.0rc2 < 1.0rc10 < 1.0',
    '1.0 = 1.0-final = 1.0.GA = 1.0.RELEASE = 1.0-stable < 1.0-hotfix',
    '1.0-final-rc1 < 1.0-final < 1.0-final-1',
    '1.0.2 < 1.0.2a < 1.0.2b < 1.0.2k < 1.0.2z < 1.0.2za < 1.0.3',
    '9e < 9f < 10 < 10a',
    '2024-01-05 = 2024.1.5 < 2024.1.6 < 2024-01-31 < 2024-01-31-1 < 2024-02-01 < 2024-11-01 < 2025-01-01',
    '1.2-1 < 1.2-2 < 1.2-10 < 1.2.0-11 < 1.2.1',
    '1_2_3 = 1.2.3 = 01.02.03',
    '1.0+1 = 1.0-1 = 1.0~1 = 1.0:1',
    'bar < foo < foo-1 < foo-2 < foo-10 < fop < 0 < 1',
    '99999999999999999998 < 99999999999999999999 < 100000000000000000000',
    'r < r1 < r2 < r10 < r10b',
    '1.0.0-x < 1.0.0-x.1 < 1.0.0-x.2 < 1.0.0-y',
    '1.0-rc < 1.0-rc0 < 1.0-rc1',
    '\u00e4 < \u00f6 < 1',
  ],
  ranges: [
    ['>=1.0, <2.0', '1.0 1 v1.5 1.9.9 2.0-rc1', '0.9 1.0-beta 2.0 2'],
    ['>=1.0 <2.0', '1.0 1.9', '2'],
    ['1.0', '1 1.0.0 v1 1.0-final', '1.0.1 1.0-1 1.0-rc1'],
    ['=1.0 || =1.2', '1 1.2.0', '1.1'],
    ['!=1.1', '1.0 1.1.1', '1.1 1.1.0'],
    ['>1.0', '1.0.1 1.0-1 1.0a', '1.0 1.0-alpha'],
    ['<=1.0.2k', '1.0.2 1.0.2k 1.0.2a 1.0.1', '1.0.2l 1.0.3'],
    ['<1 || >3', '0.9 1-rc1 3.1 foo', '1 3'],
    ['>=2024-01-31', '2024-01-31 2024-02-01 2025', '2024-01-30 2023-12-31'],
    ['==v2', '2 2.0', '2.1'],
    ['>=1.0-beta, <1.0', '1.0-beta 1.0b2 1.0-rc1', '1.0-alpha 1.0'],
    ['>1.2-9', '1.2-10 1.2.1', '1.2-9 1.2'],
    ['', '0 foo', ''],
    ['*', '0 foo', ''],
  ],
  normal: [
    ['v01.2.3-RC1', '1.2.3-rc.1'],
    ['1.0a1', '1.0-alpha.1'],
    ['1_2_3', '1.2.3'],
    ['1.0-Final', '1.0-final'],
    ['2024-01-05', '2024.1.5'],
    ['Foo Bar 2', 'foo.bar.2'],
    [' 1.0+build.5 ', '1.0-build.5'],
  ],
  stable: ['1.0', '1.0.2k', 'foo', '1.0-1', '2024-01-05', '1.0-final'],
  unstable: ['1.0-rc1', '1.0a1', '1.0.dev3', '2.0-SNAPSHOT', 'nightly', '1.0-preview.2', ''],
  releases: [
    ['1.2.3-rc1', { major: 1, minor: 2, patch: 3 }],
    ['v7', { major: 7, minor: 0, patch: 0 }],
    ['2024-01-05', { major: 2024, minor: 1, patch: 5 }],
    ['9007199254740992', null],
    ['foo-1', null],
  ],
  noVersions: ['', ' ', '-', '...', '+~:'],
  noRanges: ['>', '>= ', '>=-', '1 ||', '1,,2', '>>1', '<>1'],
  vers: [
    ['>=1.0, <2.0', 'vers:generic/>=1.0|<2.0'],
    ['1.2 || 1.0', 'vers:generic/1.0|1.2'],
    ['!=1.1', 'vers:generic/!=1.1'],
    ['*', 'vers:generic/*'],
    ['>2, <1', null],
  ],
});

it('keeps what would print as no version for its length', () => {
  const long = '1a'.repeat(512);
  expect(generic.normalise(long)).toBe(long);
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('00', '01', '10', '99999999999999999999'));
const word = fc.constantFrom(
  ...[
    'a',
    'b',
    'm',
    'x',
    'v',
    'alpha',
    'Beta',
    'rc',
    'CR',
    'dev',
    'devel',
    'final',
    'GA',
    'k',
    'é',
    'prerelease',
  ],
);
const joint = fc.constantFrom('.', '.', '.', '-', '', '_', '+', '~', '..', '._', '/');
const version = fc
  .tuple(
    fc.constantFrom('', '', '', 'v', 'V', '-'),
    fc.oneof(number, number, word),
    fc.array(fc.tuple(joint, fc.oneof(number, word)), { maxLength: 5 }),
    fc.constantFrom('', '', '.', '-'),
  )
  .map(([prefix, first, rest, end]) => prefix + first + rest.flat().join('') + end);

keepsTheLaws(generic, {
  versions: version,
  ranges: fc
    .array(
      fc.tuple(fc.constantFrom('', '!=', '<', '>= ', '> '), version, fc.constantFrom(', ', ' ', ' || ')),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map(parts => parts.flat().slice(0, -1).join('')),
});
