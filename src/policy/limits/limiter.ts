/**
 * Three limiters at once: GCRA for bursts (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm), sliding-window counters for the
 * hour and the day, and requests that run at the same time. A denied request takes nothing of any of them.
 */
import type { LimitPolicy } from '../../core/access.ts';
import type { LimiterName } from '../../core/limits.ts';
import {
  addTo,
  advance,
  aheadOf,
  type Counters,
  DAY_MS,
  HOUR_MS,
  runningOf,
  untilFits,
  usedOf,
} from './counters.ts';

export interface Refusal {
  violated: LimiterName[];
  /** Milliseconds; Infinity where the request is larger than a limit. */
  waitMs: number;
}

/** What is asked of a subject's counters, under which limits. */
export interface Asked {
  counters: Counters;
  policy: LimitPolicy;
  /** Counters of the key, where it has a part of the quota of its own. */
  key: Counters | null;
  keyHourly: number | null;
}

/** How long a request that runs longer than others is guessed to go on. */
const CONCURRENCY_WAIT_MS = 1_000;

/** Milliseconds between two requests of a steady stream, and by how much a burst may be ahead of it. */
export function interval({ perSecond }: { perSecond: number }): number {
  return 1000 / perSecond;
}

/**
 * Takes units and one request, or nothing at all.
 *
 * @returns null when it was taken.
 */
export function takeFrom(
  { counters, policy, key, keyHourly }: Asked,
  cost: number,
  now: number,
): Refusal | null {
  advance(counters, now);
  if (key !== null) advance(key, now);
  const { burst, hourly, daily, concurrency } = policy;
  let arrival = 0;
  let step = 0;
  if (burst !== null) {
    step = 1000 / burst.perSecond;
    arrival = now + aheadOf(counters, step, now) + step;
  }
  if (
    // Half a microsecond for the rounding of sums.
    (burst !== null && arrival - now > step * burst.size + 0.0005) ||
    (hourly !== null && usedOf(counters.hour, now, HOUR_MS) + cost > hourly) ||
    (daily !== null && usedOf(counters.day, now, DAY_MS) + cost > daily) ||
    (concurrency !== null && runningOf(counters, now) >= concurrency) ||
    (key !== null && keyHourly !== null && usedOf(key.hour, now, HOUR_MS) + cost > keyHourly)
  ) {
    return refusalOf({ counters, policy, key, keyHourly }, cost, now, true);
  }
  if (burst !== null) {
    counters.freshArrival += arrival - (counters.arrival > now ? counters.arrival : now);
    counters.arrival = arrival;
    counters.step = step;
  }
  counters.running++;
  charge(counters, key, cost);
  return null;
}

/** Takes more units of a request that runs. @returns null when they were taken. */
export function takeMore(asked: Asked, cost: number, now: number): Refusal | null {
  advance(asked.counters, now);
  if (asked.key !== null) advance(asked.key, now);
  const refusal = refusalOf(asked, cost, now, false);
  if (refusal.violated.length > 0) return refusal;
  charge(asked.counters, asked.key, cost);
  return null;
}

/** Counts units, or gives them back, whatever the limits say. */
export function charge(counters: Counters, key: Counters | null, cost: number): void {
  if (cost === 0) return;
  addTo(counters.hour, cost);
  addTo(counters.day, cost);
  if (key !== null) addTo(key.hour, cost);
}

function refusalOf(
  { counters, policy, key, keyHourly }: Asked,
  cost: number,
  now: number,
  begins: boolean,
): Refusal {
  const violated: LimiterName[] = [];
  let waitMs = 0;
  const violate = (name: LimiterName, wait: number) => {
    violated.push(name);
    waitMs = Math.max(waitMs, wait);
  };
  const { burst, hourly, daily, concurrency } = policy;
  if (begins && burst !== null) {
    const step = interval(burst);
    const over = aheadOf(counters, step, now) + step - step * burst.size;
    if (over > 0.0005) violate('burst', over);
  }
  const inWindow = (name: LimiterName, window: Counters['hour'], length: number, limit: number | null) => {
    if (limit === null || usedOf(window, now, length) + cost <= limit) return;
    violate(name, untilFits(window, now, length, cost, limit));
  };
  inWindow('hour', counters.hour, HOUR_MS, hourly);
  inWindow('day', counters.day, DAY_MS, daily);
  if (key !== null) inWindow('key', key.hour, HOUR_MS, keyHourly);
  if (begins && concurrency !== null && runningOf(counters, now) >= concurrency)
    violate('concurrency', CONCURRENCY_WAIT_MS);
  return { violated, waitMs };
}
