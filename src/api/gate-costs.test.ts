/** The gate over HTTP: what requests cost, and what is told to the meter. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from './fixtures/edge.ts';
import { type Ask, fieldsOf, type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';

const base = '/packages/api/v1';
let edge: GatedEdge;
beforeAll(async () => {
  edge = await startGatedEdge();
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.samples.length = 0;
});

describe('costs', () => {
  const used = async (ask: Ask, path: string, headers = {}, init = {}) => {
    const answer = await ask(path, headers, init);
    const { limit } = (await (await ask('/api/v1/rate_limit')).json()) as { limit?: number } & Record<
      string,
      unknown
    >;
    expect(limit).toBeUndefined();
    return fieldsOf(answer).cost;
  };

  test('are what the units say, and what was counted', async () => {
    const ask = edge.newClient();
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
    const ask = edge.newClient();
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
    const ask = edge.newClient();
    const path = `${base}/registries/npm/packages/a`;
    const etag = (await ask(path)).headers.get('etag') ?? '';
    await ask(path, { 'if-none-match': etag });
    await ask('/api/v1/tool', { authorization: `Bearer ${edge.key}` });
    await ask('/api/v1/rows?per_page=0');
    await eventually(() => expect(edge.samples).toHaveLength(4));
    expect(
      edge.samples.map(({ caller, label, status, cache, cost, bytes }) => [
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
      [edge.keyId, 'costly.tool', 200, 'miss', 30, true],
      [null, 'costly.rows', 400, 'miss', 1, true],
    ]);
  });
});
