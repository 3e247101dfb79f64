/**
 * Measures the agreement on event feeds in this process: looks at the log every 20 s, counts requests for it, and takes in how
 * long events took to reach followers. Minutes are written as they pass; what cannot be written is kept.
 */

import { messageOf } from '../../core/errors.ts';
import { count, emptyHistogram, LAG_BOUNDS_MS } from '../../core/histogram.ts';
import type { Meter } from '../../core/usage.ts';
import type { SlaMinute } from '../../store/sla.ts';

export interface SlaSamplerDeps {
  /** Reads the head of the log as a request would; rejects where it cannot be read. */
  probe(): Promise<unknown>;
  write(minutes: SlaMinute[]): Promise<void>;
  log?: { warn(message: string): void };
  now?: () => number;
}

export interface SlaSampler extends Meter {
  /** An event reached followers so many milliseconds after its commit. */
  published(lagMs: number): void;
  /** Writes what there is, and ends. Never rejects. */
  close(): Promise<void>;
}

/** The operation that reads events. */
const EVENTS = 'index.getEvents';
const PROBE_MS = 20_000;
/** Minutes that are kept while the database is away: two days. */
const MOST_MINUTES = 2_880;

export function createSlaSampler({ probe, write, log, now = Date.now }: SlaSamplerDeps): SlaSampler {
  let minutes = new Map<number, SlaMinute>();
  let writing: Promise<void> = Promise.resolve();
  let failing = false;

  const current = (at = now()): SlaMinute => {
    const minute = Math.floor(at / 60_000) * 60_000;
    let found = minutes.get(minute);
    if (!found) {
      const publishLag = emptyHistogram(LAG_BOUNDS_MS);
      found = { minute, probes: 0, probeFailures: 0, requests: 0, failures: 0, publishLag };
      minutes.set(minute, found);
      const [oldest] = minutes.keys();
      if (minutes.size > MOST_MINUTES && oldest !== undefined) minutes.delete(oldest);
    }
    return found;
  };

  const writeAll = async () => {
    const taken = minutes;
    minutes = new Map();
    try {
      await write([...taken.values()]);
      failing = false;
    } catch (error) {
      if (!failing) log?.warn(`service levels could not be written, they are kept: ${messageOf(error)}`);
      failing = true;
      for (const [minute, kept] of taken) minutes.set(minute, sum(kept, minutes.get(minute)));
    }
  };

  const look = async () => {
    const began = now();
    const failed = await probe().then(
      () => 0,
      () => 1,
    );
    // Of the minute in which it began: one that hangs fails there.
    const minute = current(began);
    minute.probes++;
    minute.probeFailures += failed;
    writing = writing.then(writeAll);
    await writing;
  };

  void look();
  const timer = setInterval(() => void look(), PROBE_MS);
  timer.unref();

  return {
    record({ caller, label, status }) {
      if (label !== EVENTS) return;
      const minute = current();
      minute.requests++;
      // That the commons are turned away under load is no failure of what was promised to others.
      if (status >= 500 && !(status === 503 && caller.priority >= 2)) minute.failures++;
    },
    published: lagMs => count(LAG_BOUNDS_MS, current().publishLag, lagMs),
    async close() {
      clearInterval(timer);
      writing = writing.then(writeAll);
      await writing;
    },
  };
}

function sum(a: SlaMinute, b: SlaMinute | undefined): SlaMinute {
  if (!b) return a;
  return {
    minute: a.minute,
    probes: a.probes + b.probes,
    probeFailures: a.probeFailures + b.probeFailures,
    requests: a.requests + b.requests,
    failures: a.failures + b.failures,
    publishLag: a.publishLag.map((n, bucket) => n + (b.publishLag[bucket] ?? 0)),
  };
}
