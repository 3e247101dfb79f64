/** Billing by invoices that people pay by bank transfer, and that an administrator marks as paid. */
import {
  type BillingDetails,
  type CreditNote,
  FREE_PLAN,
  type Invoice,
  type InvoiceLine,
  isTakenBack,
  type Plan,
} from '../../core/billing.ts';
import type { InvoiceSettings } from '../../core/billing-settings.ts';
import { InputError } from '../../core/errors.ts';
import {
  type BillingAccount,
  billingAccount,
  databaseTime,
  findCustomer,
  findSubscription,
  lockAccount,
  putCustomer,
  putSubscription,
  type StoredSubscription,
} from '../../store/billing.ts';
import type { Database, Queryable } from '../../store/database.ts';
import {
  findInvoice,
  insertInvoice,
  invoicesOfSubscription,
  type StoredInvoice,
  setPaid,
  setVoid,
} from '../../store/invoices.ts';
import { findPlan } from '../../store/plans.ts';
import { correct } from './credits.ts';
import { checkDetails } from './details.ts';
import { type Decision, observe } from './entitlements.ts';
import { creditFor, invoiceContent } from './invoicing.ts';
import { manualObservation } from './manual-state.ts';
import { periodEnd } from './periods.ts';
import type { BillingProvider, CheckoutOptions } from './provider.ts';

const PROVIDER = 'manual-invoice';
const DAY_MS = 86_400_000;

export interface ManualBilling extends BillingProvider {
  /** @throws NotFoundError; InputError 422 for one that is void. */
  markPaid(
    number: string,
    options: { at?: Date; reference?: string | null; actor: string },
  ): Promise<Invoice>;
  /** @throws NotFoundError; InputError 422 for one that is paid. */
  voidInvoice(number: string, options: { reason: string; actor: string }): Promise<Invoice>;
  /** What follows from an account's invoices is decided anew. In the account's lock. */
  invoicesChanged(tx: Queryable, accountId: number, at: Date, actor: string): Promise<void>;
  /** @throws NotFoundError; InputError naming the field, 422 for an invoice that is void or credited in full. */
  creditInvoice(
    number: string,
    options: { amount: string | null; reason: string; actor: string },
  ): Promise<CreditNote>;
}

export interface ManualDeps {
  db: Database;
  settings: InvoiceSettings;
  /** Default: the clock of the database. */
  now?: () => Date;
}

