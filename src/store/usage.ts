/** Requests that were answered, by hour: added to by every server, read by whom they are about. */
import type { CacheOutcome } from '../core/usage.ts';
import type { Database, Queryable } from './database.ts';

export interface UsageRow {
  /** Its beginning, in milliseconds since the epoch. */
  hour: number;
  subject: string;
  accountId: number | null;
  /** 0: none. */
  keyId: number;
  tier: string;
  routeClass: string;
  statusClass: number;
  cache: CacheOutcome;
  requests: number;
  cost: number;
  bytes: number;
  /** Over LATENCY_BOUNDS_MS. */
  latency: number[];
}

export interface WasteRow {
  hour: number;
  subject: string;
  accountId: number | null;
  code: string;
  requests: number;
}

export interface UsageBatch {
  /** Numbers of one writer only grow. */
  number: number;
  usage: UsageRow[];
  waste: WasteRow[];
}

/**
 * Adds a batch, all of it or nothing. A batch that this writer has added already, because its commit was lost sight of, is
 * not added again.
 *
 * @param writer UUID of the process.
 * @returns false where it had been added before.
 */
export async function addUsage(db: Database, writer: string, batch: UsageBatch): Promise<boolean> {
  return db.transaction(async tx => {
    const { rowCount } = await tx.query({
      name: 'usage-batch',
      text: `insert into usage_writers as w (writer, batch) values ($1, $2)
        on conflict (writer) do update set batch = $2, at = now() where w.batch < $2`,
      values: [writer, batch.number],
    });
    if (rowCount === 0) return false;
    // All writers lock rows in one order.
    const usage = [...batch.usage].sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
    await tx.query({
      name: 'add-usage',
      text: `insert into usage_hourly as u (hour, subject, account_id, key_id, tier, route_class, status_class, cache,
            requests, cost, bytes, latency)
          select to_timestamp(hour / 1000), subject, "accountId", "keyId", tier, "routeClass", "statusClass", cache,
            requests, cost, bytes, latency
          from json_to_recordset($1::json) as r (hour bigint, subject text, "accountId" integer, "keyId" integer,
            tier text, "routeClass" text, "statusClass" smallint, cache text, requests bigint, cost bigint,
            bytes bigint, latency bigint[])
        on conflict (subject, hour, key_id, tier, route_class, status_class, cache) do update set
          requests = u.requests + excluded.requests, cost = u.cost + excluded.cost, bytes = u.bytes + excluded.bytes,
          latency = add_counts(u.latency, excluded.latency)`,
      values: [JSON.stringify(usage)],
    });
    const waste = [...batch.waste].sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
    if (waste.length === 0) return true;
    await tx.query({
      name: 'add-waste',
      text: `insert into usage_waste as w (hour, subject, account_id, code, requests)
          select to_timestamp(hour / 1000), subject, "accountId", code, requests
          from json_to_recordset($1::json)
            as r (hour bigint, subject text, "accountId" integer, code text, requests bigint)
        on conflict (subject, hour, code) do update set requests = w.requests + excluded.requests`,
      values: [JSON.stringify(waste)],
    });
    return true;
  });
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function keyOf(row: UsageRow | WasteRow): string {
  const rest = 'code' in row ? [row.code] : [row.keyId, row.tier, row.routeClass, row.statusClass, row.cache];
  return [row.subject, row.hour, ...rest].join('\n');
}

/** Whose usage: an account with all its keys, or another subject. */
export type UsageOwner = { accountId: number } | { subject: string };

export const USAGE_GROUPS = ['route', 'key', 'status', 'cache'] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

export interface UsageQuery {
  from: Date;
  /** Not included. */
  to: Date;
  by: 'hour' | 'day';
  group: UsageGroup | null;
  /** Rows at most. */
  limit: number;
}

export interface UsageSums {
  requests: number;
  cost: number;
  bytes: number;
  hits: number;
  notModified: number;
  misses: number;
  clientErrors: number;
  serverErrors: number;
  latency: number[];
}

export interface UsagePoint extends UsageSums {
  /** Beginning of the hour or of the day in UTC. */
  at: string;
  /** Operation, number of the key, class of the status (`2xx`) or of the cache; null where nothing was grouped. */
  group: string | null;
}

const SUMS = `sum(requests)::bigint as requests, sum(cost)::bigint as cost, sum(bytes)::bigint as bytes,
  coalesce(sum(requests) filter (where cache = 'hit'), 0)::bigint as hits,
  coalesce(sum(requests) filter (where cache = '304'), 0)::bigint as "notModified",
  coalesce(sum(requests) filter (where cache = 'miss'), 0)::bigint as misses,
  coalesce(sum(requests) filter (where status_class = 4), 0)::bigint as "clientErrors",
  coalesce(sum(requests) filter (where status_class = 5), 0)::bigint as "serverErrors",
  sum_counts(latency) as latency`;

const GROUP_COLUMNS: Record<UsageGroup, string> = {
  route: 'route_class',
  key: 'key_id::text',
  status: `status_class || 'xx'`,
  cache: 'cache',
};

/** Oldest first. Sums of exactly what the table holds of this owner in hours that begin in the range. */
export async function readUsage(db: Queryable, owner: UsageOwner, query: UsageQuery): Promise<UsagePoint[]> {
  const group = query.group === null ? 'null::text' : GROUP_COLUMNS[query.group];
  const { rows } = await db.query<UsagePoint>({
    name: `read-usage-${'accountId' in owner ? 'account' : 'subject'}-${query.by}-${query.group ?? 'all'}`,
    text: `select date_trunc('${query.by === 'day' ? 'day' : 'hour'}', hour, 'UTC') as at, ${group} as "group", ${SUMS}
      from usage_hourly
      where ${'accountId' in owner ? 'account_id' : 'subject'} = $1 and hour >= $2 and hour < $3
      group by 1, 2 order by 1, 2 limit $4`,
    values: ['accountId' in owner ? owner.accountId : owner.subject, query.from, query.to, query.limit],
  });
  return rows.map(withNumbers);
}

/** Arrays of bigint arrive as texts. */
function withNumbers<T extends { latency: number[] }>(row: T): T {
  return { ...row, latency: row.latency.map(Number) };
}

/** By code, the most wasteful first. */
export async function readWaste(
  db: Queryable,
  owner: UsageOwner,
  range: { from: Date; to: Date },
): Promise<{ code: string; requests: number }[]> {
  const { rows } = await db.query<{ code: string; requests: number }>({
    name: `read-waste-${'accountId' in owner ? 'account' : 'subject'}`,
    text: `select code, sum(requests)::bigint as requests from usage_waste
      where ${'accountId' in owner ? 'account_id' : 'subject'} = $1 and hour >= $2 and hour < $3
      group by 1 order by 2 desc, 1`,
    values: ['accountId' in owner ? owner.accountId : owner.subject, range.from, range.to],
  });
  return rows;
}

export interface TierDay extends UsageSums {
  /** `YYYY-MM-DD` */
  day: string;
  tier: string;
  /** At least so many different askers. */
  subjects: number;
}

/**
 * Days and tiers of which at least so many subjects make up the sums; what is left out is only counted.
 *
 * @param from the first day; `to` is not included.
 */
export async function readTotals(
  db: Queryable,
  range: { from: Date; to: Date },
  leastSubjects: number,
): Promise<{ days: TierDay[]; withheld: number }> {
  const { rows } = await db.query<TierDay>({
    name: 'read-usage-totals',
    text: `select day, tier, subjects, requests, cost, bytes, hits, not_modified as "notModified", misses,
        client_errors as "clientErrors", server_errors as "serverErrors", latency
      from usage_totals where day >= ($1::timestamptz at time zone 'UTC')::date
        and day < ($2::timestamptz at time zone 'UTC')::date
      order by day, tier`,
    values: [range.from, range.to],
  });
  const days = rows.filter(row => row.subjects >= leastSubjects).map(withNumbers);
  return { days, withheld: rows.length - days.length };
}
