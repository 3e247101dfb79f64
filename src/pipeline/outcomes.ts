/**
 * How a job that threw goes on: at a given time, after a growing pause, or not at all. The text kept on the job starts
 * with a code: one of UpstreamError's, `input`, `not-found`, `unavailable`, `deferred`, `interrupted` or `failed`.
 */
import { InputError, messageOf, NotFoundError, UnavailableError, UpstreamError } from '../core/errors.ts';

/** Work that is not done now but at a known time. Costs the job no attempt. */
export class Deferred extends Error {
  constructor(
    readonly until: Date,
    reason: string,
    readonly code = 'deferred',
  ) {
    super(reason);
    this.name = 'Deferred';
  }
}

export interface JobOutcome {
  /** `<code>: <what happened>`. */
  text: string;
  /** Try again at this time, at no cost of attempts. */
  until?: Date;
  /** True: never try again by itself. */
  final: boolean;
}

/** An answer that will not change by asking again is still asked for this often: registries have bad minutes too. */
const HOPELESS_ATTEMPTS = 3;
/** A registry that asks for more than a day of silence is asked again after a day. */
const LONGEST_PAUSE_SECONDS = 86_400;
const MAX_TEXT = 2_000;

/**
 * @param attempt 1 for the first one.
 * @param aborted true when the program is shutting down: whatever was thrown, the job was only interrupted.
 */
export function outcomeOf(error: unknown, attempt: number, now: Date, aborted = false): JobOutcome {
  const said = (code: string) => `${code}: ${messageOf(error)}`.slice(0, MAX_TEXT);
  if (error instanceof Deferred) return { text: said(error.code), until: error.until, final: false };
  if (aborted) return { text: said('interrupted'), until: now, final: false };
  // The door to HTTP wraps whatever stops a request; the budget is kept in the database.
  const unavailable = error instanceof UpstreamError ? error.cause : error;
  if (unavailable instanceof UnavailableError) {
    const until = afterSeconds(now, unavailable.retryAfterSeconds);
    return { text: said(unavailable.code), until, final: false };
  }
  if (error instanceof UpstreamError) {
    const pause = error.options.retryAfterSeconds;
    if (error.code === 'rate-limited' && pause !== undefined) {
      return { text: said(error.code), until: afterSeconds(now, pause), final: false };
    }
    return { text: said(error.code), final: !error.transient && attempt >= HOPELESS_ATTEMPTS };
  }
  if (error instanceof InputError) return { text: said('input'), final: true };
  if (error instanceof NotFoundError) return { text: said(error.code), final: true };
  return { text: said('failed'), final: attempt >= HOPELESS_ATTEMPTS };
}

/** `seconds` from now, between a second and a day. */
export function afterSeconds(now: Date, seconds: number): Date {
  const bounded = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 60, 1), LONGEST_PAUSE_SECONDS);
  return new Date(now.getTime() + bounded * 1000);
}
