/** A lockfile's graph as a tree that a page can show: bounded, and every package unfolded where it is met first. */
import type { ManifestGraph } from '../../reading/manifests/index.ts';
import type { TreeItem } from '../../ui/components/tree.tsx';

export interface TreeLimits {
  /** Most items. */
  items: number;
  /** Most levels. */
  depth: number;
  /** The page on which a node, by its position, is the root. */
  href(node: number): string;
}

type Growing = Omit<TreeItem, 'children'> & { children: Growing[]; node: number; depth: number };

/** What the project itself requires; where the file does not tell, what nobody requires; in a graph of circles alone, its first node. */
export function rootsOf({ nodes, edges, roots }: ManifestGraph): number[] {
  if (roots !== null) return roots.filter(node => nodes[node] !== undefined);
  const required = new Set(edges.map(([, to]) => to));
  const free = nodes.flatMap((_, node) => (required.has(node) ? [] : [node]));
  return free.length > 0 || nodes.length === 0 ? free : [0];
}

/** Positions of those that require a node, each once. */
export function requiredBy({ nodes, edges }: ManifestGraph, node: number): number[] {
  const found = new Set<number>();
  for (const [from, to] of edges) if (to === node && nodes[from] !== undefined) found.add(from);
  return [...found];
}

/**
 * Level by level, so that what is cut off lies deep. A node that was met before is `repeated`; so circles end.
 *
 * @returns roots, and how many of them did not fit.
 */
export function treeOf(
  graph: ManifestGraph,
  roots: readonly number[],
  limits: TreeLimits,
): { items: TreeItem[]; more: number } {
  const below = childrenOf(graph);
  const unfolded = new Set<number>();
  let left = limits.items;
  const grow = (nodes: readonly number[], depth: number): Growing[] => {
    const taken = nodes.slice(0, Math.max(0, left));
    left -= taken.length;
    return taken.map(node => ({
      node,
      depth,
      name: graph.nodes[node]?.name ?? '',
      version: graph.nodes[node]?.version ?? null,
      href: limits.href(node),
      children: [],
      more: 0,
      repeated: false,
    }));
  };
  const items = grow(roots, 1);
  const queue = [...items];
  for (const item of queue) {
    const children = below.get(item.node) ?? [];
    if (children.length === 0) continue;
    if (unfolded.has(item.node)) {
      item.repeated = true;
      continue;
    }
    if (item.depth >= limits.depth) {
      item.more = children.length;
      continue;
    }
    unfolded.add(item.node);
    item.children = grow(children, item.depth + 1);
    item.more = children.length - item.children.length;
    queue.push(...item.children);
  }
  return { items, more: roots.length - items.length };
}

function childrenOf({ nodes, edges }: ManifestGraph): Map<number, number[]> {
  const below = new Map<number, number[]>();
  for (const [from, to] of edges) {
    if (nodes[from] === undefined || nodes[to] === undefined) continue;
    const known = below.get(from);
    if (known) known.push(to);
    else below.set(from, [to]);
  }
  return below;
}
