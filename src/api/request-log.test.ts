/** The log of requests over HTTP: what becomes a line, and what does not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, readNetwork } from '../core/networks.ts';
import { createRequestLog, type RunningRequestLog } from '../policy/request-log/index.ts';
import { createKey } from '../store/api-keys.ts';
import { addRequests } from '../store/request-log.ts';
import { eventually } from './fixtures/edge.ts';
import { type GatedEdge, startGatedEdge } from './fixtures/gated-edge.ts';

let edge: GatedEdge;
let log: RunningRequestLog | null = null;
beforeAll(async () => {
  edge = await startGatedEdge(
    {},
    {
      requestLog: db => {
        log = createRequestLog({
          trustedProxies: [readNetwork('127.0.0.1') as Network],
          write: rows => addRequests(db, rows),
          log: { warn: message => expect.unreachable(message) },
        });
        return log;
      },
    },
  );
});
afterAll(async () => {
  await log?.close();
  await edge.stop();
});

test('every answer that counts is a line, from memory too, under the number that it was given', async () => {
  const path = '/packages/api/v1/registries/npm/packages/a';
  const ask = edge.newClient();
  const answers = [
    await ask(path),
    await ask(path),
    await ask(`${path}?apikey=${edge.key}`),
    await ask('/nothing/here?mailto=me@example.org'),
    await ask('/api/v1/rows', { authorization: 'Bearer wrong' }),
    await ask('/page'),
  ];
  for (const free of ['/healthz', '/metrics', '/robots.txt']) await ask(free);
  const { key: strict } = await createKey(
    edge.database.db,
    { accountId: edge.accountId, name: 's', environment: 'live', kind: 'k', privacy: 'strict' },
    'test',
  );
  expect((await ask('/api/v1/rows', { authorization: `Bearer ${strict}` })).status).toBe(200);
  await eventually(async () => {
    await log?.flush();
    const { rows } = await edge.database.db.query<{ request_id: string; cache: string; line: unknown[] }>(
      `select request_id, cache, json_build_array(method, path, operation, status, tier, account_id, key_id, agent) as line
       from request_log order by at, request_id`,
    );
    const byId = new Map(rows.map(({ request_id, line }) => [request_id, line]));
    const none = ['anonymous', null, null, 'test-bot'];
    expect(answers.map(({ headers }) => byId.get(headers.get('request-id') ?? ''))).toEqual([
      ['GET', path, 'packages.getPackage', 200, ...none],
      ['GET', path, 'packages.getPackage', 200, ...none],
      ['GET', path, 'packages.getPackage', 200, 'develop', edge.accountId, edge.keyId, 'test-bot'],
      ['GET', '/nothing/here', 'unmatched', 404, 'contact', null, null, 'test-bot'],
      ['GET', '/api/v1/rows', 'costly.rows', 401, ...none],
      ['GET', null, 'page /page', 200, ...none],
    ]);
    expect(rows).toHaveLength(answers.length);
    expect(rows.some(({ cache }) => cache === 'hit')).toBe(true);
  });
  const { rows } = await edge.database.db.query<{ ip: string }>(
    'select distinct ip::text as ip from request_log',
  );
  expect(rows).toEqual([{ ip: expect.stringMatching(/^198\.51\.100\.\d+\/32$/) }]);
});