export function createManualBilling({ db, settings, now }: ManualDeps): ManualBilling {
  const clock = async (tx: Queryable) => now?.() ?? new Date(await databaseTime(tx));
  const leadMs = settings.activeFrom === 'payment' ? settings.days * DAY_MS : 0;

  /** What the invoices say now, with what was asked for changed. A second look in the same moment counts as a later one. */
  const settle = async (
    tx: Queryable,
    accountId: number,
    decision: Decision,
    asked: Partial<Pick<StoredSubscription, 'cancelAtPeriodEnd' | 'nextPlan'>> = {},
  ) => {
    const known = await subscriptionOf(tx, accountId);
    if (!known) throw new Error(`account ${accountId} has no subscription`);
    const { plan, nextPlan, cancelAtPeriodEnd } = { ...known, ...asked };
    const terms = { plan, nextPlan, cancelAtPeriodEnd, leadMs, activeFrom: settings.activeFrom };
    const said = manualObservation(await invoicesOfSubscription(tx, known.id), terms, decision.now);
    const asOf = new Date(Math.max(decision.now.getTime(), Date.parse(known.asOf) + 1)).toISOString();
    const observation = { ...said, asOf };
    await observe(tx, { accountId, provider: PROVIDER, ref: known.ref, observation }, decision);
    return observation;
  };

  const issue = async (
    tx: Queryable,
    of: StoredSubscription,
    plan: Plan,
    from: { start: Date; end: Date; credit: InvoiceLine | null; details: BillingDetails },
    decision: Decision,
    actor: string,
  ): Promise<StoredInvoice> => {
    const { start, end, credit, details } = from;
    const request = { plan, periodStart: start, periodEnd: end, issuedAt: decision.now, details, credit };
    const content = invoiceContent(request, settings);
    const series = `${settings.prefix}${decision.now.getUTCFullYear()}-`;
    return insertInvoice(tx, series, { ...content, accountId: of.accountId, subscriptionId: of.id }, actor);
  };

  const order = (account: BillingAccount, plan: Plan, { actor, details: given }: CheckoutOptions) =>
    db.transaction(async tx => {
      await lockAccount(tx, account.id);
      const at = await clock(tx);
      const decision = { now: at, cause: actor };
      if (plan.priceCents === 0)
        throw new InputError('plan', `${plan.name} costs nothing: there is nothing to order`, 422);
      const before = await subscriptionOf(tx, account.id);
      if (before) {
        const waiting = await openOrder(tx, before, plan);
        if (waiting) return waiting;
        if (
          ['active', 'past_due', 'incomplete'].includes(before.effectiveState) &&
          !(await isVoided(tx, before))
        )
          throw new InputError('plan', 'there is a subscription already: change its plan', 422);
      }
      const details = given ? checkDetails(given) : await knownDetails(tx, account.id);
      await putCustomer(tx, PROVIDER, { accountId: account.id, ref: refOf(account.id), details });
      await putSubscription(tx, {
        accountId: account.id,
        provider: PROVIDER,
        ref: refOf(account.id),
        state: 'none',
        plan: plan.slug,
        asOf: at.toISOString(),
        paidUntil: null,
        pastDueSince: null,
        cancelAtPeriodEnd: false,
        nextPlan: null,
        checkAt: null,
      });
      const subscription = (await subscriptionOf(tx, account.id)) as StoredSubscription;
      const period = { start: at, end: periodEnd(at, plan.period), credit: null, details };
      const invoice = await issue(tx, subscription, plan, period, decision, actor);
      await settle(tx, account.id, decision);
      return invoice;
    });

  /** More at once: the new period begins now, and what is left of the old one is taken off. */
  const upgrade = async (
    tx: Queryable,
    known: StoredSubscription,
    plan: Plan,
    decision: Decision,
    actor: string,
  ) => {
    const invoices = await invoicesOfSubscription(tx, known.id);
    const counted = invoices.filter(
      of => !isTakenBack(of) && (of.status === 'paid' || settings.activeFrom === 'issue'),
    );
    const at = decision.now.getTime();
    const current = counted
      .filter(of => Date.parse(of.periodStart) <= at && at < Date.parse(of.periodEnd))
      .at(-1);
    const old = await findPlan(tx, known.plan);
    const credit = current ? creditFor(current, old?.name ?? known.plan, decision.now) : null;
    const details = await knownDetails(tx, known.accountId);
    const period = { start: decision.now, end: periodEnd(decision.now, plan.period), credit, details };
    const invoice = await issue(tx, known, plan, period, decision, actor);
    await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: false, nextPlan: null });
    return invoice;
  };

  /** Issues what is to be invoiced by now, and looks what is owed. */
  const renew = async (
    tx: Queryable,
    known: StoredSubscription,
    account: BillingAccount,
    decision: Decision,
  ) => {
    const ending = account.status !== 'active' ? { cancelAtPeriodEnd: true } : {};
    const said = await settle(tx, known.accountId, decision, ending);
    if (said.state !== 'active' || said.cancelAtPeriodEnd || said.paidUntil === null) return;
    if (decision.now.getTime() < Date.parse(said.paidUntil) - leadMs) return;
    const invoices = await invoicesOfSubscription(tx, known.id);
    const end = Date.parse(said.paidUntil);
    if (invoices.some(of => !isTakenBack(of) && Date.parse(of.periodStart) >= end)) return;
    const plan = await findPlan(tx, said.nextPlan ?? said.plan);
    if (!plan || plan.priceCents === 0) {
      await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: true });
      return;
    }
    const start = new Date(end);
    const details = await knownDetails(tx, known.accountId);
    const period = { start, end: periodEnd(start, plan.period, anchorOf(invoices)), credit: null, details };
    await issue(tx, known, plan, period, decision, 'system');
    await settle(tx, known.accountId, decision, { nextPlan: null });
  };

  const invoicesChanged = async (tx: Queryable, accountId: number, at: Date, actor: string) => {
    if (await subscriptionOf(tx, accountId)) await settle(tx, accountId, { now: at, cause: actor });
  };

  /** A change of an invoice with its consequences. */
  const changed = <T extends { accountId: number }>(
    number: string,
    actor: string,
    change: (tx: Queryable, at: Date) => Promise<T>,
  ): Promise<T> =>
    db.transaction(async tx => {
      const found = await findInvoice(tx, number);
      // The account first, as everywhere: two changes at once wait for each other and do not lock each other out.
      if (found) await lockAccount(tx, found.accountId);
      const at = await clock(tx);
      const result = await change(tx, at);
      await invoicesChanged(tx, result.accountId, at, actor);
      return result;
    });

  const request = (
    { accountId }: StoredSubscription,
    actor: string,
    work: (tx: Queryable, known: StoredSubscription, decision: Decision) => Promise<string>,
  ) =>
    db.transaction(async tx => {
      await lockAccount(tx, accountId);
      const decision = { now: await clock(tx), cause: actor };
      const known = await subscriptionOf(tx, accountId);
      if (!known) throw new InputError('plan', 'there is no subscription to change', 422);
      return { redirect: await work(tx, known, decision) };
    });

  return {
    id: PROVIDER,
    ensureCustomer: async account => refOf(account.id),
    async checkout(account, plan, options) {
      return { redirect: pathOf(await order(account, plan, options)) };
    },
    issueInvoice: order,
    portal: async () => null,
    changePlan: (_, subscription, plan, actor) =>
      request(subscription, actor, async (tx, known, decision) => {
        if (known.effectiveState !== 'active')
          throw new InputError('plan', 'the plan can be changed once the open invoice is paid', 422);
        if (plan.slug === FREE_PLAN || plan.priceCents === 0) {
          await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: true });
          return ACCOUNT;
        }
        if (plan.slug === known.plan) {
          await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: false, nextPlan: null });
          return ACCOUNT;
        }
        const waiting = await openOrder(tx, known, plan);
        if (waiting) return pathOf(waiting);
        const old = await findPlan(tx, known.plan);
        const isMore =
          old &&
          plan.priceCents > old.priceCents &&
          plan.currency === old.currency &&
          plan.period === old.period;
        if (isMore) return pathOf(await upgrade(tx, known, plan, decision, actor));
        await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: false, nextPlan: plan.slug });
        return ACCOUNT;
      }),
    cancel: (_, subscription, actor) =>
      request(subscription, actor, async (tx, known, decision) => {
        await settle(tx, known.accountId, decision, { cancelAtPeriodEnd: true });
        return ACCOUNT;
      }),
    parseWebhook() {
      throw new InputError('provider', 'invoices that people pay send no webhooks');
    },
    observeEvent: async () => null,
    refresh: (subscription, _, cause) =>
      db.transaction(async tx => {
        await lockAccount(tx, subscription.accountId);
        const known = await subscriptionOf(tx, subscription.accountId);
        const account = await billingAccount(tx, subscription.accountId);
        if (known) await renew(tx, known, account, { now: await clock(tx), cause });
      }),
    markPaid: (number, { at: paidAt, reference = null, actor }) =>
      changed(number, actor, (tx, at) => setPaid(tx, number, { at: paidAt ?? at, reference, actor })),
    voidInvoice: (number, { reason, actor }) =>
      changed(number, actor, (tx, at) => setVoid(tx, number, { at, reason, actor })),
    invoicesChanged,
    creditInvoice: (number, { actor, ...wanted }) =>
      changed(number, actor, (tx, at) => correct(tx, number, wanted, { settings, at, actor })),
  };
}

