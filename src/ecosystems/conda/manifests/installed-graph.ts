/** Who requires whom among packages that are installed for platforms: requirements hold within one platform. */
import type { ManifestGraph } from '../../manifest.ts';

export interface Installed {
  name: string;
  version: string | null;
  platform: string | null;
  /** Names that it requires. */
  requires: string[];
}

/** Nodes are `platform/name@version`. A platform has one version of a package; `noarch` serves all. */
export function installedGraph(packages: readonly Installed[]): ManifestGraph {
  const nodes: ManifestGraph['nodes'] = [];
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  const at = packages.map(({ name, version, platform }) => {
    const id = `${platform === null ? '' : `${platform}/`}${name}${version === null ? '' : `@${version}`}`;
    const known = byId.get(id);
    if (known !== undefined) return known;
    byId.set(id, nodes.length);
    byName.set(`${platform} ${name}`, nodes.length);
    nodes.push({ id, name, version });
    return nodes.length - 1;
  });
  const edges = new Map<string, [number, number]>();
  for (const [i, { platform, requires }] of packages.entries()) {
    const from = at[i] as number;
    for (const name of requires) {
      const to = byName.get(`${platform} ${name}`) ?? byName.get(`noarch ${name}`);
      if (to !== undefined) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  return { nodes, edges: [...edges.values()], roots: null };
}
