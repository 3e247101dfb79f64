import { describe, expect, test } from 'vitest';
import { componentsOf, condensed } from './components.ts';
import { dominatorsFrom } from './dominators.ts';
import { edgeBuilder, positionOf } from './edge-builder.ts';
import { type PackedGraph, packGraph, packReverse, reversed } from './packed.ts';
import { degreesOf, pageRank } from './pagerank.ts';
import { effortOf, reachCounts } from './reach-counts.ts';
import { marksFor, reachFrom, shortestPaths } from './walk.ts';

type Pair = readonly [number, number];

function graphOf(size: number, pairs: readonly Pair[]): PackedGraph {
  return packGraph(size, {
    count: pairs.length,
    from: Uint32Array.from(pairs, ([from]) => from),
    to: Uint32Array.from(pairs, ([, to]) => to),
  });
}

const listOf = ({ offsets, targets }: PackedGraph, node: number) => [
  ...targets.slice(offsets[node], offsets[node + 1]),
];

/** Numbers that look random and are the same in every run (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function randomPairs(size: number, count: number, seed: number): Pair[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () => [next(size), next(size)] as const);
}

/** Who is reached from each node, by the definition: a fixed point over sets. */
function closure(size: number, pairs: readonly Pair[]): Set<number>[] {
  const sets = Array.from({ length: size }, () => new Set<number>());
  for (let changed = true; changed; ) {
    changed = false;
    for (const [from, to] of pairs) {
      const before = sets[from]!.size;
      sets[from]!.add(to);
      for (const node of sets[to]!) sets[from]!.add(node);
      if (sets[from]!.size > before) changed = true;
    }
  }
  return sets;
}

describe('packing', () => {
  test('keeps the targets of each node, and turns round both ways', () => {
    const pairs: Pair[] = [
      [0, 2],
      [3, 1],
      [0, 1],
      [2, 1],
    ];
    const graph = graphOf(4, pairs);
    expect([0, 1, 2, 3].map(node => listOf(graph, node))).toEqual([[2, 1], [], [1], [1]]);
    expect([0, 1, 2, 3].map(node => listOf(reversed(graph), node))).toEqual([[], [0, 2, 3], [0], []]);
    const list = { count: 4, from: Uint32Array.from([0, 3, 0, 2]), to: Uint32Array.from([2, 1, 1, 1]) };
    expect(listOf(packReverse(4, list), 1)).toEqual([3, 0, 2]);
  });

  test('refuses an edge to what is no node', () => {
    expect(() => graphOf(2, [[0, 2]])).toThrow(RangeError);
  });

  test('numbers the nodes in ascending order of their own numbers', () => {
    const builder = edgeBuilder(1);
    builder.add(900, 7);
    builder.add(7, 30);
    builder.addNode(12);
    const { ids, count, from, to } = builder.build();
    expect([...ids]).toEqual([7, 12, 30, 900]);
    expect([[...from.slice(0, count)], [...to.slice(0, count)]]).toEqual([
      [3, 0],
      [0, 2],
    ]);
    expect([7, 12, 30, 900, 8, 901].map(id => positionOf(ids, id))).toEqual([0, 1, 2, 3, -1, -1]);
    expect(() => builder.add(-1, 0)).toThrow(RangeError);
    expect(() => builder.add(0, 2 ** 31)).toThrow(RangeError);
  });
});

describe('components', () => {
  test('a cycle is one component, and edges lead to lower numbers', () => {
    // 0 -> 1 -> 2 -> 0 is a cycle; 3 -> 0; 2 -> 4.
    const graph = graphOf(5, [
      [0, 1],
      [1, 2],
      [2, 0],
      [3, 0],
      [2, 4],
    ]);
    const components = componentsOf(graph);
    const { of } = components;
    expect(components.count).toBe(3);
    expect([of[1], of[2]]).toEqual([of[0], of[0]]);
    expect(of[3]).toBeGreaterThan(of[0]!);
    expect(of[0]).toBeGreaterThan(of[4]!);
    expect([3, 1, 1].sort()).toEqual([...components.sizes].sort());
    expect(listOf(condensed(graph, components), of[3]!)).toEqual([of[0]]);
  });

  test('two nodes are in one component exactly when each reaches the other', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const size = 12;
      const pairs = randomPairs(size, 16, seed * 7919);
      const reach = closure(size, pairs);
      const { of } = componentsOf(graphOf(size, pairs));
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++)
          if (a !== b) expect(of[a] === of[b]).toBe(reach[a]!.has(b) && reach[b]!.has(a));
    }
  });

  test('a path of 300,000 nodes needs no recursion', () => {
    const size = 300_000;
    const graph = graphOf(
      size,
      Array.from({ length: size - 1 }, (_, node) => [node, node + 1] as const),
    );
    expect(componentsOf(graph).count).toBe(size);
  });
});

