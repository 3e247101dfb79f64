/**
 * Order: https://man.archlinux.org/man/vercmp.8 and https://alpm.archlinux.page/specifications/alpm-pkgver.7.html.
 * Requirements: https://alpm.archlinux.page/specifications/alpm-comparison.7.html.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsConformanceSuite, holdsTables } from '../fixtures/tables.ts';
import { alpm } from './alpm.ts';

holdsTables(alpm, {
  ascending: [
    '1.0a 1.0b 1.0beta 1.0p 1.0pre 1.0rc 1.0 1.0.a 1.0.1', // vercmp(8), "Alphanumeric"
    '1 1.0 1.1 1.1.1 1.2 2.0 3.0.0', // vercmp(8), "Numeric"
    '3.6-1 4.34 1:001 1:3.6-1 2:1.0-1 10:0.1-1',
    '1.5-0.1 1.5-1 1.5-1.1 1.5-2 1.5-10 1.5.1-1',
    '1.0a1 1.0a2 1.0a10 1.0 1.0_1 1.0__1',
    '1.r99.gfff 1.9 1.10 1.99999999999999999999 1.100000000000000000000',
  ],
  equal: ['1.5 1.5-1 0:1.5 00:1.05-01', '1.0 1_0 1+0 1~0', '1.0. 1.0_ 1.0..', '1.a 1_a'],
  ranges: [
    ['', '1.5 2:0.1-7', ''],
    ['=1.5', '1.5 1.5-0 1.5-1 1.5-2 1.5-99 0:1.5-3', '1.4-1 1.5rc-1 1.5.1-1 1.5.a-1 1:1.5-1'],
    ['1.5', '1.5-1 1.5-2', '1.5.1-1'],
    ['=1.5-2', '1.5-2', '1.5-1 1.5-3 1.5.1-2'],
    ['>=1.5', '1.5-0.1 1.5-1 1.6-1 1:0-1', '1.4.9-7 1.5beta-1'],
    ['>1.5', '1.5.1-1 1.5.a-1 2-1', '1.5-1 1.5-2 1.5-99 1.4-1'],
    ['<1.5', '1.4-9 1.5rc1-1', '1.5-0 1.5-1 1.5.1-1'],
    ['<=1.5', '1.5-1 1.5-99 1.4-1', '1.5.1-1 1.5.a-1 1:0.1-1'],
    ['>=1.5-2', '1.5-2 1.5-3 1.6-1', '1.5-1 1.4-9'],
    ['>1.5-2', '1.5-3', '1.5-2'],
    ['<1.5-2', '1.5-1', '1.5-2'],
    ['<=1.5-2', '1.5-2 1.5-1', '1.5-3'],
    ['>=1:2.0', '1:2.0-1 2:0-1', '3.0-1 1:1.9-1'],
    ['>=1.5 <2', '1.5-1 1.9-4', '1.4-1 2-1 2-3'],
    ['=1.5rc', '1.5rc-1 1.5rc-9', '1.5rc.1-1 1.5rc1-1 1.5rd-1 1.5-1'],
  ],
  notVersions: [
    '',
    ' ',
    '-1',
    '1-',
    '1-a',
    '1-1-1',
    ':1',
    'a:1',
    '1:',
    '1/2',
    '.1',
    '1 2',
    '1\n',
    '___',
    '1>2',
    'é',
  ],
  notRanges: ['>=', '>>1.5', '~1.5', '!=1.5', '>=1.5,', '1.5 | ', '=1.5-x', '(>=1.5', '>=1.5)'],
  stable: '1.0 1.0rc-1 r1234.abcdef0-1',
  unstable: 'not/a/version',
  normal: [
    ['0:1.5-1', '1.5-1'],
    ['01:1.5', '1:1.5'],
    ['1.5', '1.5'],
  ],
  releases: [
    ['1:6.7.2.arch1-1', [6, 7, 2]],
    ['20240101-1', [20240101, 0, 0]],
    ['r12.abc-1', null],
    ['99999999999999999999-1', null],
  ],
  vers: [
    ['', 'vers:alpm/*'],
    ['>=1.5-2', 'vers:alpm/>=1.5-2'],
    ['>=1.5', 'vers:alpm/>=1.5-0'],
    ['=1.5', 'vers:alpm/>=1.5-0|<1.5.A'],
    ['<=1.5rc', 'vers:alpm/<1.5rc0A'],
    ['>1.5_', 'vers:alpm/>=1.5.0A'],
    ['<1 >2', null],
  ],
});

holdsConformanceSuite(alpm, 'alpm_version_cmp_test.json');

const pkgver = fc
  .tuple(
    fc.constantFrom('1', '2', '10', 'r7', '0a'),
    fc.string({ unit: fc.constantFrom(...'019aAz._+~'), maxLength: 6 }),
  )
  .map(parts => parts.join(''));
const versions = fc
  .tuple(fc.constantFrom('', '0:', '1:', '02:'), pkgver, fc.constantFrom('', '-0', '-1', '-2', '-1.1', '-10'))
  .map(parts => parts.join(''));
const relations = fc
  .tuple(fc.constantFrom('', '=', '<', '<=', '>', '>= '), versions)
  .map(parts => parts.join(''));

keepsTheLaws(alpm, { versions, ranges: fc.array(relations, { maxLength: 3 }).map(list => list.join(' ')) });
