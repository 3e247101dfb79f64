/** What the index knows of versions and what they ask for, for plans of fixes. */

import type { ParentRelease, UpgradeFacts } from '../../reading/fixes/index.ts';
import { type InventoryItem, keyOf } from '../../reading/inventory/index.ts';
import { findMentionedIn, type ListedRelease, listedReleasesOf } from '../../store/advisory-exposure.ts';
import type { Queryable } from '../../store/database.ts';
import { readDependencies } from '../../store/dependencies.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';

/** Parents whose versions are read for one answer, and the longest chain of them. */
const MAX_PARENTS = 500;
const MAX_ROUNDS = 10;
/** Kinds of which no lockfile of somebody else has anything. */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['dev', 'develop', 'development', 'test']);

/**
 * Runs a pure plan over facts that have to be fetched: what it asks for in vain is read, and it runs again, until it asks for nothing
 * new. What is beyond the bounds stays unknown to it.
 */
export async function withFacts<T>(
  source: { db: Queryable; directory: RegistryDirectory },
  plan: (facts: UpgradeFacts) => T,
): Promise<T> {
  const known = new Map<string, ParentRelease[] | null>();
  for (let round = 0; ; round++) {
    const missing = new Map<string, { parent: InventoryItem; dependency: InventoryItem }>();
    const result = plan({
      releasesOf(parent, dependency) {
        const key = `${keyOf(parent)}\n${dependency.name}`;
        const found = known.get(key);
        if (found === undefined) missing.set(key, { parent, dependency });
        return found ?? null;
      },
    });
    if (missing.size === 0 || round === MAX_ROUNDS) return result;
    for (const [key, { parent, dependency }] of missing)
      known.set(key, known.size < MAX_PARENTS ? await releasesOf(source, parent, dependency) : null);
  }
}

/** Versions that can be had, and the locked one. */
async function releasesOf(
  { db, directory }: { db: Queryable; directory: RegistryDirectory },
  parent: InventoryItem,
  dependency: InventoryItem,
): Promise<ParentRelease[] | null> {
  const found = await indexedReleases(db, directory, parent);
  if (!found) return null;
  const { registry, packageId } = found;
  const releases = found.releases.filter(of => canBeHad(of) || of.number === parent.version);
  const lists = await readDependencies(
    db,
    { id: registry.id, dependencyKinds: [...registry.definition.dependencyKinds] },
    releases.map(({ id, dependencySet }) => ({ id, packageId, set: dependencySet })),
  );
  return releases.flatMap(({ number }, i) => {
    const edges = lists[i];
    if (!edges) return [];
    const asking = edges.filter(({ name, kind }) => name === dependency.name && !OF_ITS_OWN.has(kind));
    return [{ version: number, requirements: asking.map(({ requirement }) => requirement) }];
  });
}

/** Of the ecosystem's first registry that has the package; null where none has. */
export async function indexedReleases(
  db: Queryable,
  directory: RegistryDirectory,
  { ecosystem, name }: Pick<InventoryItem, 'ecosystem' | 'name'>,
): Promise<{ registry: IndexedRegistry; packageId: number; releases: ListedRelease[] } | null> {
  const registries = directory.ofEcosystem(ecosystem).map(({ id }) => id);
  for (const { registryId, id: packageId } of await findMentionedIn(db, registries, name)) {
    const registry = directory.byId(registryId);
    const releases = await listedReleasesOf(db, packageId);
    if (registry && releases.length > 0) return { registry, packageId, releases };
  }
  return null;
}

/** Neither yanked nor removed. */
export function canBeHad({ status }: ListedRelease): boolean {
  return status === null || status === 'deprecated';
}
