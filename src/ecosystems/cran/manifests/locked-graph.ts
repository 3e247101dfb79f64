/** Who requires whom in a library of R packages, which holds one version of each. */
import type { ManifestGraph } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export interface LockedPackage {
  name: string;
  version: string | null;
  requires: string[];
}

/** Nodes are packages by name. `roots` are names of what the project asks for, null where the lock does not tell. */
export function lockedGraph(
  packages: readonly LockedPackage[],
  roots: readonly string[] | null = null,
): ManifestGraph {
  const graph = graphBuilder();
  const positions = new Map<string, number>();
  for (const { name, version } of packages) positions.set(name, graph.node(name, name, version));
  for (const { name, requires } of packages) {
    for (const required of requires) {
      const to = positions.get(required);
      if (to !== undefined) graph.edge(positions.get(name) as number, to);
    }
  }
  for (const name of roots ?? []) {
    const root = positions.get(name);
    if (root !== undefined) graph.root(root);
  }
  return graph.build();
}
