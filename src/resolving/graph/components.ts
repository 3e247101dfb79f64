/**
 * Strongly connected components by Tarjan's algorithm, without recursion: R. Tarjan, "Depth-first search and linear graph
 * algorithms", SIAM Journal on Computing 1 (1972). And the graph of the components, which has no cycles.
 */
import type { PackedGraph } from './packed.ts';

export interface Components {
  readonly count: number;
  /** Component of each node. Numbered so that an edge between components leads from a higher number to a lower one. */
  readonly of: Uint32Array;
  /** Nodes in each component. */
  readonly sizes: Uint32Array;
}

const UNSEEN = 0xffffffff;

/** Linear in nodes and edges; 20 bytes a node while it works. */
export function componentsOf({ size, offsets, targets }: PackedGraph): Components {
  const of = new Uint32Array(size).fill(UNSEEN);
  const seen = new Uint32Array(size).fill(UNSEEN);
  const low = new Uint32Array(size);
  const next = new Uint32Array(size);
  const open = new Uint32Array(size);
  const path = new Uint32Array(size);
  const sizes: number[] = [];
  let opened = 0;
  let order = 0;
  for (let root = 0; root < size; root++) {
    if (seen[root] !== UNSEEN) continue;
    let depth = 0;
    path[0] = root;
    seen[root] = low[root] = order++;
    next[root] = offsets[root] as number;
    open[opened++] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      const at = next[node] as number;
      if (at < (offsets[node + 1] as number)) {
        next[node] = at + 1;
        const target = targets[at] as number;
        if (seen[target] === UNSEEN) {
          seen[target] = low[target] = order++;
          next[target] = offsets[target] as number;
          open[opened++] = target;
          path[++depth] = target;
        } else if (of[target] === UNSEEN && (seen[target] as number) < (low[node] as number))
          low[node] = seen[target] as number;
        continue;
      }
      depth--;
      if (depth >= 0) {
        const parent = path[depth] as number;
        if ((low[node] as number) < (low[parent] as number)) low[parent] = low[node] as number;
      }
      if (low[node] !== seen[node]) continue;
      const component = sizes.length;
      let members = 0;
      for (;;) {
        const member = open[--opened] as number;
        of[member] = component;
        members++;
        if (member === node) break;
      }
      sizes.push(members);
    }
  }
  return { count: sizes.length, of, sizes: Uint32Array.from(sizes) };
}

/** The edges between components, each once, in the direction of the graph's edges. */
export function condensed({ size, offsets, targets }: PackedGraph, components: Components): PackedGraph {
  const { count, of } = components;
  // Nodes by component, so that duplicates of one component's edges are met together.
  const starts = new Uint32Array(count + 1);
  for (let node = 0; node < size; node++) starts[(of[node] as number) + 1]!++;
  for (let component = 0; component < count; component++)
    starts[component + 1]! += starts[component] as number;
  const filled = starts.slice(0, count);
  const members = new Uint32Array(size);
  for (let node = 0; node < size; node++) members[filled[of[node] as number]!++] = node;

  const between = new Uint32Array(count + 1);
  const last = new Uint32Array(count).fill(UNSEEN);
  let into = new Uint32Array(Math.min(targets.length, 1 << 16) || 1);
  let edges = 0;
  for (let component = 0; component < count; component++) {
    last[component] = component;
    for (let at = starts[component] as number; at < (starts[component + 1] as number); at++) {
      const node = members[at] as number;
      const end = offsets[node + 1] as number;
      for (let edge = offsets[node] as number; edge < end; edge++) {
        const target = of[targets[edge] as number] as number;
        if (last[target] === component) continue;
        last[target] = component;
        if (edges === into.length) {
          const larger = new Uint32Array(into.length * 2);
          larger.set(into);
          into = larger;
        }
        into[edges++] = target;
      }
    }
    between[component + 1] = edges;
  }
  return { size: count, offsets: between, targets: into.slice(0, edges) };
}
