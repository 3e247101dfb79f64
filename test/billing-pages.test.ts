/** Pages of plans and billing, as somebody with a browser and somebody else with worse in mind meet them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BillingSettings, billingSettings } from '../src/core/billing-settings.ts';
import { LAG_BOUNDS_MS } from '../src/core/histogram.ts';
import { readPolicySettings } from '../src/core/policy-settings.ts';
import { fetchOver } from '../src/io/fetch.ts';
import { createHttp } from '../src/io/http.ts';
import { createBilling } from '../src/policy/billing/index.ts';
import { createGate } from '../src/policy/index.ts';
import billing from '../src/services/billing/index.ts';
import { listInvoices } from '../src/store/invoices.ts';
import { listPlans, upsertPlan } from '../src/store/plans.ts';
import { addSlaMinutes, writeSlaReports } from '../src/store/sla.ts';
import { openWorld, type Visitor, type World } from './accounts/world.ts';
import { type StripeServer, startStripe } from './stripe/server.ts';
import { PRICES, SECRET_KEY } from './stripe/world.ts';

const http = createHttp({ userAgent: 'test', allowPrivateHosts: ['127.0.0.1'] });

/** Limits of nobody's own, so that what the page shows can come from nowhere else. */
const LIMITS = { anonymous: 1_111, contact: 5_555, free: 15_151, develop: 60_606, scale: 303_030 };

function openBilled(settings: BillingSettings): Promise<World> {
  return openWorld(
    {},
    {
      services: [billing],
      gate: db =>
        createGate({
          settings: readPolicySettings({ ECOSYSTEMS_LIMITS_STORE: 'memory' }),
          db,
          fetchJson: () => Promise.reject(new Error('nobody is asked here')),
          limitsFile: {
            read: async () => ({
              policies: Object.fromEntries(
                Object.entries(LIMITS).map(([name, hourly]) => [name, { hourly }]),
              ),
            }),
            watch: () => () => {},
          },
          baseUrl: null,
          log: { info() {}, warn() {} },
        }),
      billing: db =>
        createBilling({
          db,
          settings,
          baseUrl: 'https://index.example.org',
          fetch: fetchOver(http),
          enqueue: async () => 0,
          contact: 'index@example.org',
        }),
    },
  );
}

let world: World;
let ana: Visitor;
let ben: Visitor;

beforeAll(async () => {
  world = await openBilled(
    billingSettings({
      ECOSYSTEMS_BILLING: 'manual-invoice',
      ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
      ECOSYSTEMS_INVOICE_VAT_RATE: '19',
    }),
  );
  ana = await world.signedIn('ana@example.org');
  ben = await world.signedIn('ben@example.org');
});
afterAll(async () => {
  await world.stop();
  await http.close();
});

const ORDER = { plan: 'develop', name: 'Acme GmbH', address: 'Example Road 2\n20095 Hamburg', country: 'de' };
const CHECKOUT = '/account/billing/checkout';
const planOf = async (account: string) => {
  const { rows } = await world.edge.database.db.query<{ plan: string }>({
    text: 'select plan from accounts where id = $1',
    values: [account],
  });
  return rows[0]?.plan;
};

describe('pages for everybody', () => {
  test('the ladder shows what the policies say', async () => {
    const { status, body } = await ana.get('/plans');
    expect(status).toBe(200);
    for (const limit of ['1,111', '5,555', '15,151', '60,606', '303,030']) expect(body).toContain(limit);
    expect(body).toContain('USD 200.00 a month');
    expect(body).toContain('href="/account/billing?plan=scale"');
    expect(body).not.toContain('enterprise');
  });

  test.each([
    ['/licences', ['CC-BY-SA-4.0', 'CC0-1.0', 'RustSec', 'mailto:index@example.org']],
    ['/licences/CC-BY-SA-4.0', ['Attribution-ShareAlike 4.0 International']],
    ['/licences/CC0-1.0', ['CC0 1.0 Universal']],
    ['/licences/LicenseRef-Acme', ['noindex', 'Terms that were agreed']],
    ['/commercial-use', ['CC-BY-SA-4.0']],
    ['/acceptable-use', ['If-None-Match']],
  ])('%s', async (path, texts) => {
    const { status, body } = await ana.get(path);
    expect(status).toBe(200);
    for (const text of texts) expect(body).toContain(text);
  });

  test('the service levels show targets, what was measured, and what a month is worth', async () => {
    const { db } = world.edge.database;
    const empty = await ana.get('/sla');
    expect(empty.status).toBe(200);
    expect(empty.body).toContain('99.9 %');
    expect(empty.body).toContain('Nothing measured yet');
    expect(empty.body).toContain('No report yet');

    // Two minutes of this month, one of them bad; of the last month nothing but a report.
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    const publishLag = LAG_BOUNDS_MS.map(bound => (bound === 100 ? 20 : 0)).concat(0);
    const of = { probes: 1, requests: 10, failures: 0, publishLag };
    await addSlaMinutes(db, [
      { ...of, minute: minute - 60_000, probeFailures: 0 },
      { ...of, minute: minute - 120_000, probeFailures: 1 },
    ]);
    const { status, body } = await ana.get('/sla');
    expect(status).toBe(200);
    // Whether the minute that runs counts depends on the moment: it is at most half.
    expect(body).toMatch(/>(50|33\.333) %</);
    expect(body).toContain('up to 100 ms');
    const later = new Date();
    later.setUTCMonth(later.getUTCMonth() + 1, 2);
    await writeSlaReports(db, later);
    expect((await ana.get('/sla')).body).toContain('50 %');
  });

  test('a licence in another spelling leads to its own, and one that is none is not found', async () => {
    expect((await ana.get('/licences/cc0-1.0')).location).toBe('/licences/CC0-1.0');
    for (const none of ['Nope-1.0', '..%2F..%2Fpackage', 'LicenseRef-<b>'])
      expect((await ana.get(`/licences/${none}`)).status).toBe(404);
  });
});

