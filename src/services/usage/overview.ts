/** What an account, or another subject, has used: for its dashboard and for whoever asks for it as JSON or CSV. */
import { LATENCY_BOUNDS_MS, percentile } from '../../core/histogram.ts';
import type { HintCode } from '../../core/usage.ts';
import type { Queryable } from '../../store/database.ts';
import { readUsage, readWaste, type UsageOwner, type UsagePoint, type UsageSums } from '../../store/usage.ts';

export interface Period {
  from: Date;
  /** Not included. */
  to: Date;
  by: 'hour' | 'day';
}

export interface UsageOverview extends Period {
  /** One for each hour or day of the period, also of those in which nothing was asked. */
  points: UsagePoint[];
  /** By operation, most requests first; `*` stands for requests of which no trace is kept. */
  routes: NamedSums[];
  /** By number of the key as a text, `0` for requests without one. */
  keys: NamedSums[];
  totals: UsageSums;
  /** Requests that need not have been made, the most wasteful first. */
  waste: { code: HintCode; requests: number }[];
}

export interface NamedSums extends UsageSums {
  name: string;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Operations times hours of the longest period by hours. */
const MANY = 1_000_000;

/** The last hours by hour, or days by day, up to the end of the running one. */
export function lastPeriod(count: number, by: 'hour' | 'day', now: Date): Period {
  const step = by === 'hour' ? HOUR_MS : DAY_MS;
  const to = (Math.floor(now.getTime() / step) + 1) * step;
  return { from: new Date(to - count * step), to: new Date(to), by };
}

export async function usageOverview(
  db: Queryable,
  owner: UsageOwner,
  period: Period,
): Promise<UsageOverview> {
  const read = (group: 'route' | 'key' | null) =>
    readUsage(db, owner, { ...period, by: group === null ? period.by : 'day', group, limit: MANY });
  const [points, routes, keys, waste] = await Promise.all([
    read(null),
    read('route'),
    read('key'),
    readWaste(db, owner, period),
  ]);
  return {
    ...period,
    points: withEmpty(points, period),
    routes: byName(routes),
    keys: byName(keys),
    totals: addUp(points),
    waste: waste as UsageOverview['waste'],
  };
}

export function addUp(points: readonly UsageSums[]): UsageSums {
  const sums = nothing();
  for (const point of points) {
    for (const field of COUNTS) sums[field] += point[field];
    for (const [bucket, n] of point.latency.entries()) sums.latency[bucket] = (sums.latency[bucket] ?? 0) + n;
  }
  return sums;
}

const COUNTS = [
  'requests',
  'cost',
  'bytes',
  'hits',
  'notModified',
  'misses',
  'clientErrors',
  'serverErrors',
] as const satisfies readonly (keyof UsageSums)[];

function nothing(): UsageSums {
  const latency: number[] = [];
  return {
    requests: 0,
    cost: 0,
    bytes: 0,
    hits: 0,
    notModified: 0,
    misses: 0,
    clientErrors: 0,
    serverErrors: 0,
    latency,
  };
}

function byName(points: readonly UsagePoint[]): NamedSums[] {
  const groups = new Map<string, UsagePoint[]>();
  for (const point of points) {
    const name = point.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  return [...groups]
    .map(([name, of]) => ({ name, ...addUp(of) }))
    .sort((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1));
}

function withEmpty(points: readonly UsagePoint[], { from, to, by }: Period): UsagePoint[] {
  const step = by === 'hour' ? HOUR_MS : DAY_MS;
  const known = new Map(points.map(point => [Date.parse(point.at), point]));
  const all: UsagePoint[] = [];
  for (let at = Math.floor(from.getTime() / step) * step; at < to.getTime(); at += step) {
    all.push(known.get(at) ?? { at: new Date(at).toISOString(), group: null, ...nothing() });
  }
  return all;
}

/** Milliseconds, rounded to a tenth; null where there was no request. */
export function latencyOf(counts: readonly number[], share: number): number | null {
  const value = percentile(LATENCY_BOUNDS_MS, counts, share);
  return value === null ? null : Number(value.toFixed(1));
}
