/** Who requires whom in a deno.lock. */
import { isJsonObject, type JsonDocument, textMembers } from '../../../formats/json.ts';
import type { ManifestGraph } from '../../manifest.ts';
import { specifierOf, withoutPeers } from './specifier.ts';

/** A lockfile of any version, as one of version 4 states it. */
export interface DenoLock {
  /** `npm:chalk@5` to the key of its package: `npm:chalk@5.3.0`. */
  specifiers: Map<string, string>;
  /** By `npm:chalk@5.3.0`; of npm the key may go on with `_` and what its peers are. */
  packages: Map<string, JsonDocument>;
  /** What the project asks for; null where the file does not tell. */
  direct: Set<string> | null;
}

export function graphOfLock({ specifiers, packages, direct }: DenoLock): ManifestGraph {
  const keys = [...packages.keys()];
  const positions = new Map(keys.map((key, i) => [key, i]));
  const byName = new Map<string, number>();
  for (const [i, key] of keys.entries()) byName.set(nameOf(key), i);
  // A package of which there is one version only is named without it.
  const find = (wanted: string): number | undefined =>
    positions.get(wanted) ?? positions.get(specifiers.get(wanted) ?? '') ?? byName.get(wanted);
  const edges: [number, number][] = [];
  for (const [from, [key, entry]] of [...packages].entries())
    for (const wanted of requiredBy(key.slice(0, 4), entry)) {
      const to = find(wanted);
      if (to !== undefined) edges.push([from, to]);
    }
  const roots =
    direct === null ? null : [...new Set([...direct].flatMap(specifier => find(specifier) ?? []))];
  const nodes = keys.map(key => {
    const found = specifierOf(withoutPeers(key));
    return { id: key, name: found?.name ?? key, version: found?.requirement ?? null };
  });
  return { nodes, edges, roots };
}

/** Keys and names with their scheme: a list, of JSR with the scheme; up to version 3 of npm a map by what it is called. */
function requiredBy(scheme: string, { dependencies, optionalDependencies }: JsonDocument): string[] {
  return [dependencies, optionalDependencies].flatMap(list => {
    if (isJsonObject(list)) return textMembers(list).map(([, key]) => scheme + key);
    if (!Array.isArray(list)) return [];
    return list
      .filter(item => typeof item === 'string')
      .map(item => (item.includes(':') ? aliased(item) : scheme + item));
  });
}

/** `alias@npm:name@1.0.0` names what stands after the alias. */
function aliased(item: string): string {
  const at = item.indexOf('@npm:', 1);
  return at < 0 ? item : item.slice(at + 1);
}

function nameOf(key: string): string {
  const found = specifierOf(key);
  return found === null ? key : `${found.source}:${found.name}`;
}
