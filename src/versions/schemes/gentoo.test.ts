/**
 * Order: https://projects.gentoo.org/pms/8/pms.html#version-comparison (3.3) and the answers of the Gentoo developers at
 * https://bugs.gentoo.org/838856 and https://www.mail-archive.com/gentoo-dev@lists.gentoo.org/msg69994.html.
 * Operators: https://projects.gentoo.org/pms/8/pms.html#operators (8.3.1).
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsConformanceSuite, holdsTables } from '../fixtures/tables.ts';
import { gentoo } from './gentoo.ts';

holdsTables(gentoo, {
  ascending: [
    '18.0.0_rc1 18.0.0 18.0.0.0_rc1 18.0.0.0', // bug 838856
    '1_alpha 1_beta 1_pre 1_rc 1 1_p',
    '1_alpha_beta 1_alpha 1_alpha_p 1_alpha1 1_alpha2 1_alpha10 1_beta 1_rc 1 1_p_rc 1_p 1_p_p 1_p1',
    '1.0 1.0-r1 1.0-r2 1.0-r10 1.0_p 1.0a_rc1 1.0a 1.0b 1.0.0 1.0.1 1.01 1.1 1.2 1.10',
    '5.02 5.022.0 5.22.0 5.220.0',
    '9 10 99999999999999999999 100000000000000000000',
  ],
  equal: [
    '1.020.3 1.02.3',
    '5.022.0 5.0220.0',
    '1.0 1.0-r0 1.0-r00 1.00 01.0',
    '1_rc 1_rc0 1_rc00',
    '1-r1 1-r01',
  ],
  ranges: [
    ['', '1.2 1.2_alpha-r1', ''],
    ['=1.2', '1.2 1.2-r0', '1.2-r1 1.2.0 1.2_rc1'],
    ['=1.2-r1', '1.2-r1', '1.2 1.2-r2'],
    ['~1.2', '1.2 1.2-r1 1.2-r99', '1.2.1 1.2_p1 1.2a 1.2_rc1 1.3'],
    ['~1.2_rc1', '1.2_rc1 1.2_rc1-r3', '1.2_rc2 1.2_rc 1.2_rc1_p1 1.2'],
    ['=1.2*', '1.2 1.2-r5 1.2.3 1.2.30_rc1 1.2_alpha 1.2_p1 1.2a', '1.20 1.1 1.3 1.3_alpha 1 1.02'],
    ['=3*', '3 3.0 3.99.1-r1 3_rc1', '4 4_alpha 30 2.9'],
    ['=1.2_rc*', '1.2_rc 1.2_rc1 1.2_rc10-r1', '1.2_pre1 1.2'],
    ['=1.2_rc1*', '1.2_rc1 1.2_rc1-r1 1.2_rc1_p1', '1.2_rc10 1.2_rc2 1.2_rc'],
    ['=1.2b*', '1.2b 1.2b_rc1', '1.2 1.2a 1.2c 1.2.1'],
    ['=1.2-r1*', '1.2-r1', '1.2-r10 1.2-r2'],
    ['>=1.2', '1.2 1.2-r1 1.2_p 1.2.0', '1.2_rc1 1.1'],
    ['>1.2', '1.2-r1 1.2.0', '1.2 1.2-r0 1.2_rc1'],
    ['<1.2', '1.2_rc9 1.1.9', '1.2 1.2-r1'],
    ['<=1.2', '1.2 1.1', '1.2-r1 1.2.0'],
    ['>=1.2 <2', '1.2 1.9.9 2_rc1', '1.1 2 2.0'],
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
    '1_git',
    '1-0',
    '1-r',
    '1-rc1',
    '1~ab',
    '1-r0_p1',
    '1 2',
    '1\n',
    '9999-live',
  ],
  notRanges: ['>', '>=1.2*', '~1.2*', '1.2*', '=*', '=1.*', '~1.2-r1', '!=1.2', '==1.2', '^1.2', '>=1.2 |'],
  stable: '1.0 1.0-r1 1.0_p1 1.0a 9999',
  unstable: '1.0_alpha 1.0_beta2-r1 1.0_pre1 1.0_rc1 1.0_rc1_p2',
  normal: [
    ['1.0-r0', '1.0'],
    ['1.0_p0-r1', '1.0_p0-r1'],
  ],
  releases: [
    ['1.2.3.4_rc1-r1', [1, 2, 3]],
    ['9999', [9999, 0, 0]],
    ['99999999999999999999', null],
  ],
  vers: [
    ['>=1.2-r1', 'vers:gentoo/>=1.2-r1'],
    ['=1.2*', 'vers:gentoo/>=1.2_alpha|<1.3_alpha'],
    ['~1.2', 'vers:gentoo/>=1.2|<1.2_p'],
    ['=1.2_pre*', 'vers:gentoo/>=1.2_pre_alpha|<1.2_rc_alpha'],
    ['<1 >2', null],
  ],
});

holdsConformanceSuite(gentoo, 'gentoo_version_cmp_test.json');

const unrevised = fc
  .tuple(
    fc.array(fc.constantFrom('0', '1', '2', '10', '01', '010', '99999999999999999999'), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('', '', 'a', 'z'),
    fc.array(fc.constantFrom('_alpha', '_beta2', '_pre', '_rc1', '_p', '_p3'), { maxLength: 2 }),
  )
  .map(([numbers, letter, suffixes]) => numbers.join('.') + letter + suffixes.join(''));
const versions = fc.tuple(unrevised, fc.constantFrom('', '-r0', '-r1', '-r10')).map(parts => parts.join(''));
const relations = fc.oneof(
  fc.tuple(fc.constantFrom('', '=', '<', '<=', '>', '>='), versions).map(parts => parts.join('')),
  unrevised.map(version => `~${version}`),
  versions.map(version => `=${version}*`),
);

keepsTheLaws(gentoo, { versions, ranges: fc.array(relations, { maxLength: 3 }).map(list => list.join(' ')) });
