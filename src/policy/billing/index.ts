/** Billing: README.md tells how. */
import {
  type Billing,
  type BillingDetails,
  FREE_PLAN,
  type Plan,
  type SubscriptionView,
} from '../../core/billing.ts';
import type { BillingSettings } from '../../core/billing-settings.ts';
import { InputError, messageOf, NotFoundError } from '../../core/errors.ts';
import { audit } from '../../store/audit.ts';
import {
  abandonedSubscriptions,
  billingAccount,
  databaseTime,
  dueSubscriptions,
  findCustomer,
  lockAccount,
  postponeCheck,
  type StoredSubscription,
  subscriptionsOf,
} from '../../store/billing.ts';
import { findCreditNote, listCreditNotes } from '../../store/credit-notes.ts';
import type { Database, Log } from '../../store/database.ts';
import { findInvoice, listInvoices } from '../../store/invoices.ts';
import { findPlan, listPlans } from '../../store/plans.ts';
import { replayWebhook } from '../../store/webhooks.ts';
import { licenceOf } from '../licence/index.ts';
import { decide, observe } from './entitlements.ts';
import { creditNotePdf, invoicePdf } from './invoice-pdf.ts';
import { entitlementOf } from './machine.ts';
import { createManualBilling } from './manual.ts';
import { createNoBilling } from './none.ts';
import type { BillingProvider } from './provider.ts';
import { creditSla } from './sla-credits.ts';
import { createStripeBilling, type StripeDeps } from './stripe.ts';
import { type EnqueueWebhook, processWebhook, receiveWebhook } from './webhooks.ts';

export { checkDetails } from './details.ts';
export type { BillingProvider } from './provider.ts';
export { MOST_WEBHOOK_BYTES } from './webhooks.ts';

export interface BillingDeps {
  db: Database;
  settings: BillingSettings;
  /** Public URL of the site, without trailing slash. */
  baseUrl: string;
  fetch: StripeDeps['fetch'];
  enqueue: EnqueueWebhook;
  /** Whom to write to, for people. */
  contact?: string | null;
  log?: Log;
}

/** What jobs do. */
export interface BillingWork {
  /** @throws what stopped it. */
  processWebhook(id: number, isLast: (error: unknown) => boolean): Promise<void>;
  /**
   * Ends graces and periods whose time has come, issues invoices that are due, asks providers that said nothing, and cancels what
   * accounts that were deleted had.
   */
  advance(): Promise<void>;
}

const BATCH = 200;
/** What could not be asked is asked again after so long. */
const POSTPONE_MS = 15 * 60_000;

