/** Counts what one reading of an archive costs, in bytes, entries and time, and ends it when that is too much. */
import { UpstreamError } from '../../core/errors.ts';
import { abortable } from '../deadline.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, type ArchiveOptions } from './types.ts';

export interface Budget {
  limits: ArchiveLimits;
  /** Passes the archive's own bytes on. */
  source(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The archive is there as a whole: what comes out is compared with its size. */
  sourceIs(size: number): void;
  /** Passes bytes that come out of a decompressor on. */
  produced(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** An entry with a name of that length. */
  entry(nameLength: number): void;
  /** @throws UpstreamError `timeout` when the signal was aborted. */
  check(): void;
  /** xz data is decoded one at a time: within each other they would wait for ever. */
  enterXz(): void;
  leaveXz(): void;
}

/** @throws UpstreamError `too-large` and `timeout` from whatever goes beyond. */
export function createBudget(options: ArchiveOptions): Budget {
  const limits = { ...ARCHIVE_LIMITS, ...options.limits };
  const { signal } = options;
  let taken = 0;
  let total = 0;
  let entries = 0;
  let nameCharacters = 0;
  let isInXz = false;

  function check(): void {
    if (signal?.aborted) throw timedOut(signal);
  }
  function take(count: number): void {
    taken += count;
    if (taken > limits.sourceBytes) throw tooLarge(`it is larger than ${limits.sourceBytes} bytes`);
  }
  function produce(count: number): void {
    total += count;
    if (total > limits.totalBytes) throw tooLarge(`more than ${limits.totalBytes} bytes come out of it`);
    if (total > limits.ratioFreeBytes && total > taken * limits.ratio) {
      throw tooLarge(`more than ${limits.ratio} bytes come out for each byte that it has`);
    }
  }
  async function* counted(
    bytes: AsyncIterable<Uint8Array>,
    count: (length: number) => void,
  ): AsyncGenerator<Uint8Array> {
    const iterator = bytes[Symbol.asyncIterator]();
    let hasEnded = false;
    try {
      for (;;) {
        check();
        const next = await (signal ? orTimeout(iterator.next(), signal) : iterator.next());
        if (next.done) break;
        count(next.value.length);
        yield next.value;
      }
      hasEnded = true;
    } finally {
      // Not awaited when it may hang: a source that the time-out found waiting answers when it can.
      if (!hasEnded) {
        const closing = iterator.return?.();
        if (signal?.aborted) closing?.catch(() => {});
        else await closing;
      }
    }
  }

  return {
    limits,
    check,
    source: bytes => counted(bytes, take),
    sourceIs(size) {
      taken = 0;
      take(size);
    },
    produced: bytes => counted(bytes, produce),
    entry(nameLength) {
      check();
      nameCharacters += nameLength;
      if (++entries > limits.entries) throw tooLarge(`it has more than ${limits.entries} entries`);
      if (nameCharacters > limits.nameCharacters) throw tooLarge('its names are too long together');
    },
    enterXz() {
      if (isInXz) throw new UpstreamError('refused', 'archive: xz data within xz data is not read');
      isInXz = true;
    },
    leaveXz() {
      isInXz = false;
    },
  };
}

async function orTimeout<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await abortable(promise, signal);
  } catch (error) {
    throw signal.aborted && error === signal.reason ? timedOut(signal) : error;
  }
}

function timedOut(signal: AbortSignal): UpstreamError {
  return new UpstreamError('timeout', 'archive: reading it took too long', { cause: signal.reason });
}

function tooLarge(message: string): UpstreamError {
  return new UpstreamError('too-large', `archive: ${message}`);
}
