/** Who requires whom in a Gemfile.lock. A lock holds one version of each gem, be it for several platforms. */
import type { ManifestGraph } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import type { LockedGem } from './gemfile-lock.ts';

/** Nodes are gems by name; `asked` are the names that the Gemfile asks for, null where the lock does not tell. */
export function lockGraph(gems: readonly LockedGem[], asked: ReadonlySet<string> | null): ManifestGraph {
  const graph = graphBuilder();
  const positions = new Map<string, number>();
  for (const { name, version } of gems) {
    const number = version.split('-', 1)[0] as string;
    positions.set(name, graph.node(name, name, number === '' ? null : number));
  }
  for (const { name, requires } of gems) {
    for (const required of requires) {
      const to = positions.get(required);
      if (to !== undefined) graph.edge(positions.get(name) as number, to);
    }
  }
  for (const name of asked ?? []) {
    const root = positions.get(name);
    if (root !== undefined) graph.root(root);
  }
  return graph.build();
}
