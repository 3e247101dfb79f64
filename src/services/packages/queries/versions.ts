/** Versions of one package. */
import { InputError } from '../../../core/errors.ts';
import type { VersionRules } from '../../../ecosystems/ecosystem.ts';
import { batched } from '../../../store/batching.ts';
import type { Queryable } from '../../../store/database.ts';
import type { DateBound, Paging } from '../parameters.ts';
import { ALIAS_COLUMN, type NameOf, type Renamed } from './packages.ts';
import { type Direction, directionOf, splitList, unknownSort } from './sorts.ts';
import { createBinder } from './sql.ts';
import { VERSION_COLUMNS, type VersionRow } from './version-row.ts';

/** What of its package comes along with versions. */
export interface VersionsOwner extends Renamed {
  packageId: number;
  name: string;
  latestVersion: string | null;
  lastSyncedAt: string | null;
}

const OWNER_COLUMNS = `p.id as "packageId", p.name, p.latest_version as "latestVersion",
  (select s.last_synced_at from package_sync s where s.registry_id = p.registry_id and s.package_id = p.id) as "lastSyncedAt",
  ${ALIAS_COLUMN}`;

export interface VersionSort {
  name: string;
  direction: Direction;
}

export const VERSION_SORTS = ['published_at', 'created_at', 'updated_at', 'number'] as const;

/** @throws InputError 400 naming `sort` or `order`. */
export function versionSortsOf(sort: string | undefined, order: string | undefined): VersionSort[] {
  const fields = splitList(sort ?? 'published_at');
  const directions = order === undefined ? [] : splitList(order).map(directionOf);
  if (directions.length > fields.length)
    throw new InputError('order', 'order: more directions than fields of sort');
  return fields.map((name, index) => {
    if (!VERSION_SORTS.some(known => known === name)) throw unknownSort(name, VERSION_SORTS);
    return { name, direction: directions[index] ?? 'desc' };
  });
}

type Found<T> = (VersionsOwner & T) | null;

/**
 * One page of a package's versions, and one more where there are more.
 *
 * @returns null when there is no such package.
 */
export async function findVersions(
  db: Queryable,
  registryId: number,
  name: string,
  options: { bounds: DateBound[]; sorts: VersionSort[]; paging: Paging; rules: VersionRules },
): Promise<Found<{ versions: VersionRow[] }>> {
  const { bounds, sorts, paging, rules } = options;
  if (sorts[0]?.name === 'number') {
    return findVersionsInOrder(db, registryId, name, {
      bounds,
      direction: sorts[0].direction,
      paging,
      rules,
    });
  }
  const newestFirst =
    sorts.length === 1 && sorts[0]?.name === 'published_at' && sorts[0].direction === 'desc';
  if (newestFirst && bounds.length === 0) return newest(db, { registryId, name, paging });
  const { bind, values } = createBinder();
  const where = [`p.registry_id = ${bind(registryId)} and p.name = ${bind(name)}`];
  const conditions = boundsSql(bounds, bind);
  const page = `limit ${bind(paging.perPage + 1)} offset ${bind(paging.offset)}`;
  const terms = [
    ...sorts.filter(s => s.name !== 'number').map(s => `v.${s.name} ${s.direction} nulls last`),
    `v.id ${sorts[0]?.direction ?? 'desc'}`,
  ].join(', ');
  const { rows } = await db.query<VersionsOwner & VersionRow & { id: number | null }>({
    text: `select ${OWNER_COLUMNS}, ${VERSION_COLUMNS} from packages p left join lateral (
        select * from versions v where v.package_id = p.id ${conditions} order by ${terms} ${page}
      ) v on true where ${where.join(' and ')} order by ${terms}`,
    values,
  });
  return split(rows);
}

/** What most ask for. */
const newest = batched(async (db, keys: readonly (NameOf & { paging: Paging })[]) => {
  const { rows } = await db.query<VersionsOwner & VersionRow & { id: number | null; position: number }>({
    name: 'packages-newest-versions',
    text: `select w.position, ${OWNER_COLUMNS}, ${VERSION_COLUMNS}
      from unnest($1::int[], $2::text[], $3::int[], $4::int[]) with ordinality as w (registry_id, name, "limit", "offset", position)
      join packages p on p.registry_id = w.registry_id and p.name = w.name
      left join lateral (
        select * from versions v where v.package_id = p.id
        order by v.published_at desc nulls last, v.id desc limit w."limit" offset w."offset"
      ) v on true
      order by w.position, v.published_at desc nulls last, v.id desc`,
    values: [
      keys.map(k => k.registryId),
      keys.map(k => k.name),
      keys.map(k => k.paging.perPage + 1),
      keys.map(k => k.paging.offset),
    ],
  });
  const found = keys.map((): typeof rows => []);
  for (const row of rows) found[row.position - 1]?.push(row);
  return found.map(split);
});

/** Versions of one package that sorting by number takes on. */
const MAX_SORTED = 10_000;

