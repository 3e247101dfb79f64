/** An operator's way in a real browser, without scripts, and every page of administration on a phone and on a desk. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPolicySettings } from '../../src/core/policy-settings.ts';
import { createAdministration } from '../../src/main/admin/index.ts';
import { createQueue, migrateQueue } from '../../src/pipeline/jobs.ts';
import admin from '../../src/services/admin/index.ts';
import device from '../../src/services/device/index.ts';
import { createAccount } from '../../src/store/accounts.ts';
import { setOperator } from '../../src/store/operators.ts';
import { findUserByEmail } from '../../src/store/users.ts';
import { openWorld, type World } from '../accounts/world.ts';
import { noBilling } from '../request-context.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';

announceSkip('test/browser/admin-journey.test.ts');

const HOSTILE = '<img src=x onerror=alert(1)>"\'&';
const LONG = 'wort'.repeat(25);

describe.skipIf(!hasChromium)('an operator', () => {
  let world: World;
  let browser: Browser;
  let session: string;

  beforeAll(async () => {
    [world, browser] = await Promise.all([
      openWorld(
        {},
        {
          services: [device, admin],
          administration: db => actor =>
            createAdministration(
              { db, keyEnvironment: 'self', billing: noBilling, policy: readPolicySettings({}) },
              actor,
            ),
        },
      ),
      launchChromium(),
    ]);
    const { db } = world.edge.database;
    await migrateQueue(db);
    session = (await world.signedIn('ops@example.org')).session() as string;
    const user = await findUserByEmail(db, 'ops@example.org');
    await setOperator(db, user?.id as number, true, 'cli:test');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    await context.addCookies([{ name: 'ecosystems-session', value: session, url: world.edge.url }]);
    return context;
  }

  test('makes an account, suspends it, resumes it, and finds it all in the log', async () => {
    const context = await open({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.edge.url}/admin`);
    await page.getByRole('link', { name: 'Accounts', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill('Example Org');
    await page.getByRole('button', { name: 'Make it' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Example Org');
    await page.getByLabel('Why: its members see it').fill('unpaid');
    await page.getByRole('button', { name: 'Suspend' }).click();
    expect(await page.locator('.facts').textContent()).toContain('unpaid');
    await page.getByRole('button', { name: 'Resume' }).click();
    expect(await page.locator('.facts').textContent()).not.toContain('unpaid');
    await page.getByRole('link', { name: 'in the audit log' }).click();
    const actions = await page.locator('td[data-label=Action]').allTextContents();
    expect(actions).toEqual(['account.resume', 'account.suspend', 'account.create']);
    await context.close();
  });

  test('connects a program by its code', async () => {
    const asked = await fetch(`${world.edge.url}/api/v1/device`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'tests', name: 'laptop' }),
    });
    const { device_code: code, user_code: userCode } = (await asked.json()) as Record<string, string>;
    const context = await open({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.edge.url}/account/device`);
    await page.getByLabel('Code').fill((userCode as string).toLowerCase());
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.locator('main').textContent()).toContain('laptop');
    await page.getByRole('button', { name: 'Connect' }).click();
    expect(await page.getByRole('heading', { name: 'Connected' }).isVisible()).toBe(true);
    const polled = await fetch(`${world.edge.url}/api/v1/device/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: code as string,
      }),
    });
    expect(await polled.json()).toMatchObject({ token_type: 'Bearer' });
    await context.close();
  });

  test('sees every page whole at any width, empty and full of long names', async () => {
    const { db } = world.edge.database;
    const ids = [];
    for (const name of [HOSTILE, LONG]) ids.push((await createAccount(db, { name }, 'cli:test')).id);
    const doors = createAdministration(
      { db, keyEnvironment: 'self', billing: noBilling, policy: readPolicySettings({}) },
      `cli:${LONG}`,
    );
    for (const id of ids) {
      await doors.keys.create(id, { name: LONG, scopes: ['read:public', 'read:events'] });
      await doors.licences.grant({ accountId: id, spdx: `LicenseRef-${'x'.repeat(80)}` });
      await doors.accounts.setLimits(id, { hourly: 1_000_000, daily: null });
      await doors.accounts.suspend(id, HOSTILE + LONG);
    }
    await doors.limits.set('free', { hourly: 20_000 });
    await createQueue(db).enqueue([
      { task: LONG, payload: {}, key: LONG.repeat(2), lane: 'feed', maxAttempts: 1 },
    ]);
    await db.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, last_error = repeat('x', 500)`,
    );
    await db.query(`insert into tombstones (registry_id, kind, key, reason)
      select id, 'package', repeat('x', 200), repeat('y', 200) from registries limit 2`);
    const lists = admin.pages
      .filter(({ method, path }) => method !== 'POST' && !path.includes('{'))
      .map(({ path }) => path);
    const paths = [
      ...lists,
      ...ids.map(id => `/admin/accounts/${id}`),
      '/admin/accounts?query=nothing',
      '/account/device',
    ];
    for (const width of [320, 1280]) {
      const context = await open({ viewport: { width, height: 800 } });
      expect(await visit(context, world.edge.url, paths)).toEqual([]);
      await context.close();
    }
  });
});
