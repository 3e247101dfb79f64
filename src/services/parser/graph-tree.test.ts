import { expect, test } from 'vitest';
import type { ManifestGraph } from '../../reading/manifests/index.ts';
import type { TreeItem } from '../../ui/components/tree.tsx';
import { requiredBy, rootsOf, treeOf } from './graph-tree.ts';

const graph = (names: string, edges: [number, number][], roots: number[] | null): ManifestGraph => ({
  nodes: [...names].map(name => ({ id: name, name, version: '1' })),
  edges,
  roots,
});
const limits = { items: 100, depth: 10, href: (node: number) => `?node=${node}` };

/** `a(b,c*)+2`: children in brackets, `*` met before, `+n` not shown. */
function sketch(items: readonly TreeItem[]): string {
  return items
    .map(({ name, children, more, repeated }) => {
      const inner = children.length > 0 ? `(${sketch(children)})` : '';
      return `${name}${repeated ? '*' : ''}${inner}${more > 0 ? `+${more}` : ''}`;
    })
    .join(',');
}

test('a package is unfolded where it lies highest, and marked elsewhere', () => {
  // a -> b -> c -> d, and a -> c: c is unfolded below a.
  const of = graph(
    'abcd',
    [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 2],
    ],
    [0],
  );
  expect(sketch(treeOf(of, rootsOf(of), limits).items)).toBe('a(b(c*),c(d))');
});

test('a leaf that is met twice is no repetition: there is nothing below it', () => {
  const of = graph(
    'abc',
    [
      [0, 2],
      [1, 2],
    ],
    [0, 1],
  );
  expect(sketch(treeOf(of, rootsOf(of), limits).items)).toBe('a(c),b(c)');
});

test('circles end', () => {
  const of = graph(
    'ab',
    [
      [0, 1],
      [1, 0],
    ],
    null,
  );
  expect(sketch(treeOf(of, rootsOf(of), limits).items)).toBe('a(b(a*))');
});

test('limits cut deep items first, and say how many are left out', () => {
  const of = graph(
    'abcde',
    [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 4],
    ],
    [0],
  );
  expect(sketch(treeOf(of, [0], { ...limits, items: 4 }).items)).toBe('a(b(d),c+1)');
  expect(sketch(treeOf(of, [0], { ...limits, depth: 2 }).items)).toBe('a(b+1,c+1)');
  expect(treeOf(of, [0, 1, 2], { ...limits, items: 1 }).more).toBe(2);
});

test('roots are what nobody requires where the file does not tell', () => {
  expect(rootsOf(graph('abc', [[0, 1]], null))).toEqual([0, 2]);
  expect(rootsOf(graph('', [], null))).toEqual([]);
});

test('positions that are not there are left out', () => {
  const of = graph(
    'ab',
    [
      [0, 7],
      [9, 1],
      [0, 1],
    ],
    [0, 5],
  );
  expect(sketch(treeOf(of, rootsOf(of), limits).items)).toBe('a(b)');
  expect(requiredBy(of, 1)).toEqual([0]);
});
