/** The program itself, killed at the worst moments: no event of the payment provider that it answered 200 for is lost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listWebhooks } from '../../src/store/webhooks.ts';
import { buildProgram, startProgram } from '../program.ts';
import { type StripeEvent, sign } from './server.ts';
import { type BillingWorld, createBillingWorld, SECRET_KEY, WEBHOOK_SECRETS } from './world.ts';

let world: BillingWorld;
let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  await buildProgram();
  world = await createBillingWorld();
  home = await mkdtemp(join(tmpdir(), 'billed-'));
  env = {
    ECOSYSTEMS_HOME: home,
    DATABASE_URL: world.url,
    BASE_URL: 'https://index.example.org',
    ECOSYSTEMS_BILLING: 'stripe',
    ECOSYSTEMS_STRIPE_SECRET_KEY: SECRET_KEY,
    ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRETS.join(','),
    ECOSYSTEMS_STRIPE_API: world.stripe.url,
  };
}, 240_000);
afterAll(async () => {
  await world.end();
  await rm(home, { recursive: true, force: true });
});

const post = (url: string, body: string, signature: string, provider = 'stripe') =>
  fetch(`${url}/api/v1/billing/webhooks/${provider}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body,
  });
const signed = (event: StripeEvent): [string, string] => {
  const body = JSON.stringify(event);
  return [body, sign(body, WEBHOOK_SECRETS[0])];
};

test('kill -9 after the answer, and again in the middle of the processing: the payment counts', async () => {
  const account = await world.account();
  const { redirect } = await world.billing.checkout(account, 'scale', 'user:1', null);
  world.stripe.pay(redirect);
  const events = [...world.stripe.events];

  // Serves only: nothing is processed before it dies.
  const serving = await startProgram([], env);
  for (const event of events) {
    const answer = await post(serving.url, ...signed(event));
    expect([answer.status, await answer.json()]).toEqual([200, { received: 'stored' }]);
  }
  const again = await post(serving.url, ...signed(events[0] as StripeEvent));
  expect([again.status, await again.json()]).toEqual([200, { received: 'duplicate' }]);
  const [body, signature] = signed({ ...(events[0] as StripeEvent), id: 'evt_forged' });
  const forged = await post(serving.url, body.replace('scale', 'scalf'), signature);
  expect([forged.status, await forged.json()]).toEqual([
    400,
    { error: 'the signature does not hold', parameter: 'stripe-signature' },
  ]);
  expect((await post(serving.url, body, signature, 'manual-invoice')).status).toBe(404);
  const huge = 'x'.repeat(1024 * 1024 + 1);
  expect((await post(serving.url, huge, sign(huge, WEBHOOK_SECRETS[0]))).status).toBe(413);
  serving.signal('SIGKILL');
  await serving.exited;
  expect((await listWebhooks(world.db)).map(of => [of.status, of.eventId]).reverse()).toEqual(
    events.map(event => ['pending', event.id]),
  );
  expect(await world.planOf(account)).toBe('free');

  // Works, and hangs in the middle: Stripe does not answer.
  const release = world.stripe.hold();
  const asked = world.stripe.seen.length;
  const working = await startProgram(['--with-worker'], env);
  await expect.poll(() => world.stripe.seen.length, { timeout: 30_000 }).toBeGreaterThan(asked);
  working.signal('SIGKILL');
  await working.exited;
  release();
  expect(await world.planOf(account)).toBe('free');

  const last = await startProgram(['--with-worker'], env);
  await expect.poll(() => world.planOf(account), { timeout: 60_000 }).toBe('scale');
  await expect
    .poll(async () => (await listWebhooks(world.db)).every(of => of.status === 'processed'), {
      timeout: 60_000,
    })
    .toBe(true);
  const secrets = [SECRET_KEY, ...WEBHOOK_SECRETS];
  for (const secret of secrets) {
    expect(serving.log() + working.log() + last.log()).not.toContain(secret);
    expect(await (await fetch(`${last.url}/metrics`)).text()).not.toContain(secret);
  }
  last.signal('SIGTERM');
  await last.exited;
}, 180_000);
