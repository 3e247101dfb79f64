/**
 * All dependencies, in the order of their ids (version id × 65,536 + position). They are stored packed by version, so a page
 * is filled by walking versions, a bounded number for each call.
 */
import type { Queryable } from '../../../store/database.ts';
import {
  DEPENDENCIES_PER_VERSION,
  readDependencies,
  type StoredDependency,
} from '../../../store/dependencies.ts';
import type { IndexedRegistry, RegistryDirectory } from '../../service.ts';
import { createBinder } from './sql.ts';

export interface DependencyFilter {
  /** Null: all. */
  registries: readonly IndexedRegistry[] | null;
  /** Numbers of the package depended upon, one for each registry that knows the name; null: any. */
  packageIds: readonly number[] | null;
  matches(dependency: StoredDependency): boolean;
}

export interface DependencyPage {
  found: { registry: IndexedRegistry; dependency: StoredDependency }[];
  /** Where to go on; null at the end of the walk. */
  next: number | null;
}

/** Versions that one call looks at, at most, and in one statement. */
const MAX_VERSIONS = 5_000;
const BATCHES = { first: 100, growth: 4, most: 1_000 };

/**
 * @param after id behind which to begin; 0 for the beginning.
 * @returns up to `limit` dependencies. Fewer, with `next` set, when the bound on versions was reached first.
 */
export async function walkDependencies(
  db: Queryable,
  directory: RegistryDirectory,
  filter: DependencyFilter,
  after: number,
  limit: number,
): Promise<DependencyPage> {
  const found: DependencyPage['found'] = [];
  let position = after;
  let batch = BATCHES.first;
  for (let seen = 0; seen < MAX_VERSIONS; ) {
    const step = Math.min(batch, MAX_VERSIONS - seen);
    const versions = await nextVersions(db, filter, position, step);
    for (const { registry, dependencies } of await readAll(db, directory, versions)) {
      for (const dependency of dependencies) {
        if (dependency.id <= after || !isWanted(filter, dependency)) continue;
        found.push({ registry, dependency });
        if (found.length === limit) return { found, next: dependency.id };
      }
    }
    const last = versions.at(-1);
    if (!last || versions.length < step) return { found, next: null };
    position = last.id * DEPENDENCIES_PER_VERSION + DEPENDENCIES_PER_VERSION - 1;
    seen += versions.length;
    // Where nothing matches, fewer and larger steps.
    batch = Math.min(BATCHES.most, batch * BATCHES.growth);
  }
  return { found, next: position };
}

function isWanted(filter: DependencyFilter, dependency: StoredDependency): boolean {
  return (
    (filter.packageIds === null || filter.packageIds.includes(dependency.packageId)) &&
    filter.matches(dependency)
  );
}

interface VersionRef {
  id: number;
  packageId: number;
  registryId: number;
  set: number;
}

/** Versions that have dependencies and may hold one behind `position`, by id. */
async function nextVersions(
  db: Queryable,
  filter: DependencyFilter,
  position: number,
  limit: number,
): Promise<VersionRef[]> {
  const { bind, values } = createBinder();
  const first = Math.floor((position + 1) / DEPENDENCIES_PER_VERSION);
  const where = [`v.id >= ${bind(first)}`, 'v.dependency_set > 0'];
  if (filter.registries) where.push(`v.registry_id = any(${bind(filter.registries.map(r => r.id))})`);
  if (filter.packageIds) {
    where.push(
      `v.package_id in (select d.dependent_id from dependents d where d.dependency_id = any(${bind(filter.packageIds)}))`,
    );
  }
  const { rows } = await db.query<VersionRef>({
    text: `select v.id, v.package_id as "packageId", v.registry_id as "registryId", v.dependency_set as set
      from versions v where ${where.join(' and ')} order by v.id limit ${bind(limit)}`,
    values,
  });
  return rows;
}

/** The dependencies of versions of any registries, in the order of the versions. */
async function readAll(db: Queryable, directory: RegistryDirectory, versions: readonly VersionRef[]) {
  const byRegistry = new Map<number, VersionRef[]>();
  for (const version of versions) {
    const group = byRegistry.get(version.registryId);
    if (group) group.push(version);
    else byRegistry.set(version.registryId, [version]);
  }
  const read = new Map<number, StoredDependency[]>();
  for (const [registryId, group] of byRegistry) {
    const registry = directory.byId(registryId);
    if (!registry) continue;
    const kinds = { id: registryId, dependencyKinds: [...registry.definition.dependencyKinds] };
    const lists = await readDependencies(db, kinds, group);
    for (const [index, version] of group.entries()) read.set(version.id, lists[index] ?? []);
  }
  return versions.flatMap(version => {
    const registry = directory.byId(version.registryId);
    return registry ? [{ registry, dependencies: read.get(version.id) ?? [] }] : [];
  });
}

/** Numbers of the packages of this name, one for each registry that knows it. */
export async function packageNumbers(
  db: Queryable,
  registryIds: readonly number[],
  name: string,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: 'packages-name-numbers',
    text: 'select id from package_names where registry_id = any($1) and name = $2',
    values: [registryIds, name],
  });
  return rows.map(row => row.id);
}
