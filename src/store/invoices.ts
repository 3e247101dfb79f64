/** Invoices. Nothing of an invoice changes once it is issued, but whether it is open, paid or void, and what is credited of it. */
import { type Invoice, type InvoiceStatus, isTakenBack } from '../core/billing.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Queryable } from './database.ts';

export type NewInvoice = Omit<
  Invoice,
  | 'id'
  | 'number'
  | 'status'
  | 'paidAt'
  | 'paymentReference'
  | 'voidedAt'
  | 'voidReason'
  | 'creditedNetMinor'
  | 'creditedMinor'
> & { subscriptionId: number };

export interface StoredInvoice extends Invoice {
  subscriptionId: number;
}

const COLUMNS = `id, number, account_id as "accountId", subscription_id as "subscriptionId", status, plan,
  period_start as "periodStart", period_end as "periodEnd", currency, lines, net_minor as "netMinor",
  vat_rate as "vatRate", vat_minor as "vatMinor", total_minor as "totalMinor", vat_note as "vatNote", seller, buyer,
  po_number as "poNumber", issued_at as "issuedAt", due_at as "dueAt", paid_at as "paidAt",
  payment_reference as "paymentReference", voided_at as "voidedAt", void_reason as "voidReason",
  (select coalesce(-sum(c.net_minor), 0)::bigint from credit_notes c where c.invoice_id = invoices.id) as "creditedNetMinor",
  (select coalesce(-sum(c.total_minor), 0)::bigint from credit_notes c where c.invoice_id = invoices.id) as "creditedMinor"`;
const LEAST_DIGITS = 4;

/**
 * The next number of a series (`<series>0001`). The series' row stays locked until the transaction ends, and a transaction that fails
 * takes its number back: numbers have no gap.
 */
export async function nextNumber(tx: Queryable, series: string): Promise<string> {
  const { rows } = await tx.query<{ last: number }>({
    name: 'next-invoice-number',
    text: `insert into invoice_series as s (name, last) values ($1, 1)
      on conflict (name) do update set last = s.last + 1 returning last`,
    values: [series],
  });
  return `${series}${String(rows[0]?.last).padStart(LEAST_DIGITS, '0')}`;
}

/**
 * Issues an invoice under the next number of its series; audited.
 *
 * @param series what numbers begin with, `INV-2026-`.
 */
export async function insertInvoice(
  tx: Queryable,
  series: string,
  invoice: NewInvoice,
  actor: string,
): Promise<StoredInvoice> {
  const number = await nextNumber(tx, series);
  const { rows } = await tx.query<StoredInvoice>({
    name: 'insert-invoice',
    text: `insert into invoices (number, account_id, subscription_id, plan, period_start, period_end, currency, lines,
        net_minor, vat_rate, vat_minor, total_minor, vat_note, seller, buyer, po_number, issued_at, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning ${COLUMNS}`,
    values: [
      number,
      invoice.accountId,
      invoice.subscriptionId,
      invoice.plan,
      invoice.periodStart,
      invoice.periodEnd,
      invoice.currency,
      JSON.stringify(invoice.lines),
      invoice.netMinor,
      invoice.vatRate,
      invoice.vatMinor,
      invoice.totalMinor,
      invoice.vatNote,
      JSON.stringify(invoice.seller),
      JSON.stringify(invoice.buyer),
      invoice.poNumber,
      invoice.issuedAt,
      invoice.dueAt,
    ],
  });
  await audit(tx, {
    actor,
    accountId: invoice.accountId,
    action: 'invoice.issue',
    target: `invoice:${number}`,
    detail: { total_minor: invoice.totalMinor, currency: invoice.currency, plan: invoice.plan },
  });
  return rows[0] as StoredInvoice;
}

/**
 * Newest first; of the open ones only those of which something is to be paid.
 *
 * @param options.before invoices older than this one's id: the cursor.
 */