describe('reach', () => {
  test('counts the others that reach a node', () => {
    // A diamond with a cycle below: 0 -> 1, 0 -> 2, 1 -> 3, 2 -> 3, 3 <-> 4.
    const graph = graphOf(5, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [3, 4],
      [4, 3],
    ]);
    expect([...reachCounts(graph)]).toEqual([0, 1, 1, 4, 4]);
    expect([...reachCounts(reversed(graph))]).toEqual([4, 2, 2, 1, 1]);
    expect(effortOf(graph)).toBe((5 / 32) * 11);
  });

  test('agrees with the definition, over more than one block of sources', () => {
    for (const [size, count, seed] of [
      [40, 60, 11],
      [40, 25, 12],
      [1300, 1500, 13],
      [1300, 900, 14],
    ] as const) {
      const pairs = randomPairs(size, count, seed);
      const expected = new Uint32Array(size);
      for (const [from, set] of closure(size, pairs).entries())
        for (const to of set) if (to !== from) expected[to]!++;
      expect(reachCounts(graphOf(size, pairs))).toEqual(expected);
    }
  });

  test('counts only the nodes that count', () => {
    for (const seed of [21, 22, 23]) {
      const size = 700;
      const pairs = randomPairs(size, 900, seed);
      const counted = Uint8Array.from({ length: size }, (_, node) => (node % 3 === 0 ? 1 : 0));
      const expected = new Uint32Array(size);
      for (const [from, set] of closure(size, pairs).entries())
        for (const to of set) if (to !== from) expected[to]! += counted[from]!;
      expect(reachCounts(graphOf(size, pairs), undefined, counted)).toEqual(expected);
    }
  });

  test('walks by distance, up to a depth, with one array for many walks', () => {
    const graph = graphOf(6, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [3, 0],
      [3, 4],
    ]);
    const marks = marksFor(graph);
    const all = reachFrom(graph, 0, marks);
    expect([[...all.nodes], [...all.depths], all.cut]).toEqual([[1, 2, 3, 4], [1, 1, 2, 3], false]);
    const near = reachFrom(graph, 0, marks, 2);
    expect([[...near.nodes], [...near.depths], near.cut]).toEqual([[1, 2, 3], [1, 1, 2], true]);
    expect(reachFrom(graph, 0, marks, 3).cut).toBe(false);
    expect([...reachFrom(graph, 5, marks).nodes]).toEqual([]);
  });
});

describe('paths', () => {
  const graph = graphOf(7, [
    [0, 1],
    [1, 5],
    [0, 2],
    [2, 3],
    [3, 5],
    [2, 5],
    [5, 0],
  ]);

  test('are the shortest ones, shortest first, without going anywhere twice', () => {
    expect(shortestPaths(graph, 0, 5, 10)).toEqual([
      [0, 1, 5],
      [0, 2, 5],
      [0, 2, 3, 5],
    ]);
    expect(shortestPaths(graph, 0, 5, 1)).toEqual([[0, 1, 5]]);
    expect(shortestPaths(graph, 0, 6, 3)).toEqual([]);
    expect(shortestPaths(graph, 4, 4, 3)).toEqual([[4]]);
  });

  test('are found in the order of all simple paths, by length', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const size = 7;
      const pairs = [...new Map(randomPairs(size, 14, seed * 104_729).map(p => [p.join(), p])).values()];
      const lengths: number[] = [];
      const walk = (path: number[]) => {
        const at = path.at(-1) as number;
        if (at === 6) {
          lengths.push(path.length);
          return;
        }
        for (const [from, to] of pairs) if (from === at && !path.includes(to)) walk([...path, to]);
      };
      walk([0]);
      const found = shortestPaths(graphOf(size, pairs), 0, 6, 1000);
      expect(found.map(path => path.length)).toEqual(lengths.sort((a, b) => a - b));
      expect(new Set(found.map(path => path.join())).size).toBe(found.length);
    }
  });

  test('end when whoever asks has had enough', () => {
    const spend = () => {
      throw new Error('enough');
    };
    expect(() => shortestPaths(graph, 0, 5, 2, spend)).toThrow('enough');
  });
});

