/** Calls of the API that a real browser makes for somebody who is signed in: from this site, by themselves, and from another site. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../src/api/fixtures/edge.ts';
import { type GatedEdge, startGatedEdge } from '../../src/api/fixtures/gated-edge.ts';
import { beginSession } from '../../src/services/accounts/session.ts';
import { csrfOf } from '../../src/services/accounts/tokens.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';

announceSkip('test/browser/session-calls.test.ts');

describe.skipIf(!hasChromium)('a browser with a session', () => {
  let edge: GatedEdge;
  let browser: Browser;
  let context: BrowserContext;
  let elsewhere: Server;
  /** Another site: sites differ by host, not by port. */
  let other: string;
  let token: string;

  beforeAll(async () => {
    edge = await startGatedEdge({}, { settings: { baseUrl: null } });
    browser = await launchChromium();
    elsewhere = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<a href="${edge.url}/api/v1/rows">there</a>`);
    });
    await new Promise<void>(resolve => elsewhere.listen(0, resolve));
    other = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
    const { db } = edge.database;
    const { rows } = await db.query<{ id: number }>(
      `insert into users (email) values ('reader@example.org') returning id`,
    );
    const userId = rows[0]?.id ?? 0;
    await db.query({
      text: `insert into memberships (account_id, user_id, role) values ($1, $2, 'member')`,
      values: [edge.accountId, userId],
    });
    token = (await beginSession(db, { userId, method: 'email', client: null })).value;
    context = await browser.newContext();
    await context.addCookies([
      { name: 'ecosystems-session', value: token, url: edge.url, httpOnly: true, sameSite: 'Lax' },
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await new Promise(resolve => elsewhere.close(resolve));
    await edge.stop();
  });

  /** Who the calls of an operation were counted for, in turn. */
  const subjects = (label: string) =>
    edge.samples.filter(sample => sample.label === label).map(({ caller }) => caller.subject);
  const account = () => `account:${edge.accountId}`;
  const NETWORK = 'prefix:127.0.0.1/32';

  test('counts for the account from this site and by the address bar, and for the network from another site', async () => {
    const page = await context.newPage();
    await page.goto(`${edge.url}/api/v1/rows`);
    await page.evaluate(async () => void (await fetch('/api/v1/rows')));
    await eventually(() => expect(subjects('costly.rows')).toEqual([account(), account()]));

    edge.samples.length = 0;
    await page.goto(other);
    await page.evaluate(
      async url => void (await fetch(url, { mode: 'no-cors', credentials: 'include' })),
      `${edge.url}/api/v1/rows`,
    );
    // A link is followed with the cookie (SameSite=Lax), and is another site's doing all the same.
    const [request] = await Promise.all([page.waitForRequest(/\/api\/v1\/rows/), page.click('a')]);
    expect((await request.allHeaders()).cookie).toContain('ecosystems-session=');
    await eventually(() => expect(subjects('costly.rows')).toEqual([NETWORK, NETWORK]));
    await page.close();
  });

  test('counts what it sends for the account only with the token of its forms', async () => {
    const page = await context.newPage();
    await page.goto(`${edge.url}/api/v1/rows`);
    const send = (csrf: string | null) =>
      page.evaluate(async given => {
        const headers: Record<string, string> = { 'content-type': 'application/json' };
        if (given !== null) headers['x-csrf-token'] = given;
        await fetch('/api/v1/bulk', { method: 'POST', body: '{"names":[]}', headers });
      }, csrf);
    await send(null);
    await send(csrfOf(token));
    await eventually(() => expect(subjects('costly.bulk')).toEqual([NETWORK, account()]));
    await page.close();
  });
});
