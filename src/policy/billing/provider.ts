/** What stands between this program and whoever takes the money. One is in use at a time; subscriptions of others stay what they are. */
import type { BillingDetails, BillingProviderId, BillingStep, Invoice, Plan } from '../../core/billing.ts';
import type { BillingAccount, StoredSubscription } from '../../store/billing.ts';
import type { Observed } from './entitlements.ts';

/** An event that was verified. */
export interface ProviderEvent {
  id: string;
  type: string;
  /** ISO 8601; null where it does not say. */
  occurredAt: string | null;
}

export interface BillingProvider {
  id: BillingProviderId;
  /** The provider's id of the account, made when it is first needed; asking again gives the same. */
  ensureCustomer(account: BillingAccount): Promise<string>;
  /** Begins a subscription. @throws InputError where that cannot be. */
  checkout(account: BillingAccount, plan: Plan, how: CheckoutOptions): Promise<BillingStep>;
  /** Pages of the provider where payment means and receipts are; null: it has none. */
  portal(account: BillingAccount): Promise<BillingStep | null>;
  /** @throws InputError where that cannot be. */
  changePlan(
    account: BillingAccount,
    subscription: StoredSubscription,
    plan: Plan,
    actor: string,
  ): Promise<BillingStep>;
  /** At the end of what is paid. */
  cancel(account: BillingAccount, subscription: StoredSubscription, actor: string): Promise<BillingStep>;
  /** @throws InputError where the provider issues its own. */
  issueInvoice(account: BillingAccount, plan: Plan, how: CheckoutOptions): Promise<Invoice>;
  /**
   * Verifies a webhook. @param signature as its header says. @throws InputError 400 for what was not signed by the provider, was signed
   * too long ago, or is no event.
   */
  parseWebhook(body: Buffer, signature: string, now: Date): ProviderEvent;
  /**
   * What the provider says now about the subscription of an event that was verified before; null where the event is about none.
   *
   * @throws UpstreamError when the provider cannot be asked; InputError for an account that is none of ours.
   */
  observeEvent(body: Buffer): Promise<Observed | null>;
  /** What the provider says now about a subscription whose time has come. In place of it `schedule` may act. */
  refresh(subscription: StoredSubscription, now: Date, cause: string): Promise<void>;
}

export interface CheckoutOptions {
  actor: string;
  details: BillingDetails | null;
  now: Date;
}
