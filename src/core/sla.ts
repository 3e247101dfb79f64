/** What is promised of the event feed, by plan, and what a month is worth in which it was not kept. */
import { LAG_BOUNDS_MS, percentile } from './histogram.ts';

export interface SlaTargets {
  /** Share of the minutes of a month in which the event log could be read. */
  availability: number;
  /** p95 of the time from an event's commit to the moment in which followers get it. */
  publishLagP95Ms: number;
  /** How far back events can be read. */
  replayDays: number;
}

/** Plans without a line here have no agreement. */
export const SLA_TARGETS: Readonly<Record<string, SlaTargets>> = {
  develop: { availability: 0.995, publishLagP95Ms: 60_000, replayDays: 7 },
  scale: { availability: 0.999, publishLagP95Ms: 15_000, replayDays: 90 },
};

export interface SlaMeasured {
  /** Minutes that were to be measured: one of which nothing is known counts as not available. */
  minutes: number;
  availableMinutes: number;
  requests: number;
  failures: number;
  /** Over LAG_BOUNDS_MS. */
  publishLag: number[];
}

export type CreditPercent = 0 | 10 | 25 | 50;

/** Availability below which a quarter and half of the month's price is given back; below the target it is a tenth. */
const QUARTER_BELOW = 0.99;
const HALF_BELOW = 0.95;

/** null where no minute was measured. */
export function availabilityOf({ minutes, availableMinutes }: SlaMeasured): number | null {
  return minutes === 0 ? null : availableMinutes / minutes;
}

/** Milliseconds; null where no event was published. */
export function publishLagOf({ publishLag }: SlaMeasured, share: number): number | null {
  return percentile(LAG_BOUNDS_MS, publishLag, share);
}

/** The part of the month's price that is given back, in per cent. A lag above its target is worth a tenth, like a first miss. */
export function creditPercent(measured: SlaMeasured, targets: SlaTargets): CreditPercent {
  const availability = availabilityOf(measured) ?? 1;
  if (availability < Math.min(HALF_BELOW, targets.availability)) return 50;
  if (availability < Math.min(QUARTER_BELOW, targets.availability)) return 25;
  if (availability < targets.availability) return 10;
  return (publishLagOf(measured, 0.95) ?? 0) > targets.publishLagP95Ms ? 10 : 0;
}
