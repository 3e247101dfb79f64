/**
 * Sweeps: bounded batches of sync jobs for what no feed announces. Each works on one registry and asks for no more than
 * the registry's own budget can serve until the next sweep.
 */
import type { FollowMode } from '../core/settings.ts';
import type { Database } from '../store/database.ts';
import { setRegistryFact } from '../store/registries.ts';
import type { JobRequest, Queue } from './jobs.ts';
import type { SyncRegistry } from './registries.ts';
import { syncJob } from './sync-job.ts';

export interface SweepDeps {
  db: Database;
  queue: Queue;
  follow: Readonly<Record<string, FollowMode>>;
  now?: () => Date;
}

export const STATUS_TASK = 'check-status';

const DAY_MS = 86_400_000;
/** Facts older than this are looked at again. */
export const STALE_DAYS = 30;
/** A package whose last attempts failed is left alone for so long. */
export const FAILED_DAYS = 7;
/** A name that the registry did not know is asked for again after so long. */
const ABSENT_DAYS = 7;
/** Every package is checked for its existence once in so long. */
const STATUS_DAYS = 7;
/** No sweep makes more jobs than this, whatever the budget. */
const MOST = 1_000;

/** Half of the requests that the registry's budget allows in the time, the other half being for feeds and people. */
export function capacity(registry: SyncRegistry, seconds: number): number {
  return Math.max(1, Math.min(MOST, Math.floor(((registry.requestsPerSecond ?? 10) * seconds) / 2)));
}

export const isAsked = (registry: SyncRegistry) => registry.definition.connector.mode === 'package';
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();

/**
 * Packages whose facts are older than 30 days, the oldest first.
 *
 * @param seconds time until the next sweep.
 * @returns how many jobs were asked for.
 */
export async function sweepLeastRecent(
  deps: SweepDeps,
  registry: SyncRegistry,
  seconds: number,
): Promise<number> {
  if (!isAsked(registry)) return 0;
  const now = deps.now?.() ?? new Date();
  const { rows } = await deps.db.query<{ name: string }>({
    text: `select p.name from package_sync s join packages p on p.registry_id = s.registry_id and p.id = s.package_id
      where s.registry_id = $1 and s.last_synced_at < $2 and (s.last_failed_at is null or s.last_failed_at < $3)
        and p.status is distinct from 'removed'
      order by s.last_synced_at limit $4`,
    values: [registry.id, daysAgo(now, STALE_DAYS), daysAgo(now, FAILED_DAYS), capacity(registry, seconds)],
  });
  return deps.queue.enqueue(rows.map(({ name }) => syncJob(registry.name, name, 'backfill')));
}

/** Names that others depend on and that are not indexed, the most wanted first; only where the whole registry is followed. */
export async function sweepMissing(
  deps: SweepDeps,
  registry: SyncRegistry,
  seconds: number,
): Promise<number> {
  if (!isAsked(registry) || deps.follow[registry.name] !== 'all') return 0;
  const now = deps.now?.() ?? new Date();
  const { names } = registry.definition;
  const { rows } = await deps.db.query<{ name: string }>({
    text: `select n.name from package_usage u join package_names n on n.registry_id = u.registry_id and n.id = u.package_id
      where u.registry_id = $1 and not u.indexed
        and not exists (select 1 from absent_packages a where a.registry_id = $1 and a.name = n.name and a.checked_at > $2)
        and not exists (select 1 from tombstones t where t.registry_id = $1 and t.kind = 'package' and t.key = n.name)
      order by u.dependent_packages_count desc, u.package_id limit $3`,
    values: [registry.id, daysAgo(now, ABSENT_DAYS), capacity(registry, seconds)],
  });
  const usable = rows.filter(({ name }) => names.problem(names.normalise(name)) === null);
  return deps.queue.enqueue(usable.map(({ name }) => syncJob(registry.name, name, 'backfill')));
}

export function statusJob(registryName: string, name: string): JobRequest {
  return {
    task: STATUS_TASK,
    key: `${STATUS_TASK}:${registryName}:${name}`,
    lane: 'backfill',
    payload: { registry: registryName, name },
  };
}

/**
 * The next packages of a walk through the whole registry that takes a week or longer; each is checked for whether it is
 * still there. The walk's position is kept with the jobs in one transaction.
 */
export async function sweepStatuses(
  deps: SweepDeps,
  registry: SyncRegistry,
  seconds: number,
): Promise<number> {
  if (!isAsked(registry)) return 0;
  const now = deps.now?.() ?? new Date();
  return deps.db.transaction(async tx => {
    const { rows: known } = await tx.query<{
      position: string | null;
      began: string | null;
      packages: number;
    }>({
      text: `select f.position, f.detail ->> 'began' as began,
          (select coalesce(sum(packages_count), 0)::int from registry_counts where registry_id = $1) as packages
        from (select 1) one left join registry_facts f on f.registry_id = $1 and f.field = 'status-checks'`,
      values: [registry.id],
    });
    const { position, began, packages } = known[0] ?? { position: null, began: null, packages: 0 };
    const isNew = position === null || position === 'end';
    if (position === 'end' && began && began > daysAgo(now, STATUS_DAYS)) return 0;
    const share = Math.ceil((packages * seconds) / (STATUS_DAYS * 86_400));
    const limit = Math.min(capacity(registry, seconds), Math.max(share, 10));
    const { rows } = await tx.query<{ id: number; name: string }>({
      text: 'select id, name from packages where registry_id = $1 and id > $2 order by id limit $3',
      values: [registry.id, isNew ? 0 : Number(position), limit],
    });
    const last = rows[rows.length - 1];
    await setRegistryFact(tx, registry.id, 'status-checks', {
      asOf: now,
      position: last && rows.length === limit ? String(last.id) : 'end',
      detail: { began: isNew || !began ? now.toISOString() : began },
    });
    return deps.queue.enqueue(
      rows.map(({ name }) => statusJob(registry.name, name)),
      tx,
    );
  });
}
