/** Who depends on a package, and in which ways: what the lists of the API leave out. */
import { batched } from '../../../../store/batching.ts';
import type { Queryable } from '../../../../store/database.ts';

const kindCounts = batched(async (db, packageIds: readonly number[]) => {
  const { rows } = await db.query<{ position: number; kinds: number; packages: number }>({
    name: 'page-dependent-kinds',
    text: `select w.position, d.current_kinds as kinds, count(*)::int as packages
      from unnest($1::int[]) with ordinality as w (package_id, position)
      join dependents d on d.dependency_id = w.package_id
      where d.current_kinds <> 0 group by w.position, d.current_kinds`,
    values: [packageIds],
  });
  const counts = packageIds.map(() => new Map<number, number>());
  for (const { position, kinds, packages } of rows) {
    const ofPackage = counts[position - 1] as Map<number, number>;
    for (let bit = 0; bit < 32; bit++) {
      if (kinds & (1 << bit)) ofPackage.set(bit, (ofPackage.get(bit) ?? 0) + packages);
    }
  }
  return counts;
});

/** How many packages depend on a package in each kind, by the kind's position. A package counts once in each of its kinds. */
export function countDependentKinds(db: Queryable, packageId: number): Promise<Map<number, number>> {
  return kindCounts(db, packageId);
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
