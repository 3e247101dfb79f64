/** The gate over HTTP: what answers say, what they cost, who is refused, and what is written nowhere. */

import { h } from 'preact';
import { type BareItem, parseDictionary, parseList } from 'structured-headers';
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIST, TOOL } from '../core/cost.ts';
import { readPolicySettings } from '../core/policy-settings.ts';
import type { UsageSample } from '../core/usage.ts';
import { createGate } from '../policy/index.ts';
import limitsService from '../services/limits/index.ts';
import type { Service } from '../services/service.ts';
import { createKey, revokeKey } from '../store/api-keys.ts';
import { type Edge, eventually, packageRecord, startEdge } from './fixtures/edge.ts';
import { tinyService } from './fixtures/tiny-service.ts';
import { get, wire } from './fixtures/wire.ts';

const base = '/packages/api/v1';
let edge: Edge;
let key: string;
let keyId: number;
let accountId: number;
const samples: UsageSample[] = [];

/** Operations whose costs depend on what is asked for. */
const costly: Service = {
  id: 'costly',
  title: 'Costly',
  description: 'For tests.',
  apiBase: '/api/v1',
  routes: [
    {
      method: 'GET',
      path: '/rows',
      operationId: 'rows',
      summary: '',
      tags: [],
      response: Type.Unknown(),
      cost: LIST,
      cache: 'none',
      query: Type.Object({ per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) }),
      handle: ({ caller }) => ({ body: { tier: caller?.tier } }),
    },
    {
      method: 'GET',
      path: '/tool',
      operationId: 'tool',
      summary: '',
      tags: [],
      response: Type.Unknown(),
      cost: TOOL,
      cache: 'none',
      handle: () => ({ body: {}, cost: 30 }),
    },
    {
      method: 'GET',
      path: '/broken',
      operationId: 'broken',
      summary: '',
      tags: [],
      response: Type.Unknown(),
      cost: TOOL,
      cache: 'none',
      handle: () => {
        throw new Error('inside');
      },
    },
    {
      method: 'POST',
      path: '/bulk',
      operationId: 'bulk',
      summary: '',
      tags: [],
      response: Type.Unknown(),
      cache: 'none',
      cost: {
        base: 1,
        describe: '1 for every 10',
        of: ({ body }) => Math.ceil(((body as { names: string[] } | undefined)?.names ?? []).length / 10),
      },
      body: Type.Object({ names: Type.Array(Type.String()) }),
      handle: () => ({ body: {} }),
    },
    {
      method: 'GET',
      path: '/admin',
      operationId: 'admin',
      summary: '',
      tags: [],
      response: Type.Unknown(),
      cost: 1,
      cache: 'none',
      scope: 'admin',
      handle: () => ({ body: {} }),
    },
  ],
  pages: [
    { path: '/page', cache: 'shared', load: async () => ({ title: 'Page', view: h('h1', null, 'Page') }) },
  ],
};

beforeAll(async () => {
  edge = await startEdge({
    services: [tinyService(), costly, limitsService],
    settings: { baseUrl: 'https://www.example.org' },
    meter: { record: sample => void samples.push({ ...sample }) },
    gate: db =>
      createGate({
        settings: readPolicySettings({
          ECOSYSTEMS_LIMITS_LOCAL: 'on',
          ECOSYSTEMS_TRUSTED_PROXIES: '127.0.0.1',
          ECOSYSTEMS_ALLOW_QUERY_KEYS: 'on',
        }),
        db,
        fetchJson: () => Promise.reject(new Error('nothing there')),
        limitsFile: {
          read: async () => ({ policies: { develop: { hourly: 300_000 / 4 } } }),
          watch: () => () => {},
        },
        baseUrl: 'https://www.example.org',
        log: {
          info: message => edge.log.push({ level: 'info', fields: {}, message }),
          warn: message => edge.log.push({ level: 'warn', fields: {}, message }),
        },
      }),
  });
  await edge.write('npm', packageRecord('a'));
  const { rows } = await edge.database.db.query<{ id: number }>(
    `insert into accounts (name, plan) values ('Example', 'develop') returning id`,
  );
  accountId = rows[0]?.id ?? 0;
  await edge.database.db.query({
    text: `insert into licences (account_id, spdx) values ($1, 'CC0-1.0')`,
    values: [accountId],
  });
  const made = await createKey(
    edge.database.db,
    { accountId, name: 'k', environment: 'live', kind: 'k' },
    'test',
  );
  key = made.key;
  keyId = made.stored.id;
  await eventually(async () => {
    expect(await (await fetch(`${edge.url}/metrics`)).text()).toContain('ecosystems_cache_trusted 1');
  });
});
afterAll(() => edge.stop());
beforeEach(() => {
  samples.length = 0;
});

