/** What an account's invoices say of its subscription. Pure: the same invoices and the same moment give the same observation. */
import { type InvoiceStatus, isTakenBack } from '../../core/billing.ts';
import { earliest, type Observation } from './machine.ts';

export interface InvoiceFacts {
  status: InvoiceStatus;
  plan: string;
  periodStart: string;
  periodEnd: string;
  dueAt: string;
  totalMinor: number;
  creditedMinor: number;
}

export interface ManualTerms {
  plan: string;
  nextPlan: string | null;
  cancelAtPeriodEnd: boolean;
  /** Whether a plan holds from the issue or from the payment of its invoice. */
  activeFrom: 'issue' | 'payment';
  /** How long before a period ends the next one is invoiced, in milliseconds. */
  leadMs: number;
}

/**
 * - No invoice counts yet (all open, and payment is wanted first): incomplete.
 * - An invoice is due and not paid: past due since then. So is a period that ended without the next one being paid, where payment
 *   is wanted first.
 * - The end was reached of what is to be ended, or all invoices are void, or credited in full: canceled.
 */
export function manualObservation(
  invoices: readonly InvoiceFacts[],
  terms: ManualTerms,
  now: Date,
): Observation {
  const { cancelAtPeriodEnd, nextPlan } = terms;
  const at = now.getTime();
  const live = invoices
    .filter(of => !isTakenBack(of))
    .sort((a, b) => Date.parse(a.periodStart) - Date.parse(b.periodStart));
  const open = live.filter(of => of.status === 'open');
  const counted = terms.activeFrom === 'issue' ? live : live.filter(of => of.status === 'paid');
  const base = { asOf: now.toISOString(), cancelAtPeriodEnd, nextPlan, pastDueSince: null, checkAt: null };
  const first = live[0];
  if (first === undefined) return { ...base, state: 'canceled', plan: terms.plan, paidUntil: null };

  const current = counted.filter(of => Date.parse(of.periodStart) <= at).at(-1);
  if (current === undefined) {
    // Paid ahead of its time, or not paid at all.
    const checkAt = earliest(...counted.map(of => of.periodStart));
    return { ...base, state: 'incomplete', plan: first.plan, paidUntil: null, checkAt };
  }
  const paidUntil = latest(counted.map(of => of.periodEnd));
  const over = at >= Date.parse(paidUntil);
  const owedSince = earliest(
    ...open.filter(of => isOwed(of, terms)).map(of => of.dueAt),
    over && terms.activeFrom === 'payment' && !cancelAtPeriodEnd ? paidUntil : null,
  );
  const isPastDue = owedSince !== null && Date.parse(owedSince) <= at;
  const renewal = new Date(Date.parse(paidUntil) - terms.leadMs).toISOString();
  const ahead = [...open.map(of => of.dueAt), paidUntil, ...live.map(of => of.periodStart), renewal];
  return {
    ...base,
    state: isPastDue ? 'past_due' : cancelAtPeriodEnd && over ? 'canceled' : 'active',
    plan: current.plan,
    paidUntil,
    pastDueSince: isPastDue ? owedSince : null,
    checkAt: earliest(...ahead.filter(time => Date.parse(time) > at)),
  };
}

/** Where payment comes first, an invoice that was not paid in time is an offer that was not taken: nothing was given for it. */
function isOwed(_: InvoiceFacts, { activeFrom }: ManualTerms): boolean {
  return activeFrom === 'issue';
}

function latest(times: readonly string[]): string {
  return times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
}
