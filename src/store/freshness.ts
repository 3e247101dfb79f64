/** When the facts of a package were last seen, and what went wrong since. */
import type { Queryable } from './database.ts';

export interface PackageFreshness {
  id: number;
  status: string | null;
  lastSyncedAt: string;
  lastFailedAt: string | null;
  lastFailure: string | null;
  etag: string | null;
  lastModified: string | null;
}

/** Null for a package that is not indexed. */
export async function packageFreshness(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<PackageFreshness | null> {
  const { rows } = await db.query<PackageFreshness>({
    name: 'package-freshness',
    text: `select p.id, p.status, s.last_synced_at as "lastSyncedAt", s.last_failed_at as "lastFailedAt",
        s.last_failure as "lastFailure", s.etag, s.last_modified as "lastModified"
      from packages p join package_sync s on s.registry_id = p.registry_id and s.package_id = p.id
      where p.registry_id = $1 and p.name = $2`,
    values: [registryId, name],
  });
  return rows[0] ?? null;
}

/** The registry confirmed that nothing changed. */
export async function touchSynced(
  db: Queryable,
  registryId: number,
  name: string,
  now = new Date(),
): Promise<void> {
  await db.query({
    text: `update package_sync s set last_synced_at = $3, last_failed_at = null, last_failure = null
      from packages p where p.registry_id = $1 and p.name = $2 and s.registry_id = p.registry_id and s.package_id = p.id`,
    values: [registryId, name, now.toISOString()],
  });
}

/** An attempt failed; the facts stay as they are and say since when nothing newer is known. */
export async function noteFailure(
  db: Queryable,
  registryId: number,
  name: string,
  message: string,
  now = new Date(),
): Promise<void> {
  await db.query({
    text: `update package_sync s set last_failed_at = $3, last_failure = $4
      from packages p where p.registry_id = $1 and p.name = $2 and s.registry_id = p.registry_id and s.package_id = p.id`,
    values: [registryId, name, now.toISOString(), message.slice(0, 500)],
  });
}

/** The registry does not know this name. */
export async function noteAbsent(
  db: Queryable,
  registryId: number,
  name: string,
  now = new Date(),
): Promise<void> {
  await db.query({
    text: `insert into absent_packages (registry_id, name, checked_at) values ($1, $2, $3)
      on conflict (registry_id, name) do update set checked_at = excluded.checked_at`,
    values: [registryId, name, now.toISOString()],
  });
}

/** True when the registry said so within the last `maxAgeMs` milliseconds. */
export async function isAbsent(
  db: Queryable,
  registryId: number,
  name: string,
  maxAgeMs: number,
  now = new Date(),
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'is-absent',
    text: 'select 1 from absent_packages where registry_id = $1 and name = $2 and checked_at > $3',
    values: [registryId, name, new Date(now.getTime() - maxAgeMs).toISOString()],
  });
  return rowCount > 0;
}
