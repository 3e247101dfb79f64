/**
 * Credit notes: what is taken back of an invoice that was issued, at the same rate of VAT (Council Directive 2006/112/EC, articles 90 and
 * 219: a document that amends an invoice and refers to it counts as one).
 */
import type { CreditNote, Invoice } from '../../core/billing.ts';
import type { InvoiceSettings } from '../../core/billing-settings.ts';
import { InputError } from '../../core/errors.ts';
import { formatMoney, parseMoney, shareOf } from '../../core/money.ts';
import { insertCreditNote, type NewCreditNote } from '../../store/credit-notes.ts';
import type { Queryable } from '../../store/database.ts';
import { lockInvoice, type StoredInvoice } from '../../store/invoices.ts';
import type { SlaReport } from '../../store/sla.ts';

const MOST_REASON = 500;

export interface Credit {
  /** Without VAT, above zero; at most what is left is taken. */
  netMinor: number;
  /** What the line says. */
  description: string;
  reason: string;
  report: Pick<SlaReport, 'month' | 'plan'> | null;
}

/**
 * Takes this much back of an invoice, in the account's lock.
 *
 * @throws InputError 422 for an invoice that is void, or of which nothing is left.
 */
export function credit(
  tx: Queryable,
  invoice: StoredInvoice,
  wanted: Credit,
  { settings, at, actor }: { settings: Pick<InvoiceSettings, 'creditPrefix'>; at: Date; actor: string },
): Promise<CreditNote> {
  const { reason, description, report } = wanted;
  const sums = creditSums(invoice, wanted.netMinor);
  const note: NewCreditNote = {
    ...sums,
    invoiceId: invoice.id,
    accountId: invoice.accountId,
    reason,
    currency: invoice.currency,
    lines: [{ description, quantity: 1, unitMinor: sums.netMinor }],
    vatRate: invoice.vatRate,
    vatNote: invoice.vatNote,
    seller: invoice.seller,
    buyer: invoice.buyer,
    poNumber: invoice.poNumber,
    issuedAt: at.toISOString(),
    slaMonth: report?.month ?? null,
    slaPlan: report?.plan ?? null,
  };
  return insertCreditNote(tx, `${settings.creditPrefix}${at.getUTCFullYear()}-`, note, actor);
}

/** An operator's correction. @param amount null: all that is left. @throws InputError naming the field; NotFoundError. */
export async function correct(
  tx: Queryable,
  number: string,
  { amount, reason }: { amount: string | null; reason: string },
  how: Parameters<typeof credit>[3],
): Promise<CreditNote> {
  const why = reason.replace(/\s+/g, ' ').trim();
  if (why === '' || why.length > MOST_REASON)
    throw new InputError('reason', `reason must say why, in at most ${MOST_REASON} characters`);
  const invoice = await lockInvoice(tx, number);
  const left = leftOf(invoice);
  const netMinor = amount === null ? left.netMinor : parseMoney(amount, invoice.currency);
  if (netMinor === null)
    throw new InputError(
      'amount',
      `amount must be an amount in ${invoice.currency} without VAT, as in ${formatMoney(left.netMinor, invoice.currency)}`,
    );
  if (netMinor > left.netMinor)
    throw new InputError(
      'amount',
      `amount must be at most ${formatMoney(left.netMinor, invoice.currency)}: that is left of ${number}`,
      422,
    );
  const description = `Correction of invoice ${number}: ${why}`;
  return credit(tx, invoice, { netMinor, description, reason: why, report: null }, how);
}

/** What is left to credit. @throws InputError 422 for an invoice that is void, or of which nothing is left. */
export function leftOf(
  invoice: Pick<
    Invoice,
    'number' | 'status' | 'netMinor' | 'vatMinor' | 'totalMinor' | 'creditedNetMinor' | 'creditedMinor'
  >,
): { netMinor: number; vatMinor: number } {
  if (invoice.status === 'void') throw new InputError('number', `invoice ${invoice.number} is void`, 422);
  const netMinor = invoice.netMinor - invoice.creditedNetMinor;
  if (netMinor <= 0)
    throw new InputError('number', `invoice ${invoice.number} is credited in full already`, 422);
  return { netMinor, vatMinor: invoice.totalMinor - invoice.creditedMinor - netMinor };
}

/** Below zero. The last of several credits takes what rounding left of the VAT. */
export function creditSums(
  invoice: Parameters<typeof leftOf>[0] & Pick<Invoice, 'vatRate'>,
  wanted: number,
): Pick<CreditNote, 'netMinor' | 'vatMinor' | 'totalMinor'> {
  const left = leftOf(invoice);
  const net = Math.min(wanted, left.netMinor);
  const vat =
    net === left.netMinor ? left.vatMinor : Math.min(shareOf(net, invoice.vatRate, 10_000), left.vatMinor);
  return { netMinor: -net, vatMinor: 0 - vat, totalMinor: -net - vat };
}

export type InvoicedPeriod = Pick<
  Invoice,
  'id' | 'status' | 'plan' | 'periodStart' | 'periodEnd' | 'lines' | 'totalMinor' | 'creditedMinor'
>;

/**
 * What a report is worth to an account: its percentage of the part of the plan's price that was charged for days of that month, of each
 * invoice by itself. A period ends early where the next one begins, as after an upgrade. Pure.
 *
 * @param invoices of the account, of all plans. @returns invoices by id with amounts above zero, without VAT.
 */
export function slaShares(
  invoices: readonly InvoicedPeriod[],
  { month, plan, creditPercent }: Pick<SlaReport, 'month' | 'plan' | 'creditPercent'>,
): { id: number; netMinor: number }[] {
  const [from, to] = monthOf(month);
  const live = invoices
    .filter(of => of.status !== 'void')
    .sort((a, b) => Date.parse(a.periodStart) - Date.parse(b.periodStart) || a.id - b.id);
  return live.flatMap((invoice, index) => {
    const [start, end] = [Date.parse(invoice.periodStart), Date.parse(invoice.periodEnd)];
    const next = live[index + 1];
    const until = next ? Math.min(end, Date.parse(next.periodStart)) : end;
    const within = Math.min(until, to.getTime()) - Math.max(start, from.getTime());
    const line = invoice.lines[0];
    if (invoice.plan !== plan || line === undefined || within <= 0) return [];
    const netMinor = shareOf(line.quantity * line.unitMinor, within * creditPercent, (end - start) * 100);
    return netMinor > 0 ? [{ id: invoice.id, netMinor }] : [];
  });
}

/** @param month its first day, `YYYY-MM-DD`. @returns its beginning, and that of the next. */
export function monthOf(month: string): [Date, Date] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return [new Date(Date.UTC(year, number - 1, 1)), new Date(Date.UTC(year, number, 1))];
}
