/**
 * Order: https://www.debian.org/doc/debian-policy/ch-controlfields.html#version. Relations:
 * https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields, and the obsolete ones:
 * https://manpages.debian.org/stable/dpkg/dpkg.1.en.html (--compare-versions).
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { deb } from './deb.ts';

holdsTables(deb, {
  ascending: [
    '1~~ 1~~a 1~ 1 1a', // the example in the policy's own text, behind a number
    '1.0~beta1~svn1245 1.0~beta1 1.0', // "used for pre-releases": tilde before the end
    '1.0 1.0-1~bpo12+1 1.0-1 1.0-1+b1 1.0-1+deb12u1 1.0-1.1 1.0-2 1.0-10',
    '9 10 1:0 2:0 10:0', // the epoch decides before all else
    '1.2 1.2a 1.2b 1.2+ 1.2.', // end < letters < non-letters
    '1.A 1.Z 1.a 1.b 1.+',
    '2.7.2-linux-1 2.7.3-1 2.7.3-linux-1',
    '7.88.1-10+deb12u8 7.88.1-10+deb12u14',
    '0.0.99999999999999999998 0.0.99999999999999999999 0.0.100000000000000000000', // beyond 2^53
    '1a 1a1 1a2~ 1a2',
    '1:1:1 1:1:2 1:2',
  ],
  equal: ['1.0 1.0-0 0:1.0 1.00 1.000-00', '1.001 1.1', '1.0-01 1.0-1', '1a 1a0', '0:1:2 00:1:2'],
  ranges: [
    ['', '1.2 3:0-1', ''],
    ['(>= 1.2)', '1.2 1.2-1 1.2+dfsg-1 1:0', '1.2~rc1-1 1.1-9'],
    ['>= 1.2', '1.2', '1.1'],
    ['>=1.2', '1.2', '1.1'],
    ['(<< 1.2)', '1.1-9 1.2~rc1', '1.2 1.2-0 1.2-1 1.3'],
    ['(<= 1.2)', '1.2 1.2-0 1.1', '1.2-1'],
    ['(= 1.2-1)', '1.2-1 0:1.2-01', '1.2-1+b1 1.2 1.2-2'],
    ['(= 1.2)', '1.2 1.2-0', '1.2-1'],
    ['(>> 1.2-1)', '1.2-1+b1 1.2-2', '1.2-1 1.2-1~bpo1'],
    ['(< 1.2)', '1.2 1.1', '1.2-1'], // obsolete, and the same as <=
    ['(> 1.2)', '1.2 1.2-1', '1.1'], // obsolete, and the same as >=
    ['1.2-1', '1.2-1', '1.2-2'],
    ['(>= 1:1.2)', '1:1.2 2:0', '9.9-1 1:1.1'],
    ['(>= 1.2), (<< 2~)', '1.2 1.9-3', '2~rc1 2 1.1'],
    ['(>= 1.2),(<< 2)', '2~rc1', '2'],
    ['>= 1.2 << 2', '1.2', '2'],
    ['(<< 1) | (>= 2)', '0.9 2', '1 1.9'],
    ['(= 1) | (= 2), (>> 1)', '2', '1 1.5'], // alternatives bind tighter
    ['( >= 1.2 )', '1.2', '1.1'],
  ],
  notVersions: [
    '',
    'abc',
    '1-',
    '1:',
    ':1',
    'a:1',
    '1_2',
    '1 2',
    ' 1',
    '1-a:b',
    '1:1-a:b',
    '~1',
    '1:a',
    '2147483648:1',
    '99999999999:1',
    '-1',
    '1\n',
    'é1',
    '1:-1',
    '1/2',
    `1${'0'.repeat(512)}`,
  ],
  notRanges: [
    '(>= 1.2',
    '>= 1.2)',
    '>=',
    '()',
    '(>= )',
    '!= 1.2',
    '~ 1.2',
    '== 1.2',
    '=> 1.2',
    '>= 1_2',
    '>= 1.2,',
    '| 1',
    '1 || 2',
    '>= abc',
  ],
  stable: '2.0~rc1-1 1.0 1.0~~alpha',
  unstable: 'abc',
  normal: [
    ['0:1.0-1', '1.0-1'],
    ['01:1.0', '1:1.0'],
    ['0:1:2', '0:1:2'], // without an epoch there is no colon
    ['1.0-0', '1.0-0'],
  ],
  releases: [
    ['1:7.88.1-10+deb12u8', [7, 88, 1]],
    ['1.1~rc2', [1, 1, 0]],
    ['20240101-1', [20240101, 0, 0]],
    ['99999999999999999999', null],
  ],
  vers: [
    ['(>= 1.2)', 'vers:deb/>=1.2'],
    ['(>> 1:1.2-1~a), (<< 1:2~)', 'vers:deb/>1:1.2-1~a|<1:2~'],
    ['(< 1.2)', 'vers:deb/<=1.2'],
    ['(= 1.2) | (= 1.3)', 'vers:deb/1.2|1.3'],
    ['(<< 1), (>> 2)', null],
  ],
});

const part = fc.string({ unit: fc.constantFrom(...'019aZ~+.'), maxLength: 5 });
const versions = fc
  .tuple(
    fc.constantFrom('', '0:', '1:', '02:'),
    fc.constantFrom('0', '1', '10', '007'),
    part,
    fc.array(fc.string({ unit: fc.constantFrom(...'01a~+.'), minLength: 1, maxLength: 4 }), { maxLength: 2 }),
  )
  .map(([epoch, first, rest, hyphened]) => epoch + [first + rest, ...hyphened].join('-'));
const relations = fc
  .tuple(fc.constantFrom('', '=', '<<', '<=', '<', '>>', '>= ', '>'), versions)
  .map(parts => `(${parts.join('')})`);
const clauses = fc.array(relations, { minLength: 1, maxLength: 2 }).map(list => list.join(' | '));

keepsTheLaws(deb, { versions, ranges: fc.array(clauses, { maxLength: 3 }).map(list => list.join(', ')) });
