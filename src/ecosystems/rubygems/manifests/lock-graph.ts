/** Who requires whom in a Gemfile.lock. A lock holds one version of each gem, be it for several platforms. */
import type { ManifestGraph } from '../../manifest.ts';
import type { LockedGem } from './gemfile-lock.ts';

/** Nodes are gems by name; `asked` are the names that the Gemfile asks for, null where the lock does not tell. */
export function lockGraph(gems: readonly LockedGem[], asked: ReadonlySet<string> | null): ManifestGraph {
  const positions = new Map<string, number>();
  const nodes: ManifestGraph['nodes'] = [];
  for (const { name, version } of gems) {
    if (positions.has(name)) continue;
    const number = version.split('-', 1)[0] as string;
    positions.set(name, nodes.length);
    nodes.push({ id: name, name, version: number === '' ? null : number });
  }
  const edges: ManifestGraph['edges'] = [];
  const seen = new Set<string>();
  for (const { name, requires } of gems) {
    const from = positions.get(name) as number;
    for (const required of requires) {
      const to = positions.get(required);
      const key = `${from} ${to}`;
      if (to === undefined || seen.has(key)) continue;
      seen.add(key);
      edges.push([from, to]);
    }
  }
  const roots = asked && [...asked].map(name => positions.get(name)).filter(at => at !== undefined);
  return { nodes, edges, roots };
}
