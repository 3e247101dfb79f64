/** How long to wait before asking again. */

const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * Full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): anything up to the doubled base, so that
 * clients that failed together do not come back together. Where the server says when (Retry-After), not before that.
 *
 * @param tries how often it was tried so far, from 1.
 * @param random from 0 to below 1.
 * @returns milliseconds.
 */
export function waitMs(tries: number, retryAfterSeconds: number | null, random: () => number): number {
  const jitter = random() * Math.min(CAP_MS, BASE_MS * 2 ** (tries - 1));
  return Math.round((retryAfterSeconds ?? 0) * 1000 + jitter);
}

/**
 * Retry-After (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3): seconds, or a date.
 *
 * @returns seconds from `now`, never negative; null where there is none or it is neither.
 */
export function readRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim();
  if (!text) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // A date of HTTP; Date.parse alone would take a bare year or a negative number.
  const date = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** @throws the signal's reason when it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
