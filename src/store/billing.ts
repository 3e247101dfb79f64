/** Subscriptions, the customers behind them, and the log of what accounts became entitled to. */
import type { BillingDetails, BillingProviderId, BillingState } from '../core/billing.ts';
import { NotFoundError } from '../core/errors.ts';
import type { Queryable } from './database.ts';

export interface StoredSubscription {
  id: number;
  accountId: number;
  provider: BillingProviderId;
  ref: string;
  state: BillingState;
  effectiveState: BillingState;
  plan: string;
  asOf: string;
  paidUntil: string | null;
  pastDueSince: string | null;
  cancelAtPeriodEnd: boolean;
  nextPlan: string | null;
  checkAt: string | null;
  changesAt: string | null;
}

export type SubscriptionFacts = Omit<StoredSubscription, 'id' | 'effectiveState' | 'changesAt'>;

export interface BillingAccount {
  id: number;
  name: string;
  email: string | null;
  plan: string;
  status: string;
}

export interface EntitlementChange {
  subscriptionId: number | null;
  fromState: BillingState | null;
  toState: BillingState | null;
  fromPlan: string;
  toPlan: string;
  cause: string;
}

export interface StoredEntitlementChange extends EntitlementChange {
  id: number;
  accountId: number;
  at: string;
}

const COLUMNS = `id, account_id as "accountId", provider, ref, state, effective_state as "effectiveState", plan,
  as_of as "asOf", paid_until as "paidUntil", past_due_since as "pastDueSince",
  cancel_at_period_end as "cancelAtPeriodEnd", next_plan as "nextPlan", check_at as "checkAt", changes_at as "changesAt"`;

/** The time of the database: the one clock that every server shares. ISO 8601. */
export async function databaseTime(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ at: string }>({
    name: 'database-time',
    text: 'select clock_timestamp() as at',
  });
  return rows[0]?.at as string;
}

/** @throws NotFoundError without such an account. */
export async function billingAccount(db: Queryable, id: number): Promise<BillingAccount> {
  const { rows } = await db.query<BillingAccount>({
    name: 'billing-account',
    text: 'select id, name, email, plan, status from accounts where id = $1',
    values: [id],
  });
  if (!rows[0]) throw new NotFoundError('no such account');
  return rows[0];
}

/** As billingAccount, and nobody else decides about this account until the transaction ends. */
export async function lockAccount(tx: Queryable, id: number): Promise<BillingAccount> {
  const { rows } = await tx.query<BillingAccount>({
    name: 'lock-billing-account',
    text: 'select id, name, email, plan, status from accounts where id = $1 for no key update',
    values: [id],
  });
  if (!rows[0]) throw new NotFoundError('no such account');
  return rows[0];
}

/** Oldest first. */
export async function subscriptionsOf(db: Queryable, accountId: number): Promise<StoredSubscription[]> {
  const { rows } = await db.query<StoredSubscription>({
    name: 'subscriptions-of',
    text: `select ${COLUMNS} from subscriptions where account_id = $1 order by id`,
    values: [accountId],
  });
  return rows;
}

export async function findSubscription(
  db: Queryable,
  provider: BillingProviderId,
  ref: string,
): Promise<StoredSubscription | null> {
  const { rows } = await db.query<StoredSubscription>({
    name: 'find-subscription',
    text: `select ${COLUMNS} from subscriptions where provider = $1 and ref = $2`,
    values: [provider, ref],
  });
  return rows[0] ?? null;
}

/** Of accounts with subscriptions whose time has come, the longest overdue first. */
export async function dueSubscriptions(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<StoredSubscription[]> {
  const { rows } = await db.query<StoredSubscription>({
    name: 'due-subscriptions',
    text: `select ${COLUMNS} from subscriptions where changes_at <= $1 order by changes_at limit $2`,
    values: [now.toISOString(), limit],
  });
  return rows;
}

/** Subscriptions of accounts that are gone, which their provider would go on charging for. */
export async function abandonedSubscriptions(
  db: Queryable,
  provider: BillingProviderId,
  limit: number,
): Promise<StoredSubscription[]> {
  const { rows } = await db.query<StoredSubscription>({
    name: 'abandoned-subscriptions',
    text: `select ${COLUMNS} from subscriptions
      where provider = $1 and not cancel_at_period_end and effective_state not in ('none', 'canceled')
        and account_id in (select id from accounts where status = 'deleted')
      order by id limit $2`,
    values: [provider, limit],
  });
  return rows;
}

/** Makes it, or replaces what is known of it; the account of one that is there stays. @returns its number. */
export async function putSubscription(tx: Queryable, facts: SubscriptionFacts): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'put-subscription',
    text: `insert into subscriptions (account_id, provider, ref, state, plan, as_of, paid_until, past_due_since,
        cancel_at_period_end, next_plan, check_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      on conflict (provider, ref) do update set state = excluded.state, plan = excluded.plan, as_of = excluded.as_of,
        paid_until = excluded.paid_until, past_due_since = excluded.past_due_since,
        cancel_at_period_end = excluded.cancel_at_period_end, next_plan = excluded.next_plan,
        check_at = excluded.check_at, updated_at = now()
      returning id`,
    values: [
      facts.accountId,
      facts.provider,
      facts.ref,
      facts.state,
      facts.plan,
      facts.asOf,
      facts.paidUntil,
      facts.pastDueSince,
      facts.cancelAtPeriodEnd,
      facts.nextPlan,
      facts.checkAt,
    ],
  });
  return rows[0]?.id as number;
}

