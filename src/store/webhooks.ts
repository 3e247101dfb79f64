/** The inbox of webhooks: what providers told us is on disk before they hear that we have it. */
import type { BillingProviderId } from '../core/billing.ts';
import { NotFoundError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

export type WebhookStatus = 'pending' | 'processed' | 'failed' | 'dead';

export interface InboxEntry {
  id: number;
  provider: BillingProviderId;
  eventId: string;
  type: string;
  status: WebhookStatus;
  attempts: number;
  error: string | null;
  /** When the provider says that it happened. */
  occurredAt: string | null;
  receivedAt: string;
  /** Deliveries of the same event after the first one. */
  repeated: number;
  processedAt: string | null;
}

export interface ReceivedWebhook {
  provider: BillingProviderId;
  eventId: string;
  type: string;
  occurredAt: string | null;
  body: Buffer;
}

const COLUMNS = `id, provider, event_id as "eventId", type, status, attempts, error, occurred_at as "occurredAt",
  received_at as "receivedAt", repeated, processed_at as "processedAt"`;
const MOST_ERROR = 1_000;

/** @returns its number; null where this event was there already: that is counted, and changes nothing else. */
export async function keepWebhook(tx: Queryable, webhook: ReceivedWebhook): Promise<number | null> {
  const { rows } = await tx.query<{ id: number; isNew: boolean }>({
    name: 'keep-webhook',
    text: `insert into webhook_inbox (provider, event_id, type, occurred_at, body) values ($1, $2, $3, $4, $5)
      on conflict (provider, event_id) do update set repeated = webhook_inbox.repeated + 1
      returning id, repeated = 0 as "isNew"`,
    values: [webhook.provider, webhook.eventId, webhook.type, webhook.occurredAt, webhook.body],
  });
  const [row] = rows;
  return row?.isNew ? row.id : null;
}

/** With the bytes as they came. null: there is none. */
export async function readWebhook(
  db: Queryable,
  id: number,
): Promise<(InboxEntry & { body: Buffer }) | null> {
  const { rows } = await db.query<InboxEntry & { body: Buffer }>({
    name: 'read-webhook',
    text: `select ${COLUMNS}, body from webhook_inbox where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** In the transaction of its effects. */
export async function webhookProcessed(tx: Queryable, id: number): Promise<void> {
  await tx.query({
    name: 'webhook-processed',
    text: `update webhook_inbox set status = 'processed', attempts = attempts + 1, error = null, processed_at = now()
      where id = $1`,
    values: [id],
  });
}

/** @param dead no more attempts are made by themselves. */
export async function webhookFailed(db: Queryable, id: number, error: string, dead: boolean): Promise<void> {
  await db.query({
    name: 'webhook-failed',
    text: `update webhook_inbox set status = $3, attempts = attempts + 1, error = $2
      where id = $1 and status <> 'processed'`,
    values: [id, error.slice(0, MOST_ERROR), dead ? 'dead' : 'failed'],
  });
}

/**
 * Newest first.
 *
 * @param options.before entries older than this one's id: the cursor.
 */
export async function listWebhooks(
  db: Queryable,
  options: { status?: WebhookStatus; before?: number; limit?: number } = {},
): Promise<InboxEntry[]> {
  const { rows } = await db.query<InboxEntry>({
    name: 'list-webhooks',
    text: `select ${COLUMNS} from webhook_inbox
      where ($1::text is null or status = $1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
    values: [options.status ?? null, options.before ?? null, options.limit ?? 100],
  });
  return rows;
}

/**
 * Sets an entry back so that it is processed once more, whatever became of it; audited. Processing is idempotent.
 *
 * @param enqueue makes its job, in the same transaction. @throws NotFoundError
 */
export async function replayWebhook(
  db: Database,
  id: number,
  actor: string,
  enqueue: (tx: Queryable, id: number) => Promise<unknown>,
): Promise<void> {
  await db.transaction(async tx => {
    const { rows } = await tx.query<{ eventId: string; status: string; provider: string }>({
      text: `update webhook_inbox w set status = 'pending', error = null, processed_at = null
        from (select id, status from webhook_inbox where id = $1 for update) before
        where w.id = before.id returning event_id as "eventId", before.status as status, provider`,
      values: [id],
    });
    const [entry] = rows;
    if (!entry) throw new NotFoundError('no such webhook');
    await audit(tx, {
      actor,
      action: 'webhook.replay',
      target: `webhook:${id}`,
      detail: { provider: entry.provider, event: entry.eventId, was: entry.status },
    });
    await enqueue(tx, id);
  });
}

/** Forgets processed events of this age. @returns how many. */
export async function pruneWebhooks(db: Queryable, olderThanMs: number): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from webhook_inbox where status = 'processed' and received_at < now() - make_interval(secs => $1)`,
    values: [olderThanMs / 1000],
  });
  return rowCount;
}
