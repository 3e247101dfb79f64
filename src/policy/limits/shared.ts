/**
 * Counters of several servers as one: each adds what it let pass, and takes over what all of them did, every quarter of a second and
 * beside the requests. Between two such moments a server knows only what it did itself.
 *
 * Of requests that run, others are told how many have run all the time since they were told last. A snapshot would count a client twice
 * whose short requests come now to this server and now to that one; so who keeps to a limit is not refused, and what is shorter than
 * the time between two such moments is counted where it runs. What was told is a lease: it is told again while it holds, and ends by
 * itself with the server.
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
/** What holds is told again, and what runs elsewhere heard again; leases are longer than several of these. */
const RENEW_MS = 2_000;
/** What runs elsewhere is not believed for longer: a subject that asks again is heard of anew within an interval. */
const HEARD_MS = 3_000;
const PRUNE_MS = 600_000;
/** While the store is away. */
const MOST_WAITING = 200_000;

export function createReconciler({ shared, now, log, intervalMs = 250 }: ReconcilerOptions): Reconciler {
  let dirty: Counters[] = [];
  /** Whose requests run, or were told to. */
  const holding = new Set<Counters>();
  let running: Promise<void> | null = null;
  let awaySince: number | null = null;
  let pruned = now();

  const push = (counters: Counters) => {
    if (counters.dirty) return;
    counters.dirty = true;
    dirty.push(counters);
  };

  /** Each subject once: one that was let go and came back has two counters for a moment, and the other waits. */
  const nextBatch = (): Counters[] => {
    const batch = new Map<string, Counters>();
    const later: Counters[] = [];
    for (const counters of dirty.splice(0, BATCH)) {
      if (batch.has(counters.subject)) later.push(counters);
      else batch.set(counters.subject, counters);
    }
    dirty.push(...later);
    return [...batch.values()];
  };

  const tell = async () => {
    const batch = nextBatch();
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
      batch.forEach((counters, i) => {
        counters.told = (told[i] as CounterChange).running;
        counters.toldAt = moment;
        if (counters.told > 0 || counters.running > 0) holding.add(counters);
        else holding.delete(counters);
      });
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
        if (dirty.length < MOST_WAITING) push(counters);
      });
      throw error;
    }
  };

  const tellAll = async () => {
    const moment = now();
    for (const counters of holding) {
      if (counters.least !== counters.told || moment - counters.toldAt >= RENEW_MS) push(counters);
    }
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
    changed: push,
    silentFor: moment => (awaySince === null ? 0 : moment - awaySince),
    async flush() {
      await running;
      await flush();
    },
    async close() {
      clearInterval(timer);
      await running;
      // Whatever ran here has ended.
      for (const counters of holding) {
        counters.running = 0;
        counters.least = 0;
      }
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
    running: counters.least,
  };
  counters.least = counters.running;
  hour.freshNow = hour.freshBefore = day.freshNow = day.freshBefore = counters.freshArrival = 0;
  return change;
}

/** They could not be told: they are fresh again, in whatever slot that is by now. */
function giveBack(counters: Counters, change: CounterChange): void {
  restore(counters.hour, change.hourSlot, change.hourNow, change.hourBefore);
  restore(counters.day, change.daySlot, change.dayNow, change.dayBefore);
  counters.freshArrival += change.arrival;
  counters.least = Math.min(counters.least, change.running);
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
  counters.elsewhere = total.elsewhere;
  counters.heardUntil = now + HEARD_MS;
}

function merge(window: Window, slot: number, now: number, before: number): void {
  // Another server's clock is ahead.
  if (slot > window.slot) roll(window, slot);
  if (slot === window.slot) {
    window.now = Math.max(0, now + window.freshNow);
    window.before = Math.max(0, before + window.freshBefore);
  } else if (slot === window.slot - 1) window.before = Math.max(0, now + window.freshBefore);
}
