import { expect, test } from 'vitest';
import { npm } from '../../versions/schemes/npm.ts';
import {
  between,
  both,
  descending,
  either,
  has,
  isApart,
  isWithin,
  ofAscending,
  type Positions,
  positionsIn,
  sizeOf,
  without,
} from './positions.ts';

const LIMIT = 5;
/** All sets of the positions 0 to 4. */
const ALL: [Set<number>, Positions][] = Array.from({ length: 2 ** LIMIT }, (_, bits) => {
  const members = Array.from({ length: LIMIT }, (_, i) => i).filter(i => bits & (1 << i));
  return [new Set(members), ofAscending(members)];
});

test('sets of positions are sets', () => {
  const members = (set: Positions) => Array.from({ length: LIMIT }, (_, i) => i).filter(i => has(set, i));
  for (const [a, left] of ALL) {
    expect(members(left)).toEqual([...a]);
    expect(sizeOf(left)).toBe(a.size);
    expect([...descending(left)]).toEqual([...a].reverse());
    expect(members(without(left, LIMIT))).toEqual(members(between(0, LIMIT)).filter(i => !a.has(i)));
    for (const [b, right] of ALL) {
      const shared = [...a].filter(i => b.has(i));
      expect(both(left, right)).toEqual(ofAscending(shared));
      expect(either(left, right)).toEqual(ofAscending([...new Set([...a, ...b])].sort()));
      expect(isApart(left, right)).toBe(shared.length === 0);
      expect(isWithin(left, right)).toBe(shared.length === a.size);
    }
  }
});

test('a range of a scheme as positions', () => {
  const versions = ['not a version', '1.0.0', '1.5.0', '2.0.0-rc.1', '2.0.0', '3.0.0'].map(number => ({
    number,
  }));
  const positions = (range: string) => positionsIn(npm, versions, npm.parseRange(range).intervals);
  expect(positions('^1.0.0')).toEqual([1, 3]);
  expect(positions('>=1.5.0 <3')).toEqual([2, 5]);
  expect(positions('<1 || >=3')).toEqual([5, 6]);
  expect(positions('1.0.0 || 2.0.0')).toEqual([1, 2, 4, 5]);
  expect(positions('4')).toEqual([]);
  // The intervals of all versions take what is none, too.
  expect(positionsIn(npm, versions, [{ lower: null, upper: null }])).toEqual([0, 6]);
});
