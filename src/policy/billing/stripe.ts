/**
 * Billing by Stripe. People pay and change their payment means on Stripe's own pages; no card number ever comes here.
 *
 * An event of Stripe only says that something happened. What is true now is asked of Stripe's API, so that events may come late,
 * twice or in any order. Each answer counts as of the time before it was asked for, by the database's clock: a change is followed by an
 * event, whose processing asks after that change, so the answer that counts in the end has seen the last change.
 */
import Stripe from 'stripe';
import type { BillingStep, Plan } from '../../core/billing.ts';
import type { StripeSettings } from '../../core/billing-settings.ts';
import { InputError, UpstreamError, type UpstreamErrorCode } from '../../core/errors.ts';
import {
  accountOfCustomer,
  type BillingAccount,
  billingAccount,
  databaseTime,
  findCustomer,
  putCustomer,
  type StoredSubscription,
} from '../../store/billing.ts';
import type { Database } from '../../store/database.ts';
import { findPlan, planOfStripePrice } from '../../store/plans.ts';
import { type Observed, observe } from './entitlements.ts';
import type { BillingProvider } from './provider.ts';
import { stripeObservation, subscriptionOfEvent } from './stripe-observation.ts';

export interface StripeDeps {
  db: Database;
  settings: StripeSettings;
  /** Where people come back to; without trailing slash. */
  baseUrl: string;
  /** The way to Stripe's API. */
  fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
}

const PROVIDER = 'stripe';
/** How old a signature may be, in seconds: as Stripe's own libraries have it. */
const TOLERANCE = 300;
const TIMEOUT_MS = 20_000;
/** Asked for again within so long, a checkout is the same one. */
const SAME_CHECKOUT_MS = 10 * 60_000;

export function createStripeBilling({ db, settings, baseUrl, fetch }: StripeDeps): BillingProvider {
  const api = new URL(settings.apiUrl);
  const stripe = new Stripe(settings.secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetch as typeof globalThis.fetch),
    host: api.hostname,
    protocol: api.protocol === 'http:' ? 'http' : 'https',
    port: api.port === '' ? (api.protocol === 'http:' ? 80 : 443) : Number(api.port),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'ecosystems' },
  });
  const back = `${baseUrl}/account/billing`;

  const ensureCustomer = async (account: BillingAccount): Promise<string> => {
    const known = await findCustomer(db, PROVIDER, account.id);
    if (known?.ref) return known.ref;
    const { id } = await asked(() =>
      stripe.customers.create(
        {
          name: account.name,
          ...(account.email ? { email: account.email } : {}),
          metadata: { account_id: String(account.id) },
        },
        // Stripe gives the same customer again where we ended before we could note the first.
        { idempotencyKey: `ecosystems-customer-${account.id}` },
      ),
    );
    await putCustomer(db, PROVIDER, { accountId: account.id, ref: id, details: null });
    return id;
  };

  /** @throws InputError for a subscription of nobody we know, or of a price that no plan has. */
  const look = async (ref: string): Promise<Observed> => {
    const asOf = await databaseTime(db);
    const found = await asked(() => stripe.subscriptions.retrieve(ref, { expand: ['latest_invoice'] }));
    const customer = typeof found.customer === 'string' ? found.customer : found.customer.id;
    const accountId =
      (await accountOfCustomer(db, PROVIDER, customer)) ??
      (await accountOfMetadata(found.metadata.account_id));
    if (accountId === null) throw new InputError('customer', `no account has the customer ${customer}`, 422);
    const price = found.items.data[0]?.price.id ?? '';
    const plan = (await planOfStripePrice(db, price)) ?? (await findPlan(db, found.metadata.plan ?? ''));
    if (plan === null) throw new InputError('price', `no plan has the price ${price}`, 422);
    return { accountId, provider: PROVIDER, ref, observation: stripeObservation(found, plan.slug, asOf) };
  };

  const accountOfMetadata = async (text: string | undefined): Promise<number | null> => {
    if (text === undefined || !/^\d{1,9}$/.test(text)) return null;
    return (await billingAccount(db, Number(text)).catch(() => null))?.id ?? null;
  };

  const refresh = async (ref: string, now: Date, cause: string): Promise<void> => {
    const observed = await look(ref);
    await db.transaction(tx => observe(tx, observed, { now, cause }));
  };

  /** Changes it at Stripe, and takes what Stripe answers to heart without waiting for its event. */
  const update = async (
    { ref }: StoredSubscription,
    change: Stripe.SubscriptionUpdateParams,
    actor: string,
  ): Promise<BillingStep> => {
    await asked(() => stripe.subscriptions.update(ref, change));
    await refresh(ref, new Date(await databaseTime(db)), actor);
    return { redirect: '/account/billing' };
  };

  return {
    id: PROVIDER,
    ensureCustomer,

    async checkout(account, plan, { now }) {
      const price = priceOf(plan);
      const customer = await ensureCustomer(account);
      const window = Math.floor(now.getTime() / SAME_CHECKOUT_MS);
      const { url } = await asked(() =>
        stripe.checkout.sessions.create(
          {
            mode: 'subscription',
            customer,
            client_reference_id: String(account.id),
            line_items: [{ price, quantity: 1 }],
            success_url: `${back}?done=checkout`,
            cancel_url: `${baseUrl}/plans`,
            billing_address_collection: 'required',
            customer_update: { name: 'auto', address: 'auto' },
            tax_id_collection: { enabled: true },
            subscription_data: { metadata: { account_id: String(account.id), plan: plan.slug } },
          },
          { idempotencyKey: `ecosystems-checkout-${account.id}-${plan.slug}-${price}-${window}` },
        ),
      );
      return { redirect: ownPage(url) };
    },

    async portal(account) {
      const customer = await ensureCustomer(account);
      const { url } = await asked(() => stripe.billingPortal.sessions.create({ customer, return_url: back }));
      return { redirect: ownPage(url) };
    },

    async changePlan(_, subscription, plan, actor) {
      if (plan.priceCents === 0) return update(subscription, { cancel_at_period_end: true }, actor);
      const price = priceOf(plan);
      const found = await asked(() => stripe.subscriptions.retrieve(subscription.ref));
      const item = found.items.data[0];
      if (!item) throw new UpstreamError('malformed', 'Stripe: the subscription has no item');
      const old = await findPlan(db, subscription.plan);
      const isMore = plan.priceCents > (old?.priceCents ?? 0);
      return update(
        subscription,
        {
          cancel_at_period_end: false,
          items: [{ id: item.id, price }],
          // More is paid for at once, or it does not take place. What is paid too much counts towards the next invoice.
          proration_behavior: isMore ? 'always_invoice' : 'create_prorations',
          ...(isMore ? { payment_behavior: 'error_if_incomplete' } : {}),
          metadata: { plan: plan.slug },
        },
        actor,
      );
    },

    cancel: (_, subscription, actor) => update(subscription, { cancel_at_period_end: true }, actor),

    issueInvoice: () => Promise.reject(new InputError('provider', 'Stripe issues the invoices here', 422)),

    parseWebhook(body, signature, now) {
      for (const secret of settings.webhookSecrets) {
        const event = verified(stripe, body, signature, secret, now);
        if (event) return event;
      }
      throw new InputError('stripe-signature', 'the signature does not hold');
    },

    async observeEvent(body) {
      const ref = subscriptionOfEvent(JSON.parse(body.toString('utf8')));
      return ref === null ? null : look(ref);
    },

    refresh: (subscription, now, cause) => refresh(subscription.ref, now, cause),
  };
}