describe('an order', () => {
  test('needs somebody who is signed in, and their form', async () => {
    expect((await world.visitor().get('/account/billing')).location).toContain('/account/sign-in');
    expect((await ana.post(CHECKOUT, { ...ORDER, account: '1' })).status).toBe(403);
  });

  test('from the page of plans to the invoice and its PDF', async () => {
    const page = await ana.get('/account/billing?plan=scale');
    expect(page.body).toContain('<option value="scale" selected');
    const { account } = await ana.hidden('/account/billing');
    // The field takes two letters only; who sends more, or two that are no country, is told.
    for (const country of ['Germany', 'XX', 'EU', 'UK', '']) {
      const wrong = await ana.submit('/account/billing', { ...ORDER, country }, CHECKOUT);
      expect(wrong.status).toBe(400);
      expect(wrong.body).toMatch(/no code of a country \(ISO 3166-1\), as in DE|Country is needed/);
    }
    expect(await planOf(account)).toBe('free');

    const done = await ana.submit('/account/billing', { ...ORDER, name: '<img src=x>' }, CHECKOUT);
    expect(done.status).toBe(303);
    expect(done.location).toMatch(/^\/account\/invoices\/INV-\d{4}-0001$/);
    expect(await planOf(account)).toBe('develop');
    const invoice = await ana.get(done.location ?? '');
    expect(invoice.body).toContain('USD 238.00');
    expect(invoice.body).toContain('&lt;img src=x>');
    expect(invoice.body).not.toContain('<img src=x');
    const pdf = await ana.get(`${done.location}.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toMatch(
      /^attachment; filename="invoice-INV-\d{4}-0001\.pdf"$/,
    );
    expect(pdf.body.slice(0, 5)).toBe('%PDF-');

    const billed = await ana.get('/account/billing');
    expect(billed.body).toContain('Develop is active and renews on');
    expect(billed.body).toContain('INV-');
  });

  test('is changed, canceled and taken up again', async () => {
    const { account } = await ana.hidden('/account/billing');
    const up = await ana.submit('/account/billing', { plan: 'scale' }, '/account/billing/plan');
    expect(up.location).toMatch(/-0002$/);
    expect(await planOf(account)).toBe('scale');
    await ana.submit('/account/billing', {}, '/account/billing/cancel');
    expect((await ana.get('/account/billing')).body).toContain('Scale is canceled and ends on');
    await ana.submit('/account/billing', { plan: 'scale' }, '/account/billing/plan');
    expect((await ana.get('/account/billing')).body).toContain('Scale is active and renews on');
  });
});

describe('a credit note', () => {
  test('is listed, shown and given as a file to its account, and to nobody else', async () => {
    const { db } = world.edge.database;
    const invoice = (await listInvoices(db)).find(of => of.number.endsWith('-0001'));
    const doors = createBilling({
      db,
      settings: billingSettings({
        ECOSYSTEMS_INVOICE_SELLER: 'Example Index',
        ECOSYSTEMS_INVOICE_VAT_RATE: '19',
      }),
      baseUrl: 'https://index.example.org',
      fetch: fetchOver(http),
      enqueue: async () => 0,
    });
    const wanted = { amount: '10', reason: '<b>too much</b>', actor: 'cli:test' };
    const { number } = await doors.creditInvoice(invoice?.number as string, wanted);
    expect((await ana.get('/account/billing')).body).toContain(`href="/account/credit-notes/${number}"`);
    const path = `/account/credit-notes/${number}`;
    const page = await ana.get(path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('USD -11.90');
    expect(page.body).toContain(`href="/account/invoices/${invoice?.number}"`);
    expect(page.body).not.toContain('<b>too much');
    const pdf = await ana.get(`${path}.pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await ana.get(`/account/invoices/${invoice?.number}`)).body).toContain('USD 11.90 of it');
    for (const of of [path, `${path}.pdf`]) expect((await ben.get(of)).status).toBe(404);
    expect((await ana.get('/account/credit-notes/CN-2026-9999')).status).toBe(404);
  });
});

