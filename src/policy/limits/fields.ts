/**
 * What answers say of limits: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers, structured fields of RFC
 * 9651), and the older `X-RateLimit-*`, of which Reset is a moment in seconds since 1970.
 */
import type { LimitPolicy } from '../../core/access.ts';
import { type Counters, DAY_MS, HOUR_MS, usedOf } from './counters.ts';

/** What stands for a limit that there is not: the largest number of nine digits. */
export const NO_LIMIT = 999_999_999;

const policyTexts = new WeakMap<LimitPolicy, string>();

/** Value of `RateLimit-Policy`: each limiter with its quota (q) and its window in seconds (w). */
export function policyField(policy: LimitPolicy): string {
  const known = policyTexts.get(policy);
  if (known !== undefined) return known;
  const { burst, hourly, daily, concurrency } = policy;
  const items: string[] = [];
  if (burst !== null) {
    items.push(
      `"burst";q=${Math.floor(burst.size)};w=${Math.max(1, Math.ceil(burst.size / burst.perSecond))}`,
    );
  }
  items.push(`"hour";q=${hourly ?? NO_LIMIT};w=3600`);
  if (daily !== null) items.push(`"day";q=${daily};w=86400`);
  if (concurrency !== null) items.push(`"concurrency";q=${concurrency};qu="concurrent-requests"`);
  const text = items.join(', ');
  policyTexts.set(policy, text);
  return text;
}

/** Header names and values in turn. The counters have been moved on to `now`. */
export function limitFields(policy: LimitPolicy, counters: Counters, cost: number, now: number): string[] {
  const { hourly, daily } = policy;
  const hourLeft = remaining(hourly, counters.hour, now, HOUR_MS);
  const hourEnd = (counters.hour.slot + 1) * HOUR_MS;
  let shown = hourLeft;
  let end = hourEnd;
  let text = `"hour";r=${hourLeft};t=${secondsUntil(hourEnd, now)}`;
  if (daily !== null) {
    const dayLeft = remaining(daily, counters.day, now, DAY_MS);
    const dayEnd = (counters.day.slot + 1) * DAY_MS;
    text += `, "day";r=${dayLeft};t=${secondsUntil(dayEnd, now)}`;
    if (dayLeft < hourLeft) {
      shown = dayLeft;
      end = dayEnd;
    }
  }
  return [
    'ratelimit-policy',
    policyField(policy),
    'ratelimit',
    text,
    'x-ratelimit-limit',
    `${hourly ?? NO_LIMIT}`,
    'x-ratelimit-remaining',
    `${shown}`,
    'x-ratelimit-reset',
    `${Math.ceil(end / 1000)}`,
    'x-ratelimit-tier',
    policy.name,
    'x-cost',
    `${cost}`,
  ];
}

/** Whole units that are left of a window; what there is no limit for is always left. */
export function remaining(
  limit: number | null,
  window: Counters['hour'],
  now: number,
  length: number,
): number {
  if (limit === null) return NO_LIMIT;
  return Math.max(0, Math.floor(limit - usedOf(window, now, length)));
}

export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}
