/** What stands on an invoice. Pure. */
import type { BillingDetails, Invoice, InvoiceLine, Plan } from '../../core/billing.ts';
import type { InvoiceSettings } from '../../core/billing-settings.ts';
import { shareOf } from '../../core/money.ts';
import { addDays } from './periods.ts';
import { vatOf } from './vat.ts';

export interface InvoiceRequest {
  plan: Plan;
  periodStart: Date;
  periodEnd: Date;
  issuedAt: Date;
  details: BillingDetails;
  /** What is taken off for a plan that this one replaces. */
  credit: InvoiceLine | null;
}

export type InvoiceContent = Pick<
  Invoice,
  | 'plan'
  | 'periodStart'
  | 'periodEnd'
  | 'currency'
  | 'lines'
  | 'netMinor'
  | 'vatRate'
  | 'vatMinor'
  | 'totalMinor'
  | 'vatNote'
  | 'seller'
  | 'buyer'
  | 'poNumber'
  | 'issuedAt'
  | 'dueAt'
>;

/** VAT is worked out of the net sum, rounded half away from zero. */
export function invoiceContent(request: InvoiceRequest, settings: InvoiceSettings): InvoiceContent {
  const { plan, details, credit, periodStart, periodEnd, issuedAt } = request;
  const [name = '', ...address] = settings.seller;
  const seller = {
    name,
    address,
    country: settings.country,
    vatId: settings.vatId,
    payment: settings.payment,
  };
  const { poNumber, ...buyer } = details;
  const lines: InvoiceLine[] = [
    {
      description: `Plan ${plan.name}, ${day(periodStart)} to ${day(periodEnd)}`,
      quantity: 1,
      unitMinor: plan.priceCents,
    },
    ...(credit ? [credit] : []),
  ];
  const netMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  const { rate, note } = vatOf(seller, settings.vatRate, buyer);
  const vatMinor = shareOf(netMinor, rate, 10_000);
  return {
    plan: plan.slug,
    periodStart: periodStart.toISOString(),
    periodEnd: periodEnd.toISOString(),
    currency: plan.currency,
    lines,
    netMinor,
    vatRate: rate,
    vatMinor,
    totalMinor: netMinor + vatMinor,
    vatNote: note,
    seller,
    buyer,
    poNumber,
    issuedAt: issuedAt.toISOString(),
    dueAt: addDays(issuedAt, settings.days).toISOString(),
  };
}

/** What is left of a period that was invoiced, as a line below zero, and never more than credit notes left of it; null where nothing is. */
export function creditFor(
  invoice: Pick<Invoice, 'lines' | 'periodStart' | 'periodEnd' | 'creditedNetMinor'>,
  planName: string,
  now: Date,
): InvoiceLine | null {
  const [start, end] = [Date.parse(invoice.periodStart), Date.parse(invoice.periodEnd)];
  const line = invoice.lines[0];
  const left = Math.min(end - now.getTime(), end - start);
  if (!line || left <= 0) return null;
  const price = line.quantity * line.unitMinor;
  const kept = Math.max(0, price - invoice.creditedNetMinor);
  const unitMinor = 0 - Math.min(shareOf(price, left, end - start), kept);
  return unitMinor === 0
    ? null
    : {
        description: `Unused part of plan ${planName}, ${day(now)} to ${day(new Date(end))}`,
        quantity: 1,
        unitMinor,
      };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
