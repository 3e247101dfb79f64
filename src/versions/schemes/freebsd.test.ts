/**
 * Order: https://docs.freebsd.org/en/books/porters-handbook/makefiles/#makefile-versions and the rules in the comments of
 * https://github.com/freebsd/pkg/blob/main/libpkg/pkg_version.c. Patterns: https://man.netbsd.org/pkg_info.1, and for `*`
 * in bounds https://docs.freebsd.org/en/books/porters-handbook/security/#security-notify-vuxml-intro.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { freebsd } from './freebsd.ts';

holdsTables(freebsd, {
  ascending: [
    '0.1.a 0.1.b1 0.1.b2 0.1.p1 0.1.r1 0.1 0.1_1 0.1_2 0.1.1 0.1.1,1 0.0.1,2',
    '2.* 2pl1 2alpha3 2.9f7 3.*', // pkg_version.c, as the next two lists
    'pl11 alpha3 0.1beta2 0.1',
    '10alpha 10 10a 10b 10b2 10b10 11',
    '1.0.1:2003.09.16 1.0:2003.09.16',
    '1.0pl1 1.0.1 1.0a1.x 1.0a1 1.0a2 1.1', // a dot is put before `pl`; a letter is of its component
    '1.0 1.0+1 1.0+1.1 1.0+2 1.0.1 1.0.1+1',
    '1 2 1,1 2,1 1,2', // pkg's tests: 2 < 1,1
    '1.99999999999999999999 1.100000000000000000000',
    '1.0.d20240101 1.0.g20240101 1.0.s20240101 1.0',
  ],
  equal: [
    '10 10.0 10.0.0 10..0 10.0+0',
    '1.0alpha1 1.0.alpha1 1.0.a1 1.0.A1',
    '1.d2 1.dev2 1.Development2',
    '1.0_0 1.0,0 1.0 1.0_0,0',
    '10a1b2 10a1.b2',
    '1.0rc1 1.0.rc1 1.0.r1 1.0.RC1',
    '1.0:2003 1.0.2003 1.0~2003',
  ],
  ranges: [
    ['', '1.2 0_1,3', ''],
    ['*', '1.2', ''],
    ['[0-9]*', '1.2', ''],
    ['>=1.0', '1.0 1.0_1 1.0a 0.1,1', '1.0.b1 1.0rc1 0.9'],
    ['>1.0', '1.0_1 1.0a 1.0.1', '1.0 1.0.0 1.0rc2'],
    ['<1.0', '1.0.b1 0.9', '1.0 1.0_1 0.1,1'],
    ['<=1.0', '1.0 1.0.0 0.9', '1.0_1 1.0a'],
    ['=1.0', '1.0 1.0.0', '1.0_1 1.0,1'],
    ['1.0_2,1', '1.0_2,1', '1.0_2 1.0_1,1'],
    ['>=1.0<2', '1.0 1.9.9_3 2.b1', '2 2.0_1 0.9'],
    ['>=1.0,1<2,1', '1.0,1 1.5_1,1', '1.5 2,1 0.9,1 1,2'],
    ['>=1.0, <2', '1.0 1.9', '2'],
    ['>=2.*', '2.0 2.b1 2pl1 3', '1.9'],
    ['<2.*', '1.9 1.9.9_9', '2.b1 2 2pl1'],
    ['1.2.*', '1.2 1.2.3_1 1.2.b1 1.2.99', '1.3 1.1 1.3.a1 1.20'],
    ['{1.2.*,1.4.*}', '1.2.3 1.4', '1.3 1.5'],
    ['1.{2,4}.*', '1.2.3 1.4', '1.3 1.5'],
    ['{<1,>=2}', '0.9 2', '1 1.9'],
    ['!=1.0', '1.0_1', '1.0'],
  ],
  notVersions: [
    '',
    ' ',
    '1-2',
    '1_',
    '1_a',
    '1,',
    '1,a',
    '1,1_1',
    '_1',
    ',1',
    '1 2',
    '1\n',
    '>1',
    '.1',
    'é',
    '1_1_1',
  ],
  notRanges: [
    '>',
    '>=1.0<',
    '>=1-2',
    '~1.0',
    '1.2*',
    '{1,2',
    '1}',
    '{1,{2,3}}',
    '{1}{2}',
    '1.2a.*',
    'nb*',
    '1nb*',
    '}{',
  ],
  stable: '1.0 1.0_1,1 1.0a 1.0pl1 1.0b2 1.0.g20240101',
  unstable: '1.0.b1 1.0beta1 1.0.a1_3,2 1.0rc1 1.0pre2 1.0.r1',
  normal: [['1.0_1,1', '1.0_1,1']],
  releases: [
    ['1.2.3_4,1', [1, 2, 3]],
    ['10b2', [10, 0, 0]],
    ['r12', null],
  ],
  vers: [
    ['>=1.0,1<2,1', 'vers:freebsd/>=1.0,1|<2,1'],
    ['1.2.*', 'vers:freebsd/>=1.2.%2A|<1.3.%2A'],
    ['>=1.0', 'vers:freebsd/>=1.0'],
    ['<1>2', null],
  ],
});

const body = fc
  .tuple(
    fc.constantFrom('1', '0', '2', '10', 'a', '1.0', '20240101'),
    fc.array(
      fc.constantFrom(
        '.0',
        '.1',
        '.01',
        'a',
        'b2',
        'alpha1',
        '.rc',
        'pl2',
        'Pre',
        'dev',
        '.',
        '+1',
        '+',
        ':3',
        '.*',
      ),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([first, rest]) => first + rest.join(''));
const versions = fc
  .tuple(body, fc.constantFrom('', '_0', '_1', '_12'), fc.constantFrom('', ',0', ',1', ',02'))
  .map(parts => parts.join(''));
const relations = fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), versions).map(parts => parts.join(''));
const ranges = fc.oneof(
  fc.array(relations, { maxLength: 2 }).map(list => list.join('')),
  fc.constantFrom('1.*', '1.{0,2}.*', '*', '{1.*,>=2.0}'),
);

keepsTheLaws(freebsd, { versions, ranges });
