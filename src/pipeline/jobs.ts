/**
 * The queue: graphile-worker's tables, spoken to in batches and, where wanted, inside the caller's transaction. A job is
 * known by its key; asking for a job that already waits makes it no later and no less urgent, and starts its attempts anew.
 */
import { runMigrations } from 'graphile-worker';
import type { PriorityClass } from '../core/access.ts';
import type { JsonObject } from '../core/records.ts';
import type { Database, Queryable } from '../store/database.ts';
import { databaseError } from '../store/database-errors.ts';
import { LANE_PRIORITY, type Lane, laneOf, priorityOf } from './lanes.ts';
import { queueLogger } from './queue-logger.ts';

export interface JobRequest {
  task: string;
  /** Small: keys of what is to be done, never a document. */
  payload: JsonObject;
  /** Jobs with the same key are one job. */
  key: string;
  lane: Lane;
  /** Of whoever asked for it: the order within the lane. */
  priority?: PriorityClass;
  /** Not before this time. */
  runAt?: Date;
  /** Attempts that end in failure before the job is dead. Default 10: the last one about 3.5 hours after the first. */
  maxAttempts?: number;
}

export interface DeadJob {
  id: number;
  task: string;
  key: string;
  lane: Lane;
  attempts: number;
  /** `<code>: <what happened>`, see outcomes.ts. */
  error: string | null;
  createdAt: string;
  failedAt: string;
}

export type JobState = 'ready' | 'running' | 'waiting' | 'retrying' | 'dead';

export interface QueueStats {
  /** Jobs by lane and state: due, taken by a worker, due later, due later after a failure, given up. */
  lanes: Record<Lane, Record<JobState, number>>;
  /** Jobs that are not dead, by task. */
  tasks: Record<string, number>;
}

export interface Queue {
  /**
   * @param tx where the jobs are to appear together with other changes; else they appear at once.
   * @returns how many jobs were made or changed; jobs with the same key count once.
   */
  enqueue(jobs: readonly JobRequest[], tx?: Queryable): Promise<number>;
  /** Jobs that were given up, newest first. */
  deadJobs(options?: { limit?: number }): Promise<DeadJob[]>;
  /** Gives dead jobs new attempts; without ids, all of them. @returns how many. */
  retryDead(ids?: readonly number[]): Promise<number>;
  /** Removes dead jobs. @returns how many. */
  dropDead(ids: readonly number[]): Promise<number>;
  stats(): Promise<QueueStats>;
  /** Deletes dead jobs that failed longer ago than this, and dead jobs whose work a newer job has taken over. */
  prune(olderThanMs: number): Promise<number>;
}

const DEFAULT_ATTEMPTS = 10;
/** A whole statement's worth; larger batches go in several. */
const BATCH = 1_000;
/** Keeps work in the background away from workers that are reserved for people who wait. */
export const BACKGROUND_FLAG = 'background';

/**
 * Makes or updates graphile-worker's schema `graphile_worker`. Any number of programs may start at once: one migrates,
 * the others wait. `db` needs two connections.
 */
export async function migrateQueue(db: Database): Promise<void> {
  // The pool reports lost connections by itself; graphile-worker only wants to see that somebody listens.
  const listener = () => {};
  db.pool.on('connect', listener);
  try {
    await db.transaction(async tx => {
      await tx.query({ text: `select pg_advisory_xact_lock(hashtext('ecosystems.queue'))` });
      await runMigrations({ pgPool: db.pool, logger: queueLogger() }).catch(error => {
        throw databaseError(error);
      });
    });
  } finally {
    db.pool.off('connect', listener);
  }
}

