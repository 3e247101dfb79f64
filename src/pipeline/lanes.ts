/**
 * The lanes of work and the lane that the running code belongs to. A person who waits goes first, then what a feed
 * announced, then everything that merely should be done some day.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PriorityClass } from '../core/access.ts';

export type Lane = 'interactive' | 'feed' | 'backfill';

/** graphile-worker runs lower numbers first. */
export const LANE_PRIORITY: Readonly<Record<Lane, number>> = { interactive: 0, feed: 10, backfill: 20 };

/** The stored priority of a job: within its lane, as urgent as whoever asked for it. Work of the program itself goes first. */
export function priorityOf({ lane, priority = 0 }: { lane: Lane; priority?: PriorityClass }): number {
  return LANE_PRIORITY[lane] + priority;
}

/** The lane of a stored priority; numbers in between belong to the lane above them. */
export function laneOf(priority: number): Lane {
  if (priority >= LANE_PRIORITY.backfill) return 'backfill';
  return priority >= LANE_PRIORITY.feed ? 'feed' : 'interactive';
}

const current = new AsyncLocalStorage<Lane>();

/** Runs `fn`, and everything it awaits, in a lane: requests to registries are budgeted by it. */
export function runInLane<T>(lane: Lane, fn: () => T): T {
  return current.run(lane, fn);
}

/** The lane of the running code; work that nobody put into one waits for its turn as a person would. */
export function currentLane(): Lane {
  return current.getStore() ?? 'interactive';
}
