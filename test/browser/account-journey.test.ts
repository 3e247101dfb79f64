/**
 * Somebody's way from signing up to revoking a key, in a real browser, with the program as it is run: mail goes through a real
 * server, requests are counted and limited.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeGithub, openGithub } from '../accounts/github.ts';
import { linkIn, type Mailbox, openMailbox } from '../accounts/mailbox.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { buildProgram, type RunningProgram, startProgram } from '../program.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';

announceSkip('test/browser/account-journey.test.ts');

const MODES = [
  { name: 'with scripts, on a desk', javaScriptEnabled: true, width: 1280 },
  { name: 'without scripts, on a phone', javaScriptEnabled: false, width: 375 },
];

/** Of the file of limits: what people have by default, and what leaves nobody anything. */
const GENEROUS = {};
const TIGHT = {
  anonymous: { hourly: 1, daily: 10 },
  contact: { hourly: 2, daily: 20 },
  free: { hourly: 3, daily: 30 },
};

describe.skipIf(!hasChromium)('somebody who wants a key', () => {
  let mailbox: Mailbox;
  let github: FakeGithub;
  let database: TestDatabase;
  let folder: string;
  let program: RunningProgram;
  let browser: Browser;

  const setLimits = (policies: object) =>
    writeFile(join(folder, 'limits.json'), JSON.stringify({ policies }));

  beforeAll(async () => {
    await buildProgram();
    folder = await mkdtemp(join(tmpdir(), 'account-journey-'));
    await setLimits(GENEROUS);
    const port = await freePort();
    [mailbox, github, database, browser] = await Promise.all([
      openMailbox(),
      openGithub(),
      createTestDatabase(),
      launchChromium(),
    ]);
    program = await startProgram([], {
      PORT: String(port),
      BASE_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: database.url,
      ECOSYSTEMS_HOME: join(folder, 'home'),
      ECOSYSTEMS_SMTP_URL: mailbox.url,
      ECOSYSTEMS_MAIL_FROM: 'index@example.org',
      ECOSYSTEMS_LIMITS: join(folder, 'limits.json'),
      ECOSYSTEMS_LIMITS_LOCAL: 'on',
      ECOSYSTEMS_GITHUB_CLIENT_ID: github.clientId,
      ECOSYSTEMS_GITHUB_CLIENT_SECRET: github.clientSecret,
      ECOSYSTEMS_GITHUB_URL: github.url,
      ECOSYSTEMS_GITHUB_API_URL: github.apiUrl,
      ECOSYSTEMS_BILLING: 'manual-invoice',
      ECOSYSTEMS_INVOICE_SELLER: 'Example Index|1 Example Street',
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    program?.signal('SIGTERM');
    await program?.exited;
    await Promise.all([database?.drop(), mailbox?.close(), github?.close()]);
    if (folder) await rm(folder, { recursive: true });
  });

  const api = (path: string, key: string, init: RequestInit = {}) =>
    fetch(`${program.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const h1 = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${program.url}/`);
    await page.getByRole('link', { name: 'Account' }).click();
    expect(await h1(page)).toBe('Sign in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    expect(await h1(page)).toBe('Look into your mail');
    const link = linkIn(await mailbox.next(email));
    expect(link.origin).toBe(program.url);
    await page.goto(link.href);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/account');
  }

  async function open(mode: (typeof MODES)[number]): Promise<{ context: BrowserContext; page: Page }> {
    const { javaScriptEnabled, width } = mode;
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } });
    return { context, page: await context.newPage() };
  }

  for (const mode of MODES) {
    test(`${mode.name}: signs up, makes a key, uses it, sees what was used, meets the limit, takes a plan, rotates and revokes`, async () => {
      const { context, page } = await open(mode);
      const email = `journey-${mode.width}@example.org`;

      await signIn(page, email);
      expect(await h1(page)).toBe(`journey-${mode.width}`);
      expect(await page.getByText('Begin with a key').isVisible()).toBe(true);
      expect(await page.getByRole('meter').count()).toBe(2);

      await page.getByRole('link', { name: 'Make your first key' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('for the journey');
      await page.getByLabel('admin').check();
      await page.getByRole('button', { name: 'Make the key' }).click();
      const key = (await page.locator('code', { hasText: /^eco_/ }).textContent()) as string;
      expect(key).toMatch(/^eco_self_k_[0-9A-Za-z]{28}$/);

      const limits = await api('/rate_limit', key);
      expect(await limits.json()).toMatchObject({ tier: 'free' });
      for (let i = 0; i < 5; i++) expect((await api('/status', key)).status).toBe(200);
      // The same over the API: this key has the scope for it.
      const listed = (await (await api('/keys', key)).json()) as {
        id: number;
        name: string;
        status: string;
      }[];
      expect(listed).toMatchObject([{ name: 'for the journey', status: 'active' }]);

      // Use is written every few seconds.
      await expect
        .poll(
          async () => {
            await page.goto(`${program.url}/account/usage`);
            return page.getByRole('img', { name: /^Requests/ }).count();
          },
          { timeout: 30_000, interval: 1_000 },
        )
        .toBe(1);
      expect(await page.locator('main').textContent()).toContain('for the journey');
      await page.goto(`${program.url}/account`);
      expect(await page.locator('main').textContent()).toMatch(/[1-9]\d* of 15,000 cost units in any hour/);

      await setLimits(TIGHT);
      await expect.poll(async () => (await api('/status', key)).status, { timeout: 30_000 }).toBe(429);
      const denied = await api('/status', key);
      expect(denied.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0);
      const answer = await page.goto(`${program.url}/status`);
      expect(answer?.status()).toBe(429);
      expect(await page.locator('main').textContent()).toMatch(/limit|too many/i);
      // The account can still be looked at.
      expect((await page.goto(`${program.url}/account/usage`))?.status()).toBe(200);
      await setLimits(GENEROUS);
      await expect.poll(async () => (await api('/status', key)).status, { timeout: 30_000 }).toBe(200);

      // More is to be had: the limit page and the overview lead there.
      await page.goto(`${program.url}/account`);
      await page.getByRole('link', { name: 'See the plans' }).click();
      await page.getByRole('link', { name: 'Choose Develop' }).click();
      await page.getByLabel('Address', { exact: true }).fill('1 Example Road\nExample Town');
      await page.getByLabel('Country').fill('DE');
      await page.getByRole('button', { name: 'Order, and get an invoice' }).click();
      await page.waitForURL('**/account/invoices/*');
      expect(await page.locator('main').textContent()).toContain('Develop');
      // Within five seconds, everywhere.
      await expect
        .poll(async () => (await (await api('/rate_limit', key)).json()).tier, { timeout: 5_000 })
        .toBe('develop');
      await page.goto(`${program.url}/account`);
      expect(await page.locator('main').textContent()).toMatch(/[1-9]\d* of 60,000 cost units in any hour/);

      await page
        .getByRole('navigation', { name: 'Pages of the account' })
        .getByRole('link', { name: 'Keys' })
        .click();
      await page.getByRole('link', { name: 'for the journey' }).click();
      await page.getByLabel('The old key works on').selectOption({ label: 'for an hour' });
      await page.getByRole('button', { name: 'Rotate the key' }).click();
      const next = (await page.locator('code', { hasText: /^eco_/ }).textContent()) as string;
      expect(next).not.toBe(key);
      expect((await api('/account', key)).status).toBe(200);
      expect(await (await api('/account', next)).json()).toMatchObject({
        account: { name: `journey-${mode.width}`, plan: 'develop' },
        key: { name: 'for the journey', status: 'active' },
        tier: 'develop',
      });

      await page.getByRole('link', { name: 'All keys' }).click();
      expect(await page.getByText('rotated', { exact: true }).count()).toBe(1);
      await page.getByRole('link', { name: 'for the journey' }).first().click();
      await page.getByLabel('Why').fill('it was in a log');
      await page.getByRole('button', { name: 'Revoke the key' }).click();
      expect(await page.locator('main').textContent()).toContain('it was in a log');
      // Within five seconds, everywhere.
      const revoked = Date.now();
      await expect.poll(async () => (await api('/account', next)).status, { timeout: 5_000 }).toBe(401);
      expect(Date.now() - revoked).toBeLessThan(5_000);

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.goto(`${program.url}/account`);
      expect(await h1(page)).toBe('Sign in');
      await context.close();
      for (const secret of [key, next]) expect(program.log()).not.toContain(secret);
    }, 180_000);
  }

  test('signs in with GitHub, and goes on where they were', async () => {
    github.user = {
      id: 42,
      login: 'octo-example',
      name: 'Octo Example',
      emails: [{ email: 'octo@example.org', primary: true, verified: true }],
    };
    const { context, page } = await open(MODES[1] as (typeof MODES)[number]);
    await page.goto(`${program.url}/account/keys`);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
    await page.waitForURL('**/account/keys');
    expect(await h1(page)).toBe('Octo Example');
    const cookies = await context.cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['ecosystems-session', true, 'Lax'],
    ]);
    await context.close();
    for (const secret of [github.clientSecret, ...github.tokens]) expect(program.log()).not.toContain(secret);
  });

  test('the log has none of the links and tokens', () => {
    expect(mailbox.received.length).toBeGreaterThanOrEqual(MODES.length);
    for (const mail of mailbox.received) {
      expect(program.log()).not.toContain(linkIn(mail).searchParams.get('token') as string);
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}