export function createQueue(db: Queryable): Queue {
  return {
    async enqueue(jobs, tx = db) {
      const unique = new Map<string, JobRequest>();
      for (const job of jobs) unique.set(job.key, moreUrgent(unique.get(job.key), job));
      // Two writers with overlapping batches lock rows in one order.
      const sorted = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
      let count = 0;
      for (let at = 0; at < sorted.length; at += BATCH) count += await add(tx, sorted.slice(at, at + BATCH));
      return count;
    },

    async deadJobs({ limit = 100 } = {}) {
      const { rows } = await db.query<Omit<DeadJob, 'lane'> & { priority: number }>({
        text: `select id, task_identifier as task, key, priority, attempts, last_error as error,
            created_at as "createdAt", updated_at as "failedAt"
          from graphile_worker.jobs
          where attempts >= max_attempts and locked_at is null and key is not null
          order by updated_at desc, id desc limit $1`,
        values: [limit],
      });
      return rows.map(({ priority, ...job }) => ({ ...job, lane: laneOf(priority) }));
    },

    async retryDead(ids) {
      const { rowCount } = await db.query({
        text: `select graphile_worker.reschedule_jobs(array(
            select id from graphile_worker.jobs
            where attempts >= max_attempts and locked_at is null and key is not null
              and ($1::bigint[] is null or id = any($1))
          ), run_at => now(), attempts => 0, max_attempts => $2)`,
        values: [ids ?? null, DEFAULT_ATTEMPTS],
      });
      return rowCount;
    },

    async dropDead(ids) {
      const { rowCount } = await db.query({
        text: `select graphile_worker.complete_jobs(array(
            select id from graphile_worker.jobs
            where attempts >= max_attempts and locked_at is null and key is not null and id = any($1)
          ))`,
        values: [ids],
      });
      return rowCount;
    },

    async stats() {
      const { rows } = await db.query<{ task: string; priority: number; state: JobState; count: number }>({
        text: `select task_identifier as task, priority, case
              when locked_at is not null then 'running'
              when attempts >= max_attempts then 'dead'
              when run_at <= now() then 'ready'
              when last_error is not null then 'retrying'
              else 'waiting' end as state,
            count(*) as count
          from graphile_worker.jobs where key is not null or locked_at is not null group by 1, 2, 3`,
      });
      const none = (): Record<JobState, number> => ({
        ready: 0,
        running: 0,
        waiting: 0,
        retrying: 0,
        dead: 0,
      });
      const stats: QueueStats = { lanes: { interactive: none(), feed: none(), backfill: none() }, tasks: {} };
      for (const { task, priority, state, count } of rows) {
        stats.lanes[laneOf(priority)][state] += count;
        if (state !== 'dead') stats.tasks[task] = (stats.tasks[task] ?? 0) + count;
      }
      return stats;
    },

    async prune(olderThanMs) {
      const { rowCount } = await db.query({
        text: `select graphile_worker.complete_jobs(array(
            select id from graphile_worker.jobs
            where attempts >= max_attempts and locked_at is null
              and (key is null or updated_at < now() - make_interval(secs => $1))
          ))`,
        values: [olderThanMs / 1000],
      });
      return rowCount;
    },
  };
}

function moreUrgent(before: JobRequest | undefined, job: JobRequest): JobRequest {
  if (!before) return job;
  const { lane, priority } = priorityOf(before) < priorityOf(job) ? before : job;
  const runAt = before.runAt && job.runAt ? new Date(Math.min(+before.runAt, +job.runAt)) : undefined;
  return { ...job, lane, priority, runAt };
}

/**
 * `add_jobs` replaces a waiting job of the same key; the statement carries over what was more urgent. A job that is
 * running keeps running, and a new one is made beside it: what made us ask may have come too late for the first.
 */
async function add(db: Queryable, jobs: readonly JobRequest[]): Promise<number> {
  const { rowCount } = await db.query({
    name: 'enqueue-jobs',
    text: `select graphile_worker.add_jobs(array(
        select row(g.task, g.payload, null, least(coalesce(g.run_at, now()), w.run_at), g.max_attempts, g.key, p.priority,
          case when p.priority >= $3 then array[$4] end)::graphile_worker.job_spec
        from json_to_recordset($1::json)
          as g (task text, payload json, key text, priority smallint, run_at timestamptz, max_attempts smallint)
        left join graphile_worker.jobs w on w.key = any($2) and w.key = g.key
          and w.locked_at is null and w.attempts < w.max_attempts
        cross join lateral (select least(g.priority, w.priority) as priority) p
      ))`,
    values: [
      JSON.stringify(
        jobs.map(job => ({
          task: job.task,
          payload: job.payload,
          key: job.key,
          priority: priorityOf(job),
          run_at: job.runAt?.toISOString(),
          max_attempts: job.maxAttempts ?? DEFAULT_ATTEMPTS,
        })),
      ),
      jobs.map(job => job.key),
      LANE_PRIORITY.feed,
      BACKGROUND_FLAG,
    ],
  });
  return rowCount;
}
