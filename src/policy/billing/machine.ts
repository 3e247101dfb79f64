/**
 * What a subscription entitles to. Pure.
 *
 * A subscription is known by observations: what its provider said of it, as of when. The one with the latest time counts, and of two
 * of the same time the one that is greater in a fixed order: so it does not matter in which order observations arrive, how
 * late, or how often. Nothing is added up from one to the next; an observation says all by itself, also since when something is owed.
 *
 * | state                           | entitles to                                            |
 * | ------------------------------- | ------------------------------------------------------ |
 * | trialing, active                | the plan; when it is to end, until what is paid ends   |
 * | past_due                        | the plan for 7 days from when it was owed              |
 * | canceled                        | the plan until what is paid ends                       |
 * | none, incomplete, paused, unpaid| nothing                                                |
 */
import { BILLING_STATES, type BillingState, FREE_PLAN } from '../../core/billing.ts';

export interface Observation {
  state: BillingState;
  plan: string;
  /** ISO 8601, as all times here. */
  asOf: string;
  /** The end of the last period that was paid, or is trusted to be. */
  paidUntil: string | null;
  pastDueSince: string | null;
  /** Ends when what is paid ends. */
  cancelAtPeriodEnd: boolean;
  nextPlan: string | null;
  /** When the provider is to be asked again, whatever happens until then; null: it will say so by itself. */
  checkAt: string | null;
}

export interface Entitlement {
  /** null: none by this subscription. */
  plan: string | null;
  state: BillingState;
  /** When the above changes without a word of the provider; null: never. */
  changesAt: string | null;
}

export const GRACE_MS = 7 * 86_400_000;

/** The observation that counts of two. Commutative, associative, and the same twice is the same once. */
export function merge(known: Observation | null, said: Observation): Observation {
  if (known === null) return said;
  return compare(known, said) >= 0 ? known : said;
}

function compare(a: Observation, b: Observation): number {
  const time = Date.parse(a.asOf) - Date.parse(b.asOf);
  if (time !== 0) return time;
  const state = BILLING_STATES.indexOf(a.state) - BILLING_STATES.indexOf(b.state);
  if (state !== 0) return state;
  const [one, other] = [contentOf(a), contentOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function contentOf(of: Observation): string {
  return JSON.stringify([
    of.plan,
    of.paidUntil,
    of.pastDueSince,
    of.cancelAtPeriodEnd,
    of.nextPlan,
    of.checkAt,
  ]);
}

/** What an observation means at a moment. */
export function entitlementOf(observed: Observation, now: Date): Entitlement {
  const { state, plan, paidUntil, cancelAtPeriodEnd } = observed;
  const until = (end: string | null, after: BillingState): Entitlement =>
    end !== null && now.getTime() < Date.parse(end)
      ? { plan, state, changesAt: end }
      : { plan: null, state: after, changesAt: null };
  switch (state) {
    case 'trialing':
    case 'active':
      return cancelAtPeriodEnd ? until(paidUntil, 'canceled') : { plan, state, changesAt: null };
    case 'past_due':
      return until(graceEnd(observed), state);
    case 'canceled':
      return until(paidUntil, state);
    default:
      return { plan: null, state, changesAt: null };
  }
}

/** Seven days from when it was owed, or, where nobody knows, from when we heard of it. */
function graceEnd({ pastDueSince, asOf }: Observation): string {
  return new Date(Date.parse(pastDueSince ?? asOf) + GRACE_MS).toISOString();
}

/**
 * The plan of an account: the highest one that any of its subscriptions entitles to.
 *
 * @param positions the places of plans on the ladder.
 */
export function planOf(
  subscriptions: readonly Observation[],
  positions: ReadonlyMap<string, number>,
  now: Date,
): string {
  let best = FREE_PLAN;
  const placeOf = (plan: string) => positions.get(plan) ?? Number.NEGATIVE_INFINITY;
  for (const observed of subscriptions) {
    const { plan } = entitlementOf(observed, now);
    if (plan !== null && placeOf(plan) > placeOf(best)) best = plan;
  }
  return best;
}

/** The earlier of times; null where there is none. */
export function earliest(...times: readonly (string | null)[]): string | null {
  let first: string | null = null;
  for (const time of times)
    if (time !== null && (first === null || Date.parse(time) < Date.parse(first))) first = time;
  return first;
}
