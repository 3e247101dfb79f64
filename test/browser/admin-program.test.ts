/**
 * What an operator does with money, webhooks, jobs, deletions and limits, in a real browser without scripts: the program as it is run, one
 * server that issues invoices and one that is paid by the Stripe of these tests, over one database. Every change leaves its row in the audit log.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkIn, type Mailbox, openMailbox } from '../accounts/mailbox.ts';
import { buildProgram, type RunningProgram, run, startProgram } from '../program.ts';
import { sign } from '../stripe/server.ts';
import { type BillingWorld, createBillingWorld, SECRET_KEY, WEBHOOK_SECRETS } from '../stripe/world.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';

announceSkip('test/browser/admin-program.test.ts');

const OPERATOR = 'ops@example.org';
const HOSTILE = '<img src=x onerror=alert(1)> & "Co"';

describe.skipIf(!hasChromium)('an operator of a running server', () => {
  let world: BillingWorld;
  let mailbox: Mailbox;
  let folder: string;
  let env: Record<string, string>;
  /** Issues invoices. */
  let desk: RunningProgram;
  /** Is paid by Stripe, and works on jobs. */
  let shop: RunningProgram;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildProgram();
    folder = await mkdtemp(join(tmpdir(), 'admin-program-'));
    [world, mailbox, browser] = await Promise.all([createBillingWorld(), openMailbox(), launchChromium()]);
    env = { DATABASE_URL: world.url, ECOSYSTEMS_HOME: join(folder, 'home') };
    const site = {
      ...env,
      ECOSYSTEMS_SMTP_URL: mailbox.url,
      ECOSYSTEMS_MAIL_FROM: 'index@example.org',
      ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
      ECOSYSTEMS_INVOICE_VAT_RATE: '19',
    };
    const start = async (args: string[], billing: Record<string, string>) => {
      const port = String(await freePort());
      return startProgram(args, { ...site, PORT: port, BASE_URL: `http://127.0.0.1:${port}`, ...billing });
    };
    desk = await start([], { ECOSYSTEMS_BILLING: 'manual-invoice' });
    shop = await start(['--with-worker'], {
      ECOSYSTEMS_LIMITS_LOCAL: 'on',
      ECOSYSTEMS_BILLING: 'stripe',
      ECOSYSTEMS_STRIPE_SECRET_KEY: SECRET_KEY,
      ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRETS.join(','),
      ECOSYSTEMS_STRIPE_API: world.stripe.url,
    });
    expect((await run(['admin', 'users', 'promote', OPERATOR], env)).code).toBe(0);
    const context = await browser.newContext({
      viewport: { width: 375, height: 800 },
      javaScriptEnabled: false,
    });
    page = await context.newPage();
    await page.goto(`${desk.url}/account/sign-in`);
    await page.fill('input[name=email]', OPERATOR);
    await page.locator('form:has(input[name=email]) button[type=submit]').click();
    await page.goto(linkIn(await mailbox.next(OPERATOR)).href);
    await page.locator('main form button[type=submit]').first().click();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    for (const program of [desk, shop]) program?.signal('SIGTERM');
    await Promise.all([desk?.exited, shop?.exited]);
    await mailbox?.close();
    await world?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const click = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const main = () => page.locator('main').textContent();
  const open = (path: string) => page.goto(desk.url + path);
  /** Newest first, of what operators did. */
  async function audited(target: string): Promise<[string, string][]> {
    const { rows } = await world.db.query<{ actor: string; action: string }>({
      text: 'select actor, action from audit_log where target = $1 order by id desc',
      values: [target],
    });
    return rows.map(({ actor, action }) => [actor, action]);
  }
  const operator = async () => {
    const { rows } = await world.db.query<{ id: number }>({
      text: 'select id from users where email = $1',
      values: [OPERATOR],
    });
    return `user:${rows[0]?.id}`;
  };
  const rowOf = (text: string) => page.locator('tr', { hasText: text });

  async function newAccount(name: string): Promise<number> {
    await open('/admin/accounts');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await click('Make it');
    return Number(page.url().split('/').at(-1));
  }

  async function issue(): Promise<string> {
    await page.getByLabel('For the plan').selectOption('scale');
    await page.getByLabel('Invoice to').fill(HOSTILE);
    await page.getByLabel('Country (two letters)').fill('DE');
    await page.getByLabel('Address', { exact: true }).fill('2 Example Road\n20095 Hamburg');
    await page.getByLabel('Their order number').fill('PO-77');
    await click('Issue an invoice');
    return (await page.locator('h1').textContent()) as string;
  }

  test('issues an invoice, has it paid, corrects a part of it, and then all of it', async () => {
    const id = await newAccount('Acme <b>Ltd</b>');
    const number = await issue();
    expect(number).toMatch(/^INV-\d{4}-0001$/);
    expect(await main()).toContain('USD 1,190.00');
    expect(await main()).toContain('PO-77');
    expect(await main()).toContain(HOSTILE);
    expect(await world.planOf(id)).toBe('scale');
    const invoice = page.url();
    const pdf = await page.request.get(`${invoice}.pdf`);
    expect([pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);

    await page.getByLabel('Reference of the payment').fill('bank 1');
    await click('Mark as paid');
    expect(await main()).toContain('bank 1');
    expect(await page.getByRole('button', { name: 'Void', exact: true }).count()).toBe(0);

    await page.getByLabel('Amount without VAT, in USD').fill('1000.001');
    await page.getByLabel('Why: it stands on the credit note').fill('two days without the feed');
    await click('Make a credit note');
    expect(await main()).toContain('Amount must be an amount in USD without VAT');
    // What was typed is still there.
    expect(await page.getByLabel('Why: it stands on the credit note').inputValue()).toBe(
      'two days without the feed',
    );
    await page.getByLabel('Amount without VAT, in USD').fill('100.00');
    await click('Make a credit note');
    expect(await rowOf('two days without the feed').textContent()).toContain('USD -119.00');
    expect(await world.planOf(id)).toBe('scale');
    await page.locator('tr', { hasText: 'USD -119.00' }).getByRole('link').first().click();
    expect(await page.locator('h1').textContent()).toMatch(/^CN-\d{4}-0001$/);
    const note = await page.request.get(`${page.url()}.pdf`);
    expect((await note.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await page.goto(invoice);
    await page.getByLabel('Why: it stands on the credit note').fill('wrong buyer');
    await click('Make a credit note');
    expect(await main()).toContain('In full: nothing is to be paid.');
    expect(await world.planOf(id)).toBe('free');
    expect(await page.getByRole('button', { name: 'Make a credit note' }).count()).toBe(0);
    const by = await operator();
    expect(await audited(`invoice:${number}`)).toEqual(
      ['invoice.credit', 'invoice.credit', 'invoice.paid', 'invoice.issue'].map(action => [by, action]),
    );
  });

  test('voids an invoice that is open, with the reason', async () => {
    const id = await newAccount('Mistaken');
    const number = await issue();
    await page.getByLabel('Why', { exact: true }).fill('ordered by mistake');
    await click('Void');
    expect(await main()).toContain('ordered by mistake');
    expect(await world.planOf(id)).toBe('free');
    const by = await operator();
    expect(await audited(`invoice:${number}`)).toEqual([
      [by, 'invoice.void'],
      [by, 'invoice.issue'],
    ]);
  });

  test('credits a month of service levels to all accounts, once', async () => {
    const id = await newAccount('Waiting');
    const number = await issue();
    await world.db.query({
      text: `update invoices set period_start = '2026-03-01', period_end = '2026-04-01' where number = $1`,
      values: [number],
    });
    await world.db.query(`insert into sla_reports (month, plan, measured_from, minutes, available_minutes, requests, failures,
        publish_lag, targets, credit_percent)
      values ('2026-03-01', 'scale', '2026-03-01', 44640, 42000, 0, 0, '{}', '{}', 25)`);
    await open('/admin/credits');
    await click('Credit all accounts');
    // A quarter of 1000.00, and 19 % of it.
    expect(await rowOf('Service levels of 2026-03').textContent()).toContain('USD -297.50');
    expect(await page.getByRole('button', { name: 'Credit all accounts' }).count()).toBe(0);
    expect((await audited(`invoice:${number}`))[0]).toEqual([await operator(), 'sla.credit']);
    expect(id).toBeGreaterThan(0);
  });

  let sent = 0;
  /** What Stripe has not told yet. */
  async function deliver(): Promise<void> {
    for (const event of world.stripe.events.slice(sent)) {
      sent++;
      const body = JSON.stringify(event);
      const answer = await fetch(`${shop.url}/api/v1/billing/webhooks/stripe`, {
        method: 'POST',
        headers: { 'stripe-signature': sign(body, WEBHOOK_SECRETS[0]) },
        body,
      });
      expect(answer.status).toBe(200);
    }
  }

  /** Somebody who pays by Stripe, and of whom nobody here knows any more when the next event comes. */
  async function forgotten(name: string): Promise<{ account: number; known(): Promise<unknown> }> {
    const account = await world.account(name);
    const { redirect } = await world.billing.checkout(account, 'develop', 'user:1', null);
    const ref = world.stripe.pay(redirect);
    await deliver();
    await expect.poll(() => world.planOf(account), { timeout: 20_000 }).toBe('develop');
    await expect
      .poll(
        async () => (await world.db.query(`select from webhook_inbox where status <> 'processed'`)).rowCount,
        {
          timeout: 20_000,
        },
      )
      .toBe(0);
    await world.db.query({ text: 'delete from billing_customers where account_id = $1', values: [account] });
    world.stripe.forgetMetadata(ref);
    world.stripe.become(ref, 'unpaid');
    await deliver();
    await expect
      .poll(async () => (await world.db.query(`select from webhook_inbox where status = 'dead'`)).rowCount, {
        timeout: 20_000,
      })
      .toBe(1);
    const customer = [...world.stripe.customers.values()].find(of => of.name === name)?.id as string;
    return {
      account,
      known: () =>
        world.db.query({
          text: `insert into billing_customers (account_id, provider, ref) values ($1, 'stripe', $2)`,
          values: [account, customer],
        }),
    };
  }

  test('replays a webhook that was given up', async () => {
    const { account, known } = await forgotten('Stranger');
    await open('/admin');
    await page
      .locator('.stats div', { hasText: 'Webhooks given up' })
      .getByRole('link', { name: '1' })
      .click();
    expect(await main()).toContain('no account has the customer');
    await page.locator('tbody th a').first().click();
    const [path, id] = [page.url(), Number(page.url().split('/').at(-1))];
    await known();
    await click('Process once more');
    await expect.poll(() => world.planOf(account), { timeout: 20_000 }).toBe('free');
    await page.goto(path);
    expect(await page.locator('.facts').textContent()).toContain('processed');
    expect(await audited(`webhook:${id}`)).toEqual([[await operator(), 'webhook.replay']]);
  }, 120_000);

  test('tries a dead job again, and removes another', async () => {
    const { account, known } = await forgotten('Unknown');
    await known();
    await open('/admin/jobs');
    const row = rowOf('no account has the customer').first();
    const job = (await row.locator('input[name=id]').first().getAttribute('value')) as string;
    await row.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => world.planOf(account), { timeout: 20_000 }).toBe('free');
    const by = await operator();
    expect(await audited(`job:${job}`)).toEqual([[by, 'jobs.retry']]);

    // No worker gets at it before it is dead.
    const runAt = new Date(Date.now() + 3_600_000);
    await world.queue.enqueue([
      { task: 'process-webhook', payload: {}, key: 'of-no-use', lane: 'feed', maxAttempts: 1, runAt },
    ]);
    await world.db.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'of no use' where key = 'of-no-use'`,
    );
    await open('/admin/jobs');
    await rowOf('of-no-use').getByRole('button', { name: 'Remove' }).click();
    expect(await rowOf('of-no-use').count()).toBe(0);
    const { rows } = await world.db.query<{ actor: string }>(
      `select actor from audit_log where action = 'jobs.drop'`,
    );
    expect(rows).toEqual([{ actor: by }]);
  }, 120_000);

  test('lifts a tombstone', async () => {
    const deleted = await run(['delete', 'pkg:npm/left-pad', '--reason', HOSTILE], env);
    expect(deleted).toMatchObject({ code: 0 });
    await open('/admin/tombstones');
    expect(await rowOf('left-pad').textContent()).toContain(HOSTILE);
    await rowOf('left-pad').getByRole('button', { name: 'Lift' }).click();
    expect(await main()).toContain('Nothing was deleted for good');
    expect(await audited('tombstone:npmjs.org/package/left-pad')).toEqual([
      [await operator(), 'tombstone.lift'],
    ]);
  });

  test('changes limits, and a server that runs follows', async () => {
    const made = await run(['admin', 'keys', 'create', String(await newAccount('Limited')), 'ci'], env);
    const hourly = async () => {
      const answer = await fetch(`${shop.url}/api/v1/rate_limit`, {
        headers: { authorization: `Bearer ${made.stdout.trim()}` },
      });
      const { policies } = (await answer.json()) as { policies: { name: string; limit: number }[] };
      return policies.find(({ name }) => name === 'hour')?.limit;
    };
    expect(await hourly()).toBe(15_000);
    await open('/admin/limits');
    await page.getByRole('link', { name: 'free', exact: true }).click();
    await page.getByLabel('Units an hour').fill('16000');
    await page.getByLabel('Requests a second').fill('31');
    await page.getByLabel('After a pause, at once').fill('210');
    await click('Save');
    expect(await page.locator('.facts').textContent()).toContain('an operator');
    await expect.poll(hourly, { timeout: 15_000 }).toBe(16_000);
    expect((await audited('limits:free')).map(([by]) => by)).toEqual([await operator()]);
    // What was not changed still follows the program.
    const { rows } = await world.db.query<{ document: object }>(
      `select document from limit_policies where name = 'free'`,
    );
    expect(rows).toEqual([{ document: { hourly: 16_000, burst: { perSecond: 31, size: 210 } } }]);
    await click('Reset');
    await expect.poll(hourly, { timeout: 15_000 }).toBe(15_000);
  }, 60_000);

  test('changes a plan with what goes with it, and a licence with its scope', async () => {
    await open('/admin/plans/scale');
    await page.getByLabel('Price', { exact: true }).fill('1,200.50');
    await page.getByLabel('What goes with it').fill('sla: 99.9 %\nsupport: by telephone');
    await page.getByLabel('Price at Stripe').fill('price_new');
    await click('Save');
    const { rows } = await world.db.query(
      `select price_cents, features, stripe_price_id from plans where slug = 'scale'`,
    );
    expect(rows).toEqual([
      {
        price_cents: 120_050,
        features: { sla: '99.9 %', support: 'by telephone' },
        stripe_price_id: 'price_new',
      },
    ]);
    await page.getByLabel('What goes with it').fill('nothing');
    await click('Save');
    expect(await main()).toContain('must be lines such as "support: e-mail"');
    expect(await audited('plan:scale')).toContainEqual([await operator(), 'plan.change']);

    const id = await newAccount('Licensed');
    await page.getByLabel('Licence (SPDX)').fill('CC0-1.0');
    await page.getByLabel('For', { exact: true }).fill('packages/npm*, advisories');
    await page.getByLabel('From', { exact: true }).fill('2026-01-01');
    await click('Grant');
    expect(await rowOf('CC0-1.0').textContent()).toContain('packages/npm* advisories');
    expect(
      (
        await world.db.query({
          text: 'select action from audit_log where account_id = $1 order by id desc',
          values: [id],
        })
      ).rows[0],
    ).toEqual({ action: 'licence.grant' });
  });

  test('who clicks twice makes one key', async () => {
    const id = await newAccount('Twice');
    await page.getByLabel('Name of a new key').fill('ci');
    await page.getByRole('button', { name: 'Make a key' }).dblclick();
    await page.getByText('Copy it now').waitFor();
    await page.reload();
    expect(await main()).toMatch(/eco_self_k_[0-9A-Za-z]{28}/);
    const { rowCount } = await world.db.query({
      text: 'select from api_keys where account_id = $1',
      values: [id],
    });
    expect(rowCount).toBe(1);
  });

  /** For those who want to look: SHOTS names the folder. */
  async function shoot(paths: readonly string[], width: number): Promise<void> {
    const folder = process.env.SHOTS;
    if (!folder) return;
    for (const path of paths) {
      await open(path);
      await page.screenshot({ path: `${folder}/${path.replaceAll('/', '_')}-${width}.png`, fullPage: true });
    }
  }

  test('finds every page whole with all of this on it, and nobody else finds any', async () => {
    const { rows } = await world.db.query<{ invoice: string; note: string; account: number; hook: number }>(
      `select max(i.number) as invoice, max(n.number) as note, max(i.account_id) as account,
        (select max(id)::integer from webhook_inbox) as hook from invoices i, credit_notes n`,
    );
    const { invoice, note, account, hook } = rows[0] as (typeof rows)[number];
    const paths = [
      ...[
        '',
        '/accounts',
        '/users',
        '/plans',
        '/plans/scale',
        '/limits',
        '/limits/free',
        '/licences',
        '/invoices',
      ],
      ...['/credits', '/webhooks', '/jobs', '/tombstones', '/audit'],
      ...[`/accounts/${account}`, `/invoices/${invoice}`, `/credits/${note}`, `/webhooks/${hook}`],
    ].map(path => `/admin${path}`);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await visit(page.context(), desk.url, paths)).toEqual([]);
      await shoot(paths, width);
    }
    const files = [`/admin/invoices/${invoice}.pdf`, `/admin/credits/${note}.pdf`];
    for (const path of [...paths, ...files])
      expect([path, (await fetch(desk.url + path)).status]).toEqual([path, 404]);
  }, 120_000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}
