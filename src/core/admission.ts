/** Admission: who is worked for next, and who is asked to come back later. */
import type { PriorityClass } from './access.ts';
import { UnavailableError } from './errors.ts';

export interface Admission {
  /**
   * Waits for a turn among the requests of all classes.
   *
   * @returns what to call at the end. @throws ReducedCapacityError when the class is shed; the signal's reason.
   */
  enter(priority: PriorityClass, signal: AbortSignal): Promise<() => void>;
}

/** There is more to do than can be done: this class has to wait. Edges answer 503 `temporary-reduced-capacity`. */
export class ReducedCapacityError extends UnavailableError {
  constructor(message = 'more is asked for than can be answered at the moment', retryAfterSeconds = 5) {
    super(message, retryAfterSeconds);
    this.name = 'ReducedCapacityError';
  }
}