describe('PageRank', () => {
  const rank = (graph: PackedGraph) =>
    pageRank(reversed(graph), degreesOf(graph), { tolerance: 1e-12 }).ranks;

  test('of a cycle is even', () => {
    const ranks = rank(
      graphOf(3, [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    );
    for (const value of ranks) expect(value).toBeCloseTo(1 / 3, 10);
  });

  test('of two nodes of which one leads to the other', () => {
    // a = (1-d)/2 + d·b/2, b = (1-d)/2 + d·b/2 + d·a, a + b = 1; with d = 0.85: a = 0.5/1.425.
    const [a, b] = rank(graphOf(2, [[0, 1]]));
    expect(a).toBeCloseTo(0.5 / 1.425, 9);
    expect(b).toBeCloseTo(1 - 0.5 / 1.425, 9);
  });

  test('is 1 in sum, and solves its equation', () => {
    const size = 50;
    const pairs = randomPairs(size, 120, 99);
    const graph = graphOf(size, pairs);
    const ranks = rank(graph);
    expect(ranks.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    const degrees = degreesOf(graph);
    const expected = new Float64Array(size).fill(0.15 / size);
    for (let node = 0; node < size; node++)
      if (degrees[node] === 0)
        for (let to = 0; to < size; to++) expected[to]! += (0.85 * ranks[node]!) / size;
    for (const [from, to] of pairs) expected[to]! += (0.85 * ranks[from]!) / degrees[from]!;
    for (const [node, value] of ranks.entries()) expect(value).toBeCloseTo(expected[node]!, 9);
  });

  test('of nothing is nothing', () => {
    expect(rank(graphOf(0, []))).toEqual(new Float64Array(0));
  });
});

describe('dominators', () => {
  test('are those that every way passes', () => {
    // The example of a loop with two entries: 0 -> 1 -> {2, 3}, 2 -> 4, 3 -> 4, 4 -> 5, 5 -> 4.
    const graph = graphOf(7, [
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [3, 4],
      [4, 5],
      [5, 4],
      [6, 2],
    ]);
    const { order, dominators, dominated } = dominatorsFrom(graph, reversed(graph), 0);
    const dominatorOf = new Map([...order].map((node, at) => [node, order[dominators[at]!]!]));
    expect(Object.fromEntries(dominatorOf)).toEqual({ 0: 0, 1: 0, 2: 1, 3: 1, 4: 1, 5: 4 });
    expect(Object.fromEntries([...order].map((node, at) => [node, dominated[at]]))).toEqual({
      0: 5,
      1: 4,
      2: 0,
      3: 0,
      4: 1,
      5: 0,
    });
  });

  test('agree with taking each node away', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const size = 14;
      const pairs = randomPairs(size, 24, seed * 15_485_863);
      const graph = graphOf(size, pairs);
      const reached = new Set([...reachFrom(graph, 0, marksFor(graph)).nodes]);
      const { order, dominated } = dominatorsFrom(graph, reversed(graph), 0);
      expect(new Set(order)).toEqual(new Set([0, ...reached]));
      for (const [at, node] of order.entries()) {
        if (node === 0) continue;
        const without = graphOf(
          size,
          pairs.filter(([from, to]) => from !== node && to !== node),
        );
        const left = reachFrom(without, 0, marksFor(without)).nodes.length;
        expect(dominated[at]).toBe(reached.size - 1 - left);
      }
    }
  });
});