function verified(stripe: Stripe, body: Buffer, signature: string, secret: string, now: Date) {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE, undefined, now.getTime());
  } catch {
    return null;
  }
  if (
    typeof event?.id !== 'string' ||
    !/^evt_[A-Za-z0-9_]{1,200}$/.test(event.id) ||
    typeof event.type !== 'string'
  )
    throw new InputError('body', 'the body is no event of Stripe');
  const at = new Date(Number(event.created) * 1000);
  return {
    id: event.id,
    type: event.type.slice(0, 200),
    occurredAt: Number.isNaN(at.getTime()) ? null : at.toISOString(),
  };
}

function priceOf({ slug, stripePriceId }: Plan): string {
  if (stripePriceId === null)
    throw new InputError('plan', `${slug} cannot be paid for: it has no price at Stripe`, 422);
  return stripePriceId;
}

/** Somebody is sent there: an address that is no web address is none. */
function ownPage(url: string | null): string {
  if (url === null || !/^https?:\/\//.test(url))
    throw new UpstreamError('malformed', 'Stripe gave no page to go to');
  return url;
}

/** Stripe's errors in ours: what may pass by itself, and what is the payer's to mend. Nothing of what was sent is in them. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error instanceof Stripe.errors.StripeCardError)
      throw new InputError('plan', 'the payment did not go through: see the payment means', 422);
    const status = error.statusCode;
    const what = `Stripe: ${error.type}${status ? ` (${status})` : ''}${error.code ? `, ${error.code}` : ''}${error.requestId ? `, request ${error.requestId}` : ''}`;
    throw new UpstreamError(codeOf(error), what, status ? { status } : {});
  }
}

function codeOf(error: InstanceType<typeof Stripe.errors.StripeError>): UpstreamErrorCode {
  if (error instanceof Stripe.errors.StripeConnectionError) return 'unreachable';
  if (error instanceof Stripe.errors.StripeRateLimitError) return 'rate-limited';
  return (error.statusCode ?? 500) >= 500 ? 'server-error' : 'unexpected-status';
}
