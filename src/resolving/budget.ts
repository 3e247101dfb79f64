/** What one resolution may cost. Every loop of a resolver spends from it, so that none runs for ever. */

export class BudgetError extends Error {
  /**
   * @param spent which of the limits: `steps` or `time`.
   * @param explanation how far it came, and what stood in the way, line by line; empty where there is nothing to say.
   */
  constructor(
    readonly spent: 'steps' | 'time',
    message: string,
    readonly explanation: readonly string[] = [],
  ) {
    super(message);
    this.name = 'BudgetError';
  }
}

export interface Budget {
  readonly signal: AbortSignal;
  /**
   * To be called once for every candidate looked at or decision made.
   * @throws BudgetError when too many were made or the time is over; the signal's reason when it was aborted.
   */
  spend(steps?: number): void;
  /**
   * Lets others on this thread have their turn; resolves at once where they had it a moment ago. To be awaited once in every turn
   * of a resolver's outer loop.
   */
  pause(): Promise<void> | undefined;
}

export interface BudgetLimits {
  signal?: AbortSignal;
  /** Default 20 million. */
  steps?: number;
  /** Milliseconds. Default 30,000. */
  time?: number;
  /** Milliseconds after which `pause` really pauses. Default 8. */
  slice?: number;
}

/** How many steps pass between two looks at the clock. */
const CLOCK_EVERY = 1024;

/** A budget whose time begins now. */
export function createBudget(limits: BudgetLimits = {}): Budget {
  const {
    signal = new AbortController().signal,
    steps: most = 20_000_000,
    time = 30_000,
    slice = 8,
  } = limits;
  const started = performance.now();
  let steps = 0;
  let nextLook = 0;
  let sliceEnds = started + slice;
  const look = () => {
    signal.throwIfAborted();
    if (performance.now() - started > time)
      throw new BudgetError('time', `the resolution took longer than ${time / 1000} s`);
  };
  return {
    signal,
    spend(count = 1) {
      steps += count;
      if (steps > most) throw new BudgetError('steps', `the resolution took more than ${most} steps`);
      if (steps < nextLook) return;
      nextLook = steps + CLOCK_EVERY;
      look();
    },
    pause() {
      if (performance.now() < sliceEnds) return undefined;
      return new Promise((resolve, reject) => {
        setImmediate(() => {
          sliceEnds = performance.now() + slice;
          try {
            look();
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      });
    },
  };
}
