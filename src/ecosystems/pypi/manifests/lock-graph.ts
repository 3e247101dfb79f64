/** Who requires whom in a lock of Python packages, whose entries name what they require. */
import type { ManifestGraph } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { names } from '../names.ts';

export interface LockedPackage {
  name: string;
  version: string | null;
  /** Whether it is the project itself, or one of its members. */
  isRoot: boolean;
  requires: { name: string; version: string | null }[];
}

/** Versions of one name that a requirement without a version may mean; more are not believed. */
const MAX_VERSIONS = 20;

/**
 * Nodes are `name@version`. A requirement that states no version leads to every version of that name in the lock. Roots are what the
 * project's own entries require; null where there are none.
 */
export function lockGraph(packages: readonly LockedPackage[]): ManifestGraph {
  const graph = graphBuilder();
  const byId = new Map<string, number>();
  const byName = new Map<string, Set<number>>();
  for (const one of packages) {
    const position = graph.node(idOf(one), one.name, one.version);
    byId.set(idOf(one), position);
    const name = names.normalise(one.name);
    const positions = byName.get(name);
    if (positions === undefined) byName.set(name, new Set([position]));
    else if (positions.size < MAX_VERSIONS) positions.add(position);
  }
  for (const one of packages) {
    const from = byId.get(idOf(one)) as number;
    for (const { name, version } of one.requires) {
      const exact = version === null ? undefined : byId.get(`${name}@${version}`);
      for (const to of exact === undefined ? (byName.get(names.normalise(name)) ?? []) : [exact]) {
        graph.edge(from, to);
        if (one.isRoot) graph.root(to);
      }
    }
  }
  return graph.build();
}

function idOf({ name, version }: LockedPackage): string {
  return version === null ? name : `${name}@${version}`;
}
