/**
 * Names and texts that dependencies mention become numbers once. Both tables only grow, so their numbers may be kept in
 * memory; rows are made outside the caller's transaction, where they do no harm if it fails.
 */
import { LRUCache } from 'lru-cache';
import type { Queryable } from './database.ts';
import { databaseOf } from './database-turns.ts';

const caches = new WeakMap<Queryable, { names: LRUCache<string, number>; texts: LRUCache<string, number> }>();

function cachesOf(db: Queryable) {
  const database = databaseOf(db);
  let found = caches.get(database);
  if (!found) {
    found = { names: new LRUCache({ max: 300_000 }), texts: new LRUCache({ max: 200_000 }) };
    caches.set(database, found);
  }
  return found;
}

/** Numbers of package names of one registry; names never seen get one. */
export async function internNames(
  db: Queryable,
  registryId: number,
  names: Iterable<string>,
): Promise<Map<string, number>> {
  return intern(cachesOf(db).names, names, `${registryId}/`, async missing => {
    const known = {
      text: 'select id, name as value from package_names where registry_id = $1 and name = any($2)',
      values: [registryId, missing],
    };
    const add = (absent: string[]) => ({
      text: `insert into package_names (registry_id, name) select $1, name from unnest($2::text[]) as name order by name
        on conflict do nothing returning id, name as value`,
      values: [registryId, absent],
    });
    return selectOrInsert(db, missing, known, add);
  });
}

/** Numbers of requirement and qualifier texts; texts never seen get one. */
export async function internTexts(db: Queryable, texts: Iterable<string>): Promise<Map<string, number>> {
  return intern(cachesOf(db).texts, texts, '', async missing => {
    const known = {
      text: `select t.id, t.value from unnest($1::text[]) as wanted
        join dependency_texts t on md5(t.value)::uuid = md5(wanted)::uuid and t.value = wanted`,
      values: [missing],
    };
    const add = (absent: string[]) => ({
      text: `insert into dependency_texts (value) select value from unnest($1::text[]) as value order by md5(value)::uuid
        on conflict do nothing returning id, value`,
      values: [absent],
    });
    return selectOrInsert(db, missing, known, add);
  });
}

type Row = { id: number; value: string };
type Query = { text: string; values: unknown[] };

async function selectOrInsert(
  db: Queryable,
  missing: string[],
  known: Query,
  add: (absent: string[]) => Query,
): Promise<Row[]> {
  const { rows } = await db.query<Row>(known);
  const found = new Set(rows.map(r => r.value));
  const absent = missing.filter(value => !found.has(value));
  if (absent.length === 0) return rows;
  const added = await db.query<Row>(add(absent));
  rows.push(...added.rows);
  if (added.rows.length === absent.length) return rows;
  // Somebody else added some of them between our two statements.
  return (await db.query<Row>(known)).rows;
}

async function intern(
  cache: LRUCache<string, number>,
  values: Iterable<string>,
  prefix: string,
  load: (missing: string[]) => Promise<Row[]>,
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  const missing = new Set<string>();
  for (const value of values) {
    const id = cache.get(prefix + value);
    if (id === undefined) missing.add(value);
    else numbers.set(value, id);
  }
  if (missing.size === 0) return numbers;
  for (const { id, value } of await load([...missing])) {
    numbers.set(value, id);
    cache.set(prefix + value, id);
  }
  for (const value of missing) {
    if (!numbers.has(value)) throw new Error(`no number for ${JSON.stringify(value.slice(0, 80))}`);
  }
  return numbers;
}
