/**
 * The vocabulary of plans, subscriptions and invoices. Rooms above decide; these are the shapes in which they tell each other.
 * Money is a whole number of the currency's smallest unit (ISO 4217: cents of USD and EUR, yen of JPY).
 */
import type { AnswerLicence } from './access.ts';

export type { LicenceGrant } from './access.ts';

/** Stripe's states of a subscription, and `none`. `incomplete_expired` counts as `canceled` with nothing paid. */
export const BILLING_STATES = [
  'none',
  'incomplete',
  'trialing',
  'active',
  'past_due',
  'paused',
  'canceled',
  'unpaid',
] as const;
export type BillingState = (typeof BILLING_STATES)[number];

export const BILLING_PROVIDERS = ['none', 'manual-invoice', 'stripe'] as const;
export type BillingProviderId = (typeof BILLING_PROVIDERS)[number];

/** The plan of whoever has no other. */
export const FREE_PLAN = 'free';

export interface Plan {
  slug: string;
  name: string;
  /** Name of its limit policy. */
  policy: string;
  priceCents: number;
  /** ISO 4217. */
  currency: string;
  period: 'month' | 'year';
  /** Offered to everybody. */
  public: boolean;
  active: boolean;
  stripePriceId: string | null;
  tagline: string | null;
  /** `support`, `sla` and so on, for people. */
  features: Record<string, string>;
  /** Its place on the ladder: a higher one is worth more. */
  position: number;
}

/** A subscription as one sees it from outside. */
export interface SubscriptionView {
  id: number;
  provider: BillingProviderId;
  state: BillingState;
  plan: string;
  /** Paid, or trusted to be paid, until then. */
  paidUntil: string | null;
  pastDueSince: string | null;
  cancelAtPeriodEnd: boolean;
  /** The plan from the next period on; null: the same. */
  nextPlan: string | null;
  /** The plan that it entitles to now; null: none. */
  entitledTo: string | null;
  /** When that changes by itself; null: never. */
  changesAt: string | null;
}

export type InvoiceStatus = 'open' | 'paid' | 'void';

export interface Party {
  name: string;
  /** Lines of an address. */
  address: string[];
  /** ISO 3166-1 alpha-2. */
  country: string;
  vatId: string | null;
  email?: string | null;
}

export interface InvoiceLine {
  description: string;
  quantity: number;
  /** Of one, without VAT; below zero for what is credited. */
  unitMinor: number;
}

/** What invoices and credit notes have in common. */
interface BillingDocument {
  id: number;
  number: string;
  accountId: number;
  currency: string;
  lines: InvoiceLine[];
  netMinor: number;
  /** Hundredths of a percent: 1900 is 19 %. */
  vatRate: number;
  vatMinor: number;
  totalMinor: number;
  /** Why the rate is what it is, where the law wants it said. */
  vatNote: string | null;
  seller: Party & { payment: string | null };
  buyer: Party;
  poNumber: string | null;
  issuedAt: string;
}

export interface Invoice extends BillingDocument {
  status: InvoiceStatus;
  plan: string;
  periodStart: string;
  periodEnd: string;
  dueAt: string;
  paidAt: string | null;
  paymentReference: string | null;
  voidedAt: string | null;
  voidReason: string | null;
  /** What credit notes have taken back of it by now, not below zero: without VAT, and in all. */
  creditedNetMinor: number;
  creditedMinor: number;
}

/** Takes back all or part of an invoice, at its rate of VAT. Amounts are below zero; nothing of it ever changes. */
export interface CreditNote extends BillingDocument {
  /** Of the invoice that it is about. */
  invoiceNumber: string;
  reason: string;
  /** The report of service levels that it pays for: the first day of its month, and its plan. */
  slaMonth: string | null;
  slaPlan: string | null;
}

/** Nothing is to be paid of it any more, nor does it entitle to anything. */
export function isTakenBack(invoice: Pick<Invoice, 'status' | 'totalMinor' | 'creditedMinor'>): boolean {
  return invoice.status === 'void' || (invoice.totalMinor > 0 && invoice.creditedMinor >= invoice.totalMinor);
}

/** Who an invoice goes to. */
export interface BillingDetails {
  name: string;
  address: string[];
  country: string;
  vatId: string | null;
  email: string | null;
  poNumber: string | null;
}

