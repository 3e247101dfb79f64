import { expect, test } from 'vitest';
import { layeredLayout } from './layered-layout.ts';

const node = (depth: number, children: number[] = [], isNotable = false) => ({ depth, children, isNotable });

test('each depth is a column to the right of the one before, and no two nodes share a place', () => {
  const nodes = [
    node(
      1,
      Array.from({ length: 300 }, (_, i) => i + 1),
    ),
    ...Array.from({ length: 300 }, (_, i) => node(2, i < 199 ? [301 + i] : [])),
    ...Array.from({ length: 199 }, () => node(3)),
  ];
  const { placed, width, height } = layeredLayout(nodes);
  expect(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
  const rightmost = (depth: number) =>
    Math.max(...placed.filter((_, i) => nodes[i]!.depth === depth).map(({ x }) => x));
  const leftmost = (depth: number) =>
    Math.min(...placed.filter((_, i) => nodes[i]!.depth === depth).map(({ x }) => x));
  expect(rightmost(1)).toBeLessThan(leftmost(2));
  expect(rightmost(2)).toBeLessThan(leftmost(3));
  expect(Math.max(...placed.map(({ x }) => x))).toBeLessThan(width);
  expect(Math.max(...placed.map(({ y }) => y))).toBeLessThan(height);
});

test('a small graph has all names, a large one only those that are worth it, and of what was asked for', () => {
  expect(layeredLayout([node(1, [1]), node(2)]).placed.every(({ isLabelled }) => isLabelled)).toBe(true);
  const large = [node(1), ...Array.from({ length: 100 }, (_, i) => node(2, [], i === 7))];
  expect(layeredLayout(large).placed.flatMap(({ isLabelled }, i) => (isLabelled ? [i] : []))).toEqual([0, 8]);
});

test('nodes stand in the order of those that lead to them', () => {
  const { placed } = layeredLayout([node(1, [3]), node(1, [2]), node(2), node(2)]);
  expect(placed[3]!.y).toBeLessThan(placed[2]!.y);
});

test('nothing is nothing', () => {
  expect(layeredLayout([]).placed).toEqual([]);
});
