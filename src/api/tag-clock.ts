/**
 * When did what last change? A clock that ticks with every change, and the tick at which each tag last changed. What
 * was read at tick t is still right when none of its tags has changed since t.
 *
 * Tags: `package:<id>`, `registry:<id>` (some package of it), `everything` (any package at all). The latter two tick at
 * most once in `throttleMs`, the first change at once and the last one always: lists may lag by that much while a
 * registry is being loaded, the page of a single package never does.
 */

export interface TagClock {
  /** The current tick. */
  now(): number;
  /** True when nothing that the tags stand for has changed after the tick. */
  unchangedSince(tags: readonly string[], tick: number): boolean;
  /** Packages of a registry changed; null: too many to name. */
  change(registryId: number, packageIds: readonly number[] | null): void;
  /** Anything may have changed: nothing read so far counts as right any more. */
  reset(): void;
  /** Stops pending timers. */
  close(): void;
}

export interface TagClockOptions {
  /** Default 2,000. */
  throttleMs?: number;
  /** Tags remembered one by one; beyond it all are forgotten at the price of a reset. Default 100,000. */
  maxTags?: number;
}

export function createTagClock({ throttleMs = 2_000, maxTags = 100_000 }: TagClockOptions = {}): TagClock {
  const changedAt = new Map<string, number>();
  const resting = new Map<string, { timer: NodeJS.Timeout; again: boolean }>();
  let tick = 0;
  /** Whatever was read before this tick is not right any more. */
  let floor = 0;

  const reset = () => {
    tick++;
    floor = tick;
    changedAt.clear();
  };

  const touch = (tag: string) => {
    if (changedAt.size >= maxTags && !changedAt.has(tag)) reset();
    changedAt.set(tag, tick);
  };

  const touchSeldom = (tag: string) => {
    const rest = resting.get(tag);
    if (rest) {
      rest.again = true;
      return;
    }
    touch(tag);
    const timer = setTimeout(() => {
      const again = resting.get(tag)?.again;
      resting.delete(tag);
      if (!again) return;
      tick++;
      touchSeldom(tag);
    }, throttleMs);
    resting.set(tag, { timer: timer.unref(), again: false });
  };

  return {
    now: () => tick,

    unchangedSince(tags, since) {
      if (since < floor) return false;
      return tags.every(tag => (changedAt.get(tag) ?? 0) <= since);
    },

    change(registryId, packageIds) {
      if (packageIds === null) reset();
      tick++;
      for (const id of packageIds ?? []) touch(`package:${id}`);
      touchSeldom(`registry:${registryId}`);
      touchSeldom('everything');
    },

    reset,

    close() {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
