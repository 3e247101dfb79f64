/** A limit on the time spent waiting for an upstream, that does not run while we ourselves take our time. */

export interface Deadline {
  /** Aborted when the time is up or the caller's signal is. */
  signal: AbortSignal;
  readonly expired: boolean;
  /** Lets the time run; it stands still at first. */
  run(): void;
  pause(): void;
  /** Stops the timer and lets go of the caller's signal. */
  end(): void;
}

/** @param milliseconds of running time until expiry. */
export function createDeadline(milliseconds: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const onOuter = () => controller.abort(outer?.reason);
  if (outer?.aborted) onOuter();
  else outer?.addEventListener('abort', onOuter, { once: true });

  let remaining = milliseconds;
  let startedAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let expired = false;
  const expire = () => {
    expired = true;
    controller.abort(new Error('time is up'));
  };
  const pause = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    remaining -= performance.now() - startedAt;
  };
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    run() {
      if (timer !== null || expired) return;
      startedAt = performance.now();
      timer = setTimeout(expire, Math.max(remaining, 0));
    },
    pause,
    end() {
      pause();
      outer?.removeEventListener('abort', onOuter);
    },
  };
}

/** The promise's outcome, or the signal's reason as soon as it is aborted. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => {});
    throw signal.reason;
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
