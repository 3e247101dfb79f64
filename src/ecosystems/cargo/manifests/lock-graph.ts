/** Who requires whom in Cargo.lock. A requirement names only as much of a package as tells it from the others of its name. */
import type { ManifestGraph } from '../../manifest.ts';
import { type LockedPackage, requirementsOf } from './lock-lines.ts';

/** Roots are what packages of the workspace require from outside of it. */
export function graphOf(text: string, packages: readonly LockedPackage[]): ManifestGraph {
  const positions = new Map<string, number>();
  for (const [i, { name, version, source }] of packages.entries()) {
    for (const key of [name, `${name} ${version}`, `${name} ${version} (${source})`])
      if (!positions.has(key)) positions.set(key, i);
  }
  const ids = new Set<string>();
  const nodes = packages.map(({ name, version, source }, i) => {
    const short = `${name}@${version}`;
    const id = [short, `${short} (${source})`, `${short} #${i}`].find(one => !ids.has(one)) as string;
    ids.add(id);
    return { id, name, version };
  });
  const edges: [number, number][] = [];
  const roots = new Set<number>();
  for (const [from, one] of packages.entries()) {
    for (const item of requirementsOf(text, one)) {
      const to = positions.get(item);
      if (to === undefined) continue;
      edges.push([from, to]);
      if (one.source === null && packages[to]?.source !== null) roots.add(to);
    }
  }
  return { nodes, edges, roots: [...roots] };
}
