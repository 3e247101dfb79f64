/**
 * What answers say of limits: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers, structured fields of RFC
 * 9651), and the older `X-RateLimit-*`, of which Reset is a moment in seconds since 1970.
 */
import type { LimitPolicy } from '../../core/access.ts';
import { decimal } from '../../core/decimal.ts';
import { linesOf } from '../../core/header-lines.ts';
import { type Counters, DAY_MS, HOUR_MS, usedOf } from './counters.ts';

/** What stands for a limit that there is not: the largest number of nine digits. */
export const NO_LIMIT = 999_999_999;

const policyTexts = new WeakMap<LimitPolicy, string>();

/** Value of `RateLimit-Policy`: each limiter with its quota (q) and its window in seconds (w). */
function policyField(policy: LimitPolicy): string {
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
  const { toDay, toLeft, toEnd } = textsAt(now, hour.slot, day.slot);
  const hourLeft = remaining(hourly, hour, now, HOUR_MS);
  const left = decimal(hourLeft);
  if (daily === null) return `ratelimit: "hour";r=${left}${toLeft.hour}${left}${toEnd.hour}`;
  const dayLeft = remaining(daily, day, now, DAY_MS);
  const dayText = decimal(dayLeft);
  if (dayLeft < hourLeft)
    return `ratelimit: "hour";r=${left}${toDay}${dayText}${toLeft.day}${dayText}${toEnd.day}`;
  return `ratelimit: "hour";r=${left}${toDay}${dayText}${toLeft.day}${left}${toEnd.hour}`;
}

/** What stands between the numbers that are left: it says when the windows end. */
interface Texts {
  second: number;
  hourSlot: number;
  daySlot: number;
  /** From what is left of the hour to what is left of the day. */
  toDay: string;
  /** From the last of `RateLimit` to `X-RateLimit-Remaining`. */
  toLeft: { hour: string; day: string };
  toEnd: { hour: string; day: string };
}

let texts: Texts | null = null;

/** The same for nearly everybody within one second. */
function textsAt(now: number, hourSlot: number, daySlot: number): Texts {
  const second = Math.floor(now / 1000);
  if (texts !== null && texts.second === second && texts.hourSlot === hourSlot && texts.daySlot === daySlot)
    return texts;
  const hourEnd = (hourSlot + 1) * HOUR_MS;
  const dayEnd = (daySlot + 1) * DAY_MS;
  const toLeft = (end: number) => `;t=${secondsUntil(end, now)}\r\nx-ratelimit-remaining: `;
  const toEnd = (end: number) => `\r\nx-ratelimit-reset: ${Math.ceil(end / 1000)}\r\n`;
  texts = {
    second,
    hourSlot,
    daySlot,
    toDay: `;t=${secondsUntil(hourEnd, now)}, "day";r=`,
    toLeft: { hour: toLeft(hourEnd), day: toLeft(dayEnd) },
    toEnd: { hour: toEnd(hourEnd), day: toEnd(dayEnd) },
  };
  return texts;
}

/** Further lines for a key with a part of the quota of its own: its items of the two lists (RFC 9110, 5.3). */
export function keyLines(hourly: number, { hour }: Counters, now: number): string {
  const left = decimal(remaining(hourly, hour, now, HOUR_MS));
  const end = secondsUntil((hour.slot + 1) * HOUR_MS, now);
  return `ratelimit-policy: "key";q=${hourly};w=3600\r\nratelimit: "key";r=${left};t=${end}\r\n`;
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