const ACCOUNT = '/account/billing';

function pathOf({ number }: Invoice): string {
  return `/account/invoices/${encodeURIComponent(number)}`;
}

function refOf(accountId: number): string {
  return `account:${accountId}`;
}

function subscriptionOf(tx: Queryable, accountId: number): Promise<StoredSubscription | null> {
  return findSubscription(tx, PROVIDER, refOf(accountId));
}

/** An order of this plan that waits for its payment: asked for twice, it is one order. */
async function openOrder(tx: Queryable, of: StoredSubscription, plan: Plan): Promise<StoredInvoice | null> {
  const last = (await invoicesOfSubscription(tx, of.id)).filter(invoice => !isTakenBack(invoice)).at(-1);
  return last && last.status === 'open' && last.plan === plan.slug ? last : null;
}

/** What was ordered before was taken back. */
async function isVoided(tx: Queryable, of: StoredSubscription): Promise<boolean> {
  return (await invoicesOfSubscription(tx, of.id)).every(isTakenBack);
}

async function knownDetails(tx: Queryable, accountId: number): Promise<BillingDetails> {
  const customer = await findCustomer(tx, PROVIDER, accountId);
  if (!customer?.details) throw new InputError('name', 'say first who the invoice goes to');
  return customer.details;
}

/** The day of the month on which the periods began that follow each other without a gap. */
function anchorOf(invoices: readonly StoredInvoice[]): number {
  const live = invoices.filter(of => !isTakenBack(of));
  let at = live.length - 1;
  while (at > 0 && live[at - 1]?.periodEnd === live[at]?.periodStart) at--;
  return new Date(live[at]?.periodStart ?? 0).getUTCDate();
}
