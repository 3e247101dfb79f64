/** Who depends on a package, and in which ways: what the lists of the API leave out. */
import type { Queryable } from '../../../../store/database.ts';

/** How many packages depend on a package in each kind, by the kind's position. A package counts once in each of its kinds. */
export async function countDependentKinds(
  db: Queryable,
  packageId: number,
  kinds: number,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ bit: number; count: number }>({
    name: 'page-dependent-kinds',
    text: `select bit, sum(packages)::int as count
      from (select current_kinds, count(*) as packages from dependents
        where dependency_id = $1 and current_kinds <> 0 group by current_kinds) masks,
        generate_series(0, $2::int - 1) bit
      where current_kinds & (1 << bit) <> 0 group by bit order by bit`,
    values: [packageId, kinds],
  });
  return new Map(rows.map(row => [row.bit, row.count]));
}

/** In which kinds (bits of the registry's kinds) each of some packages depends on a package, by their ids. */
export async function kindsOfDependents(
  db: Queryable,
  packageId: number,
  dependentIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ id: number; kinds: number }>({
    name: 'page-kinds-of-dependents',
    text: `select dependent_id as id, current_kinds as kinds from dependents
      where dependency_id = $1 and dependent_id = any($2)`,
    values: [packageId, dependentIds],
  });
  return new Map(rows.map(row => [row.id, row.kinds]));
}

/** A name that is no package itself and that packages depend on all the same, such as a virtual package; else null. */
export async function findMentioned(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<{ id: number; dependents: number } | null> {
  const { rows } = await db.query<{ id: number; dependents: number }>({
    name: 'page-mentioned',
    text: `select n.id, u.dependent_packages_count as dependents from package_names n
      join package_usage u on u.registry_id = n.registry_id and u.package_id = n.id
      where n.registry_id = $1 and n.name = $2 and u.dependent_packages_count > 0`,
    values: [registryId, name],
  });
  return rows[0] ?? null;
}
