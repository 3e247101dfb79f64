/** No billing: plans are given by an administrator, and nothing costs anything. */
import { InputError } from '../../core/errors.ts';
import type { BillingProvider } from './provider.ts';

export function createNoBilling(): BillingProvider {
  const refuse = () => Promise.reject(new InputError('plan', 'this server takes no payments', 422));
  return {
    id: 'none',
    ensureCustomer: async account => `account:${account.id}`,
    checkout: refuse,
    portal: async () => null,
    changePlan: refuse,
    cancel: refuse,
    issueInvoice: refuse,
    parseWebhook() {
      throw new InputError('provider', 'this server takes no webhooks of payments');
    },
    observeEvent: async () => null,
    refresh: async () => {},
  };
}
