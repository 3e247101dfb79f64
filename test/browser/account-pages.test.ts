/** Every page of an account in a real browser: on a phone and on a desk, by day and by night, empty and full of long names. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addUsage } from '../../src/store/usage.ts';
import { openWorld, type Visitor, type World } from '../accounts/world.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';

announceSkip('test/browser/account-pages.test.ts');

const LONG = 'wort'.repeat(25);
const HOSTILE = '<img src=x onerror=alert(1)>"\'&';

describe.skipIf(!hasChromium)('every page of an account', () => {
  let world: World;
  let browser: Browser;
  let full: Visitor;
  let empty: Visitor;
  let paths: string[];

  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld(), launchChromium()]);
    [full, empty] = [await world.signedIn('full@example.org'), await world.signedIn('empty@example.org')];
    await full.submit('/account/settings', { name: LONG }, '/account/organisations');
    await full.submit('/account/settings', { name: HOSTILE }, '/account/profile');
    await full.submit('/account/members', {
      email: `${'m'.repeat(60)}@${'h'.repeat(60)}.example.org`,
      role: 'owner',
    });
    for (const name of [HOSTILE, LONG, 'short']) {
      const fields = {
        name,
        scopes: ['read:public', 'read:private', 'admin'],
        expires: '30',
        ip_cidrs: '192.0.2.0/24 2001:db8::/32',
      };
      await full.submit('/account/keys', fields);
    }
    const { account } = await full.hidden();
    await world.edge.database.db.query(
      `with u as (insert into users (email, name) values ($2, $3) returning id)
       insert into memberships (account_id, user_id, role) select $1, id, 'admin' from u`,
      [Number(account), `${'n'.repeat(60)}@example.org`, LONG],
    );
    const { rows: keys } = await world.edge.database.db.query<{ id: number }>(
      'select id from api_keys where account_id = $1 order by id',
      [Number(account)],
    );
    const [first = 0, second = 0, third = 0] = keys.map(({ id }) => id);
    await full.submit('/account/keys', { grace_seconds: '3600' }, `/account/keys/${first}/rotate`);
    await full.submit('/account/keys', { reason: HOSTILE + LONG }, `/account/keys/${second}/revoke`);
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    await addUsage(world.edge.database.db, '00000000-0000-4000-8000-000000000000', {
      number: 1,
      usage: Array.from({ length: 40 }, (_, index) => ({
        hour: hour - (index % 20) * 3_600_000 * 7,
        subject: `account:${account}`,
        accountId: Number(account),
        keyId: third,
        tier: 'free',
        routeClass: `packages.${LONG}${index % 7}`,
        statusClass: index % 5 === 0 ? 4 : 2,
        cache: (['hit', '304', 'miss'] as const)[index % 3] ?? 'miss',
        requests: 10 + index,
        cost: 5 * index,
        bytes: 1_000 * index,
        latency: [],
      })),
      waste: [
        {
          hour,
          subject: `account:${account}`,
          accountId: Number(account),
          code: 'send-if-none-match',
          requests: 12,
        },
      ],
    });
    paths = [
      '/account',
      '/account/keys',
      ...[first, second, third].map(id => `/account/keys/${id}`),
      '/account/keys/999999',
      '/account/usage',
      '/account/usage?period=48h',
      '/account/members',
      '/account/settings',
      '/account/sessions',
      '/account/invitation?token=none',
    ];
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function as(
    visitor: Visitor | null,
    options: Parameters<Browser['newContext']>[0],
  ): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    const value = visitor?.session();
    if (value) await context.addCookies([{ name: 'ecosystems-session', value, url: world.edge.url }]);
    return context;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 375, 1280]) {
      test(`${width} pixels wide, ${colorScheme}`, async () => {
        const options = { viewport: { width, height: 800 }, colorScheme };
        for (const [visitor, pages] of [
          [full, paths],
          [empty, ['/account', '/account/keys', '/account/usage', '/account/members', '/account/settings']],
          [
            null,
            [
              '/account/sign-in',
              '/account/sign-in?return_to=/account/keys',
              '/account/sign-in/link?token=none',
            ],
          ],
        ] as const) {
          const context = await as(visitor, options);
          expect(await visit(context, world.edge.url, pages)).toEqual([]);
          await context.close();
        }
      }, 120_000);
    }
  }

  test('a number that a chart shows is that of the rows', async () => {
    const context = await as(full, {});
    const page = await context.newPage();
    await page.goto(`${world.edge.url}/account/usage`);
    // 10 + 0 to 39: 400 + 780.
    expect(await page.locator('main').textContent()).toContain('1,180');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'in all' }).click(),
    ]);
    expect(csv.suggestedFilename()).toBe('usage-30d.csv');
    const stream = await csv.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const [head = '', ...rows] = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
    const column = head.split(',').indexOf('requests');
    expect(rows.reduce((sum, row) => sum + Number(row.split(',')[column]), 0)).toBe(1_180);
    await context.close();
  });
});
