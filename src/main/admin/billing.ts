import type { Administration } from '../../core/administration.ts';
import type { InvoiceStatus } from '../../core/billing.ts';
import { NotFoundError } from '../../core/errors.ts';
import { findCreditNote, listCreditNotes, slaCreditRows } from '../../store/credit-notes.ts';
import { findInvoice, listInvoices } from '../../store/invoices.ts';
import { listWebhooks, readWebhook, type WebhookStatus } from '../../store/webhooks.ts';
import { oneOf } from './fields.ts';
import type { AdministrationDeps } from './index.ts';

const STATUSES: readonly WebhookStatus[] = ['pending', 'processed', 'failed', 'dead'];

const INVOICE_STATUSES: readonly InvoiceStatus[] = ['open', 'paid', 'void'];

export function invoiceDoors({ db, billing }: AdministrationDeps, actor: string): Administration['invoices'] {
  const find = async (number: string) => {
    const found = await findInvoice(db, number);
    if (found === null) throw new NotFoundError('no such invoice');
    return found;
  };
  return {
    async list({ status, ...filter }) {
      return listInvoices(db, { ...filter, status: oneOf('status', status, INVOICE_STATUSES) });
    },
    find,
    issue: (accountId, plan, details) => billing.issueInvoice(accountId, plan, actor, details),
    paid: (number, reference) => billing.markPaid(number, { reference, actor }),
    void: (number, reason) => billing.voidInvoice(number, { reason, actor }),
    credit: (number, amount, reason) => billing.creditInvoice(number, { amount, reason, actor }),
    pdf: async number => billing.invoicePdf(await find(number)),
  };
}

export function creditNoteDoors({ db, billing }: AdministrationDeps): Administration['creditNotes'] {
  const find = async (number: string) => {
    const found = await findCreditNote(db, number);
    if (found === null) throw new NotFoundError('no such credit note');
    return found;
  };
  return {
    list: filter => listCreditNotes(db, filter),
    find,
    pdf: async number => billing.creditNotePdf(await find(number)),
  };
}

export function slaDoors({ db, billing }: AdministrationDeps, actor: string): Administration['sla'] {
  return {
    list: () => slaCreditRows(db),
    credit: (month, accountId) => billing.creditSla(month, { accountId, actor }),
  };
}

export function webhookDoors({ db, billing }: AdministrationDeps, actor: string): Administration['webhooks'] {
  return {
    list: async ({ status, ...filter }) =>
      listWebhooks(db, { ...filter, status: oneOf('status', status, STATUSES) }),
    async find(id) {
      const found = await readWebhook(db, id);
      if (found === null) throw new NotFoundError('no such webhook');
      return { ...found, body: found.body.toString('utf8') };
    },
    replay: id => billing.replayWebhook(id, actor),
  };
}
