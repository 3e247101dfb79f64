import type { Queryable } from '../store/database.ts';

/** What decides whether, and how, a package is fetched. */
export interface SyncState {
  /** Deleted for good; never asked for again. */
  tombstoned: boolean;
  /** The registry did not know the name a moment ago. */
  absent: boolean;
  /** The package of this name, else the one that it was renamed to; null when there is neither. */
  stored: {
    name: string;
    status: string | null;
    lastSyncedAt: string;
    etag: string | null;
    lastModified: string | null;
  } | null;
}

/** How long a registry's "there is no such package" holds. */
export const ABSENT_MS = 10 * 60_000;

export async function loadSyncState(
  db: Queryable,
  registryId: number,
  name: string,
  now: Date,
): Promise<SyncState> {
  const { rows } = await db.query<SyncState>({
    name: 'sync-state',
    text: `select
        exists (select 1 from tombstones where registry_id = $1 and kind = 'package' and key = $2) as tombstoned,
        exists (select 1 from absent_packages where registry_id = $1 and name = $2 and checked_at > $3) as absent,
        (
          select json_build_object('name', p.name, 'status', p.status, 'etag', s.etag, 'lastModified', s.last_modified,
            'lastSyncedAt', to_char(s.last_synced_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          from packages p join package_sync s on s.registry_id = p.registry_id and s.package_id = p.id
          where p.registry_id = $1 and (p.name = $2 or p.id = (
            select package_id from package_aliases where registry_id = $1 and name = $2
          ))
          order by (p.name = $2 and p.status is distinct from 'removed') desc, (p.name <> $2) desc limit 1
        ) as stored`,
    values: [registryId, name, new Date(now.getTime() - ABSENT_MS).toISOString()],
  });
  return rows[0] as SyncState;
}
