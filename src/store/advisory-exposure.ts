/** Who depends on packages now, the most used first, with what a walk along dependents needs to know of each. */
import type { Queryable } from './database.ts';

export interface MentionedPackage {
  registryId: number;
  /** Number of the name; the package itself need not be indexed. */
  id: number;
  dependents: number;
}

/** A name in each of some registries that mention it. */
export async function findMentionedIn(
  db: Queryable,
  registryIds: readonly number[],
  name: string,
): Promise<MentionedPackage[]> {
  const { rows } = await db.query<MentionedPackage>({
    name: 'mentioned-in-registries',
    text: `select n.registry_id as "registryId", n.id, coalesce(u.dependent_packages_count, 0) as dependents
      from package_names n left join package_usage u on u.registry_id = n.registry_id and u.package_id = n.id
      where n.registry_id = any($1::int[]) and n.name = $2 order by array_position($1::int[], n.registry_id)`,
    values: [registryIds, name],
  });
  return rows;
}

export interface ListedRelease {
  id: number;
  number: string;
  status: string | null;
  /** As of `versions.dependency_set`. */
  dependencySet: number | null;
}

/** All versions of a package as its registry lists them; empty of one that is not indexed. */
export async function listedReleasesOf(db: Queryable, packageId: number): Promise<ListedRelease[]> {
  const { rows } = await db.query<ListedRelease>({
    name: 'listed-releases-of-package',
    text: `select id, number, status, dependency_set as "dependencySet" from versions where package_id = $1`,
    values: [packageId],
  });
  return rows;
}

export interface CurrentDependent {
  dependencyId: number;
  /** Of the dependent. */
  id: number;
  name: string;
  /** Its latest version, in which the dependency is. */
  version: string;
  versionId: number;
  dependencySet: number | null;
  /** How many packages depend on it. */
  dependents: number;
  critical: boolean;
}

/**
 * Pairs of a dependency and a package whose latest version depends on it, those with the most dependents of their own first: the same
 * pairs that `dependent_packages_count` counts.
 *
 * @param options.kinds bits of the registry's kinds; a pair has one of them.
 */
export async function currentDependents(
  db: Queryable,
  registryId: number,
  dependencyIds: readonly number[],
  options: { kinds: number; limit: number },
): Promise<CurrentDependent[]> {
  if (dependencyIds.length === 0 || options.limit <= 0) return [];
  const { rows } = await db.query<CurrentDependent>({
    name: 'current-dependents',
    text: `select d.dependency_id as "dependencyId", p.id, p.name, v.number as version, v.id as "versionId",
        v.dependency_set as "dependencySet", u.dependent_packages_count as dependents, u.critical
      from (
        select d.dependency_id, d.dependent_id from dependents d
        join package_usage u on u.registry_id = $1 and u.package_id = d.dependent_id
        where d.dependency_id = any($2::int[]) and d.current_kinds & $3 <> 0
        order by u.dependent_packages_count desc, d.dependent_id, d.dependency_id limit $4
      ) d
      join package_usage u on u.registry_id = $1 and u.package_id = d.dependent_id
      join packages p on p.registry_id = $1 and p.id = d.dependent_id
      join versions v on v.package_id = p.id and v.number = p.latest_version
      order by u.dependent_packages_count desc, p.id, d.dependency_id`,
    values: [registryId, dependencyIds, options.kinds, options.limit],
  });
  return rows;
}
