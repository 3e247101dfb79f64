/** From what providers say to what accounts may do: every change in one transaction with its entry in the log. */
import type { BillingProviderId, BillingState } from '../../core/billing.ts';
import {
  type EntitlementChange,
  lockAccount,
  putEffect,
  putEntitlements,
  putSubscription,
  type StoredSubscription,
  subscriptionsOf,
} from '../../store/billing.ts';
import type { Queryable } from '../../store/database.ts';
import { listPlans } from '../../store/plans.ts';
import { earliest, entitlementOf, merge, type Observation, planOf } from './machine.ts';

export interface Observed {
  accountId: number;
  provider: BillingProviderId;
  ref: string;
  observation: Observation;
}

/** An account and what to decide about it. To be used inside a transaction. */
export interface Decision {
  now: Date;
  /** For the log: `webhook:<event id>`, `schedule`, `user:<id>`. */
  cause: string;
}

/**
 * Takes what a provider said of a subscription, unless something later is known already, and decides anew.
 *
 * @param tx a transaction. The account's row stays locked until it ends. @throws NotFoundError without such an account.
 * @returns the subscription's number.
 */
export async function observe(tx: Queryable, observed: Observed, decision: Decision): Promise<number> {
  const { provider, ref, observation } = observed;
  await lockAccount(tx, observed.accountId);
  const known = (await subscriptionsOf(tx, observed.accountId)).find(
    of => of.provider === provider && of.ref === ref,
  );
  const counts = merge(known ?? null, observation);
  let id = known?.id;
  if (id === undefined || counts !== known)
    id = await putSubscription(tx, { ...counts, accountId: observed.accountId, provider, ref });
  await decide(tx, observed.accountId, decision);
  return id;
}

/**
 * Works out what an account is entitled to now, and writes down what is different from before. The change of `accounts.plan`
 * reaches every server through the triggers of that table.
 *
 * @param tx a transaction.
 */
export async function decide(tx: Queryable, accountId: number, { now, cause }: Decision): Promise<void> {
  const account = await lockAccount(tx, accountId);
  const subscriptions = await subscriptionsOf(tx, accountId);
  const positions = new Map((await listPlans(tx)).map(({ slug, position }) => [slug, position]));
  const toPlan = planOf(subscriptions, positions, now);
  const changes: EntitlementChange[] = [];
  const planChange = { fromPlan: account.plan, toPlan, cause };
  for (const subscription of subscriptions) {
    const { state, changesAt } = entitlementOf(subscription, now);
    const next = earliest(changesAt, subscription.checkAt);
    if (state !== subscription.effectiveState) changes.push(transition(subscription, state, planChange));
    if (state !== subscription.effectiveState || next !== subscription.changesAt)
      await putEffect(tx, subscription.id, state, next);
  }
  if (changes.length === 0 && toPlan !== account.plan)
    changes.push({ subscriptionId: null, fromState: null, toState: null, ...planChange });
  await putEntitlements(tx, accountId, changes);
}

function transition(
  { id, effectiveState }: StoredSubscription,
  toState: BillingState,
  plans: Pick<EntitlementChange, 'fromPlan' | 'toPlan' | 'cause'>,
): EntitlementChange {
  return { subscriptionId: id, fromState: effectiveState, toState, ...plans };
}
