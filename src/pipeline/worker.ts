/**
 * The worker: takes jobs from the queue and runs their handlers. Two pools of graphile-worker share one process: the
 * main one takes every job, in batches; a small one is reserved for what a person waits for, so that a queue full of
 * feed jobs never stands before it.
 *
 * - A handler that throws is settled by outcomes.ts: later at a given time, later after a pause that grows by e
 *   (2.7 s, 7.4 s, ... 2.2 h), or dead and visible.
 * - Jobs of a worker that died without a word are free again after at most 20 s, see worker-lives.ts.
 * - When the database goes away the pools stop by themselves; they are started again until it is back.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CronItem, parseCronItems, type Runner, run, type Task, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { Database, Log } from '../store/database.ts';
import { BACKGROUND_FLAG } from './jobs.ts';
import { type Lane, laneOf, runInLane } from './lanes.ts';
import type { Locks } from './locks.ts';
import { Deferred, type JobOutcome, outcomeOf } from './outcomes.ts';
import { queueLogger } from './queue-logger.ts';
import { keepAlive, type Lives } from './worker-lives.ts';

export interface JobContext {
  id: number;
  key: string | null;
  lane: Lane;
  /** 1 for the first one. */
  attempt: number;
  /** Aborted when the worker stops and the job takes too long to finish. */
  signal: AbortSignal;
}

export type Handler = (payload: JsonObject, job: JobContext) => Promise<void>;

export interface WorkerOptions {
  db: Database;
  url: string;
  locks: Locks;
  handlers: Readonly<Record<string, Handler>>;
  /** Jobs at once. Default 8. */
  concurrency?: number;
  /** Tasks for which workers are reserved while they are interactive, and how many. */
  reserved?: { tasks: readonly string[]; concurrency: number };
  /**
   * Jobs that the main pool takes from the database at once; those not begun within 30 s go back, so that what is more
   * urgent comes first then. Default 500 (a third more jobs a second than 100); 0 takes them one by one.
   */
  batch?: number;
  schedule?: readonly CronItem[];
  log?: Log;
  pollIntervalMs?: number;
  /** How often jobs of dead workers are looked for. Default 10 s. */
  livesIntervalMs?: number;
}

export interface Worker {
  /**
   * Takes no more jobs and waits for the running ones: after four fifths of the time their signal is aborted, after all
   * of it they are given back to the queue.
   */
  stop(timeoutMs?: number): Promise<void>;
}

/** Starts at once and never throws: while the database is away it keeps trying. */
export function startWorker(options: WorkerOptions): Worker {
  const { log, reserved, batch = 500, concurrency = 8 } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'ecosystems-queue',
    // Opened as they are needed, which is few: jobs are taken and settled in batches. Each of the two pools also listens.
    max: concurrency + (reserved?.concurrency ?? 0) + 2,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('error', error => log?.warn(`an idle queue connection was lost: ${error.message}`));
  pool.on('connect', client => client.on('error', () => {}));

  const lives = keepAlive({ db: options.db, locks: options.locks, log, intervalMs: options.livesIntervalMs });
  const keepers = [
    keepRunning({ ...options, pool, lives, concurrency, batch, cron: options.schedule ?? [] }),
    ...(reserved && reserved.concurrency > 0
      ? [
          keepRunning({
            ...options,
            pool,
            lives,
            concurrency: reserved.concurrency,
            batch: 0,
            cron: [],
            handlers: Object.fromEntries(
              reserved.tasks.flatMap(task =>
                options.handlers[task] ? [[task, options.handlers[task]]] : [],
              ),
            ),
            forbiddenFlags: [BACKGROUND_FLAG],
          }),
        ]
      : []),
  ];

  return {
    async stop(timeoutMs = 10_000) {
      await Promise.all(keepers.map(keeper => keeper.stop(timeoutMs)));
      await lives.stop();
      // A connection that a killed job still holds must not hold up the end of the program.
      await Promise.race([pool.end().catch(() => {}), sleep(2_000, undefined, { ref: false })]);
    },
  };
}

interface PoolOptions extends WorkerOptions {
  pool: pg.Pool;
  lives: Lives;
  concurrency: number;
  batch: number;
  cron: readonly CronItem[];
  forbiddenFlags?: string[];
}