export async function listInvoices(
  db: Queryable,
  options: { accountId?: number; status?: InvoiceStatus; before?: number; limit?: number } = {},
): Promise<StoredInvoice[]> {
  const { rows } = await db.query<StoredInvoice>({
    name: 'list-invoices',
    text: `select ${COLUMNS} from invoices where ($1::int is null or account_id = $1)
        and ($2::text is null or status = $2) and ($3::int is null or id < $3)
        and ($2 is distinct from 'open' or total_minor <= 0 or total_minor >
          (select coalesce(-sum(c.total_minor), 0) from credit_notes c where c.invoice_id = invoices.id))
      order by id desc limit $4`,
    values: [options.accountId ?? null, options.status ?? null, options.before ?? null, options.limit ?? 100],
  });
  return rows;
}

/** By its number; with an account only where it is that account's. */
export async function findInvoice(
  db: Queryable,
  number: string,
  accountId: number | null = null,
): Promise<StoredInvoice | null> {
  const { rows } = await db.query<StoredInvoice>({
    name: 'find-invoice',
    text: `select ${COLUMNS} from invoices where number = $1 and ($2::int is null or account_id = $2)`,
    values: [number, accountId],
  });
  return rows[0] ?? null;
}

/** Of one subscription, oldest period first. */
export async function invoicesOfSubscription(
  db: Queryable,
  subscriptionId: number,
): Promise<StoredInvoice[]> {
  const { rows } = await db.query<StoredInvoice>({
    name: 'invoices-of-subscription',
    text: `select ${COLUMNS} from invoices where subscription_id = $1 order by period_start, id`,
    values: [subscriptionId],
  });
  return rows;
}

/** open to paid; audited. @throws NotFoundError; InputError 422 for one that was taken back. One that is paid stays as it is. */
export async function setPaid(
  tx: Queryable,
  number: string,
  options: { at: Date; reference: string | null; actor: string },
): Promise<StoredInvoice> {
  const invoice = await lockInvoice(tx, number);
  if (invoice.status === 'paid') return invoice;
  if (invoice.status === 'void') throw new InputError('number', `invoice ${number} is void`, 422);
  if (isTakenBack(invoice))
    throw new InputError('number', `invoice ${number} is credited in full: nothing is to be paid`, 422);
  return change(tx, invoice, options.actor, 'invoice.paid', {
    text: `status = 'paid', paid_at = $2, payment_reference = $3`,
    values: [options.at.toISOString(), options.reference?.slice(0, 200) ?? null],
  });
}

/** open to void; audited. The number stays taken. @throws NotFoundError; InputError 422 for one that is paid, or credited in part. */
export async function setVoid(
  tx: Queryable,
  number: string,
  options: { at: Date; reason: string; actor: string },
): Promise<StoredInvoice> {
  const invoice = await lockInvoice(tx, number);
  if (invoice.status === 'void') return invoice;
  if (invoice.status === 'paid')
    throw new InputError('number', `invoice ${number} is paid: make a credit note instead`, 422);
  // The credit note would refer to nothing.
  if (invoice.creditedMinor > 0)
    throw new InputError('number', `invoice ${number} has a credit note: credit the rest instead`, 422);
  return change(tx, invoice, options.actor, 'invoice.void', {
    text: `status = 'void', voided_at = $2, void_reason = $3`,
    values: [options.at.toISOString(), options.reason.slice(0, 500)],
  });
}

/** @throws NotFoundError */
export async function lockInvoice(tx: Queryable, number: string): Promise<StoredInvoice> {
  const { rows } = await tx.query<StoredInvoice>({
    text: `select ${COLUMNS} from invoices where number = $1 for update`,
    values: [number],
  });
  if (!rows[0]) throw new NotFoundError('no such invoice');
  return rows[0];
}

async function change(
  tx: Queryable,
  before: StoredInvoice,
  actor: string,
  action: string,
  { text, values }: { text: string; values: readonly unknown[] },
): Promise<StoredInvoice> {
  const { rows } = await tx.query<StoredInvoice>({
    text: `update invoices set ${text} where id = $1 returning ${COLUMNS}`,
    values: [before.id, ...values],
  });
  await audit(tx, {
    actor,
    accountId: before.accountId,
    action,
    target: `invoice:${before.number}`,
    detail: { was: before.status, note: (values[1] as string | null) ?? null },
  });
  return rows[0] as StoredInvoice;
}
