/** What a server counts, through the whole program: nothing is lost when it stops, less than ten seconds when it is killed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../src/store/api-keys.ts';
import { announceChanges, appendEvents } from '../src/store/events.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, type RunningProgram, startProgram } from './program.ts';

let base: TestDatabase;
let home: string;
let running: RunningProgram | null = null;

beforeAll(async () => {
  await buildProgram();
  base = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'home-'));
}, 180_000);
afterAll(async () => {
  running?.signal('SIGKILL');
  await running?.exited;
  await base.drop();
  await rm(home, { recursive: true, force: true });
});

async function start(): Promise<string> {
  running = await startProgram([], {
    DATABASE_URL: base.url,
    ECOSYSTEMS_HOME: home,
    ECOSYSTEMS_LOG_LEVEL: 'warn',
    // No registry is asked for anything here.
    npm_config_registry: 'http://127.0.0.1:9',
  });
  return running.url;
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  running?.signal(signal);
  await running?.exited;
  running = null;
}

async function account(privacy: 'normal' | 'strict' = 'normal') {
  const { rows } = await base.db.query<{ id: number }>(
    `insert into accounts (name, plan) values ('Example', 'scale') returning id`,
  );
  const id = rows[0]?.id as number;
  const wanted = { accountId: id, name: 'test', environment: 'self', kind: 'k', privacy } as const;
  const { key, stored } = await createKey(base.db, wanted, 'cli:test');
  return { id, keyId: stored.id, headers: { authorization: `Bearer ${key}` } };
}

const rowsOf = async (accountId: number) =>
  (
    await base.db.query<{
      routeClass: string;
      keyId: number;
      status: number;
      cache: string;
      requests: number;
      cost: number;
    }>(
      `select route_class as "routeClass", key_id as "keyId", status_class as status, cache, sum(requests)::int as requests,
          sum(cost)::int as cost
        from usage_hourly where account_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
      [accountId],
    )
  ).rows;

const REGISTRIES = '/packages/api/v1/registries';

test('what was answered is written when the server stops, and the API gives exactly that', {
  timeout: 240_000,
}, async () => {
  const mine = await account();
  const strict = await account('strict');
  let url = await start();
  const get = async (path: string, headers: Record<string, string>) => {
    const answer = await fetch(url + path, { headers });
    await answer.arrayBuffer();
    return answer;
  };
  const first = await get(REGISTRIES, mine.headers);
  const etag = first.headers.get('etag') ?? '';
  for (let i = 0; i < 4; i++) await get(REGISTRIES, mine.headers);
  for (let i = 0; i < 3; i++) await get(REGISTRIES, { ...mine.headers, 'if-none-match': etag });
  for (let i = 0; i < 2; i++) await get(`${REGISTRIES}/nowhere`, mine.headers);
  for (let i = 0; i < 2; i++) await get(REGISTRIES, strict.headers);
  await stop('SIGTERM');

  const rows = await rowsOf(mine.id);
  const short = rows.map(row => [row.routeClass, row.keyId, row.status, row.cache, row.requests]);
  expect(short).toEqual([
    ['packages.getRegistries', mine.keyId, 2, 'hit', 4],
    ['packages.getRegistries', mine.keyId, 2, 'miss', 1],
    ['packages.getRegistries', mine.keyId, 3, '304', 3],
    ['packages.getRegistry', mine.keyId, 4, 'miss', 2],
  ]);
  expect(rows.find(row => row.cache === '304')?.cost).toBe(0);
  // Of the other key there are counters alone.
  expect((await rowsOf(strict.id)).map(row => [row.routeClass, row.keyId, row.requests])).toEqual([
    ['*', 0, 2],
  ]);
  const { rows: waste } = await base.db.query(
    'select account_id, code, requests::int from usage_waste order by code',
  );
  expect(waste).toEqual([
    // The sixth to the eighth time within a minute that nothing had changed.
    { account_id: mine.id, code: 'poll-less-often', requests: 3 },
    { account_id: mine.id, code: 'send-if-none-match', requests: 4 },
    { account_id: mine.id, code: 'stop-asking-for-missing', requests: 1 },
  ]);

  url = await start();
  const answer = await fetch(`${url}/api/v1/usage?by=hour&group=cache`, { headers: mine.headers });
  const usage = (await answer.json()) as {
    subject: string;
    rows: { group: string; requests: number }[];
    totals: object;
  };
  expect(usage.subject).toBe(`account:${mine.id}`);
  expect(usage.totals).toMatchObject({ requests: 10, hits: 4, not_modified: 3, misses: 3, client_errors: 2 });
  const csv = await (await fetch(`${url}/api/v1/usage?format=csv`, { headers: mine.headers })).text();
  expect(csv.split('\r\n')[0]).toBe(
    'at,group,requests,cost,bytes,hits,not_modified,misses,client_errors,server_errors,p50_ms,p95_ms',
  );
  expect(csv.split('\r\n')[1]).toMatch(/^\d{4}-\d\d-\d\dT00:00:00.000Z,,10,\d+,\d+,4,3,3,2,0,[\d.]+,[\d.]+$/);
  // Nobody else sees it: without the key there is what was asked from here without one.
  const others = (await (await fetch(`${url}/api/v1/usage`)).json()) as { subject: string };
  expect(others.subject).toMatch(/^prefix:/);
  for (const wrong of [
    'from=yesterday',
    'from=2024-01-01',
    'by=week',
    'account_id=1',
    'by=hour&from=2026-01-01',
  ]) {
    expect((await fetch(`${url}/api/v1/usage?${wrong}`, { headers: mine.headers })).status, wrong).toBe(400);
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/ecosystems_admission_wait_seconds_count\{class="0"\} \d+/);
  const status = (await (await fetch(`${url}/api/v1/status`)).json()) as {
    service_levels: { targets: object; webhooks: { state: string } };
  };
  expect(status.service_levels.targets).toHaveProperty('scale');
  // An event that is committed now reaches followers, and how long that took is measured.
  const lags = async () => {
    const { rows } = await base.db.query<{ probes: number; failed: number; bursts: number }>(
      `select sum(probes)::int as probes, sum(probe_failures)::int as failed,
          (select count(*)::int from sla_minutes, unnest(publish_lag) as n where n > 0) as bursts
        from sla_minutes`,
    );
    return rows[0];
  };
  await base.db.transaction(async tx => {
    await appendEvents(tx, 1, [{ type: 'package.updated', subject: 'pkg:npm/a' }]);
    await announceChanges(tx, 1, [1]);
  });
  const { events } = (await (await fetch(`${url}/api/v1/events?wait=10`)).json()) as { events: object[] };
  expect(events).toHaveLength(1);
  await expect.poll(async () => (await lags())?.bursts, { timeout: 60_000, interval: 500 }).toBe(1);
  await stop('SIGTERM');
  const levels = await lags();
  expect(levels?.probes).toBeGreaterThanOrEqual(2);
  expect(levels?.failed).toBe(0);
});

test('a server that is killed loses less than ten seconds', { timeout: 240_000 }, async () => {
  const mine = await account();
  const url = await start();
  const answered: number[] = [];
  for (const end = Date.now() + 14_000; Date.now() < end; ) {
    const { ok } = await fetch(url + REGISTRIES, { headers: mine.headers });
    if (ok) answered.push(Date.now());
    await sleep(25);
  }
  const killed = Date.now();
  await stop('SIGKILL');
  const counted = (await rowsOf(mine.id)).reduce((sum, row) => sum + row.requests, 0);
  const surely = answered.filter(at => at < killed - 10_000).length;
  expect(surely).toBeGreaterThan(10);
  expect(counted).toBeGreaterThanOrEqual(surely);
  expect(counted).toBeLessThanOrEqual(answered.length);
});
