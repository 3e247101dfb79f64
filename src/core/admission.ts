/** Admission: who is worked for next, and who is asked to come back later. */
import type { PriorityClass } from './access.ts';
import { UnavailableError } from './errors.ts';

export interface Admission {
  /**
   * Waits for a turn among the requests of all classes.
   *
   * @param signal aborted when nobody waits for the answer any more: ends waiting and pauses.
   * @throws ReducedCapacityError when the class is shed; the signal's reason.
   */
  enter(priority: PriorityClass, signal: AbortSignal): Promise<Turn>;
}

export interface Turn {
  /**
   * Does a piece of work of the turn. Where others are to go first it waits before, or keeps back for a while what the work gave:
   * so the work must hold nothing but while it runs.
   *
   * @throws as the work; before it began ReducedCapacityError when the request has waited for too long, and the signal's reason.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the turn, before the end of the request once it waits for something else than this machine. Again: nothing. */
  leave(): void;
}

/** There is more to do than can be done: this class has to wait. Edges answer 503 `temporary-reduced-capacity`. */
export class ReducedCapacityError extends UnavailableError {
  constructor(message = 'more is asked for than can be answered at the moment', retryAfterSeconds = 5) {
    super(message, retryAfterSeconds);
    this.name = 'ReducedCapacityError';
  }
}
