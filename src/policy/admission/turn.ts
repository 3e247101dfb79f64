/**
 * One request's turn, as pieces of work between which it can be made to pause: statements of the database, and what is made of
 * their rows. While it pauses it holds its place and nothing else, no connection and no transaction.
 */
import type { PriorityClass } from '../../core/access.ts';
import type { Turn } from '../../core/admission.ts';

/** A piece of work that waits until it may begin, or until what it gave may be used. */
export interface Pause {
  priority: PriorityClass;
  since: number;
  /** How long it may wait, in milliseconds. */
  patienceMs: number;
  goOn(): void;
  refuse(error: unknown): void;
}

export interface TurnOptions {
  priority: PriorityClass;
  signal: AbortSignal;
  /** How long all pauses of the turn may be together, in milliseconds. */
  patienceMs: number;
  now(): number;
  /** Whether others go first at the moment. */
  mustPause(): boolean;
  /** Keeps the pause until it ends it by `goOn` or `refuse`. */
  begin(pause: Pause): void;
  /** Forgets the pause, which ended without the one who keeps it. */
  withdraw(pause: Pause): void;
  /** All that the turn does pauses from now on (1), or no longer (-1). */
  rests(change: 1 | -1): void;
  ended(): void;
}

export function createTurn(options: TurnOptions): Turn {
  const { priority, signal, now } = options;
  const pauses = new Set<Pause>();
  let { patienceMs } = options;
  /** Since when it waits, in one pause or several at the same time. */
  let since = 0;
  /** Pieces that have begun to wait or to work. */
  let pieces = 0;
  let resting = false;
  let over = false;

  const settle = () => {
    const rests = !over && pauses.size > 0 && pauses.size === pieces;
    if (rests === resting) return;
    resting = rests;
    options.rests(rests ? 1 : -1);
  };

  const pause = (): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const end = () => {
        signal.removeEventListener('abort', left);
        pauses.delete(own);
        if (pauses.size === 0) patienceMs -= now() - since;
        settle();
      };
      const left = () => {
        options.withdraw(own);
        own.refuse(signal.reason);
      };
      const at = now();
      if (pauses.size === 0) since = at;
      const own: Pause = {
        priority,
        since: at,
        patienceMs: patienceMs - (at - since),
        goOn() {
          end();
          resolve();
        },
        refuse(error) {
          end();
          reject(error);
        },
      };
      signal.addEventListener('abort', left, { once: true });
      pauses.add(own);
      settle();
      options.begin(own);
    });

  return {
    async run(work) {
      if (over) return work();
      pieces++;
      settle();
      try {
        if (options.mustPause()) await pause();
        const value = await work();
        // What was done cannot be refused any more: whoever may wait no longer goes on.
        if (!over && options.mustPause()) await pause().catch(() => {});
        return value;
      } finally {
        pieces--;
        settle();
      }
    },

    leave() {
      if (over) return;
      over = true;
      settle();
      for (const own of pauses) {
        options.withdraw(own);
        own.goOn();
      }
      options.ended();
    },
  };
}