const RESTART_MS = 2_000;
/** How long a job may lie in the memory of this process before it begins. */
const LOCAL_MS = 30_000;

function keepRunning(options: PoolOptions) {
  const { log } = options;
  const abort = new AbortController();
  let stopping = false;
  let runner: Runner | null = null;

  const loop = async () => {
    while (!stopping) {
      try {
        runner = await startRunner(options, abort.signal);
        if (stopping) await runner.stop().catch(() => {});
        await runner.promise;
      } catch (error) {
        if (!stopping) log?.warn(`the queue stopped: ${messageOf(error)}`);
      }
      runner = null;
      if (!stopping) await sleep(RESTART_MS);
    }
  };
  const done = loop();

  return {
    async stop(timeoutMs: number) {
      stopping = true;
      const aborting = setTimeout(() => abort.abort(), timeoutMs * 0.8);
      const killing = setTimeout(() => void runner?.kill('out of time').catch(() => {}), timeoutMs);
      const gaveUp = sleep(timeoutMs + 2_000, undefined, { ref: false });
      runner?.stop().catch(() => {});
      await Promise.race([done, gaveUp]);
      clearTimeout(aborting);
      clearTimeout(killing);
    },
  };
}

async function startRunner(options: PoolOptions, signal: AbortSignal): Promise<Runner> {
  const { batch, concurrency, lives, log } = options;
  const taskList: TaskList = {};
  for (const [task, handler] of Object.entries(options.handlers))
    taskList[task] = taskOf(options, handler, signal);
  const events = lives.events();
  return run(
    {
      pgPool: options.pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: options.pollIntervalMs ?? 2_000,
      // Ours, above, is the one that counts.
      gracefulShutdownAbortTimeout: 3_600_000,
      logger: queueLogger(log),
      events,
      ...(options.forbiddenFlags ? { forbiddenFlags: options.forbiddenFlags } : {}),
      preset: {
        worker: {
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          ...(batch > 0 ? { localQueue: { size: Math.max(batch, concurrency), ttl: LOCAL_MS } } : {}),
        },
      },
    },
    taskList,
    parseCronItems([...options.cron]),
  );
}

function taskOf({ db, log }: PoolOptions, handler: Handler, signal: AbortSignal): Task {
  return async (payload, { job }) => {
    const lane = laneOf(job.priority);
    const context: JobContext = { id: Number(job.id), key: job.key, lane, attempt: job.attempts, signal };
    try {
      await runInLane(lane, () => handler(payload as JsonObject, context));
    } catch (error) {
      const outcome = outcomeOf(error, job.attempts, new Date(), signal.aborted);
      const what = `job ${job.key ?? job.id} (attempt ${job.attempts} of ${job.max_attempts})`;
      // That something waits for its time is the usual course of things.
      if (!(error instanceof Deferred)) log?.warn(`${what}: ${outcome.text}`);
      await settle(db, context.id, outcome).catch(failed =>
        log?.warn(`${what}: could not note how it goes on: ${messageOf(failed)}`),
      );
      // The message is what graphile-worker keeps as `last_error`.
      throw new Error(outcome.text);
    }
  };
}

/**
 * graphile-worker has no word for "later, at no cost" or "never again", so this changes the job's own row while we hold
 * it; `failJob` follows and makes `run_at` the greatest of now and itself, plus e^attempts seconds, which is taken off
 * here. A job without a key was replaced by a newer one while it ran: that one does the work, this one ends here.
 */
async function settle(db: Database, id: number, { until, final }: JobOutcome): Promise<void> {
  if (until) {
    await db.query({
      name: 'defer-job',
      text: `update graphile_worker._private_jobs set
          attempts = greatest(attempts - 1, 0),
          run_at = $2::timestamptz - exp(least(greatest(attempts - 1, 0), 10)) * interval '1 second',
          updated_at = now()
        where id = $1 and locked_at is not null and key is not null`,
      values: [id, until.toISOString()],
    });
    return;
  }
  await db.query({
    name: 'fail-job',
    text: `update graphile_worker._private_jobs
      set max_attempts = case when $2 then attempts else max_attempts end, updated_at = now()
      where id = $1 and locked_at is not null`,
    values: [id, final],
  });
}
