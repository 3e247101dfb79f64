/** A flood without a key at a server with little room: it is turned away in words, and who pays does not notice. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../src/store/api-keys.ts';
import { createTestDatabase, type TestDatabase } from './databases.ts';
import { buildProgram, type RunningProgram, startProgram } from './program.ts';

let base: TestDatabase;
let home: string;
let program: RunningProgram;
let headers: Record<string, string>;

beforeAll(async () => {
  await buildProgram();
  base = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'home-'));
  const none = { burst: null, hourly: null, daily: null, concurrency: null };
  const tiers = ['anonymous', 'contact', 'free', 'develop', 'scale', 'enterprise'];
  await writeFile(
    join(home, 'limits.json'),
    JSON.stringify({ policies: Object.fromEntries(tiers.map(tier => [tier, none])) }),
  );
  const { rows } = await base.db.query<{ id: number }>(
    `insert into accounts (name, plan) values ('Example', 'scale') returning id`,
  );
  const accountId = rows[0]?.id as number;
  const wanted = { accountId, name: 'test', environment: 'self', kind: 'k' } as const;
  headers = { authorization: `Bearer ${(await createKey(base.db, wanted, 'cli:test')).key}` };
  program = await start(1);
}, 180_000);
afterAll(async () => {
  program?.signal('SIGKILL');
  await program?.exited;
  await base.drop();
  await rm(home, { recursive: true, force: true });
});

function start(capacity: number): Promise<RunningProgram> {
  return startProgram([], {
    DATABASE_URL: base.url,
    ECOSYSTEMS_HOME: home,
    ECOSYSTEMS_LOG_LEVEL: 'warn',
    ECOSYSTEMS_CAPACITY: String(capacity),
    ECOSYSTEMS_LIMITS: join(home, 'limits.json'),
    ECOSYSTEMS_LIMITS_LOCAL: 'on',
    npm_config_registry: 'http://127.0.0.1:9',
  });
}

test('class 3 gets 503 with a time to come back, class 0 its answers', { timeout: 120_000 }, async () => {
  const url = `${program.url}/api/v1/status`;
  const statuses: number[] = [];
  const refused: { type: string | null; retryAfter: number; body: Record<string, unknown> }[] = [];
  let over = false;
  const flood = Array.from({ length: 100 }, async () => {
    while (!over) {
      const answer = await fetch(url);
      const text = await answer.text();
      statuses.push(answer.status);
      if (answer.status !== 503) continue;
      const { headers } = answer;
      refused.push({
        type: headers.get('content-type'),
        retryAfter: Number(headers.get('retry-after')),
        body: JSON.parse(text),
      });
      over ||= refused.length >= 200;
    }
  });
  const paid: number[] = [];
  while (!over) {
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    paid.push(answer.status);
  }
  await Promise.all(flood);

  expect(new Set(paid)).toEqual(new Set([200]));
  expect(paid.length).toBeGreaterThan(2);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect(refused[0]?.type).toContain('application/problem+json');
  expect(refused[0]?.body).toMatchObject({
    type: expect.stringMatching(/http-problem-types#temporary-reduced-capacity$/),
    error: expect.any(String),
    retry_after: expect.any(Number),
  });
  const times = refused.map(({ retryAfter }) => retryAfter);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...times)).toBeLessThanOrEqual(17);
  expect(new Set(times).size).toBeGreaterThan(1);
  const metrics = await (await fetch(`${program.url}/metrics`)).text();
  expect(metrics).toMatch(/ecosystems_admission_turned_away_total\{class="3",why="shed"\} [1-9]/);
  expect(metrics).not.toMatch(/ecosystems_admission_turned_away_total\{class="0"/);
});

test('who waits for events gives the only turn to others', { timeout: 60_000 }, async () => {
  const waiting = new AbortController();
  const events = `${program.url}/api/v1/events`;
  const head = (await (await fetch(`${events}?after=now`)).json()) as { cursor: string };
  const polls = Array.from({ length: 3 }, () =>
    fetch(`${events}?after=${head.cursor}&wait=30`, { signal: waiting.signal }).catch(() => null),
  );
  const stream = await fetch(events, { headers: { accept: 'text/event-stream' }, signal: waiting.signal });
  expect(stream.status).toBe(200);
  for (let i = 0; i < 3; i++) expect((await fetch(`${program.url}/api/v1/status`)).status).toBe(200);
  waiting.abort();
  await Promise.all(polls);
});

test('class 3 pauses in its turns while class 0 is served, and both are answered', {
  timeout: 120_000,
}, async () => {
  const other = await start(4);
  try {
    const url = `${other.url}/api/v1/status`;
    const statuses: Record<'paid' | 'common', number[]> = { paid: [], common: [] };
    let over = false;
    const client = async (who: 'paid' | 'common') => {
      while (!over) {
        const answer = await fetch(url, who === 'paid' ? { headers } : {});
        await answer.arrayBuffer();
        statuses[who].push(answer.status);
      }
    };
    const clients = [...Array(20).fill('common'), 'paid', 'paid'].map(client);
    const countOf = async (pattern: RegExp) => {
      const metrics = await (await fetch(`${other.url}/metrics`)).text();
      return Number(pattern.exec(metrics)?.[1] ?? 0);
    };
    await expect
      .poll(() => countOf(/ecosystems_admission_pause_seconds_count\{class="3"\} (\d+)/), { timeout: 90_000 })
      .toBeGreaterThan(20);
    over = true;
    await Promise.all(clients);
    expect(await countOf(/ecosystems_admission_pause_seconds_count\{class="0"\} (\d+)/)).toBe(0);
    expect(new Set(statuses.paid)).toEqual(new Set([200]));
    expect(statuses.common.filter(status => status === 200).length).toBeGreaterThan(10);
    expect(await countOf(/ecosystems_admission_paused\{class="3"\} (\d+)/)).toBe(0);
    expect(await countOf(/ecosystems_admission_running\{class="3"\} (\d+)/)).toBe(0);
  } finally {
    other.signal('SIGKILL');
    await other.exited;
  }
});
