/** Readers who want what is not indexed yet. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import { Deferred } from '../../src/pipeline/outcomes.ts';
import {
  createReadThrough,
  type ReadThrough,
  type ReadThroughDeps,
} from '../../src/pipeline/read-through.ts';
import { BUSY } from '../../src/pipeline/sync.ts';
import { packageFreshness } from '../../src/store/freshness.ts';
import { deletePackage } from '../../src/store/removals.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { eventually, openWorld, type World } from './world.ts';

let database: TestDatabase;
let registry: NpmRegistry;
let world: World;
let reader: ReadThrough;

beforeAll(async () => {
  database = await createTestDatabase();
  registry = await startNpmRegistry({ packages: [] });
  world = await openWorld({ url: database.url, registryUrl: registry.url });
});

beforeEach(() => {
  reader = createReadThrough({ ...world.deps, budgetMs: 3_000 });
});

afterEach(() => world.db.query('truncate graphile_worker._private_jobs'));

afterAll(async () => {
  await world.close();
  await registry.close();
  await database.drop();
});

const stored = async (name: string) => (await packageFreshness(world.db, world.npm.id, name)) !== null;
const jobs = async () =>
  (
    await world.db.query<{ key: string; priority: number; seconds: number }>(
      'select key, priority, extract(epoch from run_at - updated_at)::float8 as seconds from graphile_worker.jobs order by key',
    )
  ).rows;

test('an unknown package is there when the reader is answered', async () => {
  registry.publish('@scope/fresh', '1.0.0');
  expect(await reader.package(world.npm, '@scope/fresh')).toBe('indexed');
  expect(await stored('@scope/fresh')).toBe(true);
});

test('twenty readers at once are one request', async () => {
  registry.publish('popular', '1.0.0');
  registry.fault('popular', { kind: 'slow', ms: 200 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => reader.package(world.npm, 'popular')));
  expect(answers).toEqual(Array(20).fill('indexed'));
  expect(registry.requests('popular')).toBe(1);
});

test('readers in another process wait for the same request', async () => {
  const other = await openWorld({ url: database.url, registryUrl: registry.url });
  const elsewhere = createReadThrough({ ...other.deps, budgetMs: 3_000 });
  registry.publish('shared', '1.0.0');
  registry.fault('shared', { kind: 'slow', ms: 400 });
  const first = reader.package(world.npm, 'shared');
  await sleep(100);
  expect(await elsewhere.package(world.npm, 'shared')).toBe('indexed');
  expect(await first).toBe('indexed');
  expect(registry.requests('shared')).toBe(1);
  await other.close();
});

test('who cannot wait is told pending, and the package comes all the same', async () => {
  registry.publish('slow', '1.0.0');
  registry.fault('slow', { kind: 'slow', ms: 600 });
  expect(await reader.package(world.npm, 'slow', { budgetMs: 100 })).toBe('pending');
  await eventually(() => stored('slow'));
  expect(registry.requests('slow')).toBe(1);
});

test('a name that the registry does not know, cannot know, or that was deleted for good is missing', async () => {
  expect(await reader.package(world.npm, 'not-there')).toBe('missing');
  expect(await reader.package(world.npm, 'not-there')).toBe('missing');
  expect(registry.requests('not-there')).toBe(1);
  const before = registry.requests();
  expect(await reader.package(world.npm, 'no such name')).toBe('missing');
  expect(await reader.package({ id: 999 }, 'react')).toBe('missing');
  registry.publish('banned', '1.0.0');
  await deletePackage(world.db, world.npm, 'banned', 'asked for', () => 'pkg:npm/banned');
  expect(await reader.package(world.npm, 'banned')).toBe('missing');
  expect(registry.requests()).toBe(before);
});

describe('a registry that cannot be asked', () => {
  test('the reader hears so, a job takes over, and the next readers do not ask again at once', async () => {
    registry.publish('broken', '1.0.0');
    registry.fault('broken', { kind: 'status', status: 500 });
    expect(await reader.package(world.npm, 'broken')).toBe('failed');
    expect(await reader.package(world.npm, 'broken')).toBe('failed');
    expect(registry.requests('broken')).toBe(1);
    expect(await jobs()).toEqual([expect.objectContaining({ key: 'sync:npmjs.org:broken', priority: 0 })]);
    registry.fault('broken', null);
    const worker = world.work();
    await eventually(() => stored('broken'));
    await worker.stop();
  });

  test('also when the reader has gone', async () => {
    const failing = createReadThrough({
      ...world.deps,
      sync: async () => {
        await sleep(200);
        throw new UpstreamError('timeout', 'no answer');
      },
    });
    expect(await failing.package(world.npm, 'hopeless', { budgetMs: 50 })).toBe('pending');
    expect(await jobs()).toEqual([]);
    await eventually(async () => (await jobs()).length === 1);
    expect(await jobs()).toEqual([expect.objectContaining({ key: 'sync:npmjs.org:hopeless', priority: 0 })]);
  });
});

test('more unknown names at once than the limit become jobs', async () => {
  const narrow = createReadThrough({ ...world.deps, limit: 2, budgetMs: 3_000 });
  const names = ['crowd-1', 'crowd-2', 'crowd-3', 'crowd-4'];
  for (const name of names) {
    registry.publish(name, '1.0.0');
    registry.fault(name, { kind: 'slow', ms: 200 });
  }
  expect(await Promise.all(names.map(name => narrow.package(world.npm, name)))).toEqual([
    'indexed',
    'indexed',
    'pending',
    'pending',
  ]);
  expect((await jobs()).map(job => job.key)).toEqual(['sync:npmjs.org:crowd-3', 'sync:npmjs.org:crowd-4']);
});

test('a refresh is queued once, and not before the floor', async () => {
  registry.publish('known', '1.0.0');
  await world.sync('known');
  await reader.refresh(world.npm, 'known');
  await reader.refresh(world.npm, 'known');
  const [job, ...others] = await jobs();
  expect(others).toEqual([]);
  expect(job).toMatchObject({ key: 'sync:npmjs.org:known', priority: 0 });
  expect(job?.seconds).toBeGreaterThan(590);
  expect(job?.seconds).toBeLessThan(601);

  await world.db.query(`update package_sync set last_synced_at = now() - interval '11 minutes'`);
  await reader.refresh(world.npm, 'known');
  expect((await jobs())[0]?.seconds).toBeLessThan(1);
});

test('jobs that a request makes have the class of who asked, the most urgent where several did', async () => {
  registry.publish('asked-for', '1.0.0');
  await world.sync('asked-for');
  await reader.refresh(world.npm, 'asked-for', { priority: 3 });
  expect((await jobs())[0]?.priority).toBe(3);
  await reader.refresh(world.npm, 'asked-for', { priority: 1 });
  await reader.refresh(world.npm, 'asked-for', { priority: 2 });
  expect((await jobs()).map(job => job.priority)).toEqual([1]);
});

describe('versions on demand', () => {
  /** The registry of the world, as one whose connector reads old versions by name. */
  const reading = (sync: ReadThroughDeps['sync']) => {
    const { definition } = world.npm;
    const connector = { ...definition.connector, onDemand: true } as typeof definition.connector;
    const onDemand = { ...world.npm, definition: { ...definition, connector } };
    const registries = { ...world.registries, byId: () => onDemand };
    return createReadThrough({ ...world.deps, registries, sync, budgetMs: 3_000 });
  };
  const versions = ['1.0.0', '0.9.0'];

  test('are read once, by all who want them at the same time', async () => {
    const asked: unknown[] = [];
    const reads = reading(async (_, name, { versions: wanted }) => {
      asked.push(wanted);
      await sleep(50);
      return { outcome: 'updated', name };
    });
    const ask = (wanted: string[]) => reads.package(world.npm, 'old', { versions: wanted });
    expect(await Promise.all([ask(versions), ask(versions)])).toEqual(['indexed', 'indexed']);
    expect(await ask(['0.9.0'])).toBe('failed');
    expect(await ask(['0.9.0', '0.8.0'])).toBe('indexed');
    expect(asked).toEqual([versions, ['0.8.0']]);
  });

  test('wait while somebody else syncs the package', async () => {
    let tries = 0;
    const reads = reading(async (_, name) => {
      if (++tries < 3) throw new Deferred(new Date(), 'being synced', BUSY);
      return { outcome: 'updated', name };
    });
    expect(await reads.package(world.npm, 'busy', { versions })).toBe('indexed');
    expect(tries).toBe(3);
  });

  test('that cannot be had are said to have failed, and no job is left', async () => {
    const reads = reading(async () => {
      throw new UpstreamError('timeout', 'no answer');
    });
    expect(await reads.package(world.npm, 'away', { versions })).toBe('failed');
    expect(await jobs()).toEqual([]);
    // A connector that reads all versions anyway is not asked again.
    expect(await reader.package(world.npm, 'whole', { versions })).toBe('failed');
    expect(registry.requests('whole')).toBe(0);
  });
});
