/**
 * Immediate dominators by the iterative algorithm of K. D. Cooper, T. J. Harvey, K. Kennedy, "A simple, fast dominance algorithm"
 * (2001). In the dependencies of a package, `d` dominates `e` when every way from the package to `e` leads through `d`: without
 * `d`, `e` would not be there.
 */
import type { PackedGraph } from './packed.ts';

export interface DominatorTree {
  /** Nodes reached from the root, in reverse postorder: the root first, each behind its dominator. */
  order: Uint32Array;
  /** For each position of `order`, the position of the immediate dominator; the root's is its own. */
  dominators: Uint32Array;
  /** For each position, how many others it dominates. */
  dominated: Uint32Array;
}

const NONE = 0xffffffff;

/** @param incoming the graph reversed. Near linear in the edges that are reached, in graphs as they occur. */
export function dominatorsFrom(graph: PackedGraph, incoming: PackedGraph, root: number): DominatorTree {
  const { order, positionOf } = reversePostorder(graph, root);
  const count = order.length;
  const dominators = new Uint32Array(count).fill(NONE);
  dominators[0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = 1; at < count; at++) {
      const node = order[at] as number;
      let best = NONE;
      const end = incoming.offsets[node + 1] as number;
      for (let edge = incoming.offsets[node] as number; edge < end; edge++) {
        const source = positionOf[incoming.targets[edge] as number] as number;
        if (source === NONE || dominators[source] === NONE) continue;
        best = best === NONE ? source : common(dominators, source, best);
      }
      if (dominators[at] === best) continue;
      dominators[at] = best;
      changed = true;
    }
  }
  const dominated = new Uint32Array(count);
  for (let at = count - 1; at > 0; at--)
    dominated[dominators[at] as number]! += (dominated[at] as number) + 1;
  return { order, dominators, dominated };
}

function common(dominators: Uint32Array, a: number, b: number): number {
  let [left, right] = [a, b];
  while (left !== right) {
    while (left > right) left = dominators[left] as number;
    while (right > left) right = dominators[right] as number;
  }
  return left;
}

function reversePostorder({ size, offsets, targets }: PackedGraph, root: number) {
  const positionOf = new Uint32Array(size).fill(NONE);
  const next = new Uint32Array(size);
  const seen = new Uint8Array(size);
  const path: number[] = [root];
  const postorder: number[] = [];
  seen[root] = 1;
  next[root] = offsets[root] as number;
  while (path.length > 0) {
    const node = path[path.length - 1] as number;
    const at = next[node] as number;
    if (at === (offsets[node + 1] as number)) {
      postorder.push(node);
      path.pop();
      continue;
    }
    next[node] = at + 1;
    const target = targets[at] as number;
    if (seen[target] === 1) continue;
    seen[target] = 1;
    next[target] = offsets[target] as number;
    path.push(target);
  }
  const order = Uint32Array.from(postorder).reverse();
  for (const [position, node] of order.entries()) positionOf[node] = position;
  return { order, positionOf };
}
