/** What a subject has used, in memory: sliding windows of an hour and a day, the burst limiter's clock, requests that run. */

/** Units of the running slot and of the one before; what other servers do not know yet is also counted by itself. */
export interface Window {
  /** Whole windows since 1970. */
  slot: number;
  now: number;
  before: number;
  freshNow: number;
  freshBefore: number;
}

export interface Counters {
  readonly subject: string;
  hour: Window;
  day: Window;
  /** Theoretical arrival time of GCRA, milliseconds since 1970. */
  arrival: number;
  /** Milliseconds between two requests of a steady stream, under the limits of whoever asked last; 0: nobody has. */
  step: number;
  /** By how much it moved since others were told. */
  freshArrival: number;
  /** Requests that run here. */
  running: number;
  /** The fewest that ran here at any moment since others were told: what has run all that time. */
  least: number;
  /** What others were told of that, and when (milliseconds since 1970). */
  told: number;
  toldAt: number;
  /** Requests that run at other servers, as was heard last, and until when that counts. */
  elsewhere: number;
  heardUntil: number;
  /** Is to be told to others. */
  dirty: boolean;
  /** Is in memory no more: who still has it asks for the one that took its place. */
  gone: boolean;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function newCounters(subject: string, now: number): Counters {
  return {
    subject,
    hour: newWindow(Math.floor(now / HOUR_MS)),
    day: newWindow(Math.floor(now / DAY_MS)),
    arrival: 0,
    step: 0,
    freshArrival: 0,
    running: 0,
    least: 0,
    told: 0,
    toldAt: 0,
    elsewhere: 0,
    heardUntil: 0,
    dirty: false,
    gone: false,
  };
}

function newWindow(slot: number): Window {
  return { slot, now: 0, before: 0, freshNow: 0, freshBefore: 0 };
}

/** Moves both windows on to the present. A clock that goes back changes nothing. */
export function advance(counters: Counters, now: number): void {
  roll(counters.hour, Math.floor(now / HOUR_MS));
  roll(counters.day, Math.floor(now / DAY_MS));
}

export function roll(window: Window, slot: number): void {
  const passed = slot - window.slot;
  if (passed <= 0) return;
  window.before = passed === 1 ? window.now : 0;
  window.freshBefore = passed === 1 ? window.freshNow : 0;
  window.now = 0;
  window.freshNow = 0;
  window.slot = slot;
}

/**
 * The sliding-window counter: the window before counts as far as it still overlaps the last hour (or day), as if its requests had
 * been spread evenly.
 *
 * @param length of the window, milliseconds. The window has been moved on to `now`.
 */
export function usedOf(window: Window, now: number, length: number): number {
  const overlap = Math.min(1, Math.max(0, 1 - (now - window.slot * length) / length));
  return window.before * overlap + window.now;
}

/** @param units negative ones are given back; never below nothing. */
export function addTo(window: Window, units: number): void {
  const next = Math.max(0, window.now + units);
  window.freshNow += next - window.now;
  window.now = next;
}

/**
 * Milliseconds until so many more units fit, if nobody takes any meanwhile. Infinity where they never do.
 */
export function untilFits(window: Window, now: number, length: number, cost: number, limit: number): number {
  if (cost > limit) return Number.POSITIVE_INFINITY;
  const over = usedOf(window, now, length) + cost - limit;
  if (over <= 0) return 0;
  const left = Math.max(0, (window.slot + 1) * length - now);
  // Within this slot the one before fades evenly.
  const fading = window.before > 0 ? (over / window.before) * length : Number.POSITIVE_INFINITY;
  if (fading <= left) return fading;
  // In the next one, this one does.
  const rest = limit - cost;
  return left + (window.now <= rest ? 0 : (1 - rest / window.now) * length);
}

/**
 * How far a subject is ahead of a steady stream, in milliseconds of a stream with this step. Whoever says who they are, and may ask
 * faster from then on, has as many requests behind them as before.
 */
export function aheadOf(counters: Counters, step: number, now: number): number {
  if (counters.arrival <= now) return 0;
  const ahead = counters.arrival - now;
  return counters.step === step || counters.step === 0 ? ahead : (ahead * step) / counters.step;
}

/** Requests at the same time, here and as far as is known elsewhere. */
export function runningOf({ running, elsewhere, heardUntil }: Counters, now: number): number {
  return elsewhere > 0 && now < heardUntil ? running + elsewhere : running;
}

/** A request has ended. */
export function endOne(counters: Counters): void {
  counters.running--;
  if (counters.running < counters.least) counters.least = counters.running;
}

/** Nothing is counted any more. */
export function isEmpty(counters: Counters, now: number): boolean {
  advance(counters, now);
  const { hour, day, arrival, running } = counters;
  return hour.now + hour.before + day.now + day.before === 0 && arrival <= now && running === 0;
}
