/** What a serving process counts of its requests, and whose turn it gives: metering, hints, service levels, admission. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { Admission } from '../core/admission.ts';
import { coarseNow } from '../core/coarse-clock.ts';
import type { RequestLog } from '../core/request-log.ts';
import type { Meter, UsageDoor } from '../core/usage.ts';
import { admissionMetrics, createAdmission } from '../policy/admission/index.ts';
import { createMeter, createWasteWatch } from '../policy/metering/index.ts';
import { createRequestLog } from '../policy/request-log/index.ts';
import { createSlaSampler } from '../policy/sla/sampler.ts';
import { headCursor } from '../store/events.ts';
import { addRequests } from '../store/request-log.ts';
import { addSlaMinutes } from '../store/sla.ts';
import { addUsage } from '../store/usage.ts';
import { type Composition, plain } from './compose.ts';

export interface Metering {
  meter: Meter;
  /** Null: off. */
  requestLog: RequestLog | null;
  usage: UsageDoor;
  admission: Admission;
  onPublished(lagMs: number): void;
  /** Writes what was counted. Takes a few seconds at most. */
  close(): Promise<void>;
}

const LONGEST_CLOSE_MS = 5_000;

/** @param registry where admission shows itself. */
export function openMetering({ settings, database, log }: Composition, registry: Registry): Metering {
  const { capacity, commonsShare, transparencyMinimum } = settings.usage;
  const { observer, watch } = admissionMetrics(registry);
  const admission = createAdmission({
    capacity: capacity === 0 ? database.web.pool.options.max : capacity,
    commonsShare,
    observer,
  });
  watch(admission);
  const hints = createWasteWatch();
  const writer = randomUUID();
  // Written with a worker's connections: requests have theirs all in use when there is most to count.
  const meter = createMeter({
    write: batch => addUsage(database.worker, writer, batch),
    watch: hints,
    log: plain(log),
    now: coarseNow,
  });
  const levels = createSlaSampler({
    probe: () => headCursor(database.web),
    write: minutes => addSlaMinutes(database.worker, minutes),
    log: plain(log),
  });
  const { requestLog: where, trustedProxies } = settings.policy;
  const requestLog =
    where === 'off'
      ? null
      : createRequestLog({
          trustedProxies,
          write: rows => addRequests(database.worker, rows),
          log: plain(log),
        });
  return {
    requestLog,
    meter: {
      record(sample) {
        meter.record(sample);
        levels.record(sample);
      },
    },
    usage: { hints, leastSubjects: transparencyMinimum },
    admission,
    onPublished: levels.published,
    async close() {
      admission.close();
      const late = sleep(LONGEST_CLOSE_MS, undefined, { ref: false });
      await Promise.race([Promise.all([meter.close(), levels.close(), requestLog?.close()]), late]);
    },
  };
}
