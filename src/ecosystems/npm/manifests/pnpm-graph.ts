/** Who requires whom in a pnpm-lock.yaml: `dependencies` of an entry name the versions, and with them the keys, of others. */
import { eachYamlKey } from '../../../formats/yaml-lines.ts';
import type { ManifestGraph, ManifestNode } from '../../manifest.ts';
import { type PnpmMajor, pnpmKey, pnpmTargets } from './pnpm-keys.ts';

/** `direct` are the keys of what the project lists. */
export function graphOfPnpm(text: string, major: PnpmMajor, direct: readonly string[]): ManifestGraph {
  const nodes: ManifestNode[] = [];
  const positions = new Map<string, number>();
  const wanted: [from: number, name: string, version: string][] = [];
  const place = text.includes('\nsnapshots:') && major === 9 ? 'snapshots' : 'packages';
  let top = '';
  let section = '';
  let current = -1;
  eachYamlKey(text, (depth, key, value) => {
    if (depth === 0) top = key;
    if (top !== place) return;
    if (depth === 1) {
      current = nodes.length;
      positions.set(key, current);
      const { name, reference } = pnpmKey(key, major, null);
      nodes.push({ id: key, name, version: reference });
    } else if (depth === 2) {
      section = key;
      const node = nodes[current];
      if (key === 'name' && node !== undefined && value !== '') node.name = value;
    } else if (depth === 3 && (section === 'dependencies' || section === 'optionalDependencies'))
      wanted.push([current, key, value]);
  });
  const edges: [number, number][] = [];
  for (const [from, name, version] of wanted) {
    const key = pnpmTargets(name, version, major).find(target => positions.has(target));
    if (key !== undefined) edges.push([from, positions.get(key) as number]);
  }
  const roots = direct.flatMap(key => positions.get(key) ?? []);
  return { nodes, edges, roots };
}
