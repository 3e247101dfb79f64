/**
 * Order: https://man7.org/linux/man-pages/man7/rpm-version.7.html, and for tilde and caret
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/Versioning/.
 * Requirements: https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { rpm } from './rpm.ts';

holdsTables(rpm, {
  ascending: [
    '99 123 321', // rpm-version(7), EXAMPLES, as all lists up to the epochs
    '1.0 1.0.1 1.0.2',
    '2.0 2.60 2.60.1-1 3.0',
    '1.0 1.0-1 1.0-5 1.0.1',
    '6.0-1 4:6.0-1 5:3.0-1 5:3.1-1',
    '0.99 1.0~beta1-2 1.0~beta1-3 1.0',
    '2.0 2.0^20250611 2.0.2',
    '1 1.xyz 1.0', // numbers are newer than letters, more segments newer than fewer
    '1c.f 1.f',
    '0 0.0',
    '1.0~rc1 1.0~rc1^git1 1.0~rc2 1.0 1.0^git1~pre 1.0^git1 1.0^git1.1 1.0^git2 1.0a 1.0.1', // both operators
    '1~~ 1~ 1',
    '1.A 1.Z 1.a 1.ab 1.b 1.0',
    '1-1.el7 1-1.el8 1-1.el8_4.1 1-1.el10 1-2.el7',
    '1.99999999999999999999 1.100000000000000000000',
  ],
  equal: ['abc123 abc0123 abc.123 abc.000123', '1.0 1+0 1+.+0 01.00 1.0.', '0:1.0-1 1.0-01 00:1.0-1'],
  ranges: [
    ['', '1.2-3 5:0-1', ''],
    ['>= 1.2-3', '1.2-3 1.2-4 1.3-1 1:0-1', '1.2-2 1.2~rc1-9 1.1-9'],
    ['> 1.2-3', '1.2-4 1.2^git1-1', '1.2-3 1.2-03'],
    ['< 1.2-3', '1.2-2 1.2~rc1-9', '1.2-3 1.2-3.el9 1.3-1'],
    ['<= 1.2-3', '1.2-3 1.2-2', '1.2-3.el9 1.2-4'],
    ['= 1.2-3', '1.2-3 0:1.2-03', '1.2-3.el9 1.2-2 1:1.2-3'],
    ['= 1.2', '1.2-1 1.2-99.el9 1.2', '1.2.1-1 1.2^git1-1 1.2~rc1-1 1.2a-1 1:1.2-1'],
    ['1.2', '1.2-1', '1.2.0-1'],
    ['>= 1.2', '1.2-1 1.2^1-1 1.3-1 1:1-1', '1.2~rc1-1 1.1-99'],
    ['> 1.2', '1.2.1-1 1.2^git1-1 1.2a-1 1:1-1', '1.2-1 1.2-99 1.1-1'],
    ['< 1.2', '1.1-1 1.2~rc1-1', '1.2-1 1.2-0 1.2.1-1'],
    ['<= 1.2', '1.2-1 1.2-99 1.1-1 1.2~rc1-1', '1.2^git1-1 1.2.1-1'],
    ['>= 2:1.0', '2:1.0-1 3:0-1', '1.0-1 1:9-1'],
    ['>=1.2, <2', '1.2-1 1.9-1 2~rc1-1', '1.1-1 2-1'],
    ['>= 1.2 < 2', '1.5-1', '2-1'],
  ],
  notVersions: [
    '',
    ' ',
    '1-',
    '-1',
    '1-2-3',
    'a:1',
    ':1',
    '1:',
    '1:2:3',
    '1/2',
    '1 2',
    '1\n',
    'é1',
    '4294967296:1',
    '1.α',
  ],
  notRanges: ['>=', '>> 1', '!= 1', '~> 1', '=> 1', '>= 1-2-3', '(>= 1', '>= 1 |', ', >= 1', '1.2 && 2'],
  stable: '1.0-1 2.0~rc1-1 2.0^git-1',
  unstable: '1-2-3',
  normal: [
    ['0:1.0-1.fc40', '1.0-1.fc40'],
    ['007:1.0', '7:1.0'],
    ['1.0~rc1', '1.0~rc1'],
  ],
  releases: [
    ['2:9.0.2153-1.fc40', [9, 0, 2153]],
    ['1.1~rc2-1', [1, 1, 0]],
    ['r123-1', null],
  ],
  vers: [
    ['>= 1.2-3', 'vers:rpm/>=1.2-3'],
    ['< 1.2', 'vers:rpm/<1.2'],
    ['= 1.2', 'vers:rpm/>=1.2|<1.2^'],
    ['> 1:1.2', 'vers:rpm/>=1:1.2^'],
    ['= 1.2-3', 'vers:rpm/1.2-3'],
    ['< 1 > 2', null],
  ],
});

const part = fc
  .tuple(
    fc.constantFrom('1', '0', '1.2', 'a', '10.'),
    fc.string({ unit: fc.constantFrom(...'01aZ.~^_+'), maxLength: 5 }),
  )
  .map(parts => parts.join(''));
const versions = fc
  .tuple(fc.constantFrom('', '0:', '1:', '010:'), part, fc.option(part, { nil: null }))
  .map(([epoch, version, release]) => epoch + version + (release === null ? '' : `-${release}`));
const relations = fc
  .tuple(fc.constantFrom('', '=', '<', '<= ', '>', '>= '), versions)
  .map(parts => parts.join(''));

keepsTheLaws(rpm, { versions, ranges: fc.array(relations, { maxLength: 3 }).map(list => list.join(', ')) });
