/** What the schedule's jobs queue: feeds when their time has come, names of registries that are followed whole. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/records.ts';
import { createRegistries } from '../../src/pipeline/registries.ts';
import { createHandlers } from '../../src/pipeline/tasks.ts';
import type { JobContext } from '../../src/pipeline/worker.ts';
import { loadRegistries } from '../../src/store/registries.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { openWorld, type World } from './world.ts';

let database: TestDatabase;
let upstream: NpmRegistry;
let world: World;

beforeEach(async () => {
  database = await createTestDatabase();
  upstream = await startNpmRegistry({ packages: [] });
  world = await openWorld({ url: database.url, registryUrl: upstream.url });
});

afterEach(async () => {
  await world.close();
  await upstream.close();
  await database.drop();
});

const job: JobContext = {
  id: 1,
  key: null,
  lane: 'backfill',
  attempt: 1,
  signal: new AbortController().signal,
};
const run = (task: string, payload: JsonObject = {}) => createHandlers(world.deps)[task]?.(payload, job);
const keys = async () =>
  (await world.db.query<{ key: string }>('select key from graphile_worker.jobs order by key')).rows.map(
    row => row.key,
  );
const at = (ts: string): JsonObject => ({ _cron: { ts } });

test('a feed is polled when its time has come, by the time that the job stands for', async () => {
  world.deps.follow = { 'npmjs.org': 'known' };
  await run('poll-feeds', at('2026-02-03T10:06:00.000Z'));
  expect(await keys()).toEqual([]);
  await run('poll-feeds', at('2026-02-03T10:05:00.000Z'));
  expect(await keys()).toEqual(['poll-feed:npmjs.org']);
});

test('a feed that nobody follows is not polled', async () => {
  await run('poll-feeds', at('2026-02-03T10:05:00.000Z'));
  expect(await keys()).toEqual([]);
});

test('names are taken up 5,000 a day, of registries that are followed whole and tell their names', async () => {
  const { definition } = world.npm;
  const names = Array.from({ length: 5_400 }, (_, n) => `p${String(n).padStart(4, '0')}`);
  const naming = {
    ...definition,
    connector: {
      mode: 'package' as const,
      slots: ['allNames'] as const,
      load: async () => ({
        fetch: async () => ({ kind: 'missing' as const }),
        async *allNames() {
          yield names;
        },
      }),
    },
  };
  await run('sweep-names');
  world.deps.follow = { 'npmjs.org': 'all' };
  await run('sweep-names');
  expect(await keys()).toEqual([]);

  world.deps.registries = createRegistries(await loadRegistries(world.db), [naming]);
  world.deps.follow = { 'npmjs.org': 'known' };
  await run('sweep-names');
  expect(await keys()).toEqual([]);
  world.deps.follow = { 'npmjs.org': 'all' };
  await run('sweep-names');
  expect(await keys()).toEqual(['queue-names:npmjs.org']);
  await run('queue-names', { registry: 'npmjs.org' });
  const queued = (await keys()).filter(key => key.startsWith('sync:'));
  expect([queued.length, queued.at(-1)]).toEqual([5_000, 'sync:npmjs.org:p4999']);
});
