/** The gate over HTTP: what answers say of limits, licence and caches. */

import { parseDictionary } from 'structured-headers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fieldsOf, type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';

const base = '/packages/api/v1';
let edge: GatedEdge;
beforeAll(async () => {
  edge = await startGatedEdge();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.samples.length = 0;
});

describe('fields', () => {
  test('are structured fields of RFC 9651, on answers of every kind', async () => {
    const ask = edge.newClient();
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
      const reset = Number(answer.headers.get('x-ratelimit-reset')) - edge.now() / 1000;
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
    const anonymous = await edge.newClient()(path);
    expect(anonymous.headers.get('link')).toBe(
      '<https://www.example.org/licences/CC-BY-SA-4.0>; rel="license"',
    );
    expect(anonymous.headers.get('cache-control')).toMatch(/^public, .*s-maxage/);
    for (let i = 0; i < 2; i++) {
      const keyed = await edge.newClient()(path, { authorization: `Bearer ${edge.key}` });
      expect(keyed.headers.get('link')).toBe('<https://www.example.org/licences/CC0-1.0>; rel="license"');
      expect(keyed.headers.get('cache-control')).toMatch(/^private, max-age=300/);
      expect(keyed.headers.get('cache-control')).not.toContain('s-maxage');
      expect(keyed.headers.get('vary')).toBe(anonymous.headers.get('vary'));
      expect(keyed.headers.get('vary')).toContain('authorization');
      expect(await keyed.text()).toBe(await (await edge.newClient()(path)).text());
    }
  });
});