/** A client of its own: another network behind the trusted proxy. */
let clients = 0;
const newClient = () => {
  const network = `198.51.100.${++clients}`;
  return (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${edge.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { 'user-agent': 'test-bot/1.0', 'x-forwarded-for': network, ...headers },
    });
};
const fieldsOf = (answer: Response) => {
  const { headers } = answer;
  const policy = parseList(headers.get('ratelimit-policy') ?? '').map(([name, parameters]) => [
    name,
    Object.fromEntries(parameters as Map<string, BareItem>),
  ]);
  const limit = parseList(headers.get('ratelimit') ?? '').map(([name, parameters]) => [
    name,
    Object.fromEntries(parameters as Map<string, BareItem>),
  ]);
  return {
    policy: Object.fromEntries(policy),
    limit: Object.fromEntries(limit),
    cost: Number(headers.get('x-cost')),
    remaining: Number(headers.get('x-ratelimit-remaining')),
  };
};

describe('fields', () => {
  test('are structured fields of RFC 9651, on answers of every kind', async () => {
    const ask = newClient();
    const path = `${base}/registries/npm/packages/a`;
    const first = await ask(path);
    const etag = first.headers.get('etag') ?? '';
    const answers: [number, Response][] = [
      [200, first],
      [200, await ask(path)],
      [304, await ask(path, { 'if-none-match': etag })],
      [200, await ask(path, {}, { method: 'HEAD' })],
      [404, await ask(`${base}/registries/npm/packages/none`)],
      [404, await ask('/api/v1/nothing')],
      [400, await ask('/api/v1/rows?per_page=0')],
      [400, await ask(`${base}/registries/npm/packages/%ff`)],
      [405, await ask(path, {}, { method: 'POST' })],
      [500, await ask('/api/v1/broken')],
      [202, await ask(`${base}/pending`)],
      [301, await ask(`${path}/`)],
      [200, await ask('/page')],
      [404, await ask('/no/page')],
    ];
    const ids = new Set<string>();
    for (const [status, answer] of answers) {
      const { policy, limit } = fieldsOf(answer);
      expect([status, answer.status]).toEqual([status, status]);
      expect(policy, answer.url).toEqual({
        burst: { q: 50, w: 5 },
        hour: { q: 1_500, w: 3_600 },
        day: { q: 10_000, w: 86_400 },
        concurrency: { q: 4, qu: 'concurrent-requests' },
      });
      expect(limit.hour).toEqual({ r: expect.any(Number), t: expect.any(Number) });
      expect(limit.hour.t).toBeLessThanOrEqual(3_600);
      expect(answer.headers.get('x-ratelimit-limit')).toBe('1500');
      expect(answer.headers.get('x-ratelimit-tier')).toBe('anonymous');
      const reset = Number(answer.headers.get('x-ratelimit-reset')) - Date.now() / 1000;
      expect(reset > -1 && reset <= 3_601).toBe(true);
      expect(answer.headers.get('x-cost')).toMatch(/^\d+$/);
      ids.add(answer.headers.get('request-id') ?? '');
    }
    expect(ids.size).toBe(answers.length);
    const exposed = first.headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(
      expect.arrayContaining([
        'ratelimit',
        'ratelimit-policy',
        'x-cost',
        'request-id',
        'x-ratelimit-remaining',
      ]),
    );
    // What the server says of itself is no answer of the API.
    expect((await ask('/healthz')).headers.get('ratelimit')).toBeNull();
  });

  test('a browser may send each credential', async () => {
    const answer = await fetch(`${edge.url}${base}/list`, { method: 'OPTIONS' });
    const allowed = answer.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['authorization', 'x-api-key', 'apikey', 'from']));
    expect(parseDictionary('a=1').size).toBe(1);
  });

  test("the licence is the caller's, and shared caches keep nothing of those with a key", async () => {
    const path = `${base}/registries/npm/packages/a`;
    const anonymous = await newClient()(path);
    expect(anonymous.headers.get('link')).toBe(
      '<https://www.example.org/licences/CC-BY-SA-4.0>; rel="license"',
    );
    expect(anonymous.headers.get('cache-control')).toMatch(/^public, .*s-maxage/);
    for (let i = 0; i < 2; i++) {
      const keyed = await newClient()(path, { authorization: `Bearer ${key}` });
      expect(keyed.headers.get('link')).toBe('<https://www.example.org/licences/CC0-1.0>; rel="license"');
      expect(keyed.headers.get('cache-control')).toMatch(/^private, max-age=300/);
      expect(keyed.headers.get('cache-control')).not.toContain('s-maxage');
      expect(keyed.headers.get('vary')).toBe(anonymous.headers.get('vary'));
      expect(keyed.headers.get('vary')).toContain('authorization');
      expect(await keyed.text()).toBe(await (await newClient()(path)).text());
    }
  });
});

