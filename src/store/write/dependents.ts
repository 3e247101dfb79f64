/** Keeps the reverse direction and its counters equal to the forward one. */
import type { Queryable } from '../database.ts';
import type { VersionPlan } from './versions.ts';

interface DependentRow {
  dependency: number;
  dependent: number;
  current: number;
  any: number;
}

export interface DependentsPlan {
  inserts: DependentRow[];
  updates: DependentRow[];
  /** Change of `dependent_packages_count` by dependency. */
  counts: Map<number, number>;
}

/** What must change in `dependents` and in the counters when these packages are written. Pure. */
export function planDependents(
  plans: Iterable<[packageId: number, plan: Pick<VersionPlan, 'before' | 'after'>]>,
): DependentsPlan {
  const inserts: DependentRow[] = [];
  const updates: DependentRow[] = [];
  const counts = new Map<number, number>();
  for (const [dependent, { before, after }] of plans) {
    for (const dependency of new Set([...before.any.keys(), ...after.any.keys()])) {
      const was = { current: before.current.get(dependency) ?? 0, any: before.any.get(dependency) ?? 0 };
      const is = { current: after.current.get(dependency) ?? 0, any: after.any.get(dependency) ?? 0 };
      if (was.any === 0) inserts.push({ dependency, dependent, ...is });
      else if (was.current !== is.current || was.any !== is.any)
        updates.push({ dependency, dependent, ...is });
      const step = Number(is.current !== 0) - Number(was.current !== 0);
      if (step !== 0) counts.set(dependency, (counts.get(dependency) ?? 0) + step);
    }
  }
  inserts.sort((a, b) => a.dependency - b.dependency || a.dependent - b.dependent);
  return { inserts, updates, counts };
}

/** Whoever holds the lock on a dependent's name is the only one to write its rows: what was not there cannot appear. */
export async function writeDependents(tx: Queryable, { inserts, updates }: DependentsPlan): Promise<void> {
  if (inserts.length > 0) {
    await tx.query({
      name: 'write-dependents',
      text: `insert into dependents (dependency_id, dependent_id, current_kinds, any_kinds)
        select * from unnest($1::int[], $2::int[], $3::int[], $4::int[])`,
      values: columns(inserts),
    });
  }
  if (updates.length > 0) {
    await tx.query({
      name: 'update-dependents',
      text: `update dependents d set current_kinds = c.current_kinds, any_kinds = c.any_kinds
        from unnest($1::int[], $2::int[], $3::int[], $4::int[]) as c (dependency_id, dependent_id, current_kinds, any_kinds)
        where d.dependency_id = c.dependency_id and d.dependent_id = c.dependent_id`,
      values: columns(updates),
    });
  }
}

const columns = (rows: DependentRow[]) => [
  rows.map(r => r.dependency),
  rows.map(r => r.dependent),
  rows.map(r => r.current),
  rows.map(r => r.any),
];

export interface UsageChange {
  packageId: number;
  /** Set for a package that is being written; null for one that is only mentioned. */
  own: { active: boolean; downloads: number | null } | null;
  dependents: number;
}

/**
 * One statement for everything that touches `package_usage`, in the order of ids: two writers that share dependencies
 * then wait for each other instead of locking each other out.
 */
export async function writeUsage(tx: Queryable, registryId: number, changes: UsageChange[]): Promise<void> {
  if (changes.length === 0) return;
  changes.sort((a, b) => a.packageId - b.packageId);
  await tx.query({
    name: 'write-usage',
    text: `insert into package_usage as u (registry_id, package_id, indexed, active, downloads, dependent_packages_count)
      select $1, c.* from unnest($2::int[], $3::bool[], $4::bool[], $5::bigint[], $6::int[])
        as c (package_id, indexed, active, downloads, dependents)
      on conflict (registry_id, package_id) do update set
        indexed = u.indexed or excluded.indexed,
        active = case when excluded.indexed then excluded.active else u.active end,
        downloads = case when excluded.indexed then coalesce(excluded.downloads, u.downloads) else u.downloads end,
        dependent_packages_count = u.dependent_packages_count + excluded.dependent_packages_count`,
    values: [
      registryId,
      changes.map(c => c.packageId),
      changes.map(c => c.own !== null),
      changes.map(c => c.own?.active ?? true),
      changes.map(c => c.own?.downloads ?? null),
      changes.map(c => c.dependents),
    ],
  });
}
