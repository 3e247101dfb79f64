/**
 * Counters of several servers as one: each adds what it let pass, and takes over what all of them did, every quarter of a second and
 * beside the requests. Between two such moments a server knows only what it did itself.
 */
import { messageOf } from '../../core/errors.ts';
import type { CounterChange, CounterTotals } from '../../store/limits.ts';
import { advance, type Counters, roll, type Window } from './counters.ts';

export interface SharedCounters {
  /** Adds, and gives where the same subjects stand now. In any order. @throws where the store is away. */
  add(changes: readonly CounterChange[], now: number): Promise<CounterTotals[]>;
  /** Removes what has passed. */
  prune(now: number): Promise<void>;
  close(): Promise<void>;
}

export interface Reconciler {
  /** Says that the counters have changed. Cheap: called for every request. */
  changed(counters: Counters): void;
  /** Milliseconds since others were last heard of, while there is something to say; 0 else. */
  silentFor(now: number): number;
  /** Tells and hears everything now. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface ReconcilerOptions {
  shared: SharedCounters;
  now(): number;
  log: { warn(message: string): void; info(message: string): void };
  /** Default 250. */
  intervalMs?: number;
}

const BATCH = 1_000;
const PRUNE_MS = 600_000;
/** While the store is away. */
const MOST_WAITING = 200_000;

export function createReconciler({ shared, now, log, intervalMs = 250 }: ReconcilerOptions): Reconciler {
  let dirty: Counters[] = [];
  let running: Promise<void> | null = null;
  let awaySince: number | null = null;
  let pruned = now();

  const tell = async () => {
    const batch = dirty.length > BATCH ? dirty.splice(0, BATCH) : dirty.splice(0);
    const moment = now();
    const told = batch.map(counters => {
      counters.dirty = false;
      return takeFresh(counters, moment);
    });
    try {
      const totals = await shared.add(told, moment);
      const bySubject = new Map(totals.map(total => [total.subject, total]));
      for (const counters of batch) {
        const total = bySubject.get(counters.subject);
        if (total !== undefined) takeOver(counters, total, now());
      }
      if (awaySince !== null) log.info('the shared counters of limits are there again');
      awaySince = null;
    } catch (error) {
      if (awaySince === null) {
        log.warn(
          `the shared counters of limits are away, each server counts for itself: ${messageOf(error)}`,
        );
        awaySince = moment;
      }
      batch.forEach((counters, i) => {
        giveBack(counters, told[i] as CounterChange);
        if (!counters.dirty && dirty.length < MOST_WAITING) {
          counters.dirty = true;
          dirty.push(counters);
        }
      });
      throw error;
    }
  };

  const tellAll = async () => {
    // What changes meanwhile waits for the next time.
    for (let rounds = Math.ceil(dirty.length / BATCH); rounds > 0; rounds--) await tell();
    if (now() - pruned > PRUNE_MS) {
      pruned = now();
      await shared.prune(pruned);
    }
  };

  const flush = (): Promise<void> => {
    running ??= tellAll()
      .catch(() => {})
      .finally(() => {
        running = null;
      });
    return running;
  };

  const timer = setInterval(() => void flush(), intervalMs);
  timer.unref();

  return {
    changed(counters) {
      if (counters.dirty) return;
      counters.dirty = true;
      dirty.push(counters);
    },
    silentFor: moment => (awaySince === null ? 0 : moment - awaySince),
    async flush() {
      await running;
      await flush();
    },
    async close() {
      clearInterval(timer);
      await running;
      await flush();
      dirty = [];
      await shared.close();
    },
  };
}

function takeFresh(counters: Counters, now: number): CounterChange {
  advance(counters, now);
  const { hour, day } = counters;
  const change = {
    subject: counters.subject,
    hourSlot: hour.slot,
    hourNow: hour.freshNow,
    hourBefore: hour.freshBefore,
    daySlot: day.slot,
    dayNow: day.freshNow,
    dayBefore: day.freshBefore,
    arrival: counters.freshArrival,
  };
  hour.freshNow = hour.freshBefore = day.freshNow = day.freshBefore = counters.freshArrival = 0;
  return change;
}

/** They could not be told: they are fresh again, in whatever slot that is by now. */
function giveBack(counters: Counters, change: CounterChange): void {
  restore(counters.hour, change.hourSlot, change.hourNow, change.hourBefore);
  restore(counters.day, change.daySlot, change.dayNow, change.dayBefore);
  counters.freshArrival += change.arrival;
}

function restore(window: Window, slot: number, now: number, before: number): void {
  if (slot === window.slot) {
    window.freshNow += now;
    window.freshBefore += before;
  } else if (slot === window.slot - 1) window.freshBefore += now;
}

/** What all servers did, and on top what this one has let pass since it told. */
function takeOver(counters: Counters, total: CounterTotals, now: number): void {
  advance(counters, now);
  merge(counters.hour, total.hourSlot, total.hourNow, total.hourBefore);
  merge(counters.day, total.daySlot, total.dayNow, total.dayBefore);
  counters.arrival = total.arrival + counters.freshArrival;
}

function merge(window: Window, slot: number, now: number, before: number): void {
  // Another server's clock is ahead.
  if (slot > window.slot) roll(window, slot);
  if (slot === window.slot) {
    window.now = Math.max(0, now + window.freshNow);
    window.before = Math.max(0, before + window.freshBefore);
  } else if (slot === window.slot - 1) window.before = Math.max(0, now + window.freshBefore);
}
