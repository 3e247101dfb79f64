/** Who requires whom among packages that are installed for platforms: requirements hold within one platform. */
import type { ManifestGraph } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export interface Installed {
  name: string;
  version: string | null;
  platform: string | null;
  /** Names that it requires. */
  requires: string[];
}

/** Nodes are `platform/name@version`. A platform has one version of a package; `noarch` serves all. */
export function installedGraph(packages: readonly Installed[]): ManifestGraph {
  const graph = graphBuilder();
  const byName = new Map<string, number>();
  const positions = packages.map(({ name, version, platform }) => {
    const id = `${platform === null ? '' : `${platform}/`}${name}${version === null ? '' : `@${version}`}`;
    const position = graph.node(id, name, version);
    byName.set(`${platform} ${name}`, position);
    return position;
  });
  for (const [i, { platform, requires }] of packages.entries()) {
    for (const name of requires) {
      const to = byName.get(`${platform} ${name}`) ?? byName.get(`noarch ${name}`);
      if (to !== undefined) graph.edge(positions[i] as number, to);
    }
  }
  return graph.build();
}
