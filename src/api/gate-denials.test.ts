/** The gate over HTTP: what those are told who have reached a limit. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKey } from '../store/api-keys.ts';
import { eventually } from './fixtures/edge.ts';
import { fieldsOf, type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';
import { get, wire } from './fixtures/wire.ts';

const base = '/packages/api/v1';
let edge: GatedEdge;
beforeAll(async () => {
  edge = await startGatedEdge();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.samples.length = 0;
});

describe('a limit that is reached', () => {
  test('is 429 with what was violated, when to come back, and one thing to do', async () => {
    const ask = edge.newClient();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/api/v1/rows?per_page=1000')));
    const denied = answers.filter(({ status }) => status === 429);
    // 71 of 21 units fit into an hour.
    expect(denied.length).toBeGreaterThanOrEqual(29);
    for (const answer of denied) {
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      const body = (await answer.json()) as Record<string, unknown>;
      expect(body).toMatchObject({
        type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
        status: 429,
        tier: 'anonymous',
        cost: 21,
        upgrade: 'https://www.example.org/plans',
        error: expect.any(String),
        hint: expect.any(String),
        title: expect.any(String),
      });
      expect(['burst', 'hour', 'concurrency']).toEqual(
        expect.arrayContaining(body['violated-policies'] as string[]),
      );
      expect(Number(answer.headers.get('retry-after'))).toBe(body.retry_after);
      expect(fieldsOf(answer).cost).toBe(0);
    }
    // What was denied took nothing.
    const { remaining } = fieldsOf(await ask('/api/v1/rate_limit'));
    expect(remaining).toBe(1_500 - 21 * (100 - denied.length));
  });

  test('is one that will not pass later either: it does not say when to come back', async () => {
    const { accountId } = edge;
    const wanted = { accountId, name: 'small', environment: 'live', kind: 'k', hourlyLimit: 5 } as const;
    const { key } = await createKey(edge.database.db, wanted, 'test');
    const answer = await edge.newClient()('/api/v1/tool', { authorization: `Bearer ${key}` });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
    // Beside the hour and the day of the account.
    expect(answer.headers.get('ratelimit-policy')).toMatch(/"hour";q=\d+.*, "key";q=5;w=3600$/);
    expect(answer.headers.get('ratelimit')).toMatch(/^"hour";r=\d+.*, "key";r=5;t=\d+$/);
    expect(await answer.json()).toMatchObject({
      error: 'this costs 25 units, more than this key has for an hour: ask for less at a time',
      'violated-policies': ['key'],
      retry_after: null,
      hint: expect.stringContaining('hourly_limit'),
    });
  });

  test('with the units used up nothing that costs is answered, and what the client has already is', async () => {
    const ask = edge.newClient();
    const path = `${base}/registries/npm/packages/a`;
    const etag = (await ask(path)).headers.get('etag') ?? '';
    for (let left = Infinity; left > 0; ) {
      const answer = await ask(left > 30 ? '/api/v1/tool' : path);
      if (answer.status === 429) {
        expect(await answer.json()).toMatchObject({ 'violated-policies': ['burst'] });
        await new Promise(resolve => setTimeout(resolve, 300));
      }
      left = fieldsOf(answer).remaining;
    }
    const denied = await eventuallyHour(() => ask(path));
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(1);
    expect((await denied.json()).hint).toContain('User-Agent');
    const page = await ask('/page');
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(await page.text()).toMatch(
      /Too many requests for now[\s\S]*Reload the page in \d+ minutes\.[\s\S]*the units of this hour are used up\./,
    );
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('/api/v1/rate_limit')).status).toBe(200);
    // Saying who one is raises the ceiling of the same bucket.
    const contact = await ask(path, { from: 'me@example.org' });
    expect([contact.status, contact.headers.get('x-ratelimit-tier'), fieldsOf(contact).remaining]).toEqual([
      200,
      'contact',
      3_499,
    ]);
    expect((await ask(path, { authorization: `Bearer ${edge.key}` })).status).toBe(200);
  }, 60_000);

  /** Denied by the hour alone: bursts are over soon. */
  const eventuallyHour = async (ask: () => Promise<Response>) => {
    let found: Response | undefined;
    await eventually(async () => {
      const answer = await ask();
      expect(await answer.clone().json()).toMatchObject({ 'violated-policies': ['hour'] });
      found = answer;
    });
    return found as Response & { json(): Promise<{ hint: string }> };
  };

  test('a nameless library has a quarter, and is told so', async () => {
    const answer = await edge.newClient()('/api/v1/rows', { 'user-agent': 'python-requests/2.32.3' });
    expect(fieldsOf(answer).policy.hour).toEqual({ q: 375, w: 3_600 });
    expect(answer.headers.get('policy-notice')).toContain('User-Agent');
    const said = await edge.newClient()('/api/v1/rows', {
      'user-agent': 'curl/8.5.0',
      from: 'me@example.org',
    });
    expect([said.headers.get('policy-notice'), said.headers.get('x-ratelimit-limit')]).toEqual([
      null,
      '5000',
    ]);
  });

  test('requests that run at the same time are counted until they end', async () => {
    const network = edge.newNetwork();
    const gone = Array.from({ length: 4 }, () => new AbortController());
    const slow = gone.map(({ signal }) =>
      fetch(`${edge.url}${base}/slow`, {
        signal,
        headers: { 'user-agent': 'test-bot/1.0', 'x-forwarded-for': network },
      }).catch(() => {}),
    );
    const ask = () =>
      get(edge.port, '/api/v1/rows', ['User-Agent: test-bot/1.0', `X-Forwarded-For: ${network}`]);
    await eventually(async () => {
      const { status, body } = await ask();
      expect([status, JSON.parse(body)['violated-policies']]).toEqual([429, ['concurrency']]);
    });
    for (const controller of gone) controller.abort();
    await Promise.all(slow);
    await eventually(async () => expect((await ask()).status).toBe(200));
  });

  test('a body is not read before its sender is known to have units', async () => {
    const answer = await wire(edge.port, [
      'POST /api/v1/bulk HTTP/1.1',
      'host: localhost',
      'x-api-key: wrong',
      'content-type: application/json',
      'content-length: 1000000000',
    ]);
    expect(answer.status).toBe(401);
  });
});