/** In the order of the ecosystem's version scheme, which no index knows. */
async function findVersionsInOrder(
  db: Queryable,
  registryId: number,
  name: string,
  options: { bounds: DateBound[]; direction: Direction; paging: Paging; rules: VersionRules },
): Promise<Found<{ versions: VersionRow[] }>> {
  const { bounds, direction, paging, rules } = options;
  const { bind, values } = createBinder();
  const where = `p.registry_id = ${bind(registryId)} and p.name = ${bind(name)}`;
  const conditions = boundsSql(bounds, bind);
  const { rows } = await db.query<VersionsOwner & { id: number | null; number: string }>({
    text: `select ${OWNER_COLUMNS}, v.id, v.number from packages p
      left join lateral (
        select * from versions v where v.package_id = p.id ${conditions} limit ${MAX_SORTED + 1}
      ) v on true where ${where}`,
    values,
  });
  const first = rows[0];
  if (!first) return null;
  if (rows.length > MAX_SORTED) {
    throw new InputError('sort', `sort: number is offered up to ${MAX_SORTED} versions`, 422);
  }
  const sign = direction === 'asc' ? 1 : -1;
  const ids = rows
    .filter(row => row.id !== null)
    .sort((a, b) => sign * rules.compare(a.number, b.number) || (a.id as number) - (b.id as number))
    .slice(paging.offset, paging.offset + paging.perPage + 1)
    .map(row => row.id);
  const { rows: versions } = await db.query<VersionRow>({
    text: `select ${VERSION_COLUMNS} from unnest($2::bigint[]) with ordinality as w (id, position)
      join versions v on v.package_id = $1 and v.id = w.id order by w.position`,
    values: [first.packageId, ids],
  });
  return { ...ownerOf(first), versions };
}

/** Number null: the latest version. */
type VersionKey = NameOf & { number: string | null };

const versions = batched(async (db, keys: readonly VersionKey[]) => {
  const { rows } = await db.query<VersionsOwner & VersionRow & { id: number | null; position: number }>({
    name: 'packages-version',
    text: `select w.position, ${OWNER_COLUMNS}, ${VERSION_COLUMNS}
      from unnest($1::int[], $2::text[], $3::text[]) with ordinality as w (registry_id, name, number, position)
      join packages p on p.registry_id = w.registry_id and p.name = w.name
      left join versions v on v.package_id = p.id and v.number = coalesce(w.number, p.latest_version)`,
    values: [keys.map(k => k.registryId), keys.map(k => k.name), keys.map(k => k.number)],
  });
  const found = new Map(rows.map(row => [row.position, row]));
  return keys.map((_, index) => {
    const row = found.get(index + 1);
    return row ? { ...ownerOf(row), version: row.id === null ? null : row } : null;
  });
});

/** One version. Version null: the package has no such number. */
export function findVersion(
  db: Queryable,
  registryId: number,
  name: string,
  number: string,
): Promise<Found<{ version: VersionRow | null }>> {
  return versions(db, { registryId, name, number });
}

/** The version that the ecosystem's rules call latest; null where no version stands. */
export function findLatestVersion(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<Found<{ version: VersionRow | null }>> {
  return versions(db, { registryId, name, number: null });
}

const numbers = batched(async (db, keys: readonly NameOf[]) => {
  const { rows } = await db.query<VersionsOwner & { numbers: string[]; position: number }>({
    name: 'packages-version-numbers',
    text: `select w.position, ${OWNER_COLUMNS}, coalesce((
        select json_agg(v.number order by v.published_at desc nulls last, v.id desc) from versions v where v.package_id = p.id
      ), '[]') as numbers
      from unnest($1::int[], $2::text[]) with ordinality as w (registry_id, name, position)
      join packages p on p.registry_id = w.registry_id and p.name = w.name`,
    values: [keys.map(k => k.registryId), keys.map(k => k.name)],
  });
  const found = new Map(rows.map(row => [row.position, row]));
  return keys.map((_, index) => found.get(index + 1) ?? null);
});

/** Every number of a package, the last published first. */
export function findVersionNumbers(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<Found<{ numbers: string[] }>> {
  return numbers(db, { registryId, name });
}

interface VersionOfPackage {
  packageId: number;
  number: string;
}

const versionRows = batched(async (db, wanted: readonly VersionOfPackage[]) => {
  const { rows } = await db.query<VersionRow & { position: number }>({
    name: 'packages-version-rows',
    text: `select w.position, ${VERSION_COLUMNS} from unnest($1::int[], $2::text[]) with ordinality as w (package_id, number, position)
      join versions v on v.package_id = w.package_id and v.number = w.number`,
    values: [wanted.map(w => w.packageId), wanted.map(w => w.number)],
  });
  const found = new Map(rows.map(({ position, ...row }) => [position, row]));
  return wanted.map((_, index) => found.get(index + 1) ?? null);
});

/** Versions by package and number, in the order given; null for a number that its package does not have. */
export function findVersionRows(
  db: Queryable,
  wanted: readonly VersionOfPackage[],
): Promise<(VersionRow | null)[]> {
  return Promise.all(wanted.map(one => versionRows(db, one)));
}

function boundsSql(bounds: DateBound[], bind: (value: unknown) => string): string {
  return bounds.map(b => ` and v.${b.column} ${b.side === 'after' ? '>' : '<'} ${bind(b.at)}`).join('');
}

function ownerOf({ packageId, name, latestVersion, lastSyncedAt, aliasOf }: VersionsOwner): VersionsOwner {
  return { packageId, name, latestVersion, lastSyncedAt, aliasOf };
}

function split(rows: (VersionsOwner & VersionRow & { id: number | null })[]): Found<{
  versions: VersionRow[];
}> {
  const first = rows[0];
  return first ? { ...ownerOf(first), versions: rows.filter(row => row.id !== null) } : null;
}