describe('somebody else', () => {
  test('sees no invoice that is not theirs, as page or as file', async () => {
    const [invoice] = await listInvoices(world.edge.database.db);
    const path = `/account/invoices/${invoice?.number}`;
    expect((await ana.get(path)).status).toBe(200);
    for (const of of [path, `${path}.pdf`]) {
      const { status, body } = await ben.get(of);
      expect(status).toBe(404);
      expect(body).not.toContain('Acme');
    }
  });

  test('orders and cancels for no account but their own', async () => {
    const { account } = await ana.hidden('/account/billing');
    for (const [path, fields] of [
      [CHECKOUT, ORDER],
      ['/account/billing/plan', { plan: 'develop' }],
      ['/account/billing/cancel', {}],
    ] as const)
      expect((await ben.submit('/account/billing', { ...fields, account }, path)).status).toBe(404);
    expect(await planOf(account)).toBe('scale');
  });

  test('sets nothing that the form does not have', async () => {
    const { account } = await ben.hidden('/account/billing');
    const extras: Record<string, string>[] = [
      { state: 'active' },
      { price_cents: '0' },
      { total_minor: '0' },
      { account_id: '1' },
      { paid_at: '2026-01-01' },
      { until: '2099-01-01' },
    ];
    for (const extra of extras) {
      const sent = await ben.submit('/account/billing', { ...ORDER, ...extra }, CHECKOUT);
      expect(sent.status, JSON.stringify(extra)).toBe(400);
    }
    expect(await planOf(account)).toBe('free');
    expect((await listInvoices(world.edge.database.db, { accountId: Number(account) })).length).toBe(0);
  });

  test('chooses no plan that is not offered', async () => {
    const { db } = world.edge.database;
    const [free] = await listPlans(db);
    if (!free) throw new Error('no plan');
    await upsertPlan(
      db,
      { ...free, slug: 'secret', policy: 'enterprise', priceCents: 1, public: false, position: 9 },
      'x',
    );
    for (const plan of ['secret', 'free', 'none'])
      expect(
        (await ben.submit('/account/billing', { ...ORDER, plan }, CHECKOUT)).status,
      ).toBeGreaterThanOrEqual(400);
    expect((await ben.get('/plans')).body).not.toContain('secret');
  });

  test('a member without the role may not even look', async () => {
    const { account } = await ana.hidden('/account/billing');
    const { db } = world.edge.database;
    await db.query({
      text: `insert into memberships (account_id, user_id, role)
        select $1, id, 'member' from users where email = 'ben@example.org'`,
      values: [account],
    });
    expect((await ben.submit('/account/billing', { ...ORDER, account }, CHECKOUT)).status).toBe(403);
    await ben.submit('/account/settings', { account }, '/account/switch');
    expect((await ben.get('/account/billing')).status).toBe(403);
  });
});

describe('with Stripe', () => {
  let stripe: StripeServer;
  let paid: World;
  let eva: Visitor;

  beforeAll(async () => {
    stripe = await startStripe({ secretKey: SECRET_KEY });
    paid = await openBilled(
      billingSettings({
        ECOSYSTEMS_BILLING: 'stripe',
        ECOSYSTEMS_STRIPE_SECRET_KEY: SECRET_KEY,
        ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: 'whsec_something',
        ECOSYSTEMS_STRIPE_API: stripe.url,
        BASE_URL: 'https://index.example.org',
      }),
    );
    const { db } = paid.edge.database;
    for (const plan of await listPlans(db))
      if (plan.priceCents > 0)
        await upsertPlan(db, { ...plan, stripePriceId: PRICES[plan.slug as keyof typeof PRICES] }, 'x');
    eva = await paid.signedIn('eva@example.org');
  });
  afterAll(async () => {
    await paid.stop();
    await stripe.close();
  });

  test('the form leads on to the page of the payment, in a way that browsers allow', async () => {
    const answer = await eva.submit('/account/billing', { plan: 'develop' }, CHECKOUT);
    expect(answer.status).toBe(200);
    const to = answer.headers.get('refresh') ?? '';
    expect(to).toMatch(/^0; url=http:\/\/127\.0\.0\.1:\d+\/pay\/cs_test\d+$/);
    expect(answer.body).toContain(`href="${to.slice(7)}"`);
    expect((await eva.get('/account/billing?done=checkout')).body).toContain('Thank you');
    // Nothing is had before it is paid.
    expect((await eva.get('/account/billing')).body).toContain('the limits of <strong>Free</strong>');
  });

  test('a Stripe that is away is said to be', async () => {
    stripe.faults.push(500, 500, 500);
    const answer = await eva.submit('/account/billing', { plan: 'scale' }, CHECKOUT);
    expect(answer.status).toBe(502);
    expect(answer.body).not.toContain(SECRET_KEY);
  });
});
