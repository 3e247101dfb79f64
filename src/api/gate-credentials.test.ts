/** The gate over HTTP: who is refused, and what is written nowhere. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKey, revokeKey } from '../store/api-keys.ts';
import { type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';
import { get } from './fixtures/wire.ts';

const base = '/packages/api/v1';
let edge: GatedEdge;
beforeAll(async () => {
  edge = await startGatedEdge();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.samples.length = 0;
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
    const ask = edge.newClient();
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
    const ask = edge.newClient();
    for (const path of [`${base}/registries/npm/packages/a`, '/api/v1/rows', '/nothing/here', '/page']) {
      for (const headers of [
        { authorization: 'Bearer eco_live_k_nonsense' },
        { 'x-api-key': 'x' },
        { apikey: `${edge.key}x` },
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
    const bearer: [string, string] = ['Authorization', `Bearer ${edge.key}`];
    expect(await statuses([bearer])).toEqual([200]);
    expect(await statuses([bearer, ['X-API-Key', edge.key]])).toEqual([200]);
    expect(
      await statuses(
        [bearer, ['X-API-Key', 'eco_live_k_other']],
        [bearer, ['Authorization', 'Bearer other']],
        [bearer, bearer],
        [
          ['X-API-Key', edge.key],
          ['x-api-key', edge.key],
        ],
        [
          ['apikey', edge.key],
          ['X-API-Key', `${edge.key} `],
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
    const ask = edge.newClient();
    const none = await ask('/api/v1/admin');
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await ask('/api/v1/admin', { authorization: `Bearer ${edge.key}` })).status).toBe(403);
  });

  test('nothing of a key is in logs, metrics, caches or links', async () => {
    const ask = edge.newClient();
    const secret = edge.key.slice(12, 34);
    const { key: other } = await createKey(
      edge.database.db,
      { accountId: edge.accountId, name: 'o', environment: 'live', kind: 'k' },
      'test',
    );
    await ask(`${base}/list?page=2&apikey=${edge.key}`);
    const page = await ask(`${base}/list?page=2`);
    expect(page.headers.get('link')).not.toContain('apikey');
    for (const path of [
      '/api/v1/broken',
      '/nothing',
      `${base}/fail/other`,
      `${base}/registries/npm/packages/a`,
    ]) {
      await ask(`${path}?apikey=${edge.key}`);
      await ask(path, { authorization: `Bearer ${edge.key}` });
      await ask(`${path}?apikey=${edge.key}`, { authorization: `Bearer ${other}` });
      await ask(`${path}?apikey=${edge.key}&apikey=${edge.key}`);
    }
    const said = [
      JSON.stringify(edge.log),
      await (await fetch(`${edge.url}/metrics`)).text(),
      JSON.stringify(edge.samples),
    ].join('\n');
    expect(said).toContain('a request failed');
    expect(said).not.toContain(secret);
    expect(said).not.toContain(other.slice(12, 34));
  });

  test('a reported key ends, and nobody hears whether it was one', async () => {
    const { key: leaked, stored } = await createKey(
      edge.database.db,
      { accountId: edge.accountId, name: 'l', environment: 'live', kind: 'k' },
      'test',
    );
    const report = (value: string) =>
      edge.newClient()(
        '/api/v1/keys/report',
        { 'content-type': 'application/json' },
        { method: 'POST', body: JSON.stringify({ key: value }) },
      );
    const answers = await Promise.all([report(leaked), report(leaked), report('nonsense')]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(await Promise.all(answers.map(answer => answer.text()))).size).toBe(1);
    expect((await edge.newClient()('/api/v1/rows', { 'x-api-key': leaked })).status).toBe(401);
    await revokeKey(edge.database.db, { id: stored.id, reason: 'again' }, 'test');
  });
});
