/** What the home page shows of the whole index. */
import type { Queryable } from '../../../store/database.ts';

export interface RecentPackage {
  registryId: number;
  name: string;
  latestVersion: string | null;
  updatedAt: string;
}

/** The packages that changed last: the newest few of every registry, then the newest of these. */
export async function recentPackages(db: Queryable, limit: number): Promise<RecentPackage[]> {
  const { rows } = await db.query<RecentPackage>({
    name: 'page-recent',
    text: `select p.registry_id as "registryId", p.name, p.latest_version as "latestVersion", p.updated_at as "updatedAt"
      from registries r cross join lateral (
        select registry_id, name, latest_version, updated_at from packages
        where registry_id = r.id order by updated_at desc, id limit $1
      ) p
      order by p.updated_at desc limit $1`,
    values: [limit],
  });
  return rows;
}

/** The packages of the whole index that most others depend on. */
export async function mostUsedPackages(
  db: Queryable,
  limit: number,
): Promise<{ registryId: number; name: string; dependents: number }[]> {
  const { rows } = await db.query<{ registryId: number; name: string; dependents: number }>({
    name: 'page-most-used',
    text: `select u.registry_id as "registryId", p.name, u.dependent_packages_count as dependents
      from registries r cross join lateral (
        select registry_id, package_id, dependent_packages_count from package_usage
        where registry_id = r.id and indexed order by dependent_packages_count desc, package_id limit $1
      ) u
      join packages p on p.registry_id = u.registry_id and p.id = u.package_id
      where u.dependent_packages_count > 0
      order by u.dependent_packages_count desc, u.package_id limit $1`,
    values: [limit],
  });
  return rows;
}

/** Registries of which anything is indexed, by id. */
export async function filledRegistries(db: Queryable): Promise<Set<number>> {
  const { rows } = await db.query<{ id: number }>({
    name: 'page-filled-registries',
    text: 'select registry_id as id from registry_counts group by registry_id having sum(packages_count) > 0',
  });
  return new Set(rows.map(row => row.id));
}
