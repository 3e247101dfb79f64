/** Packages by their names and numbers. */
import { batched } from '../../../store/batching.ts';
import type { Queryable } from '../../../store/database.ts';
import { PACKAGE_COLUMNS, PACKAGE_JOINS, type PackageRow } from './package-row.ts';

/** Set where the name asked for is an earlier name of another package. */
export interface Renamed {
  aliasOf: string | null;
}

/** The name for which `a.name = p.name` is an alias; a removed package may still hold it. */
export const ALIAS_COLUMN = `(select q.name from package_aliases a
    join packages q on q.registry_id = a.registry_id and q.id = a.package_id
    where a.registry_id = p.registry_id and a.name = p.name) as "aliasOf"`;

/** A name in a registry. */
export interface NameOf {
  registryId: number;
  name: string;
}

/** One row for each name, in their order; null where nothing is found. The statement numbers its rows by `position`. */
async function byPosition<R>(
  db: Queryable,
  statement: { name: string; text: string },
  keys: readonly NameOf[],
): Promise<(R | null)[]> {
  const { rows } = await db.query<R & { position: number }>({
    ...statement,
    values: [keys.map(k => k.registryId), keys.map(k => k.name)],
  });
  const found = new Map(rows.map(row => [row.position, row]));
  return keys.map((_, index) => found.get(index + 1) ?? null);
}

const WANTED = 'unnest($1::int[], $2::text[]) with ordinality as w (registry_id, name, position)';
const WANTED_PACKAGES = `${WANTED} join packages p on p.registry_id = w.registry_id and p.name = w.name`;

const packages = batched((db, keys: readonly NameOf[]) =>
  byPosition<PackageRow & Renamed>(
    db,
    {
      name: 'packages-find',
      text: `select w.position, ${PACKAGE_COLUMNS}, ${ALIAS_COLUMN} from ${WANTED_PACKAGES} ${PACKAGE_JOINS}`,
    },
    keys,
  ),
);

/** One package with everything that its page says, in one round trip. */
export function findPackage(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<(PackageRow & Renamed) | null> {
  return packages(db, { registryId, name });
}

/** What most operations need to know of a package before they ask for more. */
export interface PackageKey extends Renamed {
  registryId: number;
  id: number;
  name: string;
  latestVersion: string | null;
  repositoryUrl: string | null;
  dependentPackagesCount: number;
}

const packageKeys = batched((db, keys: readonly NameOf[]) =>
  byPosition<PackageKey>(
    db,
    {
      name: 'packages-find-key',
      text: `select w.position, p.registry_id as "registryId", p.id, p.name, p.latest_version as "latestVersion",
          p.repository_url as "repositoryUrl", coalesce(u.dependent_packages_count, 0) as "dependentPackagesCount", ${ALIAS_COLUMN}
        from ${WANTED_PACKAGES} left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id`,
    },
    keys,
  ),
);

export function findPackageKey(db: Queryable, registryId: number, name: string): Promise<PackageKey | null> {
  return packageKeys(db, { registryId, name });
}

/**
 * Current names of packages that are (or were) known by the given ones: indexed names first, in the order given, then those
 * that are aliases. One row for each name that means something.
 */
export async function resolveNames(
  db: Queryable,
  names: readonly NameOf[],
): Promise<(NameOf & { asked: string })[]> {
  const { rows } = await db.query<NameOf & { asked: string }>({
    name: 'packages-resolve-names',
    text: `with wanted as (
        select * from unnest($1::int[], $2::text[]) with ordinality as w (registry_id, name, position)
      )
      select * from (
        select w.registry_id as "registryId", w.name as asked, coalesce(q.name, p.name) as name
        from wanted w
        left join packages p on p.registry_id = w.registry_id and p.name = w.name
        left join package_aliases a on a.registry_id = w.registry_id and a.name = w.name
        left join packages q on q.registry_id = a.registry_id and q.id = a.package_id
        order by p.name is null, w.position
      ) found where name is not null`,
    values: [names.map(n => n.registryId), names.map(n => n.name)],
  });
  return rows;
}

/** Lists that are asked for in one turn share a statement, and a package that is on several of them is read once. */
function batchedLists<K>(
  keyOf: (wanted: K) => string,
  keyOfRow: (row: PackageRow) => string,
  load: (db: Queryable, wanted: readonly K[]) => Promise<PackageRow[]>,
): (db: Queryable, wanted: readonly K[]) => Promise<PackageRow[]> {
  return batched(async (db, lists: readonly (readonly K[])[]) => {
    const distinct = new Map(lists.flat().map(wanted => [keyOf(wanted), wanted]));
    if (distinct.size === 0) return lists.map(() => []);
    const rows = await load(db, [...distinct.values()]);
    const found = new Map(rows.map(row => [keyOfRow(row), row]));
    return lists.map(list => list.flatMap(wanted => found.get(keyOf(wanted)) ?? []));
  });
}

/** Packages by name, in the order given; those that are not indexed are left out, aliases are not followed. */
export const findByNames = batchedLists(
  ({ registryId, name }: NameOf) => `${registryId}\n${name}`,
  ({ registryId, name }) => `${registryId}\n${name}`,
  async (db, names) => {
    const { rows } = await db.query<PackageRow>({
      name: 'packages-by-names',
      text: `select ${PACKAGE_COLUMNS} from unnest($1::int[], $2::text[]) as w (registry_id, name)
        join packages p on p.registry_id = w.registry_id and p.name = w.name ${PACKAGE_JOINS}`,
      values: [names.map(n => n.registryId), names.map(n => n.name)],
    });
    return rows;
  },
);

/** A package by its number. */
export interface PackageId {
  registryId: number;
  id: number;
}

/** Packages by number, in the order given; those that are not indexed are left out. */
export const findByIds = batchedLists(
  ({ registryId, id }: PackageId) => `${registryId}\n${id}`,
  ({ registryId, id }) => `${registryId}\n${id}`,
  async (db, ids) => {
    const { rows } = await db.query<PackageRow>({
      name: 'packages-by-ids',
      text: `select ${PACKAGE_COLUMNS} from unnest($1::int[], $2::int[]) as w (registry_id, id)
        join packages p on p.registry_id = w.registry_id and p.id = w.id ${PACKAGE_JOINS}`,
      values: [ids.map(n => n.registryId), ids.map(n => n.id)],
    });
    return rows;
  },
);
