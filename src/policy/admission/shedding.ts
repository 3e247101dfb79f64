/**
 * When to turn requests away, and of which class: after CoDel (RFC 8289) a queue is too long when waiting exceeds a target
 * for a while, not when it is merely full. Where the p95 of what classes 0..c waited is above the target for an interval, class
 * c is shed, the lowest first; one class more for each further interval. Class 0 never is.
 */
import type { PriorityClass } from '../../core/access.ts';
import { CLASSES } from './fair-queue.ts';

/** p95 that waiting may have, and for how long it must have more before anybody is turned away. */
export const TARGET_MS = 250;
const INTERVAL_MS = 500;
/** What was waited in the last second counts. */
const SLICE_MS = 100;
const SLICES = 10;
/** As long without reason to shed, and a class is let in again. */
const RECOVERY_MS = 1_000;
const SLOW_SHARE = 0.05;

export interface Shedding {
  /** A wait that ended, by a turn or otherwise. */
  waited(priority: PriorityClass, ms: number, now: number): void;
  /**
   * To be called at least every 100 ms while anybody waits.
   *
   * @param waiting how many of a class wait, and how many of them longer than the target already.
   * @returns the class from which on those are turned away who waited longer than the target; 4: none.
   */
  look(waiting: (priority: PriorityClass) => { all: number; slow: number }, now: number): number;
}

interface Slice {
  at: number;
  all: number[];
  slow: number[];
}

export function createShedding(): Shedding {
  let slices: Slice[] = [];
  let from = 4;
  /** Since when there was reason to shed one class more, and since when none to shed the last one. */
  let tooLongSince: number | null = null;
  let calmSince: number | null = null;

  const sliceOf = (now: number): Slice => {
    const at = Math.floor(now / SLICE_MS);
    const last = slices.at(-1);
    if (last?.at === at) return last;
    const slice = { at, all: CLASSES.map(() => 0), slow: CLASSES.map(() => 0) };
    slices = [...slices.filter(old => old.at > at - SLICES), slice];
    return slice;
  };

  return {
    waited(priority, ms, now) {
      const slice = sliceOf(now);
      slice.all[priority] = (slice.all[priority] as number) + 1;
      if (ms > TARGET_MS) slice.slow[priority] = (slice.slow[priority] as number) + 1;
    },

    look(waiting, now) {
      sliceOf(now);
      const tooLong = (upTo: number): boolean => {
        let all = 0;
        let slow = 0;
        for (const priority of CLASSES) {
          if (priority > upTo) break;
          const now = waiting(priority);
          all += now.all + slices.reduce((sum, slice) => sum + (slice.all[priority] as number), 0);
          slow += now.slow + slices.reduce((sum, slice) => sum + (slice.slow[priority] as number), 0);
        }
        return slow > all * SLOW_SHARE;
      };
      if (from > 1 && tooLong(from - 1)) {
        tooLongSince ??= now;
        if (now - tooLongSince >= INTERVAL_MS) {
          from--;
          tooLongSince = null;
        }
      } else tooLongSince = null;
      if (from < 4 && !tooLong(from)) {
        calmSince ??= now;
        if (now - calmSince >= RECOVERY_MS) {
          from++;
          calmSince = null;
        }
      } else calmSince = null;
      return from;
    },
  };
}
