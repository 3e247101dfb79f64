/** Who requires whom in a pnpm-lock.yaml: `dependencies` of an entry name the versions, and with them the keys, of others. */
import { eachYamlKey, isKey, keyOf, scalarOf } from '../../../formats/yaml-lines.ts';
import type { ManifestGraph, ManifestNode } from '../../manifest.ts';
import { type PnpmMajor, pnpmKey, pnpmTargets } from './pnpm-keys.ts';

/** `direct` are the keys of what the project lists. */
export function graphOfPnpm(text: string, major: PnpmMajor, direct: readonly string[]): ManifestGraph {
  const nodes: ManifestNode[] = [];
  const positions = new Map<string, number>();
  const wanted: [from: number, name: string, version: string][] = [];
  const place = text.includes('\nsnapshots:') && major === 9 ? 'snapshots' : 'packages';
  let isPlace = false;
  let current = -1;
  eachYamlKey(text, line => {
    if (line.depth === 0) isPlace = isKey(line, place);
    if (!isPlace) return true;
    if (line.depth === 1) {
      const key = keyOf(line);
      current = positions.get(key) ?? nodes.length;
      if (current < nodes.length) return undefined;
      positions.set(key, current);
      const { name, reference } = pnpmKey(key, major, null);
      nodes.push({ id: key, name, version: reference });
    } else if (line.depth === 2) {
      const node = nodes[current];
      if (isKey(line, 'name') && node !== undefined) node.name = scalarOf(line) || node.name;
      return !isKey(line, 'dependencies') && !isKey(line, 'optionalDependencies');
    } else if (line.depth === 3) wanted.push([current, keyOf(line), scalarOf(line)]);
    return undefined;
  });
  const edges: [number, number][] = [];
  for (const [from, name, version] of wanted) {
    const key = pnpmTargets(name, version, major).find(target => positions.has(target));
    if (key !== undefined) edges.push([from, positions.get(key) as number]);
  }
  const roots = direct.flatMap(key => positions.get(key) ?? []);
  return { nodes, edges, roots };
}
