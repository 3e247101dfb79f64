/** A server with a worker, billed by the Stripe of these tests. Everything is the program's own but the address of the API. */

import { billingSettings } from '../../src/core/billing-settings.ts';
import { fetchOver } from '../../src/io/fetch.ts';
import { createHttp } from '../../src/io/http.ts';
import { billingHandlers, enqueueWebhook } from '../../src/pipeline/billing.ts';
import { createQueue, migrateQueue } from '../../src/pipeline/jobs.ts';
import { createLocks } from '../../src/pipeline/locks.ts';
import { startWorker } from '../../src/pipeline/worker.ts';
import { createBilling } from '../../src/policy/billing/index.ts';
import { listPlans, upsertPlan } from '../../src/store/plans.ts';
import { createTestDatabase } from '../databases.ts';
import { type StripeServer, startStripe } from './server.ts';

export const SECRET_KEY = 'sk_test_of_this_test_alone';
export const WEBHOOK_SECRETS = ['whsec_first_secret', 'whsec_second_secret'] as const;
export const PRICES = { develop: 'price_develop', scale: 'price_scale' } as const;
const BASE = 'https://index.example.org';

export async function createBillingWorld(env: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const { db, url } = database;
  await migrateQueue(db);
  const stripe = await startStripe({ secretKey: SECRET_KEY });
  const host = new URL(stripe.url).host;
  const http = createHttp({ userAgent: 'test', allowPrivateHosts: [host] });
  const settings = billingSettings({
    ECOSYSTEMS_BILLING: 'stripe',
    ECOSYSTEMS_STRIPE_SECRET_KEY: SECRET_KEY,
    ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRETS.join(','),
    ECOSYSTEMS_STRIPE_API: stripe.url,
    BASE_URL: BASE,
    ...env,
  });
  const queue = createQueue(db);
  const billing = createBilling({
    db,
    settings,
    baseUrl: BASE,
    fetch: fetchOver(http),
    enqueue: enqueueWebhook(queue),
  });
  for (const plan of await listPlans(db)) {
    const stripePriceId = PRICES[plan.slug as keyof typeof PRICES] ?? null;
    if (stripePriceId) await upsertPlan(db, { ...plan, stripePriceId }, 'cli:test');
  }
  const locks = createLocks({ url });

  return {
    db,
    url,
    stripe,
    billing,
    queue,
    settings,
    http,
    async account(name = 'Acme'): Promise<number> {
      const { rows } = await db.query<{ id: number }>({
        text: `insert into accounts (name, email) values ($1, 'billing@example.org') returning id`,
        values: [name],
      });
      return rows[0]?.id as number;
    },
    async planOf(account: number): Promise<string> {
      const { rows } = await db.query<{ plan: string }>({
        text: 'select plan from accounts where id = $1',
        values: [account],
      });
      return rows[0]?.plan as string;
    },
    work: () =>
      startWorker({
        db,
        url,
        locks,
        handlers: billingHandlers({ db, queue, billing }),
        concurrency: 4,
        pollIntervalMs: 100,
      }),
    async end() {
      await locks.close();
      await stripe.close();
      await http.close();
      await database.drop();
    },
  };
}

export type BillingWorld = Awaited<ReturnType<typeof createBillingWorld>>;
export type { StripeServer };
