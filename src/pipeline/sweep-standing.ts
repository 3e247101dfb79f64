/** Sweeps that look at where packages and registries stand: what is used most, and what has been left behind most. */
import type { SyncRegistry } from './registries.ts';
import { capacity, FAILED_DAYS, isAsked, STALE_DAYS, type SweepDeps } from './sweeps.ts';
import { syncJob } from './sync-job.ts';

/** Average rank, in percent of the registry, up to which a package is among the most used. */
const TOP_RANK = 2;
const TOP_HOURS = 12;
/** Jobs of one run for one registry. */
const TOP_MOST = 500;
/** Of the packages of a registry. */
const WORST_SHARE = 0.01;
/** Old facts are counted up to here: a registry with more of them is bad enough. */
const COUNTED = 200_000;

const HOUR_MS = 3_600_000;
const before = (now: Date, hours: number) => new Date(now.getTime() - hours * HOUR_MS).toISOString();

/**
 * The most used packages of a registry whose facts are older than 12 hours, the oldest first.
 *
 * @param seconds time until the next sweep.
 * @returns how many jobs were asked for.
 */
export async function sweepTop(deps: SweepDeps, registry: SyncRegistry, seconds: number): Promise<number> {
  if (!isAsked(registry)) return 0;
  const now = deps.now?.() ?? new Date();
  const { rows } = await deps.db.query<{ name: string }>({
    text: `select p.name from package_usage u
      join package_sync s on s.registry_id = u.registry_id and s.package_id = u.package_id
      join packages p on p.registry_id = u.registry_id and p.id = u.package_id
      where u.registry_id = $1 and u.indexed and u.rank_average <= $2 and s.last_synced_at < $3
        and (s.last_failed_at is null or s.last_failed_at < $3) and p.status is distinct from 'removed'
      order by s.last_synced_at, p.id limit $4`,
    values: [registry.id, TOP_RANK, before(now, TOP_HOURS), Math.min(TOP_MOST, capacity(registry, seconds))],
  });
  return deps.queue.enqueue(rows.map(({ name }) => syncJob(registry.name, name, 'backfill')));
}

/**
 * The oldest hundredth of the registry with the largest share of facts that are older than 30 days. Where several are
 * equally bad, the larger one.
 *
 * @returns the registry, and how many jobs were asked for; null when no facts are old.
 */
export async function sweepWorst(
  deps: SweepDeps,
  registries: readonly SyncRegistry[],
  seconds: number,
): Promise<{ registry: string; jobs: number } | null> {
  const asked = registries.filter(isAsked);
  const now = deps.now?.() ?? new Date();
  const stale = before(now, STALE_DAYS * 24);
  const failed = before(now, FAILED_DAYS * 24);
  const { rows } = await deps.db.query<{ id: number; packages: number }>({
    text: `select r.id, c.packages from unnest($1::int[]) as r (id)
      cross join lateral (
        select coalesce(sum(packages_count), 0)::float8 as packages from registry_counts where registry_id = r.id
      ) c
      cross join lateral (
        select count(*)::float8 as old from (
          select from package_sync s join packages p on p.registry_id = s.registry_id and p.id = s.package_id
          where s.registry_id = r.id and s.last_synced_at < $2 and p.status is distinct from 'removed'
            and (s.last_failed_at is null or s.last_failed_at < $3) limit $4
        ) few
      ) s
      where s.old > 0 order by s.old / greatest(c.packages, 1) desc, c.packages desc, r.id limit 1`,
    values: [asked.map(of => of.id), stale, failed, COUNTED],
  });
  const worst = asked.find(of => of.id === rows[0]?.id);
  if (!worst) return null;
  const share = Math.max(1, Math.ceil((rows[0]?.packages ?? 0) * WORST_SHARE));
  const { rows: oldest } = await deps.db.query<{ name: string }>({
    text: `select p.name from package_sync s join packages p on p.registry_id = s.registry_id and p.id = s.package_id
      where s.registry_id = $1 and s.last_synced_at < $2 and (s.last_failed_at is null or s.last_failed_at < $3)
        and p.status is distinct from 'removed'
      order by s.last_synced_at limit $4`,
    values: [worst.id, stale, failed, Math.min(share, capacity(worst, seconds))],
  });
  const jobs = await deps.queue.enqueue(oldest.map(({ name }) => syncJob(worst.name, name, 'backfill')));
  return { registry: worst.name, jobs };
}
