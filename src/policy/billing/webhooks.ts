/** The inbox of webhooks at work: taken in durably, processed by jobs, each as often as it takes. */
import { InputError, messageOf, NotFoundError } from '../../core/errors.ts';
import { databaseTime } from '../../store/billing.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { keepWebhook, readWebhook, webhookFailed, webhookProcessed } from '../../store/webhooks.ts';
import { observe } from './entitlements.ts';
import type { BillingProvider } from './provider.ts';

/** Makes the job that processes an entry, in the transaction that keeps it. */
export type EnqueueWebhook = (tx: Queryable, id: number) => Promise<unknown>;

export interface WebhookDeps {
  db: Database;
  provider: BillingProvider;
  enqueue: EnqueueWebhook;
}

/** Stripe's events are some kilobytes; nothing it sends comes near this. */
export const MOST_WEBHOOK_BYTES = 1024 * 1024;

/**
 * When it returns, the event and its job are committed, or were before.
 *
 * @throws InputError 400 for what was not signed, 413 beyond 1 MiB; NotFoundError for a provider that is not in use. Nothing is kept then.
 */
export async function receiveWebhook(
  { db, provider, enqueue }: WebhookDeps,
  name: string,
  body: Buffer,
  signature: string,
  now: Date,
): Promise<'stored' | 'duplicate'> {
  if (name !== provider.id || name === 'none') throw new NotFoundError();
  if (body.length > MOST_WEBHOOK_BYTES)
    throw new InputError('body', `the body is larger than ${MOST_WEBHOOK_BYTES} bytes`, 413);
  const { id: eventId, type, occurredAt } = provider.parseWebhook(body, signature, now);
  return db.transaction(async tx => {
    const id = await keepWebhook(tx, { provider: provider.id, eventId, type, occurredAt, body });
    if (id === null) return 'duplicate';
    await enqueue(tx, id);
    return 'stored';
  });
}

/**
 * Processes an entry; what was processed before is left alone. Its effects and its mark are one transaction.
 *
 * @param isLast no further attempt follows by itself when this one fails: the entry is dead until somebody replays it.
 * @throws what stopped it, after that was noted.
 */
export async function processWebhook(
  { db, provider }: Pick<WebhookDeps, 'db' | 'provider'>,
  id: number,
  isLast: (error: unknown) => boolean,
): Promise<void> {
  const entry = await readWebhook(db, id);
  if (entry === null || entry.status === 'processed') return;
  try {
    if (entry.provider !== provider.id)
      throw new InputError(
        'provider',
        `${entry.provider} is not in use: set ECOSYSTEMS_BILLING to process this`,
        422,
      );
    const observed = await provider.observeEvent(entry.body);
    const now = new Date(await databaseTime(db));
    await db.transaction(async tx => {
      if (observed) await observe(tx, observed, { now, cause: `webhook:${entry.eventId}` });
      await webhookProcessed(tx, id);
    });
  } catch (error) {
    await webhookFailed(db, id, messageOf(error), isLast(error));
    throw error;
  }
}
