/**
 * What answers say of limits: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers, structured fields of RFC
 * 9651), and the older `X-RateLimit-*`, of which Reset is a moment in seconds since 1970.
 */
import type { LimitPolicy } from '../../core/access.ts';
import { fieldsOfLines, linesOf } from '../../core/header-lines.ts';
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

/** Of one policy by cost: the lines that say nothing of what is left. */
const fixedTexts = new WeakMap<LimitPolicy, Map<number, string>>();
/** Costs of answers are few; of what asks for many at once there could be any. */
const MOST_COSTS = 500;

/** Header lines that are the same as long as limits and cost are; each ends with CRLF. */
export function fixedLines(policy: LimitPolicy, cost: number): string {
  let byCost = fixedTexts.get(policy);
  if (byCost === undefined) {
    byCost = new Map();
    fixedTexts.set(policy, byCost);
  }
  let text = byCost.get(cost);
  if (text === undefined) {
    text = linesOf([
      'ratelimit-policy',
      policyField(policy),
      'x-ratelimit-limit',
      String(policy.hourly ?? NO_LIMIT),
      'x-ratelimit-tier',
      policy.name,
      'x-cost',
      String(cost),
    ]);
    if (byCost.size >= MOST_COSTS) byCost.clear();
    byCost.set(cost, text);
  }
  return text;
}

/** Header lines of what is left, each ended with CRLF. The counters have been moved on to `now`. */
export function movingLines({ hourly, daily }: LimitPolicy, { hour, day }: Counters, now: number): string {
  const hourLeft = remaining(hourly, hour, now, HOUR_MS);
  const hourEnd = endOf(hourEnds, hour.slot, now);
  if (daily === null) return lines(`"hour";r=${hourLeft}${hourEnd.seconds}`, hourLeft, hourEnd);
  const dayLeft = remaining(daily, day, now, DAY_MS);
  const dayEnd = endOf(dayEnds, day.slot, now);
  const field = `"hour";r=${hourLeft}${hourEnd.seconds}, "day";r=${dayLeft}${dayEnd.seconds}`;
  return dayLeft < hourLeft ? lines(field, dayLeft, dayEnd) : lines(field, hourLeft, hourEnd);
}

const lines = (field: string, left: number, { reset }: End) =>
  `ratelimit: ${field}\r\nx-ratelimit-remaining: ${left}\r\n${reset}`;

/** When a window ends, as it is said within one second: for most subjects that is the same window. */
interface End {
  length: number;
  slot: number;
  second: number;
  /** Parameter of a field. */
  seconds: string;
  /** A line. */
  reset: string;
}

const hourEnds: End = { length: HOUR_MS, slot: -1, second: -1, seconds: '', reset: '' };
const dayEnds: End = { length: DAY_MS, slot: -1, second: -1, seconds: '', reset: '' };

function endOf(known: End, slot: number, now: number): End {
  const second = Math.floor(now / 1000);
  if (known.slot === slot && known.second === second) return known;
  const end = (slot + 1) * known.length;
  known.slot = slot;
  known.second = second;
  known.seconds = `;t=${secondsUntil(end, now)}`;
  known.reset = `x-ratelimit-reset: ${Math.ceil(end / 1000)}\r\n`;
  return known;
}

/** Header names and values in turn. The counters have been moved on to `now`. */
export function limitFields(policy: LimitPolicy, counters: Counters, cost: number, now: number): string[] {
  return fieldsOfLines(fixedLines(policy, cost) + movingLines(policy, counters, now));
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
