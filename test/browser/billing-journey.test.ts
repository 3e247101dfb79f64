/**
 * Somebody who needs more, in a real browser without scripts and on a phone: from the page of plans to the payment provider's page, back, and
 * to higher limits of the key that they have. The program is the one that people run; the provider is the Stripe of these tests.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billingSettings } from '../../src/core/billing-settings.ts';
import { createBilling } from '../../src/policy/billing/index.ts';
import billing from '../../src/services/billing/index.ts';
import { linkIn, type Mailbox, openMailbox } from '../accounts/mailbox.ts';
import { openWorld, type Visitor } from '../accounts/world.ts';
import { buildProgram, type RunningProgram, startProgram } from '../program.ts';
import { type BillingWorld, createBillingWorld, SECRET_KEY, WEBHOOK_SECRETS } from '../stripe/world.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';

announceSkip('test/browser/billing-journey.test.ts');

const PHONE = { viewport: { width: 375, height: 800 } };

describe.skipIf(!hasChromium)('somebody who needs more', () => {
  let world: BillingWorld;
  let mailbox: Mailbox;
  let folder: string;
  let program: RunningProgram;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildProgram();
    folder = await mkdtemp(join(tmpdir(), 'billing-journey-'));
    [world, mailbox, browser] = await Promise.all([createBillingWorld(), openMailbox(), launchChromium()]);
    const port = await freePort();
    program = await startProgram(['--with-worker'], {
      PORT: String(port),
      BASE_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: world.url,
      ECOSYSTEMS_HOME: join(folder, 'home'),
      ECOSYSTEMS_SMTP_URL: mailbox.url,
      ECOSYSTEMS_MAIL_FROM: 'index@example.org',
      ECOSYSTEMS_LIMITS_LOCAL: 'on',
      ECOSYSTEMS_BILLING: 'stripe',
      ECOSYSTEMS_STRIPE_SECRET_KEY: SECRET_KEY,
      ECOSYSTEMS_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRETS.join(','),
      ECOSYSTEMS_STRIPE_API: world.stripe.url,
    });
    world.stripe.deliverTo({
      url: `${program.url}/api/v1/billing/webhooks/stripe`,
      secret: WEBHOOK_SECRETS[1],
    });
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    page = await context.newPage();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    program?.signal('SIGTERM');
    await program?.exited;
    await mailbox?.close();
    await world?.end();
    await rm(folder, { recursive: true, force: true });
  });

  test('pays, has it at once, and cancels', async () => {
    await page.goto(`${program.url}/account/sign-in`);
    await page.fill('input[name=email]', 'ana@example.org');
    await page.locator('form:has(input[name=email]) button[type=submit]').click();
    await page.goto(linkIn(await mailbox.next('ana@example.org')).href);
    await page.locator('main form button[type=submit]').first().click();

    await page.goto(`${program.url}/account/keys`);
    await page.fill('input[name=name]', 'mine');
    await page.locator('form:has(input[name=name]) button[type=submit]').click();
    const key = (await page.locator('code', { hasText: /^eco_/ }).textContent()) as string;
    const tier = async () => {
      const answer = await fetch(`${program.url}/api/v1/rate_limit`, {
        headers: { authorization: `Bearer ${key}` },
      });
      const { tier, policies } = (await answer.json()) as {
        tier: string;
        policies: { name: string; limit: number }[];
      };
      return [tier, policies.find(({ name }) => name === 'hour')?.limit];
    };
    expect(await tier()).toEqual(['free', 15_000]);

    await page.goto(`${program.url}/plans`);
    await page.getByRole('link', { name: 'Choose Scale' }).click();
    expect(await page.inputValue('select[name=plan]')).toBe('scale');
    await page.getByRole('button', { name: 'Go to the payment' }).click();
    // The page leads on by itself.
    await page.waitForURL(`${world.stripe.url}/pay/**`);
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/account/billing?done=checkout');
    await expect.poll(tier, { timeout: 15_000 }).toEqual(['scale', 300_000]);
    await page.reload();
    expect(await page.textContent('#plan >> xpath=ancestor::section')).toContain(
      'Scale is active and renews on',
    );

    await page.getByRole('button', { name: 'Cancel at the end of what is paid' }).click();
    expect(await page.textContent('main')).toContain('Scale is canceled and ends on');
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await page.textContent('main')).toContain('Scale is active and renews on');
    expect(await tier()).toEqual(['scale', 300_000]);
  }, 120_000);
});

describe.skipIf(!hasChromium)('pages of billing', () => {
  test.each([375, 1280])(
    'are sound when %i pixels wide, empty and with invoices',
    async width => {
      const world = await openWorld(
        {},
        {
          services: [billing],
          billing: db =>
            createBilling({
              db,
              settings: billingSettings({
                ECOSYSTEMS_BILLING: 'manual-invoice',
                ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
              }),
              baseUrl: 'http://localhost',
              fetch: () => Promise.reject(new Error('nobody is asked here')),
              enqueue: async () => 0,
            }),
        },
      );
      const browser = await launchChromium();
      try {
        const ana = await world.signedIn('ana@example.org');
        const context = await browser.newContext({ viewport: { width, height: 800 } });
        await context.addCookies(cookiesOf(ana, world.edge.url));
        expect(
          await visit(context, world.edge.url, ['/account/billing', '/account/billing?plan=scale']),
        ).toEqual([]);
        const long = 'wort'.repeat(45);
        const fields = {
          plan: 'scale',
          name: long,
          address: `${long}\n<b>`,
          country: 'US',
          po_number: 'x'.repeat(100),
        };
        const { location } = await ana.submit('/account/billing', fields, '/account/billing/checkout');
        expect(location).toMatch(/^\/account\/invoices\//);
        await ana.submit('/account/billing', {}, '/account/billing/cancel');
        expect(await visit(context, world.edge.url, ['/account/billing', location ?? ''])).toEqual([]);
        const folder = process.env.SHOTS;
        if (folder) {
          const page = await context.newPage();
          for (const path of ['/account/billing', location ?? '', '/licences', '/sla', '/plans']) {
            await page.goto(world.edge.url + path);
            await page.screenshot({
              path: `${folder}/${path.replaceAll('/', '_')}-${width}.png`,
              fullPage: true,
            });
          }
        }
      } finally {
        await browser.close();
        await world.stop();
      }
    },
    120_000,
  );
});

function cookiesOf({ cookies }: Visitor, url: string) {
  return [...cookies].map(([name, value]) => ({ name, value, url }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}
