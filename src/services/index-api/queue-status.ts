/** The queue as people who wait for it see it. */
import { createQueue } from '../../pipeline/jobs.ts';
import type { Queryable } from '../../store/database.ts';
import { codeOf } from '../../store/database-errors.ts';
import type { IndexStatus } from './schemas.ts';

/** Jobs by lane and state. */
export type QueueCounts = Record<string, Record<string, number>>;

const SHOWN_DEAD = 20;
/** SQLSTATEs of a schema or table that is not there: no worker has ever started. */
const NO_QUEUE = new Set(['3F000', '42P01']);

export async function queueStatus(db: Queryable, now: Date): Promise<IndexStatus['queue']> {
  const queue = createQueue(db);
  try {
    const [{ lanes }, dead] = await Promise.all([queue.stats(), queue.deadJobs({ limit: SHOWN_DEAD })]);
    return {
      state: 'known',
      as_of: now.toISOString(),
      lanes,
      dead: dead.map(job => ({
        task: job.task,
        key: job.key,
        lane: job.lane,
        attempts: job.attempts,
        // The rest of the text is for the operator: it may name machines.
        error: job.error?.split(':', 1)[0] ?? null,
        failed_at: job.failedAt,
      })),
    };
  } catch (error) {
    if (!NO_QUEUE.has(codeOf(error) ?? '')) throw error;
    return { state: 'absent', as_of: null, lanes: {}, dead: [] };
  }
}

/** null where there is no queue. */
export async function queueCounts(db: Queryable): Promise<QueueCounts | null> {
  try {
    return (await createQueue(db).stats()).lanes;
  } catch (error) {
    if (NO_QUEUE.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** Settles when the database answers. */
export async function ping(db: Queryable): Promise<void> {
  await db.query({ text: 'select 1' });
}
