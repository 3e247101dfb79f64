/** What programs ask of billing: webhooks of providers. */
import { Type } from 'typebox';
import type { RequestContext, Route } from '../service.ts';

const MOST_BYTES = 1024 * 1024;
/** Each provider signs in a header of its own. */
const SIGNATURES: Readonly<Record<string, string>> = { stripe: 'stripe-signature' };

export const routes: Route[] = [
  {
    method: 'POST',
    path: '/billing/webhooks/{provider}',
    operationId: 'receiveBillingWebhook',
    summary: 'Takes an event of the payment provider; answers once it is kept',
    tags: ['billing'],
    rawBody: true,
    maxBodyBytes: MOST_BYTES,
    headers: Object.values(SIGNATURES),
    response: Type.Object({
      received: Type.String({ description: '`stored`, or `duplicate` for one that was there' }),
    }),
    // Whoever is not the provider is refused before anything is stored.
    cost: 0,
    cache: 'none',
    isNew: true,
    handle: receive,
  },
];

async function receive({ params, headers, body, billing }: RequestContext) {
  const provider = params.provider ?? '';
  const signature = headers[SIGNATURES[provider] ?? ''] ?? '';
  return { body: { received: await billing.receiveWebhook(provider, body as Buffer, signature) } };
}
