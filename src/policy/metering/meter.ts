/**
 * Metering: counts in memory, written every ten seconds at the latest, so that a process that is killed loses no more than
 * that. What cannot be written is kept and tried again; what comes meanwhile is summed up into one batch behind it.
 */
import { messageOf } from '../../core/errors.ts';
import type { Meter } from '../../core/usage.ts';
import type { UsageBatch } from '../../store/usage.ts';
import { createUsageBuffer } from './buffer.ts';
import type { WasteWatch } from './hints.ts';

export interface MeterDeps {
  /** Writes a batch, wholly or not at all; a number that was written before is passed over. */
  write(batch: UsageBatch): Promise<unknown>;
  /** Looks on for what could be had with less. */
  watch?: WasteWatch;
  log?: { warn(message: string): void };
  now?: () => number;
  random?: () => number;
  /** Longest time between two writes. Default 9 s: with the time that writing takes, 10 s are never lost. */
  everyMs?: number;
  /** Cells in memory, see buffer.ts. */
  maxCells?: number;
}

export interface RunningMeter extends Meter {
  /** Writes what was counted up to now; settles when that is done or has failed. Never rejects. */
  flush(): Promise<void>;
  /** Writes at once, and ends. */
  close(): Promise<void>;
}

const EVERY_MS = 9_000;
/** Servers that start together do not write together: each waits between 70 and 100 % of the time. */
const JITTER = 0.3;
/** Rows of one transaction. */
const BATCH_ROWS = 2_000;

export function createMeter(deps: MeterDeps): RunningMeter {
  const { write, watch, log, now = Date.now, random = Math.random, everyMs = EVERY_MS } = deps;
  const buffer = createUsageBuffer({ maxCells: deps.maxCells });
  /** Taken from the buffer and not known to be written. */
  let pending: UsageBatch[] = [];
  let number = 0;
  let failing = false;
  let flushing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => void flush().then(schedule), everyMs * (1 - JITTER * random()));
    timer.unref();
  };

  const batches = (): UsageBatch[] => {
    const { usage, waste } = buffer.take();
    const made: UsageBatch[] = [];
    for (let at = 0; at < Math.max(usage.length, waste.length); at += BATCH_ROWS) {
      const end = at + BATCH_ROWS;
      made.push({ number: ++number, usage: usage.slice(at, end), waste: waste.slice(at, end) });
    }
    return made;
  };

  /** What waits first, then what was counted meanwhile: until then the buffer sums up, and its cells bound the memory. */
  const writeAll = async () => {
    try {
      for (let fresh = false; ; ) {
        if (pending.length === 0) {
          if (fresh) break;
          pending = batches();
          fresh = true;
          continue;
        }
        await write(pending[0] as UsageBatch);
        pending.shift();
        failing = false;
      }
    } catch (error) {
      if (!failing) log?.warn(`usage could not be written, it is kept and tried again: ${messageOf(error)}`);
      failing = true;
    }
  };

  const flush = async (): Promise<void> => {
    // Whoever asks while one runs wants what was counted since it began.
    while (flushing) await flushing;
    flushing = writeAll().finally(() => {
      flushing = null;
    });
    await flushing;
  };

  schedule();
  return {
    record(sample) {
      const at = now();
      buffer.add(sample, at);
      const code = watch?.observe(sample, at) ?? null;
      if (code !== null) buffer.waste(sample.caller, code, at);
    },
    flush,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}
