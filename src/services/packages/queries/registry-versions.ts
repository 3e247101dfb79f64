/** Versions of a whole registry, newest first. */
import type { Queryable } from '../../../store/database.ts';
import type { DateBound, Paging } from '../parameters.ts';
import { type Direction, directionOf, onlyDirection, unknownSort } from './sorts.ts';
import { createBinder } from './sql.ts';
import { VERSION_COLUMNS, type VersionRow } from './version-row.ts';

/** Sorts that an index serves. */
export const REGISTRY_VERSION_SORTS = ['published_at', 'created_at'] as const;

export interface RegistryVersionSort {
  column: (typeof REGISTRY_VERSION_SORTS)[number];
  direction: Direction;
}

/** @throws InputError: 400 for fields that no index serves, 422 for `published_at asc`. */
export function registryVersionSortOf(
  sort: string | undefined,
  order: string | undefined,
): RegistryVersionSort {
  const column = REGISTRY_VERSION_SORTS.find(known => known === (sort ?? 'published_at'));
  if (!column) throw unknownSort(sort ?? '', REGISTRY_VERSION_SORTS);
  const direction = order === undefined ? 'desc' : directionOf(order);
  if (column === 'published_at' && direction === 'asc') throw onlyDirection('published_at', 'desc');
  return { column, direction };
}

export interface RegistryVersionRow extends VersionRow {
  name: string;
  latestVersion: string | null;
}

/** One page, and one row more where there are more. */
export async function listRegistryVersions(
  db: Queryable,
  registryId: number,
  options: { bounds: DateBound[]; sort: RegistryVersionSort; paging: Paging },
): Promise<RegistryVersionRow[]> {
  const { bounds, sort, paging } = options;
  const { bind, values } = createBinder();
  const registry = bind(registryId);
  const where = [`v.registry_id = ${registry}`];
  for (const { column, side, at } of bounds) {
    const moment = bind(at);
    where.push(`v.${column} ${side === 'after' ? '>' : '<'} ${moment}`);
    // No index holds updated_at, but what is written in one transaction bears one time: a version that changed after a
    // moment belongs to a package that did, and one that changed before it was created before it.
    if (column !== 'updated_at') continue;
    where.push(
      side === 'after'
        ? `v.package_id in (select p.id from packages p where p.registry_id = ${registry} and p.updated_at > ${moment})`
        : `v.created_at < ${moment}`,
    );
  }
  const order =
    sort.column === 'published_at'
      ? 'v.published_at desc nulls last, v.id desc'
      : `v.created_at ${sort.direction}, v.id ${sort.direction}`;
  const { rows } = await db.query<RegistryVersionRow>({
    text: `with chosen as materialized (
        select v.id from versions v where ${where.join(' and ')}
        order by ${order} limit ${bind(paging.perPage + 1)} offset ${bind(paging.offset)}
      )
      select p.name, p.latest_version as "latestVersion", ${VERSION_COLUMNS} from chosen c
      join versions v on v.id = c.id join packages p on p.registry_id = ${registry} and p.id = v.package_id order by ${order}`,
    values,
  });
  return rows;
}
