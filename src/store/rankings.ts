import type { Queryable } from './database.ts';
import { setRegistryFact } from './registries.ts';

/** Registries with fewer packages have no critical ones (services.md 1). */
export const CRITICAL_MIN_PACKAGES = 4_000;
/** Critical packages together have this share of the registry's use. */
const CRITICAL_SHARE = 0.8;

/**
 * Recomputes the ranks of every package of a registry. For each metric that is known,
 * `rank = packages of the registry (active, metric higher than mine) / packages_count × 100`; `rank_average` is the mean of
 * the known ones, or 100 where every known metric is null or zero. Lower is better. Formula: services.md 1, load_rankings.
 */
export async function updateRankings(db: Queryable, registryId: number, now = new Date()): Promise<void> {
  await db.query({
    text: `with total as (
        select greatest(count(*), 1)::double precision as packages from package_usage where registry_id = $1 and indexed
      ), above as (
        select u.package_id, u.downloads, u.dependent_packages_count as dependents,
          count(*) filter (where u.active) over (order by u.downloads desc nulls last groups between unbounded preceding and 1 preceding) as by_downloads,
          count(*) filter (where u.active) over (order by u.dependent_packages_count desc groups between unbounded preceding and 1 preceding) as by_dependents
        from package_usage u where u.registry_id = $1 and u.indexed
      ), ranks as (
        select package_id,
          case when downloads is not null then (by_downloads / packages * 100)::real end as downloads,
          (by_dependents / packages * 100)::real as dependents,
          coalesce(downloads, 0) = 0 and dependents = 0 as unused
        from above, total
      )
      update package_usage u set rank_downloads = r.downloads, rank_dependent_packages = r.dependents,
        rank_average = case
          when r.unused then 100
          when r.downloads is null then r.dependents
          else (r.downloads + r.dependents) / 2 end
      from ranks r
      where u.registry_id = $1 and u.package_id = r.package_id
        and (u.rank_downloads, u.rank_dependent_packages, u.rank_average) is distinct from (r.downloads, r.dependents, case
          when r.unused then 100
          when r.downloads is null then r.dependents
          else (r.downloads + r.dependents) / 2 end)`,
    values: [registryId],
  });
  const { rows } = await db.query<{ downloads: number }>({
    text: `select coalesce(sum(downloads), 0)::bigint as downloads from package_usage where registry_id = $1 and indexed`,
    values: [registryId],
  });
  await setRegistryFact(db, registryId, 'rankings', { asOf: now, detail: { downloads: rows[0]!.downloads } });
}

/**
 * Marks the critical packages of a registry: the most used active packages that together have 80 % of all use, the one that
 * crosses the line included. Use is downloads where the registry tells them, else dependent packages. Only registries with
 * at least 4,000 packages have any. Formula: services.md 1, find_critical_packages.
 *
 * @returns how many packages are critical now.
 */
export async function updateCritical(db: Queryable, registryId: number, now = new Date()): Promise<number> {
  const { rows } = await db.query<{ critical: number; metric: string }>({
    text: `with registry as (
        select count(*) as packages, coalesce(sum(downloads), 0) > 0 as has_downloads
        from package_usage where registry_id = $1 and indexed
      ), used as (
        select u.package_id, case when r.has_downloads then coalesce(u.downloads, 0) else u.dependent_packages_count end as used
        from package_usage u, registry r where u.registry_id = $1 and u.indexed and u.active and r.packages >= $2
      ), running as (
        select package_id, used, sum(used) over () as total,
          sum(used) over (order by used desc, package_id rows between unbounded preceding and 1 preceding) as before
        from used where used > 0
      ), chosen as (
        select package_id from running where coalesce(before, 0) <= total * $3
      ), changed as (
        update package_usage u set critical = not u.critical
        from package_usage o left join chosen c using (package_id)
        where u.registry_id = $1 and o.registry_id = $1 and o.package_id = u.package_id
          and o.critical is distinct from (c.package_id is not null)
      )
      select (select count(*) from chosen) as critical, case when has_downloads then 'downloads' else 'dependent_packages' end as metric
      from registry`,
    values: [registryId, CRITICAL_MIN_PACKAGES, CRITICAL_SHARE],
  });
  const { critical, metric } = rows[0]!;
  await setRegistryFact(db, registryId, 'critical', { asOf: now, detail: { packages: critical, metric } });
  return critical;
}
