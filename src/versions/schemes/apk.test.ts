/**
 * Versions: https://man.archlinux.org/man/apk-package.5.en. Operators: https://man.archlinux.org/man/apk-world.5.en and
 * https://edu.chainguard.dev/open-source/wolfi/apk-version-selection/.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsConformanceSuite, holdsTables } from '../fixtures/tables.ts';
import { apk } from './apk.ts';

holdsTables(apk, {
  ascending: [
    '1.0_alpha 1.0_beta 1.0_pre 1.0_rc 1.0 1.0_cvs 1.0_svn 1.0_git 1.0_hg 1.0_p', // apk-package(5), "sorting order"
    '1.0_alpha_pre2 1.0_alpha 1.0_alpha1 1.0_alpha2 1.0_alpha10 1.0_beta 1.0_rc20240101 1.0',
    '1.0 1.0-r0 1.0-r1 1.0-r2 1.0-r10 1.0~abc-r0 1.0_p1 1.0a 1.0b 1.0.0 1.0.1 1.1',
    '1.0 1.00 1.01 1.010 1.02 1.1 1.2 1.10', // a zero in front makes text of a number
    '1.0~0a 1.0~1 1.0~a 1.0~ab 1.0~b',
    '9 10 99999999999999999999 100000000000000000000',
  ],
  equal: ['1.2-r1 1.2-r01', '01.2 1.2', '1_rc1 1_rc01'],
  ranges: [
    ['', '1.2 1.2_alpha-r0', ''],
    ['=1.6.1', '1.6.1', '1.6.1-r0 1.6.1_p1 1.6'],
    ['1.6.1-r0', '1.6.1-r0', '1.6.1 1.6.1-r1'],
    ['>1.21', '1.21-r0 1.21.1 1.22', '1.21 1.21_rc1 1.20'],
    ['>=1.21', '1.21 1.21-r3', '1.21_rc1 1.20-r9'],
    ['<1.6.1', '1.6.0-r9 1.6.1_rc1', '1.6.1 1.6.1-r0'],
    ['<=1.6.1', '1.6.1 1.6', '1.6.1-r0'],
    [
      '~1.21',
      '1.21 1.21-r0 1.21.1 1.21.99-r4 1.21_rc1 1.21_p1 1.21b 1.21~abc',
      '1.2 1.20.9 1.210 1.22 1.22_alpha',
    ],
    ['=~4.5.6', '4.5.6 4.5.6-r7 4.5.6.1', '4.5.60 4.5.7 4.5'],
    ['~=1.6', '1.6.0 1.6.9', '1.7.0 1.7_alpha 1.5.9'],
    ['~1.2_rc', '1.2_rc 1.2_rc1 1.2_rc1-r0 1.2_rc_p1', '1.2_pre9 1.2'],
    ['~1.2b', '1.2b 1.2b_rc1 1.2b-r3', '1.2 1.2a 1.2c 1.2.1'],
    ['~1.2-r1', '1.2-r1', '1.2-r10 1.2-r2 1.2'],
    ['>~1.2', '1.2 1.2_rc1 1.3', '1.1.9 1.1'],
    ['<~1.2', '1.1 1.2 1.2.9-r1', '1.3_alpha 1.3'],
    ['>=1.2 <2', '1.2 1.9.9-r1 2_rc1', '1.1 2 2.0'],
    ['>=1.2, <1.3', '1.2.1', '1.3'],
  ],
  notVersions: [
    '',
    ' ',
    'v1',
    '1.',
    '.1',
    '1..2',
    '1ab',
    '1A',
    '1.2a.3',
    '1_foo',
    '1_rc-',
    '1-0',
    '1-r',
    '1-r1-r2',
    '1~',
    '1~xyz',
    '1_rc1~G',
    '1-r0_p1',
    '1 2',
    '1\n',
    'latest',
  ],
  notRanges: ['>', '><1.2', '!=1.2', '==1.2', '=1.2*', '~x', '>=1.2 |', '^1.2', '1.2 - 1.3'],
  stable: '1.0 1.0-r0 1.0_p1 1.0_git20240101 1.0a 1.0~abc',
  unstable: '1.0_alpha 1.0_beta2-r1 1.0_pre1 1.0_rc1 1.0_rc1_p2 2.39.0_rc1-r0',
  normal: [['1.02_rc1~ab-r0', '1.02_rc1~ab-r0']],
  releases: [
    ['3.24.0_alpha20251224-r0', [3, 24, 0]],
    ['6.5-r1', [6, 5, 0]],
    ['20240101', [20240101, 0, 0]],
    ['99999999999999999999', null],
  ],
  vers: [
    ['>=1.2-r0', 'vers:apk/>=1.2-r0'],
    ['~1.6', 'vers:apk/>=1.6_alpha|<1.7_alpha'],
    ['~1.2-r1', 'vers:apk/>=1.2-r1|<1.2-r2'],
    ['~1.2b', 'vers:apk/>=1.2b_alpha|<1.2c_alpha'],
    ['~1.2_rc', 'vers:apk/>=1.2_rc_alpha|<1.2'],
    ['<1 >2', null],
  ],
});

holdsConformanceSuite(apk, 'alpine_version_cmp_test.json');

const versions = fc
  .tuple(
    fc.array(fc.constantFrom('0', '1', '2', '10', '01', '010', '99999999999999999999'), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('', '', 'a', 'z'),
    fc.array(
      fc.constantFrom('_alpha', '_beta2', '_pre', '_rc1', '_cvs', '_svn1', '_git', '_hg', '_p', '_p3'),
      { maxLength: 2 },
    ),
    fc.constantFrom('', '', '~0', '~ab1'),
    fc.constantFrom('', '', '-r0', '-r1', '-r10'),
  )
  .map(
    ([numbers, letter, suffixes, hash, revision]) =>
      numbers.join('.') + letter + suffixes.join('') + hash + revision,
  );
const relations = fc
  .tuple(fc.constantFrom('', '=', '<', '<=', '>', '>=', '~', '=~', '>~', '<~'), versions)
  .map(parts => parts.join(''));

keepsTheLaws(apk, { versions, ranges: fc.array(relations, { maxLength: 3 }).map(list => list.join(' ')) });
