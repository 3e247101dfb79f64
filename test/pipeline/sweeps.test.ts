/** What no feed announces: old facts, missing names, packages that vanish; and rankings that follow. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startConsumers } from '../../src/pipeline/consumers.ts';
import { rankingsConsumer } from '../../src/pipeline/rankings.ts';
import { sweepLeastRecent, sweepMissing, sweepStatuses } from '../../src/pipeline/sweeps.ts';
import { createHandlers } from '../../src/pipeline/tasks.ts';
import { noteAbsent, packageFreshness } from '../../src/store/freshness.ts';
import { registryFacts } from '../../src/store/registries.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { eventually, openWorld, type World } from './world.ts';

let database: TestDatabase;
let registry: NpmRegistry;
let world: World;

beforeEach(async () => {
  database = await createTestDatabase();
  registry = await startNpmRegistry({ packages: [] });
  world = await openWorld({ url: database.url, registryUrl: registry.url });
});

afterEach(async () => {
  await world.close();
  await registry.close();
  await database.drop();
});

const jobs = async () =>
  (
    await world.db.query<{ key: string; priority: number }>(
      'select key, priority from graphile_worker.jobs order by key',
    )
  ).rows;
const ago = (name: string, interval: string, column = 'last_synced_at') =>
  world.db.query({
    text: `update package_sync s set ${column} = now() - $2::interval from packages p where p.id = s.package_id and p.name = $1`,
    values: [name, interval],
  });
const freshness = (name: string) => packageFreshness(world.db, world.npm.id, name);

test('least recent: facts older than 30 days, the oldest first, no more than the budget serves', async () => {
  for (const name of ['fresh', 'old', 'older', 'oldest', 'failing']) {
    registry.publish(name, '1.0.0');
    await world.sync(name);
  }
  await ago('old', '31 days');
  await ago('older', '32 days');
  await ago('oldest', '40 days');
  await ago('failing', '50 days');
  await ago('failing', '1 day', 'last_failed_at');
  // 3 requests a second, half of them: 2 s are worth 3 jobs, 1 s one.
  expect(await sweepLeastRecent(world.deps, world.npm, 1)).toBe(1);
  expect(await jobs()).toEqual([{ key: 'sync:npmjs.org:oldest', priority: 20 }]);
  expect(await sweepLeastRecent(world.deps, world.npm, 900)).toBe(3);
  expect((await jobs()).map(job => job.key)).toEqual([
    'sync:npmjs.org:old',
    'sync:npmjs.org:older',
    'sync:npmjs.org:oldest',
  ]);
});

test('missing names: the most wanted first, only where everything is followed', async () => {
  registry.publish('a', '1.0.0', { dependencies: { wanted: '1', 'much-wanted': '1', unknown: '1' } });
  registry.publish('b', '1.0.0', { dependencies: { 'much-wanted': '1' } });
  await world.sync('a');
  await world.sync('b');
  await noteAbsent(world.db, world.npm.id, 'unknown');
  expect(await sweepMissing(world.deps, world.npm, 3_600)).toBe(0);
  world.deps.follow = { 'npmjs.org': 'all' };
  expect(await sweepMissing(world.deps, world.npm, 1)).toBe(1);
  expect((await jobs()).map(job => job.key)).toEqual(['sync:npmjs.org:much-wanted']);
  expect(await sweepMissing(world.deps, world.npm, 3_600)).toBe(2);
  expect((await jobs()).map(job => job.key)).toEqual(['sync:npmjs.org:much-wanted', 'sync:npmjs.org:wanted']);
});

describe('status checks', () => {
  test('a package that vanished becomes removed, one that is there costs one small request, one that is back returns', async () => {
    for (const name of ['there', 'vanished', 'back']) {
      registry.publish(name, '1.0.0');
      await world.sync(name);
    }
    registry.fault('back', { kind: 'status', status: 404 });
    await world.sync('back', { force: true });
    expect((await freshness('back'))?.status).toBe('removed');
    registry.fault('back', null);
    registry.fault('vanished', { kind: 'status', status: 404 });

    expect(await sweepStatuses(world.deps, world.npm, 3_600)).toBe(3);
    world.work();
    await eventually(async () => (await jobs()).length === 0);
    expect((await freshness('vanished'))?.status).toBe('removed');
    expect((await freshness('back'))?.status).toBeNull();
    expect((await freshness('there'))?.status).toBeNull();
    expect(registry.log.filter(entry => entry.what === 'there').map(entry => entry.method)).toEqual([
      'GET',
      'HEAD',
    ]);
  });

  test('the walk goes through the registry in turns, and once a week', async () => {
    for (let n = 0; n < 15; n++) {
      registry.publish(`p${n}`, '1.0.0');
      await world.sync(`p${n}`);
    }
    const sweep = () => sweepStatuses(world.deps, world.npm, 60);
    // At least ten at a time, however few a week would need.
    expect(await sweep()).toBe(10);
    expect(await sweep()).toBe(5);
    expect((await jobs()).length).toBe(15);
    expect(await sweep()).toBe(0);
    world.deps.now = () => new Date(Date.now() + 8 * 86_400_000);
    expect(await sweep()).toBe(10);
  });
});

test('rankings are recomputed after a change, once for many changes, and not within the minute', async () => {
  const consumers = startConsumers(world.db, [rankingsConsumer(world.registries, world.queue)], {
    intervalMs: 300,
  });
  registry.publish('used', '1.0.0');
  registry.publish('user', '1.0.0', { dependencies: { used: '1' } });
  await world.sync('used');
  await world.sync('user');
  await eventually(async () => (await jobs()).some(job => job.key === 'rankings:npmjs.org'));
  const worker = world.work();
  const ranks = async () =>
    (
      await world.db.query<{ name: string; rank: number }>(
        'select p.name, u.rank_average as rank from packages p join package_usage u on u.package_id = p.id order by p.name',
      )
    ).rows;
  // Of two packages, none is used more than `used`; one is used more than `user`, but an unused one has rank 100.
  await eventually(async () => (await ranks()).every(row => row.rank !== null));
  expect(await ranks()).toEqual([
    { name: 'used', rank: 0 },
    { name: 'user', rank: 100 },
  ]);
  await eventually(async () => (await registryFacts(world.db)).some(fact => fact.field === 'rankings-run'));
  await worker.stop();

  registry.publish('another', '1.0.0');
  await world.sync('another');
  const next = async () =>
    (
      await world.db.query<{ seconds: number }>(
        `select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs where key = 'rankings:npmjs.org'`,
      )
    ).rows[0]?.seconds;
  await eventually(async () => (await next()) !== undefined);
  expect(await next()).toBeGreaterThan(30);
  expect(await next()).toBeLessThanOrEqual(60);
  await consumers.stop();
});

test('housekeeping makes partitions and forgets what is of no use', async () => {
  await world.queue.enqueue([
    { task: 'none', key: 'long-dead', lane: 'feed', payload: {} },
    { task: 'none', key: 'just-dead', lane: 'feed', payload: {} },
  ]);
  await world.db.query(
    `update graphile_worker._private_jobs set attempts = max_attempts,
       updated_at = case when key = 'long-dead' then now() - interval '31 days' else now() end`,
  );
  await world.db.query(
    `insert into absent_packages values (1, 'a', now() - interval '31 days'), (1, 'b', now())`,
  );
  const { housekeeping } = createHandlers(world.deps);
  await housekeeping?.(
    {},
    { id: 1, key: null, lane: 'backfill', attempt: 1, signal: new AbortController().signal },
  );
  expect((await world.queue.deadJobs()).map(job => job.key)).toEqual(['just-dead']);
  const { rows } = await world.db.query('select name from absent_packages');
  expect(rows).toEqual([{ name: 'b' }]);
});