describe('costs', () => {
  const used = async (ask: ReturnType<typeof newClient>, path: string, headers = {}, init = {}) => {
    const answer = await ask(path, headers, init);
    const { limit } = (await (await ask('/api/v1/rate_limit')).json()) as { limit?: number } & Record<
      string,
      unknown
    >;
    expect(limit).toBeUndefined();
    return fieldsOf(answer).cost;
  };

  test('are what the units say, and what was counted', async () => {
    const ask = newClient();
    const json = (names: string[]) => ({ method: 'POST', body: JSON.stringify({ names }), headers: {} });
    const type = { 'content-type': 'application/json' };
    const path = `${base}/registries/npm/packages/a`;
    const etag = (await ask(path)).headers.get('etag') ?? '';
    const costs = [
      await used(ask, path),
      await used(ask, path, { 'if-none-match': etag }),
      await used(ask, path, {}, { method: 'HEAD' }),
      await used(ask, '/api/v1/rows'),
      await used(ask, '/api/v1/rows?per_page=51'),
      await used(ask, '/api/v1/rows?per_page=1000'),
      await used(ask, '/api/v1/rows', {}, { method: 'HEAD' }),
      await used(ask, '/api/v1/bulk', type, json(Array(95).fill('x'))),
      await used(ask, '/api/v1/tool'),
      await used(ask, '/api/v1/broken'),
      await used(ask, '/api/v1/rows?per_page=0'),
      await used(ask, '/api/v1/nothing'),
      await used(ask, '/page'),
    ];
    expect(costs).toEqual([1, 0, 1, 3, 3, 21, 1, 10, 30, 0, 1, 1, 1]);
    const sum = 1 + costs.reduce((total, cost) => total + cost, 0);
    expect(fieldsOf(await ask('/api/v1/rate_limit')).remaining).toBe(1_500 - sum);
  });

  test('the quota can be asked for, free', async () => {
    const ask = newClient();
    await ask('/api/v1/tool');
    for (let i = 0; i < 3; i++) {
      const answer = await ask('/api/v1/rate_limit');
      expect(fieldsOf(answer).cost).toBe(0);
      expect(await answer.json()).toMatchObject({
        subject: expect.stringMatching(/^prefix:198\.51\.100\.\d+\/32$/),
        tier: 'anonymous',
        priority: 3,
        policies: [
          { name: 'burst', limit: 50 },
          { name: 'hour', limit: 1_500, used: 30, remaining: 1_470, window: 3_600 },
          { name: 'day' },
        ],
        concurrency: { limit: 4, in_use: 0 },
        licence: 'CC-BY-SA-4.0',
        hints: [],
      });
    }
  });

  test('every answer is told to the meter once', async () => {
    const ask = newClient();
    const path = `${base}/registries/npm/packages/a`;
    const etag = (await ask(path)).headers.get('etag') ?? '';
    await ask(path, { 'if-none-match': etag });
    await ask('/api/v1/tool', { authorization: `Bearer ${key}` });
    await ask('/api/v1/rows?per_page=0');
    await eventually(() => expect(samples).toHaveLength(4));
    expect(
      samples.map(({ caller, label, status, cache, cost, bytes }) => [
        caller.keyId,
        label,
        status,
        cache,
        cost,
        bytes > 0,
      ]),
    ).toEqual([
      [null, 'packages.getPackage', 200, 'hit', 1, true],
      [null, 'packages.getPackage', 304, '304', 0, false],
      [keyId, 'costly.tool', 200, 'miss', 30, true],
      [null, 'costly.rows', 400, 'miss', 1, true],
    ]);
  });
});

