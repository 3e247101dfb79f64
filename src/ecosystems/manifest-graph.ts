/** Puts together a graph of which nodes and edges are met in any order and more than once. */
import type { ManifestGraph, ManifestNode } from './manifest.ts';

export interface GraphBuilder {
  /** The position of a node; made where there is none of that id. */
  node(id: string, name: string, version: string | null): number;
  edge(from: number, to: number): void;
  root(node: number): void;
  build(): ManifestGraph;
}

export function graphBuilder(): GraphBuilder {
  const nodes: ManifestNode[] = [];
  const byId = new Map<string, number>();
  const edges = new Map<number, Set<number>>();
  const roots = new Set<number>();
  return {
    node(id, name, version) {
      const known = byId.get(id);
      if (known !== undefined) return known;
      byId.set(id, nodes.length);
      return nodes.push({ id, name, version }) - 1;
    },
    edge(from, to) {
      const known = edges.get(from);
      if (known === undefined) edges.set(from, new Set([to]));
      else known.add(to);
    },
    root: node => void roots.add(node),
    build: () => ({
      nodes,
      edges: [...edges].flatMap(([from, tos]) => [...tos].map((to): [number, number] => [from, to])),
      roots: roots.size > 0 ? [...roots] : null,
    }),
  };
}
