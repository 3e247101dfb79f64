/** From a registry's feed to the facts: event, job, sync; and nothing lost or doubled when a process dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import { pollFeed } from '../../src/pipeline/feeds.ts';
import { packageFreshness } from '../../src/store/freshness.ts';
import { registryFacts } from '../../src/store/registries.ts';
import { deletePackage } from '../../src/store/removals.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { eventually, openWorld, type World } from './world.ts';

let database: TestDatabase;
let registry: NpmRegistry;
let world: World;

beforeEach(async () => {
  database = await createTestDatabase();
  registry = await startNpmRegistry({ packages: [] });
  world = await openWorld({
    url: database.url,
    registryUrl: registry.url,
    settings: { npm_changes_url: registry.changesUrl },
    follow: { 'npmjs.org': 'all' },
  });
});

afterEach(async () => {
  await world.close();
  await registry.close();
  await database.drop();
});

const poll = () => pollFeed(world.deps, world.npm);
const keys = async () =>
  (await world.db.query<{ key: string }>('select key from graphile_worker.jobs order by key')).rows.map(
    r => r.key,
  );
const announced = async () =>
  (
    await world.db.query<{ subject: string }>(
      `select subject from events where type = 'package.announced' order by xid, id`,
    )
  ).rows.map(row => row.subject);
const feedFact = async () => (await registryFacts(world.db)).find(fact => fact.field === 'feed');

test('publish, poll, event, job, record', async () => {
  expect(await poll()).toEqual({ announced: 0, followed: 0 });
  registry.publish('one', '1.0.0');
  registry.publish('@scope/two', '2.0.0');
  expect(await poll()).toEqual({ announced: 2, followed: 2 });
  expect(await announced()).toEqual(['pkg:npm/one', 'pkg:npm/%40scope/two']);
  expect(await keys()).toEqual(['sync:npmjs.org:@scope/two', 'sync:npmjs.org:one']);
  expect(await feedFact()).toMatchObject({ head: String(registry.seq()), position: String(registry.seq()) });

  world.work();
  await eventually(async () => (await keys()).length === 0);
  expect(await packageFreshness(world.db, world.npm.id, '@scope/two')).not.toBeNull();
  expect(await poll()).toEqual({ announced: 0, followed: 0 });
  expect(await announced()).toHaveLength(2);
});

test('a package that changes twice before it is synced is one job; an unpublished one is followed too', async () => {
  await poll();
  registry.publish('busy', '1.0.0');
  await poll();
  registry.publish('busy', '1.0.1');
  await poll();
  expect(await keys()).toEqual(['sync:npmjs.org:busy']);
  const worker = world.work();
  await eventually(async () => (await keys()).length === 0);
  await worker.stop();
  // Facts that are ten minutes old may be fetched again.
  await world.db.query(`update package_sync set last_synced_at = now() - interval '11 minutes'`);
  registry.unpublish('busy');
  await poll();
  world.work();
  await eventually(
    async () => (await packageFreshness(world.db, world.npm.id, 'busy'))?.status === 'unpublished',
  );
});

test('a change within the floor is deferred to its end, not dropped', async () => {
  await poll();
  registry.publish('hot', '1.0.0');
  await world.sync('hot');
  await sleep(5);
  registry.publish('hot', '1.0.1');
  await poll();
  world.work();
  const waiting = async () =>
    (
      await world.db.query<{ last_error: string; seconds: number }>(
        'select last_error, extract(epoch from run_at - updated_at)::float8 as seconds from graphile_worker.jobs where last_error is not null',
      )
    ).rows[0];
  await eventually(async () => (await waiting()) !== undefined);
  const job = await waiting();
  expect(job?.last_error).toMatch(/^deferred: synced at /);
  expect(job?.seconds).toBeGreaterThan(580);
  expect(job?.seconds).toBeLessThan(601);
  expect(registry.requests('hot')).toBe(1);
});

test('known: only packages of the index are followed; off: nothing is asked', async () => {
  registry.publish('mine', '1.0.0');
  await world.sync('mine');
  world.deps.follow = { 'npmjs.org': 'known' };
  await poll();
  registry.publish('mine', '1.0.1');
  registry.publish('theirs', '1.0.0');
  expect(await poll()).toEqual({ announced: 2, followed: 1 });
  expect(await keys()).toEqual(['sync:npmjs.org:mine']);
  world.deps.follow = {};
  const before = registry.requests();
  expect(await poll()).toBeNull();
  expect(registry.requests()).toBe(before);
});

test('deleted packages are not announced', async () => {
  await poll();
  await deletePackage(world.db, world.npm, 'buried', 'asked for', () => 'pkg:npm/buried');
  registry.publish('buried', '1.0.0');
  registry.publish('alive', '1.0.0');
  expect(await poll()).toEqual({ announced: 2, followed: 1 });
  expect(await announced()).toEqual(['pkg:npm/alive']);
});

test('a feed in trouble moves nothing, and goes on where it stood', async () => {
  await poll();
  const position = (await feedFact())?.position;
  registry.publish('later', '1.0.0');
  registry.fault('_changes', { kind: 'truncated-gzip', times: 1 });
  await expect(poll()).rejects.toThrow(UpstreamError);
  expect((await feedFact())?.position).toBe(position);
  expect(await announced()).toEqual([]);
  expect(await poll()).toEqual({ announced: 1, followed: 1 });
});

test('a poll that fails while it writes leaves neither event nor job nor position', async () => {
  await poll();
  const position = (await feedFact())?.position;
  registry.publish('half', '1.0.0');
  const { queue } = world.deps;
  world.deps.queue = {
    ...queue,
    async enqueue(jobs, tx) {
      await queue.enqueue(jobs, tx);
      throw new Error('power cut');
    },
  };
  await expect(poll()).rejects.toThrow('power cut');
  world.deps.queue = queue;
  expect(await announced()).toEqual([]);
  expect(await keys()).toEqual([]);
  expect((await feedFact())?.position).toBe(position);
  expect(await poll()).toEqual({ announced: 1, followed: 1 });
});

test('two polls at once announce every change once', async () => {
  const other = await openWorld({
    url: database.url,
    registryUrl: registry.url,
    settings: { npm_changes_url: registry.changesUrl },
    follow: { 'npmjs.org': 'all' },
  });
  await poll();
  for (let n = 0; n < 30; n++) registry.publish(`p${n}`, '1.0.0');
  registry.fault('_changes', { kind: 'slow', ms: 200 });
  await Promise.all([poll(), pollFeed(other.deps, other.npm), poll()]);
  await poll();
  expect((await announced()).sort()).toEqual(Array.from({ length: 30 }, (_, n) => `pkg:npm/p${n}`).sort());
  await other.close();
});