export function createBilling(deps: BillingDeps): Billing & BillingWork {
  const { db, enqueue, log } = deps;
  const manual = createManualBilling({ db, settings: deps.settings.invoice });
  const provider = providerOf(deps, manual);
  const inbox = { db, provider, enqueue };

  const offered = async (slug: string): Promise<Plan> => {
    const plan = await findPlan(db, slug);
    if (!plan?.active || !plan.public)
      throw new InputError('plan', `there is no plan ${slug.slice(0, 50)} to choose`);
    return plan;
  };

  /** @throws InputError where the provider in use has none. */
  const running = async (accountId: number): Promise<StoredSubscription> => {
    const own = (await subscriptionsOf(db, accountId)).filter(of => of.provider === provider.id);
    const found = own.filter(isRunning).at(-1);
    if (!found) throw new InputError('plan', 'there is no subscription to change', 422);
    return found;
  };

  const open = async (accountId: number) => {
    const account = await billingAccount(db, accountId);
    if (account.status !== 'active') throw new InputError('account', 'the account is not active', 422);
    return account;
  };

  /** What was asked for stands in the audit log, also where it takes place later. */
  const noted = (accountId: number, actor: string, action: string, plan: string) =>
    audit(db, {
      actor,
      accountId,
      action,
      target: `account:${accountId}`,
      detail: { plan, provider: provider.id },
    });

  /** One whose time has come: the provider is asked where it is to be, and what it entitles to is decided either way. */
  const advanceOne = async (due: StoredSubscription, now: Date): Promise<void> => {
    const isOwn = due.provider === provider.id;
    if (isOwn && due.checkAt !== null && Date.parse(due.checkAt) <= now.getTime()) {
      try {
        await provider.refresh(due, now, 'schedule');
      } catch (error) {
        log?.warn(`billing: could not look at subscription ${due.id}: ${messageOf(error)}`);
        await postponeCheck(db, due.id, new Date(now.getTime() + POSTPONE_MS));
      }
    } else if (!isOwn) await postponeCheck(db, due.id, null);
    await db.transaction(tx => decide(tx, due.accountId, { now, cause: 'schedule' }));
  };

  return {
    provider: provider.id,

    contact: deps.contact ?? null,
    offers: () => listPlans(db, { offered: true }),

    subscriptions: async (accountId, now) =>
      (await subscriptionsOf(db, accountId)).map(of => viewOf(of, now)),

    async details(accountId): Promise<BillingDetails | null> {
      return (await findCustomer(db, provider.id, accountId))?.details ?? null;
    },

    async checkout(accountId, slug, actor, details) {
      const account = await open(accountId);
      const plan = await offered(slug);
      if (plan.slug === FREE_PLAN) throw new InputError('plan', 'the free plan is what everybody has', 422);
      const own = (await subscriptionsOf(db, accountId)).filter(of => of.provider === provider.id);
      if (provider.id === 'stripe' && own.some(isRunning))
        throw new InputError('plan', 'there is a subscription already: change its plan', 422);
      const step = await provider.checkout(account, plan, { actor, details, now: new Date() });
      await noted(accountId, actor, 'billing.checkout', slug);
      return step;
    },

    async changePlan(accountId, slug, actor) {
      const plan = await offered(slug);
      const step = await provider.changePlan(await open(accountId), await running(accountId), plan, actor);
      await noted(accountId, actor, 'billing.change', slug);
      return step;
    },

    async cancel(accountId, actor) {
      const subscription = await running(accountId);
      const step = await provider.cancel(await billingAccount(db, accountId), subscription, actor);
      await noted(accountId, actor, 'billing.cancel', subscription.plan);
      return step;
    },

    portal: async accountId => provider.portal(await open(accountId)),

    invoices: accountId => listInvoices(db, { accountId }),
    invoice: (accountId, number) => findInvoice(db, number, accountId),
    invoicePdf,
    creditNotes: accountId => listCreditNotes(db, { accountId }),
    creditNote: (accountId, number) => findCreditNote(db, number, accountId),
    creditNotePdf,

    receiveWebhook: (name, body, signature) => receiveWebhook(inbox, name, body, signature, new Date()),
    replayWebhook: (id, actor) => replayWebhook(db, id, actor, enqueue),
    processWebhook: (id, isLast) => processWebhook(inbox, id, isLast),

    async issueInvoice(accountId, slug, actor, details) {
      const plan = await findPlan(db, slug);
      if (!plan) throw new InputError('plan', `there is no plan ${slug.slice(0, 50)}`);
      return provider.issueInvoice(await open(accountId), plan, { actor, details, now: new Date() });
    },
    // Invoices outlive a change of the provider.
    markPaid: (number, options) => manual.markPaid(number, options),
    voidInvoice: (number, options) => manual.voidInvoice(number, options),
    creditInvoice: (number, options) => manual.creditInvoice(number, options),
    creditSla: (month, options) =>
      creditSla({ db, settings: deps.settings.invoice, settled: manual.invoicesChanged }, month, options),

    async setPlan(accountId, slug, actor, until = null) {
      const plan = await findPlan(db, slug);
      if (!plan) throw new InputError('plan', `there is no plan ${slug.slice(0, 50)}`);
      await db.transaction(async tx => {
        const account = await lockAccount(tx, accountId);
        const now = new Date(await databaseTime(tx));
        const isNone = slug === FREE_PLAN;
        const ref = `account:${accountId}`;
        await audit(tx, {
          actor,
          accountId,
          action: 'account.plan',
          target: `account:${accountId}`,
          detail: { was: account.plan, given: slug, until: until?.toISOString() ?? null },
        });
        await observe(
          tx,
          {
            accountId,
            provider: 'none',
            ref,
            observation: {
              state: isNone ? 'canceled' : 'active',
              plan: slug,
              asOf: now.toISOString(),
              paidUntil: isNone ? null : (until?.toISOString() ?? null),
              pastDueSince: null,
              cancelAtPeriodEnd: until !== null,
              nextPlan: null,
              checkAt: null,
            },
          },
          { now, cause: actor },
        );
      });
    },

    licence: (accountId, at) => licenceOf(db, accountId, at),

    async advance() {
      const now = new Date(await databaseTime(db));
      for (const due of await dueSubscriptions(db, now, BATCH)) {
        try {
          await advanceOne(due, now);
        } catch (error) {
          log?.error(`billing: subscription ${due.id} could not be advanced: ${messageOf(error)}`);
        }
      }
      for (const left of await abandonedSubscriptions(db, provider.id, BATCH)) {
        try {
          await provider.cancel(await billingAccount(db, left.accountId), left, 'system');
          await noted(left.accountId, 'system', 'billing.cancel', left.plan);
        } catch (error) {
          log?.warn(`billing: subscription ${left.id} of a deleted account goes on: ${messageOf(error)}`);
        }
      }
    },
  };
}

function providerOf({ db, settings, baseUrl, fetch }: BillingDeps, manual: BillingProvider): BillingProvider {
  if (settings.provider === 'manual-invoice') return manual;
  if (settings.provider === 'none') return createNoBilling();
  if (settings.stripe === null) throw new NotFoundError('Stripe is not configured');
  return createStripeBilling({ db, settings: settings.stripe, baseUrl, fetch });
}

/** Something can still be changed about it. */
function isRunning({ effectiveState }: StoredSubscription): boolean {
  return effectiveState !== 'none' && effectiveState !== 'canceled';
}

function viewOf(of: StoredSubscription, now: Date): SubscriptionView {
  const { plan: entitledTo, state, changesAt } = entitlementOf(of, now);
  const { id, provider, plan, paidUntil, pastDueSince, cancelAtPeriodEnd, nextPlan } = of;
  return {
    id,
    provider,
    state,
    plan,
    paidUntil,
    pastDueSince,
    cancelAtPeriodEnd,
    nextPlan,
    entitledTo,
    changesAt,
  };
}