/** Where somebody is sent to pay, or to see that nothing is to be paid any more. */
export interface BillingStep {
  /** A path of this site or a whole URL of the provider. */
  redirect: string;
}

/** What pages and routes ask of billing. Who may ask for which account is checked by whoever calls. */
export interface Billing {
  provider: BillingProviderId;
  /** Whom to write to about plans and licences; null: nobody is named. */
  contact: string | null;
  /** Plans that anyone may have, in the order of the ladder. */
  offers(): Promise<Plan[]>;
  subscriptions(accountId: number, now: Date): Promise<SubscriptionView[]>;
  details(accountId: number): Promise<BillingDetails | null>;
  /**
   * Begins a subscription. @throws InputError for a plan that is not offered, for details that are missing, or where there is
   * a subscription already.
   */
  checkout(
    accountId: number,
    plan: string,
    actor: string,
    details: BillingDetails | null,
  ): Promise<BillingStep>;
  /** Another plan, at once when it is worth more, else from the next period on; the same plan takes a cancellation back. */
  changePlan(accountId: number, plan: string, actor: string): Promise<BillingStep>;
  /** At the end of what is paid. */
  cancel(accountId: number, actor: string): Promise<BillingStep>;
  /** The provider's own pages of payment means and receipts; null: it has none. */
  portal(accountId: number): Promise<BillingStep | null>;
  invoices(accountId: number): Promise<Invoice[]>;
  /** null: none of this account. */
  invoice(accountId: number, number: string): Promise<Invoice | null>;
  invoicePdf(invoice: Invoice): Promise<Buffer>;
  /** Newest first. */
  creditNotes(accountId: number): Promise<CreditNote[]>;
  /** null: none of this account. */
  creditNote(accountId: number, number: string): Promise<CreditNote | null>;
  creditNotePdf(note: CreditNote): Promise<Buffer>;
  /**
   * Takes a webhook: durable when it returns. @throws InputError 400 for a signature that does not hold, NotFoundError for a
   * provider that is not the one in use.
   */
  receiveWebhook(provider: string, body: Buffer, signature: string): Promise<'stored' | 'duplicate'>;
  /** Processes an event of the inbox once more, whatever became of it; audited. @throws NotFoundError */
  replayWebhook(id: number, actor: string): Promise<void>;
  /** On behalf of an account, any plan. @throws InputError where the provider in use issues its own. */
  issueInvoice(
    accountId: number,
    plan: string,
    actor: string,
    details: BillingDetails | null,
  ): Promise<Invoice>;
  /** Audited. @throws NotFoundError; InputError 422 for one that is void. */
  markPaid(
    number: string,
    options: { at?: Date; reference?: string | null; actor: string },
  ): Promise<Invoice>;
  /** Audited; its number stays taken. @throws NotFoundError; InputError 422 for one that is paid, or credited in part. */
  voidInvoice(number: string, options: { reason: string; actor: string }): Promise<Invoice>;
  /**
   * Takes back all or part of an invoice by a credit note; audited. What is credited in full counts as void.
   *
   * @param options.amount without VAT, as people write it, in the invoice's currency; null: all that is left.
   * @throws NotFoundError; InputError naming the field, 422 for an invoice that is void or credited in full.
   */
  creditInvoice(
    number: string,
    options: { amount: string | null; reason: string; actor: string },
  ): Promise<CreditNote>;
  /**
   * Credits what the reports of service levels of a month say is given back, to one account or to all that were invoiced for it; each
   * report once for each account. Audited.
   *
   * @param month `YYYY-MM`. @returns the credit notes that were made now.
   * @throws InputError naming the field; 422 where an account that is named gets nothing, with the reason.
   */
  creditSla(month: string, options: { accountId: number | null; actor: string }): Promise<CreditNote[]>;
  /**
   * Gives an account a plan, until a time or for good; `free` takes back what was given, and nothing that was bought. Audited.
   *
   * @throws NotFoundError without such an account; InputError without such a plan.
   */
  setPlan(accountId: number, plan: string, actor: string, until?: Date | null): Promise<void>;
  /** What answers for this account are licensed under. */
  licence(accountId: number | null, at: Date): Promise<AnswerLicence>;
}
