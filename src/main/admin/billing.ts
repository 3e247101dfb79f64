import type { Administration } from '../../core/administration.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { findInvoice, listInvoices } from '../../store/invoices.ts';
import { listWebhooks, readWebhook, type WebhookStatus } from '../../store/webhooks.ts';
import type { AdministrationDeps } from './index.ts';

const STATUSES: readonly WebhookStatus[] = ['pending', 'processed', 'failed', 'dead'];

export function invoiceDoors({ db, billing }: AdministrationDeps, actor: string): Administration['invoices'] {
  return {
    list: filter => listInvoices(db, filter),
    async find(number) {
      const found = await findInvoice(db, number);
      if (found === null) throw new NotFoundError('no such invoice');
      return found;
    },
    issue: (accountId, plan, details) => billing.issueInvoice(accountId, plan, actor, details),
    paid: (number, reference) => billing.markPaid(number, { reference, actor }),
    void: (number, reason) => billing.voidInvoice(number, { reason, actor }),
  };
}

export function webhookDoors({ db, billing }: AdministrationDeps, actor: string): Administration['webhooks'] {
  return {
    list: ({ status, ...filter }) =>
      listWebhooks(db, { ...filter, ...(status ? { status: statusOf(status) } : {}) }),
    async find(id) {
      const found = await readWebhook(db, id);
      if (found === null) throw new NotFoundError('no such webhook');
      return { ...found, body: found.body.toString('utf8') };
    },
    replay: id => billing.replayWebhook(id, actor),
  };
}

function statusOf(given: string): WebhookStatus {
  const found = STATUSES.find(status => status === given);
  if (found === undefined) throw new InputError('status', `status must be one of ${STATUSES.join(', ')}`);
  return found;
}
