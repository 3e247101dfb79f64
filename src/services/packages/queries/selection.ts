/**
 * Lists of packages. What is asked for is collected in a Selection; the statement first chooses the page from narrow indexes
 * and then reads the packages on it, so that a far page costs index entries and not rows.
 */
import type { Queryable } from '../../../store/database.ts';
import type { Paging } from '../parameters.ts';
import { PACKAGE_JOINS, type PackageRow } from './package-row.ts';
import { findByIds, findByNames, type NameOf, type PackageId } from './packages.ts';
import { orderBy, type Sort } from './sorts.ts';
import { type Binder, createBinder } from './sql.ts';

type Table = 'p' | 'u';

interface Condition {
  tables: readonly Table[];
  sql: string;
  /** Asks nothing but the name, which the index of names holds. */
  nameOnly: boolean;
}

export interface Selection extends Pick<Binder, 'bind'> {
  readonly values: unknown[];
  readonly registryId: number | null;
  /** A table whose rows name the packages, with its column of package ids. */
  source: { sql: string; id: string | null } | null;
  readonly conditions: Condition[];
  where(sql: string, tables?: readonly Table[], options?: { nameOnly?: boolean }): void;
}

/** @param registryId null: packages of all registries. */
export function createSelection(registryId: number | null): Selection {
  const { values, bind } = createBinder();
  const conditions: Condition[] = [];
  return {
    values,
    bind,
    registryId,
    source: null,
    conditions,
    where(sql, tables = [], { nameOnly = false } = {}) {
      conditions.push({ sql, tables, nameOnly });
    },
  };
}

/** Packages of a page: by their names where the index of names chose, else by their numbers. */
export type Chosen = NameOf[] | PackageId[];

/** One page of the selection, and one more where there are more. */
export async function choosePackages(
  db: Queryable,
  selection: Selection,
  sorts: readonly Sort[],
  paging: Paging,
): Promise<Chosen> {
  // What is chosen wants a plan of its own for every package; what is then read never does, and is prepared once.
  const { rows } = await db.query<NameOf | PackageId>({
    text: chosen(selection, sorts, paging).sql,
    values: selection.values,
  });
  return rows as Chosen;
}

export function areNames(chosen: Chosen): chosen is NameOf[] {
  return chosen[0] !== undefined && 'name' in chosen[0];
}

/** The same, with everything that is known of the packages. */
export async function listPackages(
  db: Queryable,
  selection: Selection,
  sorts: readonly Sort[],
  paging: Paging,
): Promise<PackageRow[]> {
  const found = await choosePackages(db, selection, sorts, paging);
  return areNames(found) ? findByNames(db, found) : findByIds(db, found);
}

/** As `choosePackages`, names alone. */
export async function listPackageNames(
  db: Queryable,
  selection: Selection,
  sorts: readonly Sort[],
  paging: Paging,
): Promise<string[]> {
  const { sql, key } = chosen(selection, sorts, paging);
  const order = orderBy(sorts, 'p.id', selection.registryId !== null);
  const text =
    key === 'name'
      ? sql
      : `with chosen as materialized (${sql}) select p.name from chosen c
          join packages p on p.registry_id = c."registryId" and p.id = c.id ${PACKAGE_JOINS} order by ${order}`;
  const { rows } = await db.query<{ name: string }>({ text, values: selection.values });
  return rows.map(row => row.name);
}

/** The statement that chooses a page, and the column by which its rows are then read. */
function chosen(
  selection: Selection,
  sorts: readonly Sort[],
  { perPage, offset }: Paging,
): { sql: string; key: 'id' | 'name' } {
  const { registryId, source, conditions, bind } = selection;
  const tables = new Set<Table>([
    ...conditions.flatMap(c => c.tables),
    ...sorts.map(sort => sort.column.table),
  ]);
  const base = tables.has('p') ? 'p' : 'u';
  const id = base === 'p' ? 'p.id' : 'u.package_id';

  const where: string[] = [];
  if (registryId !== null) {
    const registry = bind(registryId);
    for (const table of tables) where.push(`${table}.registry_id = ${registry}`);
  }
  if (source?.id) where.push(`${id} = ${source.id}`);
  if (tables.has('u')) where.push('u.indexed');
  if (tables.size === 2) where.push('u.registry_id = p.registry_id', 'u.package_id = p.id');
  where.push(...conditions.map(c => c.sql));

  const from = [source?.sql, tables.has('p') && 'packages p', tables.has('u') && 'package_usage u'];
  const byName =
    registryId !== null &&
    source === null &&
    sorts[0]?.column.column === 'name' &&
    conditions.every(c => c.nameOnly);
  const key = byName ? 'name' : 'id';
  const sql = `select ${base}.registry_id as "registryId", ${byName ? 'p.name' : `${id} as id`} from ${from.filter(Boolean).join(', ')}
    where ${where.join(' and ')} order by ${orderBy(sorts, id, registryId !== null)}
    limit ${bind(perPage + 1)} offset ${bind(offset)}`;
  return { sql, key };
}