describe('credentials', () => {
  const statuses = async (...headers: [string, string][][]) => {
    const all: number[] = [];
    for (const lines of headers) {
      const head = lines.map(([name, value]) => `${name}: ${value}`);
      all.push((await get(edge.port, `${base}/registries/npm/packages/a`, head)).status);
    }
    return all;
  };

  test('a wrong key counts for the network that it comes from, and the refusal says what is left', async () => {
    const ask = newClient();
    const left = async (headers: Record<string, string>) => {
      const answer = await ask('/api/v1/rows', headers);
      return [
        answer.status,
        answer.headers.get('x-cost'),
        Number(answer.headers.get('x-ratelimit-remaining')),
      ];
    };
    const [, , before] = await left({});
    const refused = await left({ 'x-api-key': 'x' });
    expect(refused).toEqual([401, '1', (before as number) - 1]);
  });

  test('a wrong key is 401 and never less, also where the answer is in memory', async () => {
    const ask = newClient();
    for (const path of [`${base}/registries/npm/packages/a`, '/api/v1/rows', '/nothing/here', '/page']) {
      for (const headers of [
        { authorization: 'Bearer eco_live_k_nonsense' },
        { 'x-api-key': 'x' },
        { apikey: `${key}x` },
      ]) {
        const answer = await ask(path, headers as unknown as Record<string, string>);
        expect(answer.status, `${path} ${Object.keys(headers)}`).toBe(401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
      }
    }
    expect(await (await ask('/api/v1/rows', { 'x-api-key': 'x' })).json()).toEqual({
      error: expect.stringContaining('no key'),
    });
  });

  test('two different ones, and a field twice, are refused; two equal ones are one', async () => {
    const bearer: [string, string] = ['Authorization', `Bearer ${key}`];
    expect(await statuses([bearer])).toEqual([200]);
    expect(await statuses([bearer, ['X-API-Key', key]])).toEqual([200]);
    expect(
      await statuses(
        [bearer, ['X-API-Key', 'eco_live_k_other']],
        [bearer, ['Authorization', 'Bearer other']],
        [bearer, bearer],
        [
          ['X-API-Key', key],
          ['x-api-key', key],
        ],
        [
          ['apikey', key],
          ['X-API-Key', `${key} `],
          ['Authorization', 'Bearer z'],
        ],
      ),
    ).toEqual([400, 400, 400, 400, 400]);
  });

  test('a forwarded address counts only from a proxy that is trusted, and only the last one that is not', async () => {
    const subject = async (head: string[]) =>
      JSON.parse((await get(edge.port, '/api/v1/rate_limit', ['User-Agent: test-bot/1.0', ...head])).body)
        .subject;
    expect(await subject(['X-Forwarded-For: 192.0.2.1, 198.51.100.200'])).toBe('prefix:198.51.100.200/32');
    expect(await subject(['X-Forwarded-For: 192.0.2.1', 'X-Forwarded-For: 198.51.100.201'])).toBe(
      'prefix:198.51.100.201/32',
    );
    expect(await subject(['X-Forwarded-For: 198.51.100.202', 'Forwarded: for=192.0.2.1'])).toBe(
      'prefix:198.51.100.202/32',
    );
    expect(await subject([])).toBe('prefix:127.0.0.1/32');
  });

  test('an operation for keys with a scope says so', async () => {
    const ask = newClient();
    const none = await ask('/api/v1/admin');
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await ask('/api/v1/admin', { authorization: `Bearer ${key}` })).status).toBe(403);
  });

  test('nothing of a key is in logs, metrics, caches or links', async () => {
    const ask = newClient();
    const secret = key.slice(12, 34);
    const { key: other } = await createKey(
      edge.database.db,
      { accountId, name: 'o', environment: 'live', kind: 'k' },
      'test',
    );
    await ask(`${base}/list?page=2&apikey=${key}`);
    const page = await ask(`${base}/list?page=2`);
    expect(page.headers.get('link')).not.toContain('apikey');
    for (const path of [
      '/api/v1/broken',
      '/nothing',
      `${base}/fail/other`,
      `${base}/registries/npm/packages/a`,
    ]) {
      await ask(`${path}?apikey=${key}`);
      await ask(path, { authorization: `Bearer ${key}` });
      await ask(`${path}?apikey=${key}`, { authorization: `Bearer ${other}` });
      await ask(`${path}?apikey=${key}&apikey=${key}`);
    }
    const said = [
      JSON.stringify(edge.log),
      await (await fetch(`${edge.url}/metrics`)).text(),
      JSON.stringify(samples),
    ].join('\n');
    expect(said).toContain('a request failed');
    expect(said).not.toContain(secret);
    expect(said).not.toContain(other.slice(12, 34));
  });

  test('a reported key ends, and nobody hears whether it was one', async () => {
    const { key: leaked, stored } = await createKey(
      edge.database.db,
      { accountId, name: 'l', environment: 'live', kind: 'k' },
      'test',
    );
    const report = (value: string) =>
      newClient()(
        '/api/v1/keys/report',
        { 'content-type': 'application/json' },
        { method: 'POST', body: JSON.stringify({ key: value }) },
      );
    const answers = await Promise.all([report(leaked), report(leaked), report('nonsense')]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(await Promise.all(answers.map(answer => answer.text()))).size).toBe(1);
    expect((await newClient()('/api/v1/rows', { 'x-api-key': leaked })).status).toBe(401);
    await revokeKey(edge.database.db, { id: stored.id, reason: 'again' }, 'test');
  });
});

