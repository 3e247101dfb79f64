/**
 * Order: https://man.openbsd.org/packages-specs.7 (rules and its five examples) and, for what that leaves open, the
 * comparisons of OpenBSD::PackageName in
 * https://github.com/openbsd/src/blob/master/usr.sbin/pkg_add/OpenBSD/PackageName.pm. Ranges: DEPENDENCIES of the same
 * page, and OpenBSD::PkgSpec, in which a constraint without a revision matches every revision.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { openbsd } from './openbsd.ts';

holdsTables(openbsd, {
  ascending: [
    '1.001 1.002 1.0010', // packages-specs(7), as the next three lists
    '1.0alpha5 1.0beta3 1.0rc1 1.0',
    '1.0 1.0pl1',
    '2.9.8 2.9.8p0 2.9.8p1 2.9.8p10 2.9.9',
    '1.0alpha 1.0alpha1 1.0beta 1.0pre1 1.0rc 1.0rc2 1.0rc10 1.0 1.0pl 1.0pl2 1.0a 1.0b 1.1',
    '1 1.0 1.0.0 1.0.0.1 1.0.1 1.1 2 10',
    '1.0pl9 1.0.0', // the suffix counts only where all parts are equal
    '3.0p5 3.1p0 2.0v0 2.0p3v0 1.0v1 0.1v2', // EPOCH takes precedence over all else
    '8.2.30 8.2.30p0 8.2.30p2 8.2.31rc1 8.2.31rc1p0 8.2.31',
    '9.99999999999999999999 9.100000000000000000000',
    '1.2 1.2a 1.2b 1.2bc 1.2c 1.3', // other parts alphabetically
    '1.9 1.99 1.a 1.b 1.beta1', // "a" is alphabetically behind every digit
    '1..1 1.0.1',
    '20240101 20240101p0 20240102',
  ],
  equal: [
    '1.01 1.1', // packages-specs(7)
    '1.0rc 1.0rc0 1.0rc00',
    '1.0pl 1.0pl0',
    '1.1p0 1.01p00',
    '1.0p1v2 1.0p01v02',
    '1.1a 1.01a',
    '1.0 1.0. 1.0..',
  ],
  ranges: [
    ['', '1.2 0.1p3v2', ''],
    ['*', '1.2 0.1p3v2', ''],
    ['>=1.3', '1.3 1.3p0 1.10 2 0.1v0', '1.2 1.2p9 1.3rc1'],
    ['>=1.3,<=1.5', '1.3 1.4p1 1.5 1.5p7', '1.2p1 1.5pl1 1.5.0 1.6 1.4v0'],
    ['1.0.7', '1.0.7 1.0.7p0 1.0.7p12', '1.0.7v0 1.0.7.1 1.0.7a 1.0.7rc1'],
    ['=1.0.7', '1.0.7 1.0.7p0', '1.0.6 1.0.8'],
    ['=1.0.7p1', '1.0.7p1', '1.0.7 1.0.7p0 1.0.7p2'],
    ['1.0.7p1', '1.0.7p01', '1.0.7p11'],
    ['>1.0', '1.0pl1 1.0.0 1.0a 1.1', '1.0 1.0p0 1.0p33 1.0rc2'],
    ['>1.0p1', '1.0p2 1.0pl1', '1.0 1.0p0 1.0p1'],
    ['<1.0', '1.0rc1 1.0rc1p4 0.9p2 1', '1.0 1.0p0 1.0.0 0.9v0'],
    ['<1.0p1', '1.0 1.0p0 0.9', '1.0p1 1.0p2 1.1'],
    ['<=1.0', '1.0 1.0p9 1.0rc1', '1.0pl1 1.0a'],
    ['<=1.0p1', '1.0p1 1.0', '1.0p2'],
    ['>=3,<4', '3 3.21p4 3.99', '4 4rc1p1.1 2.9 3v0'], // databases/db/v3 in packages-specs(7)
    ['>=1.0v0', '1.0v0 1.0p1v0 0.1v1', '1.0 99'],
    ['1.0v0', '1.0v0 1.0p4v0', '1.0 1.0p4 1.0v1'],
    ['>1.0v0', '1.1v0 0.1v1', '1.0v0 1.0p4v0 99'],
    ['<=1.0rc1', '1.0rc1 1.0rc1p3 1.0pre9', '1.0rc2 1.0'],
    ['<1|>=2', '0.9 2 2.1', '1 1.9'],
    ['=1|=3', '1 1p1 3p2', '1.0 2'],
  ],
  notVersions: [
    '',
    ' ',
    '-1',
    '1-2',
    'a',
    'v1',
    'p0',
    '.1',
    '1 2',
    '1\n',
    '>1',
    '1,2',
    '1*',
    'é',
    '1/2',
    '1:2',
  ],
  notRanges: [
    '>',
    '>=',
    '>=1.0,<',
    '!=1',
    '==1',
    '~1.0',
    '1.*',
    '1.2*',
    'foo',
    'foo-1.0',
    '1|',
    '|1',
    '>=1-2',
    '<>1',
  ],
  stable: '1.0 1.0p1 1.0v0 1.0pl1 1.0a 20240101 1.0p1v1',
  unstable: '1.0alpha 1.0beta2 1.0pre1 1.0rc1 1.0rc1p0 1.0rc2p1v3',
  normal: [
    ['1.0rc1p0v2', '1.0rc1p0v2'],
    ['1.01', '1.01'],
  ],
  releases: [
    ['8.2.30p2', [8, 2, 30]],
    ['1.0rc1', [1, 0, 0]],
    ['20240101', [20240101, 0, 0]],
    ['99999999999999999999', null],
  ],
  vers: [
    ['>=1.3,<1.5', 'vers:openbsd/>=1.3|<1.5'],
    ['=1.0p1', 'vers:openbsd/1.0p1'],
    ['1.0', 'vers:openbsd/>=1.0|<=1.0p999999999'],
    ['>1.0v1', 'vers:openbsd/>1.0p999999999v1'],
    ['<1,>2', null],
  ],
});

it('has an order where pkg_add has none: a pre-release is older than a release candidate', () => {
  expect(openbsd.compare('1.0pre3', '1.0rc2')).toBeLessThan(0);
  // By text alone, these three would be a circle.
  expect(['2', '10', '1ab'].sort(openbsd.compare)).toEqual(['1ab', '2', '10']);
});

const versions = fc
  .tuple(
    fc.constantFrom('1', '0', '2', '10', '01', '20240101'),
    fc.array(fc.constantFrom('.0', '.1', '.01', '.10', 'a', 'ab', '.b', '.', '.1ab', '.01ab', '_2', '+'), {
      maxLength: 3,
    }),
    fc.constantFrom('', 'alpha1', 'beta', 'pre2', 'rc', 'rc1', 'pl', 'pl3', 'dev'),
    fc.constantFrom('', 'p0', 'p1', 'p01', 'p12'),
    fc.constantFrom('', 'v0', 'v1', 'v01'),
  )
  .map(([first, rest, ...markers]) => first + rest.join('') + markers.join(''));
const relations = fc
  .tuple(fc.constantFrom('', '=', '<', '<=', '>', '>='), versions)
  .map(parts => parts.join(''));
const ranges = fc.oneof(
  fc.array(relations, { maxLength: 3 }).map(list => list.join(',')),
  fc.array(relations, { minLength: 1, maxLength: 3 }).map(list => list.join('|')),
  fc.constantFrom('*', '', '>=1|*'),
);

keepsTheLaws(openbsd, { versions, ranges });
