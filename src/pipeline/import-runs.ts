/** The rows of `imports`: what was read when, and how it ended. */
import type { IndexPart } from '../ecosystems/ecosystem.ts';
import type { Queryable } from '../store/database.ts';

export async function startImport(
  db: Queryable,
  registryId: number,
  parts: readonly IndexPart[],
): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: 'insert into imports (registry_id, parts) values ($1, $2) returning id',
    values: [registryId, JSON.stringify(parts)],
  });
  return rows[0]!.id;
}

export async function finishImport(db: Queryable, id: number, packages: number): Promise<void> {
  await db.query({
    text: 'update imports set finished_at = now(), packages = $2 where id = $1',
    values: [id, packages],
  });
}

export async function failImport(db: Queryable, id: number, error: string): Promise<void> {
  await db.query({
    text: 'update imports set finished_at = now(), error = $2 where id = $1',
    values: [id, error.slice(0, 2_000)],
  });
}

/** Imports of a registry that never ended were killed: only to be called by who holds the registry's import lock. */
export async function markInterrupted(db: Queryable, registryId: number): Promise<void> {
  await db.query({
    text: `update imports set finished_at = now(), error = 'interrupted' where registry_id = $1 and finished_at is null`,
    values: [registryId],
  });
}

/** What the store holds of a whole index. */
export interface ImportedIndex {
  registryId: number;
  digest: string | null;
  /** Null: all that the source has. */
  suites: string[] | null;
}

/** Indexes that were imported at least once: only these are kept up to date by themselves. */
export async function importedIndexes(db: Queryable, registryId?: number): Promise<ImportedIndex[]> {
  const { rows } = await db.query<ImportedIndex>({
    text: `select registry_id as "registryId", position as digest, detail -> 'suites' as suites
      from registry_facts where field = 'packages' and ($1::int is null or registry_id = $1) order by registry_id`,
    values: [registryId ?? null],
  });
  return rows;
}

/** The index was looked at, and is what it was. */
export async function confirmIndex(db: Queryable, registryId: number, now: Date): Promise<void> {
  await db.query({
    text: `update registry_facts set as_of = $2 where registry_id = $1 and field = 'packages'`,
    values: [registryId, now.toISOString()],
  });
}
