/**
 * Order: https://nix.dev/manual/nix/stable/command-ref/nix-env/upgrade#versions. Ranges: `shared/comparators.ts`, since Nix
 * has none.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { nix } from './nix.ts';

holdsTables(nix, {
  ascending: [
    '1.0 2.3', // the manual's examples
    '2.1 2.3 2.5 3.1',
    '2.3a 2.3.1',
    '2.3pre1 2.3',
    '2.3pre3 2.3pre12',
    '2.3a 2.3c',
    '2.3pre1 2.3c 2.3q',
    '2.3pre1 2.3pre12 2.3 2.3A 2.3a 2.3ab 2.3b 2.3rc1 2.3.0 2.3.1 2.3.10 2.4',
    'unstable-2023-01-01 unstable-2023-12-31 unstable-2024-01-01 0-unstable-2024-01-01 1',
    '1.99999999999999999999 1.100000000000000000000',
    '1.pre 1 1.prea 1.1',
  ],
  equal: ['2.3 2.03 2-3 2..3 2.3- 02.3', '1.0pre1 1.0.pre.1 1.0-pre1', '2.3a 2.3.a 2.3-a'],
  ranges: [
    ['', '1.2 1.2pre1', ''],
    ['*', '1.2', ''],
    ['>=1.2', '1.2 1.2.0 1.2a 2', '1.2pre1 1.1'],
    ['>1.2', '1.2.0 1.2a', '1.2 1.02'],
    ['<1.2', '1.2pre5 1.1', '1.2 1.2a'],
    ['<=1.2', '1.2 1.2pre1', '1.2.0 1.2a'],
    ['1.2', '1.2 1-2', '1.2.0'],
    ['=1.2', '1.2', '1.3'],
    ['==1.2', '1.02', '1.2a'],
    ['!=1.2', '1.2.0 1.2pre1', '1.2'],
    ['>=1.2 <2', '1.2 1.9', '2 1.1'],
    ['>=1.2, <2pre', '1.2 1.9 1.99.9', '2pre 2pre1 2 1.1'],
    ['<1 || >=2', '0.9 2', '1 1.9'],
    ['>= 1.2', '1.3', '1.1'],
  ],
  notVersions: ['', ' ', '1/2', '1 2', '1\n', '=1', '1~2', '1^2', 'é', '1,2', '>1'],
  notRanges: ['>=', '1 2 ||', '||', ', 1', '~1', '^1.2', '>>1', '1/2'],
  stable: '1.0 1.0rc1 unstable-2024-01-01 1.prefix 1.5.prev',
  unstable: '2.3pre1 2.3-pre 1.pre.2',
  normal: [['2.03-pre1', '2.03-pre1']],
  releases: [
    ['2.18.1', [2, 18, 1]],
    ['24.05pre1', [24, 5, 0]],
    ['unstable-2024-01-01', null],
  ],
  vers: [
    ['>=1.2 <2', 'vers:nix/>=1.2|<2'],
    ['!=1.2', 'vers:nix/!=1.2'],
    ['<1 >2', null],
  ],
});

const versions = fc
  .tuple(
    fc.constantFrom('1', '0', '10', 'a', 'pre', 'unstable-2024-01-01', '?', '-'),
    fc.array(
      fc.constantFrom('.0', '1', '-2', 'pre', 'a', 'rc1', '.', '-', '_', '+x', '99999999999999999999'),
      { maxLength: 4 },
    ),
  )
  .map(([first, rest]) => first + rest.join(''));
const relations = fc
  .tuple(fc.constantFrom('', '=', '!=', '<', '<=', '>', '>= '), versions)
  .map(parts => parts.join(''));
const ranges = fc.array(relations, { minLength: 1, maxLength: 3 }).map(list => list.join(' '));

keepsTheLaws(nix, {
  versions,
  ranges: fc.oneof(
    ranges,
    fc.tuple(ranges, ranges).map(pair => pair.join(' || ')),
    fc.constant(''),
  ),
});
