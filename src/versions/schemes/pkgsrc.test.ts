/**
 * Order and patterns: https://man.netbsd.org/pkg_info.1 (PACKAGE WILDCARDS), the rules at the top of
 * https://github.com/NetBSD/pkgsrc/blob/trunk/pkgtools/pkg_install/files/lib/dewey.c, and
 * https://www.netbsd.org/docs/pkgsrc/pkgsrc.html#dewey.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { pkgsrc } from './pkgsrc.ts';

holdsTables(pkgsrc, {
  ascending: [
    '1.0alpha 1.0alpha2 1.0beta 1.0rc 1.0rc1 1.0 1.0nb1 1.0nb2 1.0nb10 1.0a 1.0b 1.0c 1.1',
    '0.9 0.10 1.0 1.9.9 1.10 2 2.0.0.1 2.1nb1 10',
    '1.2.alpha 1.2.beta1 1.2 1.2.0nb1 1.2.0.0.1 1.2.1',
    '1.99999999999999999999 1.100000000000000000000',
    '20230101 20240101 20240101nb1 20240102',
  ],
  equal: [
    '1.0 1 1.0.0 1_0 1pl0 1.0nb0 1.0nb',
    '1.0a 1.0.1 1.0A',
    '1.0pre1 1.0rc1 1.0RC1',
    '1.0pl2 1.0.2 1.0_2 1.0b',
    '1+1 1~1', // what is no word is passed over; the numbers around it are two
  ],
  ranges: [
    ['', '1.2 0nb3', ''],
    ['[0-9]*', '1.2', ''],
    ['>=1.0', '1.0 1.0nb1 1.0a 1.0.0', '1.0rc1 0.9nb9'],
    ['>1.0', '1.0nb1 1.0a 1.0.1', '1.0 1.0.0 1.0rc2'],
    ['<1.0', '1.0beta1 0.9nb4', '1.0 1.0nb1'],
    ['<=1.0', '1.0 1.0.0 0.9', '1.0nb1 1.0a'],
    ['==1.0', '1.0 1.0.0', '1.0nb1'],
    ['!=1.0', '1.0nb1', '1.0'],
    ['1.0', '1.0 1.0.0', '1.0nb1'],
    ['1.0{,nb*}', '1.0 1.0nb1 1.0nb12', '1.0a 1.0.1 1.0rc1 1.1'],
    ['1.0nb*', '1.0nb1 1.0nb12', '1.1 1.0.1 0.9nb1'],
    ['>=1.0<2', '1.0 1.9.9nb3 2beta1', '2 2.0nb1 0.9'],
    ['>=1.0 <2', '1.0 1.9', '2'],
    ['1.2.*', '1.2.0 1.2.3nb1 1.2.99', '1.3 1.1 1.3alpha 1.20'],
    ['{1.2.*,1.4.*}', '1.2.3 1.4.1nb2', '1.3 1.5'],
    ['1.{2,4}.*', '1.2.3 1.4.0', '1.3 1.5'],
    ['{<1,>=2}', '0.9 2', '1 1.9'],
    ['{>=1.0,<2}', '0.1 1.5 3', ''], // csh alternates: one or the other, hence every version
  ],
  notVersions: ['', ' ', '1-2', '_1', '.1', '1,1', '1 2', '1\n', '>1', '1{2}', '1*', 'é', '1/2'],
  notRanges: [
    '>',
    '>=1.0<',
    '>=1-2',
    '~1.0',
    '=1.0',
    '1.2*',
    '{1,2',
    '1}',
    '{1,{2,3}}',
    '{1}{2}',
    '1.2a.*',
    '>=2.*',
    '}{',
    'nb*',
  ],
  stable: '1.0 1.0nb1 1.0a 1.0pl1 20240101',
  unstable: '1.0alpha 1.0beta1nb3 1.0rc1 1.0pre2 1.0.RC1',
  normal: [['1.0RC1nb2', '1.0RC1nb2']],
  releases: [
    ['1.2.3nb4', [1, 2, 3]],
    ['10b2', [10, 0, 0]],
    ['r12', null],
  ],
  vers: [
    ['>=1.0<2', 'vers:pkgsrc/>=1.0|<2'],
    ['1.2.*', 'vers:pkgsrc/>=1.2alpha|<1.3alpha'],
    ['!=1.0', 'vers:pkgsrc/!=1.0'],
    ['1.0{,nb*}', 'vers:pkgsrc/>=1.0|<=1.0nb999999999'],
    ['<1>2', null],
  ],
});

const versions = fc
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
        '_1',
        '+1',
        '~',
      ),
      {
        maxLength: 4,
      },
    ),
    fc.constantFrom('', 'nb', 'nb0', 'nb1', 'nb12'),
  )
  .map(([first, rest, revision]) => first + rest.join('') + revision);
const relations = fc
  .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), versions)
  .map(parts => parts.join(''));
const ranges = fc.oneof(
  fc.array(relations, { maxLength: 2 }).map(list => list.join('')),
  versions.map(version => `${version.replace(/nb\d*$/, '')}{,nb*}`),
  fc.constantFrom('1.*', '1.{0,2}.*', '*', '{1.*,>=2.0}'),
);

keepsTheLaws(pkgsrc, { versions, ranges });
