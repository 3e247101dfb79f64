/** Lists of packages, each with one row more than its page where there are more. */
import type { Queryable } from '../../../../store/database.ts';
import type { Paging } from '../../parameters.ts';
import { dependentsOf } from '../../queries/dependents.ts';
import type { PackageRow } from '../../queries/package-row.ts';
import { createSelection, listPackages, type Selection } from '../../queries/selection.ts';
import { sortsOf } from '../../queries/sorts.ts';

/** What the packages of a registry can be sorted by; an index serves each. */
export const REGISTRY_SORTS = [
  'dependent_packages_count',
  'latest_release_published_at',
  'updated_at',
  'created_at',
] as const;
export type RegistrySort = (typeof REGISTRY_SORTS)[number];

export function packagesOfRegistry(
  db: Queryable,
  registryId: number,
  sort: RegistrySort,
  paging: Paging,
): Promise<PackageRow[]> {
  return listPackages(db, createSelection(registryId), sortsOf(sort, undefined, sort, false), paging);
}

export function packagesOfNamespace(
  db: Queryable,
  registryId: number,
  namespace: string,
  paging: Paging,
): Promise<PackageRow[]> {
  const selection = createSelection(registryId);
  selection.where(`p.namespace = ${selection.bind(namespace)}`, ['p']);
  return mostUsed(db, selection, paging);
}

export function packagesOfMaintainer(
  db: Queryable,
  registryId: number,
  maintainerId: number,
  paging: Paging,
): Promise<PackageRow[]> {
  const selection = createSelection(registryId);
  const { bind } = selection;
  selection.source = { sql: 'maintainerships ms', id: 'ms.package_id' };
  selection.where(`ms.registry_id = ${bind(registryId)} and ms.maintainer_id = ${bind(maintainerId)}`);
  return mostUsed(db, selection, paging);
}

/** Other packages of the same registry from the same repository. */
export function relatedPackages(
  db: Queryable,
  of: { registryId: number; id: number; repositoryUrl: string },
  paging: Paging,
): Promise<PackageRow[]> {
  const selection = createSelection(of.registryId);
  selection.where(`lower(p.repository_url) = lower(${selection.bind(of.repositoryUrl)})`, ['p']);
  selection.where(`p.id <> ${selection.bind(of.id)}`, ['p']);
  return mostUsed(db, selection, paging);
}

/** @param mask bits of the kinds wanted; null: any. */
export function dependentPackages(
  db: Queryable,
  registryId: number,
  packageId: number,
  mask: number | null,
  paging: Paging,
): Promise<PackageRow[]> {
  return mostUsed(db, dependentsOf(registryId, packageId, { latest: true, mask }), paging);
}

/** Critical packages in use whose registry names exactly one maintainer. @param registryId null: of all registries. */
export function soleMaintainerPackages(
  db: Queryable,
  registryId: number | null,
  paging: Paging,
): Promise<PackageRow[]> {
  const selection = createSelection(registryId);
  selection.where('u.critical', ['u']);
  selection.where('u.active', ['u']);
  selection.where('p.maintainers_count = 1', ['p']);
  return mostUsed(db, selection, paging);
}

function mostUsed(db: Queryable, selection: Selection, paging: Paging): Promise<PackageRow[]> {
  const sorts = sortsOf(undefined, undefined, 'dependent_packages_count', true);
  return listPackages(db, selection, sorts, paging);
}

/** A critical package as the scatter of them needs it. */
export interface CriticalPoint {
  registryId: number;
  name: string;
  maintainersCount: number | null;
  /** Percentage of the registry's packages that are used more. */
  rank: number | null;
  active: boolean;
}

/** Critical packages, the most used first; at most `limit`. */
export async function criticalPoints(
  db: Queryable,
  registryId: number | null,
  limit: number,
): Promise<CriticalPoint[]> {
  const { rows } = await db.query<CriticalPoint>({
    name: registryId === null ? 'page-critical-all' : 'page-critical',
    text: `select u.registry_id as "registryId", p.name, p.maintainers_count as "maintainersCount",
        u.rank_dependent_packages as rank, u.active
      from package_usage u join packages p on p.registry_id = u.registry_id and p.id = u.package_id
      where u.critical ${registryId === null ? '' : 'and u.registry_id = $2'}
      order by u.dependent_packages_count desc, u.package_id limit $1`,
    values: registryId === null ? [limit] : [limit, registryId],
  });
  return rows;
}

/** When a package of each registry was last changed here, by registry id. Registries without packages are not in it. */
export async function lastChanges(db: Queryable): Promise<Map<number, string>> {
  const { rows } = await db.query<{ id: number; at: string | null }>({
    name: 'page-last-changes',
    text: `select r.id, (
        select p.updated_at from packages p where p.registry_id = r.id order by p.updated_at desc limit 1
      ) as at from registries r`,
  });
  return new Map(rows.flatMap(row => (row.at === null ? [] : [[row.id, row.at]])));
}
