/** Time as a door: what waits or dates asks a clock, so that tests can hold it. */

export interface Clock {
  now(): Date;
  /** Ends after so many milliseconds, or rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface ManualClock extends Clock {
  /** Moves time on and wakes every sleeper whose time has come, in order. */
  advance(milliseconds: number): Promise<void>;
  /** How many are asleep. */
  readonly sleepers: number;
}

/** Longest delay that setTimeout keeps; beyond it, it fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
        Math.min(Math.max(milliseconds, 0), LONGEST_TIMER),
      );
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/** A clock that stands still until it is advanced. */
export function createManualClock(start: Date | string = '2025-01-01T00:00:00Z'): ManualClock {
  let time = new Date(start).getTime();
  let sleeping: { until: number; wake: () => void }[] = [];
  return {
    now: () => new Date(time),
    get sleepers() {
      return sleeping.length;
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const sleeper = { until: time + milliseconds, wake: resolve };
        sleeping.push(sleeper);
        const onAbort = () => {
          sleeping = sleeping.filter(other => other !== sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const next = sleeping.filter(s => s.until <= end).sort((a, b) => a.until - b.until)[0];
        if (!next) break;
        sleeping = sleeping.filter(other => other !== next);
        time = Math.max(time, next.until);
        next.wake();
        // Lets the woken one run, and perhaps fall asleep again, before the next is due.
        await new Promise(resolve => setImmediate(resolve));
      }
      time = end;
    },
  };
}
