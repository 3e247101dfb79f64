/** Whole flows against the Stripe of these tests: what it sends is taken in by the inbox, processed by the worker, and decides plans. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Worker } from '../../src/pipeline/worker.ts';
import { readAudit } from '../../src/store/audit.ts';
import { entitlementChanges, subscriptionsOf } from '../../src/store/billing.ts';
import { listWebhooks } from '../../src/store/webhooks.ts';
import { type StripeEvent, sign } from './server.ts';
import { type BillingWorld, createBillingWorld, PRICES, WEBHOOK_SECRETS } from './world.ts';

let world: BillingWorld;
let worker: Worker;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  world = await createBillingWorld();
  worker = world.work();
});
afterAll(async () => {
  await worker.stop();
  await world.end();
});

const deliver = (event: StripeEvent, secret: string = WEBHOOK_SECRETS[0], at?: number) => {
  const body = JSON.stringify(event);
  return world.billing.receiveWebhook('stripe', Buffer.from(body), sign(body, secret, at));
};
const fresh = (() => {
  let from = 0;
  return () => {
    const made = world.stripe.events.slice(from);
    from = world.stripe.events.length;
    return made;
  };
})();
const settled = () =>
  expect
    .poll(async () => (await listWebhooks(world.db, { status: 'pending', limit: 1 })).length, {
      timeout: 15_000,
    })
    .toBe(0);
const plan = (account: number) => world.planOf(account);

async function subscribe(slug: 'develop' | 'scale', name?: string) {
  const account = await world.account(name);
  const { redirect } = await world.billing.checkout(account, slug, 'user:1', null);
  const ref = world.stripe.pay(redirect);
  for (const event of fresh()) await deliver(event);
  await settled();
  return { account, ref };
}
const statesOf = async (account: number) =>
  (await entitlementChanges(world.db, account)).reverse().map(({ toState, toPlan }) => [toState, toPlan]);

describe('subscribing', () => {
  test('a checkout makes one customer and one session however often it is asked for, and what is paid is had', async () => {
    const account = await world.account('Twice');
    const first = await world.billing.checkout(account, 'develop', 'user:1', null);
    const again = await world.billing.checkout(account, 'develop', 'user:1', null);
    expect(again).toEqual(first);
    const asked = world.stripe.seen.filter(of => of.form['metadata[account_id]'] === String(account));
    expect(asked).toHaveLength(1);
    const session = [...world.stripe.sessions.values()].at(-1);
    expect(session).toMatchObject({
      mode: 'subscription',
      client_reference_id: String(account),
      'line_items[0][price]': PRICES.develop,
      success_url: 'https://index.example.org/account/billing?done=checkout',
    });
    expect(await plan(account)).toBe('free');
    world.stripe.pay(first.redirect);
    for (const event of fresh()) await deliver(event);
    await settled();
    expect(await plan(account)).toBe('develop');
    await expect(world.billing.checkout(account, 'scale', 'user:1', null)).rejects.toMatchObject({
      field: 'plan',
    });
  });

  test('an upgrade holds at once, a declined card changes nothing, a cancellation holds until the end', async () => {
    const { account, ref } = await subscribe('develop', 'Grows');
    world.stripe.decline(true);
    await expect(world.billing.changePlan(account, 'scale', 'user:1')).rejects.toThrow('did not go through');
    expect(await plan(account)).toBe('develop');
    world.stripe.decline(false);
    await world.billing.changePlan(account, 'scale', 'user:1');
    expect(await plan(account)).toBe('scale');

    await world.billing.cancel(account, 'user:1');
    const [view] = await world.billing.subscriptions(account, new Date());
    expect(view).toMatchObject({ state: 'active', cancelAtPeriodEnd: true, entitledTo: 'scale' });
    expect(view?.changesAt).toBe(view?.paidUntil);
    expect(await plan(account)).toBe('scale');
    // The same plan again takes it back.
    await world.billing.changePlan(account, 'scale', 'user:1');
    expect((await world.billing.subscriptions(account, new Date()))[0]).toMatchObject({
      cancelAtPeriodEnd: false,
    });
    // Late events of all this change nothing.
    for (const event of fresh().reverse()) await deliver(event);
    await settled();
    expect(await plan(account)).toBe('scale');
    expect((await subscriptionsOf(world.db, account)).map(of => of.ref)).toEqual([ref]);
  });

  test('an account that is suspended cannot buy', async () => {
    const account = await world.account();
    await world.db.query({
      text: `update accounts set status = 'suspended' where id = $1`,
      values: [account],
    });
    await expect(world.billing.checkout(account, 'develop', 'user:1', null)).rejects.toMatchObject({
      field: 'account',
    });
  });
});

describe('a payment that fails', () => {
  test('is past due for seven days, then the plan is gone; paid after all, it is back', async () => {
    const { account, ref } = await subscribe('scale', 'Owes');
    world.stripe.renew(ref, 'failed');
    for (const event of fresh()) await deliver(event);
    await settled();
    expect(await plan(account)).toBe('scale');
    const [owing] = await world.billing.subscriptions(account, new Date());
    expect(owing).toMatchObject({ state: 'past_due', entitledTo: 'scale' });
    expect(Date.parse(owing?.changesAt ?? '') - Date.parse(owing?.pastDueSince ?? '')).toBe(7 * DAY_MS);

    // A week later, as far as the database is concerned.
    await world.db.query({
      text: `update subscriptions set past_due_since = past_due_since - interval '7 days',
        changes_at = now() - interval '1 second', check_at = now() + interval '1 day' where ref = $1`,
      values: [ref],
    });
    await world.billing.advance();
    expect(await plan(account)).toBe('free');

    world.stripe.settle(ref);
    for (const event of fresh()) await deliver(event);
    await settled();
    expect(await plan(account)).toBe('scale');
    expect(await statesOf(account)).toEqual([
      ['active', 'scale'],
      ['past_due', 'scale'],
      [null, 'free'],
      ['active', 'scale'],
    ]);
  });

  test('and that Stripe gives up on: the plan is had until the end of what was paid, not of what was not', async () => {
    const { account, ref } = await subscribe('develop', 'Gone');
    world.stripe.renew(ref, 'failed');
    world.stripe.become(ref, 'canceled');
    for (const event of fresh()) await deliver(event);
    await settled();
    const [view] = await world.billing.subscriptions(account, new Date());
    // The unpaid period began 30 days from now in this Stripe: until then it was paid.
    expect(view).toMatchObject({ state: 'canceled', entitledTo: 'develop' });
    expect(Date.parse(view?.paidUntil ?? '')).toBeLessThan(Date.now() + 31 * DAY_MS);
  });

  test.each([
    ['unpaid', 'free'],
    ['paused', 'free'],
    ['incomplete', 'free'],
    ['incomplete_expired', 'free'],
    ['trialing', 'develop'],
    ['past_due', 'develop'],
    ['canceled', 'develop'],
    ['active', 'develop'],
  ])('%s gives %s', async (status, expected) => {
    const { account, ref } = await subscribe('develop', status);
    world.stripe.become(ref, status);
    for (const event of fresh()) await deliver(event);
    await settled();
    expect(await plan(account)).toBe(expected);
  });

  test('every change of a plan reaches the servers within five seconds', async () => {
    const heard: string[] = [];
    const listening = world.db.listen('changed_policy', payload => heard.push(payload));
    await listening.ready;
    const { account, ref } = await subscribe('develop', 'Heard');
    const before = heard.length;
    const at = Date.now();
    world.stripe.become(ref, 'unpaid');
    for (const event of fresh()) await deliver(event);
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThan(before);
    expect(Date.now() - at).toBeLessThan(5_000);
    expect(await plan(account)).toBe('free');
    await listening.close();
  });
});

describe('events', () => {
  test('in any order, several times, and late: the end is what Stripe has', async () => {
    const { account, ref } = await subscribe('develop', 'Shuffled');
    world.stripe.renew(ref, 'failed');
    world.stripe.settle(ref);
    world.stripe.renew(ref, 'failed');
    world.stripe.settle(ref);
    world.stripe.become(ref, 'active');
    const sent = fresh();
    const shuffled = [...sent, ...sent.slice(0, 4), ...sent]
      .map(event => ({ event, key: Math.random() }))
      .sort((a, b) => a.key - b.key);
    const answers: string[] = [];
    for (const { event } of shuffled) answers.push(await deliver(event));
    await settled();
    expect(answers.filter(of => of === 'stored')).toHaveLength(sent.length);
    expect(answers.filter(of => of === 'duplicate')).toHaveLength(sent.length + 4);
    expect(await plan(account)).toBe('develop');
    expect(await world.billing.subscriptions(account, new Date())).toMatchObject([
      { state: 'active', entitledTo: 'develop', pastDueSince: null },
    ]);
    // An old one that comes again after all of it.
    const [old] = sent;
    expect(await deliver(old as StripeEvent)).toBe('duplicate');
    expect(await plan(account)).toBe('develop');
  });

  test('signed by either secret, and refused and not kept where forged, changed, too old or not signed', async () => {
    const { ref } = await subscribe('develop', 'Forged');
    world.stripe.become(ref, 'active');
    const [event] = fresh() as [StripeEvent];
    const count = async () => (await listWebhooks(world.db, { limit: 1000 })).length;
    const before = await count();
    const body = JSON.stringify(event);
    const at = Math.floor(Date.now() / 1000);
    const refused = [
      sign(body, 'whsec_of_somebody_else'),
      sign(body, WEBHOOK_SECRETS[0], at - 301),
      sign(`${body} `, WEBHOOK_SECRETS[0]),
      `t=${at},v0=${'ab'.repeat(32)}`,
      't=,v1=',
      '',
    ];
    for (const signature of refused)
      await expect(
        world.billing.receiveWebhook('stripe', Buffer.from(body), signature),
        signature,
      ).rejects.toMatchObject({ status: 400, field: 'stripe-signature' });
    const other = '{"id":"cus_1","type":"x"}';
    await expect(
      world.billing.receiveWebhook('stripe', Buffer.from(other), sign(other, WEBHOOK_SECRETS[0])),
    ).rejects.toMatchObject({ status: 400, field: 'body' });
    await expect(world.billing.receiveWebhook('manual-invoice', Buffer.from(body), '')).rejects.toThrow(
      'not found',
    );
    expect(await count()).toBe(before);
    expect(await deliver(event, WEBHOOK_SECRETS[1], at - 290)).toBe('stored');
    await settled();
  });

  test('of customers that are nobody here are dead at once, and processed by a replay once they are known', async () => {
    const { account, ref } = await subscribe('develop', 'Stranger');
    await world.db.query({ text: `delete from billing_customers where account_id = $1`, values: [account] });
    const { rows } = await world.db.query<{ id: number }>({
      text: `select id from webhook_inbox order by id desc limit 1`,
    });
    const last = rows[0]?.id ?? 0;
    // What the subscription says by itself is not there either.
    const strip = world.stripe.events.at(-1)?.data.object;
    expect(strip).toBeDefined();
    world.stripe.forgetMetadata(ref);
    world.stripe.become(ref, 'unpaid');
    for (const event of fresh()) await deliver(event);
    await expect
      .poll(async () => (await listWebhooks(world.db, { status: 'dead' })).filter(of => of.id > last))
      .toMatchObject([{ attempts: 1, error: expect.stringContaining('no account has the customer') }]);
    expect(await plan(account)).toBe('develop');

    const customer = [...world.stripe.customers.values()].find(of => of.name === 'Stranger')?.id as string;
    await world.db.query({
      text: `insert into billing_customers (account_id, provider, ref) values ($1, 'stripe', $2)`,
      values: [account, customer],
    });
    const [dead] = await listWebhooks(world.db, { status: 'dead' });
    await world.billing.replayWebhook(dead?.id as number, 'cli:test');
    await expect.poll(() => plan(account), { timeout: 10_000 }).toBe('free');
    await expect(world.billing.replayWebhook(999_999, 'cli:test')).rejects.toThrow('no such webhook');
  });

  test('while Stripe is away are tried again, and nothing of its key is in what is noted', async () => {
    const { account, ref } = await subscribe('develop', 'Patient');
    world.stripe.become(ref, 'unpaid');
    // The library tries three times itself.
    world.stripe.faults.push(500, 500, 500);
    for (const event of fresh()) await deliver(event);
    await expect
      .poll(async () => (await listWebhooks(world.db, { status: 'failed' })).map(of => of.error), {
        timeout: 15_000,
      })
      .toEqual([expect.stringMatching(/^Stripe: .*500/)]);
    await expect.poll(() => plan(account), { timeout: 20_000 }).toBe('free');
    const { rows } = await world.db.query<{ text: string }>({
      text: `select coalesce(string_agg(error, ' '), '') as text from webhook_inbox`,
    });
    expect(rows[0]?.text).not.toContain('sk_test');
  });

  test('that never come are made up for by asking', async () => {
    const { account, ref } = await subscribe('develop', 'Silent');
    world.stripe.become(ref, 'unpaid');
    fresh();
    await world.db.query({
      text: `update subscriptions set check_at = now() - interval '1 minute', changes_at = now() - interval '1 minute'
        where ref = $1`,
      values: [ref],
    });
    await world.billing.advance();
    expect(await plan(account)).toBe('free');
  });

  test('of an account that was deleted: nothing is charged any more, and who asked for what is written down', async () => {
    const { account, ref } = await subscribe('develop', 'Left');
    await world.billing.cancel(account, 'user:1');
    await world.billing.changePlan(account, 'develop', 'user:1');
    await world.db.query({ text: `update accounts set status = 'deleted' where id = $1`, values: [account] });
    await world.billing.advance();
    await world.billing.advance();
    expect(world.stripe.standing(ref)).toMatchObject({ cancelAtPeriodEnd: true });
    const actions = (await readAudit(world.db, { accountId: account })).map(of => [of.actor, of.action]);
    expect(actions.reverse()).toEqual([
      ['user:1', 'billing.checkout'],
      ['user:1', 'billing.cancel'],
      ['user:1', 'billing.change'],
      ['system', 'billing.cancel'],
    ]);
    fresh();
  });

  test('any history of a subscription, its events in any order and again and again: what is here is what is there', async () => {
    const step = fc.constantFrom(
      'paid',
      'failed',
      'settle',
      'cancel',
      'trialing',
      'unpaid',
      'paused',
      'active',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (history, dice) => {
          const { account, ref } = await subscribe('scale', 'Any');
          for (const what of history) {
            if (what === 'paid' || what === 'failed') world.stripe.renew(ref, what);
            else if (what === 'settle') world.stripe.settle(ref);
            else if (what === 'cancel') world.stripe.cancelAtPeriodEnd(ref);
            else world.stripe.become(ref, what);
          }
          const sent = fresh();
          const draw = () => dice.next().value as number;
          const received = [...sent, ...sent.filter(() => draw() % 2 === 0)]
            .map(event => ({ event, at: draw() }))
            .sort((a, b) => a.at - b.at);
          for (const { event } of received) await deliver(event);
          await settled();
          const { status, cancelAtPeriodEnd } = world.stripe.standing(ref);
          const [view] = await world.billing.subscriptions(account, new Date());
          expect(view).toMatchObject({ state: status, cancelAtPeriodEnd });
          const entitled = ['active', 'trialing', 'past_due'].includes(status);
          expect(await plan(account)).toBe(entitled ? 'scale' : 'free');
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  test('whose job is gone get another one', async () => {
    const { account, ref } = await subscribe('develop', 'Orphan');
    await worker.stop();
    world.stripe.become(ref, 'unpaid');
    for (const event of fresh()) await deliver(event);
    await world.db.query({ text: 'delete from graphile_worker._private_jobs' });
    worker = world.work();
    await world.queue.enqueue([{ task: 'billing', key: 'billing', lane: 'interactive', payload: {} }]);
    await expect.poll(() => plan(account), { timeout: 15_000 }).toBe('free');
  });
});
