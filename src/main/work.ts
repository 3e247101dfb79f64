/** The worker: jobs, their schedule, and the consumers of the event log. */
import type { Settings } from '../core/settings.ts';
import { billingHandlers } from '../pipeline/billing.ts';
import { startConsumers } from '../pipeline/consumers.ts';
import { rankingsConsumer } from '../pipeline/rankings.ts';
import { cronItems } from '../pipeline/schedule.ts';
import { SYNC_TASK } from '../pipeline/sync-job.ts';
import { createHandlers } from '../pipeline/tasks.ts';
import { TOOL_TASK } from '../pipeline/tools/index.ts';
import { startWorker } from '../pipeline/worker.ts';
import { type Composition, compose, plain } from './compose.ts';
import { createLog } from './log.ts';
import { untilStopped } from './stop.ts';

export interface RunningWorker {
  /** Waits for running jobs at most so long, then gives them back to the queue. */
  stop(timeoutMs?: number): Promise<void>;
}

const DEFAULT_CONCURRENCY = 8;
/** Workers kept free for what people wait for. */
const RESERVED = 2;

/** Connections that a worker of this concurrency uses at most: one for each job, and some for what runs beside them. */
export function workerConnections(concurrency = DEFAULT_CONCURRENCY): number {
  return concurrency + RESERVED + 4;
}

/** Starts working in this process; never throws while the database is away. */
export function startWork(composition: Composition, concurrency = DEFAULT_CONCURRENCY): RunningWorker {
  const { database, io, locks, queue, registries, settings, spool, sync } = composition;
  const log = plain(composition.log);
  const worker = startWorker({
    db: database.worker,
    url: database.url,
    locks,
    log,
    concurrency,
    reserved: { tasks: [SYNC_TASK, TOOL_TASK], concurrency: RESERVED },
    schedule: cronItems(),
    handlers: {
      ...composition.tools.handlers,
      ...billingHandlers({ db: database.worker, queue, billing: composition.billingWork }),
      ...createHandlers({
        db: database.worker,
        io,
        locks,
        queue,
        registries,
        settings: settings.connector,
        follow: settings.follow,
        sync,
        spool,
        log,
      }),
    },
  });
  const consumers = startConsumers(database.worker, [rankingsConsumer(registries, queue)], { log });
  return {
    async stop(timeoutMs) {
      await Promise.all([consumers.stop(), worker.stop(timeoutMs)]);
    },
  };
}

/** `ecosystems work`: works until SIGINT or SIGTERM. A second signal ends the process at once. */
export async function work(settings: Settings, options: { concurrency?: number } = {}): Promise<void> {
  const log = createLog(settings.logLevel);
  await untilStopped(log, async signal => {
    const composition = await compose(settings, {
      log,
      signal,
      workerConnections: workerConnections(options.concurrency),
    });
    const running = startWork(composition, options.concurrency);
    log.info('working on jobs');
    return async () => {
      await running.stop(10_000);
      await composition.close();
    };
  });
}
