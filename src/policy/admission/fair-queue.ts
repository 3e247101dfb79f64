/**
 * Who waits, in four classes, and whose turn it is: stride scheduling (Waldspurger and Weihl, 1995). Each class has a pass that
 * grows by 1/weight with every turn it gets; the smallest pass is next. A class that had nothing to do begins at the pass that
 * the others have reached: nobody saves up turns.
 */
import type { PriorityClass } from '../../core/access.ts';

export const CLASSES: readonly PriorityClass[] = [0, 1, 2, 3];
export const WEIGHTS = [16, 8, 3, 1] as const;

export interface FairQueue<T> {
  add(priority: PriorityClass, item: T): void;
  remove(priority: PriorityClass, item: T): boolean;
  size(priority: PriorityClass): number;
  /** Those of a class that wait, the longest first. */
  waiting(priority: PriorityClass): Iterable<T>;
  /** Takes the next of the classes that may; undefined where none of them waits. */
  take(may: (priority: PriorityClass) => boolean): { priority: PriorityClass; item: T } | undefined;
  /** A turn that a class was given without waiting. */
  count(priority: PriorityClass): void;
}

/**
 * @param partOf classes that share a part of the capacity: within a part turns are by weight, and what one part gets more than
 * its weight does not count against the other.
 */
export function createFairQueue<T>(partOf: (priority: PriorityClass) => number = () => 0): FairQueue<T> {
  // Sets keep the order in which they were filled, and let go of anybody at once.
  const queues = CLASSES.map(() => new Set<T>());
  const passes = CLASSES.map(() => 0);
  /** The pass of the last turn, of each part. */
  const reached: number[] = [];

  const begin = (priority: PriorityClass) =>
    Math.max(passes[priority] as number, reached[partOf(priority)] ?? 0);

  const queueOf = (priority: PriorityClass) => queues[priority] as Set<T>;

  return {
    add(priority, item) {
      const queue = queueOf(priority);
      if (queue.size === 0) passes[priority] = begin(priority);
      queue.add(item);
    },

    remove: (priority, item) => queueOf(priority).delete(item),
    size: priority => queueOf(priority).size,
    waiting: priority => queueOf(priority),

    take(may) {
      let next: PriorityClass | null = null;
      for (const priority of CLASSES) {
        if (queueOf(priority).size === 0 || !may(priority)) continue;
        if (next === null || (passes[priority] as number) < (passes[next] as number)) next = priority;
      }
      if (next === null) return undefined;
      const [item] = queueOf(next) as Set<T> & Iterable<T>;
      queueOf(next).delete(item as T);
      reached[partOf(next)] = passes[next] as number;
      passes[next] = (passes[next] as number) + 1 / WEIGHTS[next];
      return { priority: next, item: item as T };
    },

    count(priority) {
      passes[priority] = begin(priority) + 1 / WEIGHTS[priority];
    },
  };
}
