/** What Stripe's object of a subscription says, in our words. Pure. https://docs.stripe.com/api/subscriptions/object */
import type Stripe from 'stripe';
import type { BillingState } from '../../core/billing.ts';
import type { Observation } from './machine.ts';

const STATES: Readonly<Record<string, BillingState>> = {
  incomplete: 'incomplete',
  // Nothing was ever paid.
  incomplete_expired: 'canceled',
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  canceled: 'canceled',
  unpaid: 'unpaid',
  paused: 'paused',
};
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @param subscription with its latest invoice expanded.
 * @param asOf the time before Stripe was asked. ISO 8601.
 */
export function stripeObservation(
  subscription: Stripe.Subscription,
  plan: string,
  asOf: string,
): Observation {
  const state = STATES[subscription.status] ?? 'none';
  const item = subscription.items.data[0];
  const { latest_invoice: latest } = subscription;
  const invoice = typeof latest === 'string' ? null : latest;
  const [start, end] = [item?.current_period_start, item?.current_period_end];
  const isPaid = subscription.status === 'trialing' || invoice?.status === 'paid';
  const cancelAtPeriodEnd = subscription.cancel_at_period_end || subscription.cancel_at !== null;
  // A period whose invoice is not paid was not paid for: what was paid ended when it began.
  const paid = isPaid ? (subscription.cancel_at ?? end) : start;
  const paidUntil = subscription.status === 'incomplete_expired' ? null : paid;
  const owedSince = invoice?.status_transitions.finalized_at ?? invoice?.created;
  return {
    state,
    plan,
    asOf,
    paidUntil: isoOf(paidUntil),
    pastDueSince: state === 'past_due' ? isoOf(owedSince) : null,
    cancelAtPeriodEnd,
    nextPlan: null,
    checkAt: checkAt(state, asOf, end),
  };
}

/** When to ask by ourselves, should no event have come: an hour after a period's end, daily while something is owed. */
function checkAt(state: BillingState, asOf: string, end: number | null | undefined): string | null {
  const now = Date.parse(asOf);
  switch (state) {
    case 'trialing':
    case 'active':
      return new Date(Math.max((end ?? 0) * 1000, now) + HOUR_MS).toISOString();
    case 'incomplete':
    case 'past_due':
    case 'paused':
    case 'unpaid':
      return new Date(now + DAY_MS).toISOString();
    default:
      return null;
  }
}

function isoOf(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

/** The id of the subscription that an event is about; null where it is about none. */
export function subscriptionOfEvent(event: unknown): string | null {
  const { type, data } = (event ?? {}) as { type?: unknown; data?: { object?: Record<string, unknown> } };
  const object = data?.object ?? {};
  const parent = object.parent as { subscription_details?: { subscription?: unknown } } | null | undefined;
  const id =
    typeof type !== 'string'
      ? null
      : type.startsWith('customer.subscription.')
        ? object.id
        : type.startsWith('invoice.')
          ? (parent?.subscription_details?.subscription ?? object.subscription)
          : type.startsWith('checkout.session.')
            ? object.subscription
            : null;
  const text = typeof id === 'object' && id !== null ? (id as { id?: unknown }).id : id;
  return typeof text === 'string' && /^sub_[A-Za-z0-9_]{1,200}$/.test(text) ? text : null;
}
