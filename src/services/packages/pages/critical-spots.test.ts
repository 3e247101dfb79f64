import { expect, test } from 'vitest';
import { criticalSpots } from './critical-spots.ts';
import type { CriticalPoint } from './data/lists.ts';

const point = (name: string, maintainersCount: number | null, rank: number | null): CriticalPoint => ({
  registryId: 1,
  name,
  maintainersCount,
  rank,
  active: true,
});
const nameOf = () => 'npmjs.org';

test('a few packages have a linked spot each; those at one place share it', () => {
  expect(criticalSpots([point('a', 1, 0.5), point('b', 2, 0.5), point('c', 2, 0.5)], nameOf)).toEqual([
    { x: 1, y: 0.5, count: 1, label: 'a', href: '/registries/npmjs.org/packages/a' },
    { x: 2, y: 0.5, count: 2, label: 'b, c' },
  ]);
});

test('what is not known has no place', () => {
  expect(criticalSpots([point('a', null, 1), point('b', 1, null)], nameOf)).toEqual([]);
});

test('many packages become a few spots that count every one of them', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => point(`p${index}`, 1 + (index % 3), index / 500));
  const spots = criticalSpots(many, nameOf);
  expect(spots.length).toBeLessThanOrEqual(3 * 14);
  expect(spots.reduce((sum, spot) => sum + spot.count, 0)).toBe(5_000);
  // Those with one maintainer say who they are, the most used first.
  const first = spots.find(spot => spot.x === 1);
  expect(first?.name).toMatch(/^p0 \+\d+$/);
  expect(spots.filter(spot => spot.x !== 1).every(spot => spot.name === undefined)).toBe(true);
});