/** The provider is asked again then, or not by itself (null). */
export async function postponeCheck(db: Queryable, id: number, checkAt: Date | null): Promise<void> {
  await db.query({
    name: 'postpone-check',
    text: 'update subscriptions set check_at = $2 where id = $1',
    values: [id, checkAt?.toISOString() ?? null],
  });
}

/** What was worked out of a subscription. */
export async function putEffect(
  tx: Queryable,
  id: number,
  effectiveState: BillingState,
  changesAt: string | null,
): Promise<void> {
  await tx.query({
    name: 'put-subscription-effect',
    text: 'update subscriptions set effective_state = $2, changes_at = $3 where id = $1',
    values: [id, effectiveState, changesAt],
  });
}

/** Writes changes down, and the plan of the account where it is another one now. In one transaction with what caused them. */
export async function putEntitlements(
  tx: Queryable,
  accountId: number,
  changes: readonly EntitlementChange[],
): Promise<void> {
  for (const change of changes)
    await tx.query({
      name: 'put-entitlement-change',
      text: `insert into entitlement_changes (account_id, subscription_id, from_state, to_state, from_plan, to_plan, cause)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      values: [
        accountId,
        change.subscriptionId,
        change.fromState,
        change.toState,
        change.fromPlan,
        change.toPlan,
        change.cause,
      ],
    });
  const plan = changes.at(-1)?.toPlan;
  if (plan === undefined) return;
  await tx.query({
    name: 'put-account-plan',
    text: 'update accounts set plan = $2, updated_at = now() where id = $1 and plan <> $2',
    values: [accountId, plan],
  });
}

/** Newest first. */
export async function entitlementChanges(
  db: Queryable,
  accountId: number,
  limit = 100,
): Promise<StoredEntitlementChange[]> {
  const { rows } = await db.query<StoredEntitlementChange>({
    name: 'entitlement-changes',
    text: `select id, account_id as "accountId", subscription_id as "subscriptionId", from_state as "fromState",
        to_state as "toState", from_plan as "fromPlan", to_plan as "toPlan", cause, at
      from entitlement_changes where account_id = $1 order by id desc limit $2`,
    values: [accountId, limit],
  });
  return rows;
}

export interface Customer {
  accountId: number;
  ref: string | null;
  details: BillingDetails | null;
}

export async function findCustomer(
  db: Queryable,
  provider: BillingProviderId,
  accountId: number,
): Promise<Customer | null> {
  const { rows } = await db.query<Customer>({
    name: 'find-customer',
    text: `select account_id as "accountId", ref, details from billing_customers where provider = $1 and account_id = $2`,
    values: [provider, accountId],
  });
  return rows[0] ?? null;
}

/** The account behind an id at a provider; null where it is none of ours. */
export async function accountOfCustomer(
  db: Queryable,
  provider: BillingProviderId,
  ref: string,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>({
    name: 'account-of-customer',
    text: 'select account_id as id from billing_customers where provider = $1 and ref = $2',
    values: [provider, ref],
  });
  return rows[0]?.id ?? null;
}

/** What is null stays as it is. */
export async function putCustomer(
  tx: Queryable,
  provider: BillingProviderId,
  { accountId, ref, details }: Customer,
): Promise<void> {
  await tx.query({
    name: 'put-customer',
    text: `insert into billing_customers (account_id, provider, ref, details) values ($1, $2, $3, $4)
      on conflict (account_id, provider) do update set ref = coalesce(excluded.ref, billing_customers.ref),
        details = coalesce(excluded.details, billing_customers.details), updated_at = now()`,
    values: [accountId, provider, ref, details === null ? null : JSON.stringify(details)],
  });
}
