/**
 * Two servers as they are run, one quota: kept in PostgreSQL and in Redis, through a restart, with a revocation that both hear of, and
 * requests at the same time that end with the server that died.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey, revokeKey } from '../src/store/api-keys.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, type RunningProgram, startProgram } from './program.ts';

const LIMIT = 200;
/** Requests that both may let pass before each has heard of the other: sent one after the other, so few within 250 ms. */
const CHUNK = 10;
const PREFIX = `ecosystems:test:${process.pid}:${Date.now()}:`;

let database: TestDatabase;
let home: string;
beforeAll(async () => {
  await buildProgram();
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'ecosystems-quota-'));
  const free = { hourly: LIMIT, daily: 10_000, burst: { perSecond: 1_000, size: 1_000 }, concurrency: 16 };
  const lower = (n: number) => ({
    ...free,
    hourly: LIMIT - n,
    daily: 10_000 - n,
    burst: { perSecond: 1_000 - n, size: 1_000 - n },
    concurrency: 16 - n,
  });
  const upper = { burst: { perSecond: 2_000, size: 2_000 } };
  await writeFile(
    join(home, 'limits.json'),
    JSON.stringify({
      policies: {
        anonymous: lower(2),
        contact: lower(1),
        free,
        develop: upper,
        scale: { burst: { perSecond: 3_000, size: 3_000 } },
      },
    }),
  );
}, 300_000);
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

const newAccount = async (limits: object | null) => {
  const { rows } = await database.db.query<{ id: number }>({
    text: `insert into accounts (name, limits) values ('Example', $1) returning id`,
    values: [limits],
  });
  return rows[0]?.id ?? 0;
};
const newKey = (accountId: number) =>
  createKey(database.db, { accountId, name: 'k', environment: 'live', kind: 'k' }, 'test');

describe.each([
  ['postgres', 'postgres'],
  ['redis', 'redis://127.0.0.1:6379'],
])('counters in %s', (kind, store) => {
  afterAll(async () => {
    if (kind !== 'redis') return;
    const client = await createClient({ url: store }).connect();
    const keys = await client.keys(`${PREFIX}*`);
    // What was told lies under the prefix that was set.
    expect(keys.length).toBeGreaterThan(0);
    await client.del(keys);
    await client.close();
  });
  const serve = () =>
    startProgram([], {
      DATABASE_URL: database.url,
      ECOSYSTEMS_HOME: home,
      ECOSYSTEMS_LIMITS: join(home, 'limits.json'),
      ECOSYSTEMS_LIMITS_LOCAL: 'on',
      ECOSYSTEMS_LIMITS_STORE: store,
      ECOSYSTEMS_LIMITS_REDIS_PREFIX: PREFIX,
    });
  const ask = async (server: RunningProgram, key: string) => {
    const answer = await fetch(`${server.url}/api/v1/status`, {
      headers: { authorization: `Bearer ${key}` },
    });
    await answer.arrayBuffer();
    return answer;
  };
  const remaining = async (server: RunningProgram, key: string) =>
    Number(
      (
        await fetch(`${server.url}/api/v1/rate_limit`, { headers: { authorization: `Bearer ${key}` } })
      ).headers.get('x-ratelimit-remaining'),
    );

  test('two servers let an account have its quota once, and a third knows what was used', async () => {
    const accountId = await newAccount(null);
    const made = await Promise.all([newKey(accountId), newKey(accountId)]);
    const [one, two] = made.map(({ key }) => key) as [string, string];
    const servers = [await serve(), await serve()] as const;
    try {
      let passed = 0;
      let denied = 0;
      // Two keys of one account, each at a server of its own; half the quota fits into every server alone.
      for (let i = 0; i < 2 * LIMIT && denied < 2 * CHUNK; i++) {
        const { status } = await ask(servers[i % 2] as RunningProgram, i % 2 === 0 ? one : two);
        if (status === 200) passed++;
        else if (status === 429) denied++;
        else throw new Error(`status ${status}`);
        // As much time as several clients take.
        if (i % CHUNK === 0) await new Promise(resolve => setTimeout(resolve, 100));
      }
      expect(denied).toBe(2 * CHUNK);
      // Never under the quota; over it by what the other server let pass within one interval at most.
      expect(passed).toBeGreaterThanOrEqual(LIMIT);
      expect(passed).toBeLessThanOrEqual(LIMIT + 60);

      // A revocation is heard of by both.
      await revokeKey(database.db, { id: made[0]?.stored.id ?? 0, reason: 'lost' }, 'test');
      const began = performance.now();
      for (const server of servers) {
        while ((await ask(server, one)).status !== 401) {
          if (performance.now() - began > 5_000)
            throw new Error('a revoked key works for more than five seconds');
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      }
    } finally {
      for (const server of servers) server.signal('SIGTERM');
      await Promise.all(servers.map(({ exited }) => exited));
    }
    const third = await serve();
    try {
      for (const end = Date.now() + 5_000; (await ask(third, two)).status !== 429; ) {
        if (Date.now() > end) throw new Error('the quota was forgotten');
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      expect(await remaining(third, two)).toBe(0);
    } finally {
      third.signal('SIGTERM');
      await third.exited;
    }
  }, 180_000);

  test('requests that run at one server count at the other one, and no longer than some seconds after it was killed', async () => {
    const { key } = await newKey(await newAccount({ concurrency: 3 }));
    const [first, second] = [await serve(), await serve()];
    const gone = new AbortController();
    try {
      const streams = await Promise.all(
        [0, 1, 2].map(() =>
          fetch(`${first.url}/api/v1/events`, {
            signal: gone.signal,
            headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
          }),
        ),
      );
      expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
      const statusIs = async (expected: number, ms: number) => {
        for (const end = Date.now() + ms; ; await new Promise(resolve => setTimeout(resolve, 200))) {
          const { status } = await ask(second, key);
          if (status === expected) return;
          if (Date.now() > end) throw new Error(`${status} instead of ${expected} after ${ms} ms`);
        }
      };
      await statusIs(429, 10_000);
      const denied = await fetch(`${second.url}/api/v1/status`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(await denied.json()).toMatchObject({ 'violated-policies': ['concurrency'] });
      first.signal('SIGKILL');
      await first.exited;
      // Ten seconds of the lease, and an interval.
      await statusIs(200, 20_000);
    } finally {
      gone.abort();
      first.signal('SIGKILL');
      second.signal('SIGTERM');
      await Promise.all([first.exited, second.exited]);
    }
  }, 120_000);
});
