/** What follows from a resolution's nodes and edges: how far each is from what was asked, by which way, and what is there twice. */
import type { ResolvedEdge, ResolvedNode } from '../../resolving/types.ts';

export interface Measures {
  /** By position: 1 for what was asked for itself; null for what nothing leads to. */
  depth: (number | null)[];
  /** By position: whom the shortest way comes from; -1: what was asked. */
  parent: number[];
  /** Names that are there in several versions, with these. */
  duplicates: Map<string, string[]>;
}

/** Linear in nodes and edges. */
export function measure(nodes: readonly ResolvedNode[], edges: readonly ResolvedEdge[]): Measures {
  const depth: (number | null)[] = nodes.map(() => null);
  const parent = nodes.map(() => -1);
  const next = childrenOf(nodes.length, edges);
  let level: number[] = [];
  const reach = (to: number, from: number, at: number, into: number[]) => {
    if (depth[to] !== null) return;
    depth[to] = at;
    parent[to] = from;
    into.push(to);
  };
  for (const { from, to } of edges) if (from === null && to !== null) reach(to, -1, 1, level);
  for (let at = 2; level.length > 0; at++) {
    const deeper: number[] = [];
    for (const from of level) for (const to of next[from] as number[]) reach(to, from, at, deeper);
    level = deeper;
  }
  const versions = new Map<string, Set<string>>();
  for (const { name, version } of nodes) {
    const known = versions.get(name);
    if (known) known.add(version);
    else versions.set(name, new Set([version]));
  }
  const duplicates = new Map<string, string[]>();
  for (const [name, of] of versions) if (of.size > 1) duplicates.set(name, [...of]);
  return { depth, parent, duplicates };
}

/** The way that `parent` tells, the first of it what was asked for, the last the node itself. */
export function pathTo(node: number, parent: readonly number[]): number[] {
  const path: number[] = [];
  for (let at = node; at >= 0; at = parent[at] as number) path.push(at);
  return path.reverse();
}

/** Positions that each node's edges lead to, each once, in their order. */
export function childrenOf(
  count: number,
  edges: readonly { from: number | null; to: number | null }[],
): number[][] {
  const next: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (const { from, to } of edges) if (from !== null && to !== null && from !== to) next[from]?.add(to);
  return next.map(set => [...set]);
}
