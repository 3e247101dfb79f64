/** What is done to usage as it ages: totals by day, addresses shortened after a day and given up after a month. */
import type { Database, Queryable } from './database.ts';

/** What a prefix becomes: /24 of IPv4, /48 of IPv6. Other subjects stay what they are. */
const SHORTENED = `case
    when subject ~ '^prefix:[0-9.]+(/[0-9]+)?$'
      then 'prefix:' || network(set_masklen(substr(subject, 8)::inet, least(24, masklen(substr(subject, 8)::inet))))
    when subject ~ '^prefix:[0-9a-f:]+(/[0-9]+)?$'
      then 'prefix:' || network(set_masklen(substr(subject, 8)::inet, least(48, masklen(substr(subject, 8)::inet))))
    else subject end`;

/**
 * Sums up days from the hours, anew for those that have any: however often, with the same result. Days whose subjects were
 * given up are left as they are.
 *
 * @param from beginning of the first day.
 */
export async function sumUpDays(db: Queryable, from: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `insert into usage_totals as t (day, tier, subjects, requests, cost, bytes, hits, not_modified, misses,
          client_errors, server_errors, latency)
        select (date_trunc('day', hour, 'UTC') at time zone 'UTC')::date, tier, count(distinct ${SHORTENED}), sum(requests),
          sum(cost), sum(bytes),
          coalesce(sum(requests) filter (where cache = 'hit'), 0), coalesce(sum(requests) filter (where cache = '304'), 0),
          coalesce(sum(requests) filter (where cache = 'miss'), 0),
          coalesce(sum(requests) filter (where status_class = 4), 0),
          coalesce(sum(requests) filter (where status_class = 5), 0), sum_counts(latency)
        from usage_hourly where hour >= date_trunc('day', $1::timestamptz, 'UTC')
        group by 1, 2
      on conflict (day, tier) do update set subjects = excluded.subjects, requests = excluded.requests,
        cost = excluded.cost, bytes = excluded.bytes, hits = excluded.hits, not_modified = excluded.not_modified,
        misses = excluded.misses, client_errors = excluded.client_errors, server_errors = excluded.server_errors,
        latency = excluded.latency`,
    values: [from],
  });
  return rowCount;
}

/** Shortens the addresses in hours that ended before. @returns how many rows were rewritten. */
export async function shortenAddresses(db: Database, before: Date): Promise<number> {
  const which = `subject like 'prefix:%' and subject <> ${SHORTENED}`;
  return rename(db, { usage: SHORTENED, waste: SHORTENED, which }, before);
}

/** Hours that ended before keep no addresses and no repositories: only what their tier did. @returns how many rows went. */
export async function giveUpSubjects(db: Database, before: Date): Promise<number> {
  const which = `account_id is null and subject not like 'tier:%'`;
  return rename(db, { usage: `'tier:' || tier`, waste: null, which }, before);
}

interface Renaming {
  /** SQL of the new subject; of waste null where it goes altogether. */
  usage: string;
  waste: string | null;
  /** SQL of which rows. */
  which: string;
}

/** Rows of a new name are added to what stands there under it. */
async function rename(db: Database, { usage, waste, which }: Renaming, before: Date): Promise<number> {
  const old = `${which} and hour <= $1::timestamptz - interval '1 hour'`;
  return db.transaction(async tx => {
    await tx.query({
      text:
        waste === null
          ? `delete from usage_waste where ${old}`
          : `with old as (delete from usage_waste where ${old} returning *, ${waste} as name)
            insert into usage_waste as w (hour, subject, account_id, code, requests)
            select hour, name, null, code, sum(requests) from old group by 1, 2, 4
            on conflict (subject, hour, code) do update set requests = w.requests + excluded.requests`,
      values: [before],
    });
    const { rows } = await tx.query<{ count: number }>({
      text: `with old as (delete from usage_hourly where ${old} returning *, ${usage} as name),
        added as (
          insert into usage_hourly as u (hour, subject, account_id, key_id, tier, route_class, status_class, cache,
            requests, cost, bytes, latency)
          select hour, name, null, key_id, tier, route_class, status_class, cache, sum(requests), sum(cost), sum(bytes),
            sum_counts(latency)
          from old group by 1, 2, 4, 5, 6, 7, 8
          on conflict (subject, hour, key_id, tier, route_class, status_class, cache) do update set
            requests = u.requests + excluded.requests, cost = u.cost + excluded.cost, bytes = u.bytes + excluded.bytes,
            latency = add_counts(u.latency, excluded.latency)
        )
        select count(*) as count from old`,
      values: [before],
    });
    return rows[0]?.count ?? 0;
  });
}

const DAY_MS = 86_400_000;
const SHORTEN_MS = DAY_MS;
const GIVE_UP_MS = 30 * DAY_MS;

/** All of it, as is done every hour. Days are added up before anything of them is shortened or given up. */
export async function sumUpUsage(db: Database, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await sumUpDays(db, ago(2 * DAY_MS));
  await shortenAddresses(db, ago(SHORTEN_MS));
  await giveUpSubjects(db, ago(GIVE_UP_MS));
  await forgetWriters(db, ago(7 * DAY_MS));
}

/** Processes that ended long ago. */
export async function forgetWriters(db: Queryable, before: Date): Promise<void> {
  await db.query({ text: 'delete from usage_writers where at < $1', values: [before] });
}
