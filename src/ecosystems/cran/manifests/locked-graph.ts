/** Who requires whom in a library of R packages, which holds one version of each. */
import type { ManifestGraph } from '../../manifest.ts';

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
  const positions = new Map<string, number>();
  const nodes: ManifestGraph['nodes'] = [];
  for (const { name, version } of packages) {
    if (positions.has(name)) continue;
    positions.set(name, nodes.length);
    nodes.push({ id: name, name, version });
  }
  const edges = new Map<string, [number, number]>();
  for (const { name, requires } of packages) {
    const from = positions.get(name) as number;
    for (const required of requires) {
      const to = positions.get(required);
      if (to !== undefined) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  const asked = roots && [...new Set(roots)].map(name => positions.get(name)).filter(at => at !== undefined);
  return { nodes, edges: [...edges.values()], roots: asked };
}