describe('a limit that is reached', () => {
  test('is 429 with what was violated, when to come back, and one thing to do', async () => {
    const ask = newClient();
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

  test('with the units used up nothing that costs is answered, and what the client has already is', async () => {
    const ask = newClient();
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
    expect(await page.text()).toMatch(/Too many requests for now[\s\S]*Reload the page in \d+ seconds/);
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('/api/v1/rate_limit')).status).toBe(200);
    // Saying who one is raises the ceiling of the same bucket.
    const contact = await ask(path, { from: 'me@example.org' });
    expect([contact.status, contact.headers.get('x-ratelimit-tier'), fieldsOf(contact).remaining]).toEqual([
      200,
      'contact',
      3_499,
    ]);
    expect((await ask(path, { authorization: `Bearer ${key}` })).status).toBe(200);
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
    const answer = await newClient()('/api/v1/rows', { 'user-agent': 'python-requests/2.32.3' });
    expect(fieldsOf(answer).policy.hour).toEqual({ q: 375, w: 3_600 });
    expect(answer.headers.get('policy-notice')).toContain('User-Agent');
    const said = await newClient()('/api/v1/rows', { 'user-agent': 'curl/8.5.0', from: 'me@example.org' });
    expect([said.headers.get('policy-notice'), said.headers.get('x-ratelimit-limit')]).toEqual([
      null,
      '5000',
    ]);
  });

  test('requests that run at the same time are counted until they end', async () => {
    const network = `198.51.100.${++clients}`;
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
