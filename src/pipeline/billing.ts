/** Jobs of billing: webhooks that were taken in, and what time alone brings about. */
import type { BillingWork } from '../policy/billing/index.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { JobRequest, Queue } from './jobs.ts';
import { outcomeOf } from './outcomes.ts';
import type { Handler } from './worker.ts';

export const WEBHOOK_TASK = 'process-webhook';
/** The last attempt is about a day after the first. */
const ATTEMPTS = 12;
const MOST_ORPHANS = 500;

/** The job of an entry of the inbox. */
export function webhookJob(id: number): JobRequest {
  return {
    task: WEBHOOK_TASK,
    key: `webhook:${id}`,
    lane: 'interactive',
    payload: { id },
    maxAttempts: ATTEMPTS,
  };
}

/** Makes the job of an entry in the transaction that keeps it. */
export function enqueueWebhook(queue: Queue) {
  return (tx: Queryable, id: number) => queue.enqueue([webhookJob(id)], tx);
}

export function billingHandlers(deps: {
  db: Database;
  queue: Queue;
  billing: BillingWork;
}): Record<string, Handler> {
  const { db, queue, billing } = deps;
  return {
    [WEBHOOK_TASK]: ({ id }, { attempt, signal }) =>
      billing.processWebhook(Number(id), error => {
        const { final, until } = outcomeOf(error, attempt, new Date(), signal.aborted);
        return final || (until === undefined && attempt >= ATTEMPTS);
      }),
    billing: async () => {
      await billing.advance();
      await queue.enqueue((await orphans(db)).map(webhookJob));
    },
  };
}

/** Entries that are to be processed and have no job any more, whatever took it. */
async function orphans(db: Database): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: 'orphaned-webhooks',
    text: `select id from webhook_inbox w where status in ('pending', 'failed')
        and not exists (select from graphile_worker.jobs j where j.key = 'webhook:' || w.id)
      order by id limit $1`,
    values: [MOST_ORPHANS],
  });
  return rows.map(row => row.id);
}
