/** Maintainers of a registry. */
import type { Queryable } from '../../../store/database.ts';
import type { DateBound, Paging } from '../parameters.ts';
import type { MaintainerRow } from './package-row.ts';
import { type Direction, directionOf, onlyDirection, unknownSort } from './sorts.ts';
import { createBinder } from './sql.ts';

const COLUMNS = `m.id, m.uuid, m.login, m.name, m.email, m.url, m.packages_count as "packagesCount",
  m.created_at as "createdAt", m.updated_at as "updatedAt", null::text as role`;

/**
 * Sorts that an index serves. A uuid is the login where there is one, so both sort by uuid; maintainers are numbered in the
 * order in which they were created.
 */
const ORDERS: ReadonlyMap<string, { column: string; natural: Direction; only?: Direction }> = new Map([
  ['packages_count', { column: 'm.packages_count', natural: 'desc', only: 'desc' }],
  ['login', { column: 'm.uuid', natural: 'asc' }],
  ['uuid', { column: 'm.uuid', natural: 'asc' }],
  ['created_at', { column: 'm.id', natural: 'desc' }],
]);

export const MAINTAINER_SORTS: readonly string[] = [...ORDERS.keys()];

/** ORDER BY terms. @throws InputError 400 for fields without an index, 422 for a direction without one. */
export function maintainerOrder(sort: string | undefined, order: string | undefined): string {
  const name = sort ?? 'packages_count';
  const found = ORDERS.get(name);
  if (!found) throw unknownSort(name, MAINTAINER_SORTS);
  const direction = order === undefined ? found.natural : directionOf(order);
  if (found.only && found.only !== direction) throw onlyDirection(name, found.only);
  return `${found.column} ${direction}${found.column === 'm.packages_count' ? ', m.id' : ''}`;
}

/** One page, and one row more where there are more. */
export async function listMaintainers(
  db: Queryable,
  registryId: number,
  options: { bounds: DateBound[]; order: string; paging: Paging },
): Promise<MaintainerRow[]> {
  const { bind, values } = createBinder();
  const where = [`m.registry_id = ${bind(registryId)}`];
  for (const { column, side, at } of options.bounds) {
    where.push(`m.${column} ${side === 'after' ? '>' : '<'} ${bind(at)}`);
  }
  const { perPage, offset } = options.paging;
  const { rows } = await db.query<MaintainerRow>({
    text: `select ${COLUMNS} from maintainers m where ${where.join(' and ')}
      order by ${options.order} limit ${bind(perPage + 1)} offset ${bind(offset)}`,
    values,
  });
  return rows;
}

/** By uuid, else by login. */
export async function findMaintainer(
  db: Queryable,
  registryId: number,
  key: string,
): Promise<MaintainerRow | null> {
  const { rows } = await db.query<MaintainerRow>({
    name: 'packages-maintainer',
    text: `select ${COLUMNS} from maintainers m where m.registry_id = $1 and m.uuid = $2
      union all (
        select ${COLUMNS} from maintainers m where m.registry_id = $1 and m.login = $2 and m.uuid <> $2 order by m.id limit 1
      ) limit 1`,
    values: [registryId, key],
  });
  return rows[0] ?? null;
}

export interface CriticalMaintainerRow {
  registryId: number;
  uuid: string;
  login: string | null;
  name: string | null;
  /** Critical packages, by number. */
  packageIds: number[];
}

export const CRITICAL_MAINTAINER_SORTS = ['packages_count', 'login'] as const;

/** Those who maintain critical packages: one page, and one row more where there are more. */
export async function listCriticalMaintainers(
  db: Queryable,
  options: {
    registryId: number | null;
    sort: (typeof CRITICAL_MAINTAINER_SORTS)[number];
    direction: Direction;
    paging: Paging;
  },
): Promise<CriticalMaintainerRow[]> {
  const { bind, values } = createBinder();
  const registry = options.registryId === null ? '' : `and u.registry_id = ${bind(options.registryId)}`;
  const login = 'coalesce(m.login, m.uuid)';
  const order =
    options.sort === 'login'
      ? `${login} ${options.direction}, m.id`
      : `cardinality(c.ids) ${options.direction}, ${login}, m.id`;
  const { rows } = await db.query<CriticalMaintainerRow>({
    text: `with c as materialized (
        select ms.registry_id, ms.maintainer_id, array_agg(u.package_id order by u.dependent_packages_count desc, u.package_id) as ids
        from package_usage u
        join maintainerships ms on ms.registry_id = u.registry_id and ms.package_id = u.package_id
        where u.critical ${registry} group by ms.registry_id, ms.maintainer_id
      )
      select m.registry_id as "registryId", m.uuid, m.login, m.name, to_json(c.ids) as "packageIds"
      from c join maintainers m on m.registry_id = c.registry_id and m.id = c.maintainer_id
      order by ${order} limit ${bind(options.paging.perPage + 1)} offset ${bind(options.paging.offset)}`,
    values,
  });
  return rows;
}
