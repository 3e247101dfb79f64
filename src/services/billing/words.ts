/** States and sums in words. */
import type { BillingState, Plan, SubscriptionView } from '../../core/billing.ts';
import { formatMoney } from '../../core/money.ts';
import type { Tone } from '../../ui/components/text.tsx';
import { formatDate } from '../../ui/format/dates.ts';

/** `USD 200.00 a month`, `free`. */
export function priceWords({
  priceCents,
  currency,
  period,
}: Pick<Plan, 'priceCents' | 'currency' | 'period'>): string {
  return priceCents === 0 ? 'free' : `${formatMoney(priceCents, currency)} a ${period}`;
}

const TONES: Readonly<Record<BillingState, Tone>> = {
  none: 'plain',
  incomplete: 'warn',
  trialing: 'good',
  active: 'good',
  past_due: 'warn',
  paused: 'warn',
  canceled: 'plain',
  unpaid: 'danger',
};

export function toneOf(state: BillingState): Tone {
  return TONES[state];
}

/**
 * What is going on with a subscription, and what comes next.
 *
 * @param planName of a slug, for people.
 */
export function stateWords(of: SubscriptionView, planName: (slug: string) => string): string {
  const plan = planName(of.plan);
  const day = (iso: string | null) => (iso === null ? 'a day not known' : (formatDate(iso) ?? iso));
  switch (of.state) {
    case 'none':
    case 'incomplete':
      return `${plan} is ordered and begins once it is paid.`;
    case 'trialing':
      return `${plan} is on trial until ${day(of.paidUntil)}.`;
    case 'active':
      if (of.cancelAtPeriodEnd) return `${plan} is canceled and ends on ${day(of.paidUntil)}.`;
      if (of.nextPlan !== null) return `${plan} until ${day(of.paidUntil)}, then ${planName(of.nextPlan)}.`;
      if (of.provider === 'none') return `${plan} was given to this account.`;
      return of.paidUntil === null
        ? `${plan} is active.`
        : `${plan} is active and renews on ${day(of.paidUntil)}.`;
    case 'past_due':
      return of.entitledTo === null
        ? `A payment is missing since ${day(of.pastDueSince)}, and the days of grace are over: the limits are those of the free plan until it is paid.`
        : `A payment is missing since ${day(of.pastDueSince)}. ${plan} holds until ${day(of.changesAt)}; paid by then, nothing changes.`;
    case 'paused':
      return `${plan} is paused: the trial ended without a means of payment.`;
    case 'canceled':
      return of.entitledTo === null
        ? `${plan} has ended.`
        : `${plan} is canceled and holds until ${day(of.paidUntil)}.`;
    case 'unpaid':
      return `${plan} was not paid for: the limits are those of the free plan until it is.`;
  }
}
