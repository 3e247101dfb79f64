/** All names of a registry, as jobs for those that are missing. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError, UpstreamError } from '../../src/core/errors.ts';
import type { PackageConnector, PackageSlot } from '../../src/ecosystems/ecosystem.ts';
import { type NamesProgress, queueNames } from '../../src/pipeline/names.ts';
import type { SyncRegistry } from '../../src/pipeline/registries.ts';
import { noteAbsent } from '../../src/store/freshness.ts';
import { deletePackage } from '../../src/store/removals.ts';
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

/** npm's registry, as it would be if it told its names. */
function naming(allNames: PackageConnector['allNames']): SyncRegistry {
  const { definition } = world.npm;
  const slots: PackageSlot[] = ['allNames'];
  const load = async () => ({ fetch: async () => ({ kind: 'missing' as const }), allNames });
  return { ...world.npm, definition: { ...definition, connector: { mode: 'package', slots, load } } };
}

const keys = async () =>
  (
    await world.db.query<{ key: string; priority: number }>(
      'select key, priority from graphile_worker.jobs order by key',
    )
  ).rows;

test('a job in the background for each name that is missing, however the registry hands them out', async () => {
  upstream.publish('indexed', '1.0.0');
  await world.sync('indexed');
  upstream.publish('deleted', '1.0.0');
  await world.sync('deleted');
  await deletePackage(world.db, world.npm, 'deleted', 'asked by its owner', () => 'pkg:npm/deleted');
  await noteAbsent(world.db, world.npm.id, 'unknown-yesterday', new Date(Date.now() - 86_400_000));
  await noteAbsent(world.db, world.npm.id, 'unknown-long-ago', new Date(Date.now() - 8 * 86_400_000));
  const told: NamesProgress[] = [];
  const registry = naming(async function* () {
    yield ['indexed', 'new-one', ' new-one ', 'deleted'];
    yield [];
    yield ['../no-name', 'unknown-yesterday', 'unknown-long-ago', 'new-two'];
  });
  const done = await queueNames(world.deps, registry, { onProgress: progress => told.push(progress) });
  expect(await keys()).toEqual([
    { key: 'sync:npmjs.org:new-one', priority: 20 },
    { key: 'sync:npmjs.org:new-two', priority: 20 },
    { key: 'sync:npmjs.org:unknown-long-ago', priority: 20 },
  ]);
  expect(done).toMatchObject({ queued: 3 });
  expect(told.at(-1)).toEqual(done);

  expect((await queueNames(world.deps, registry)).queued).toBe(0);
});

test('a limit ends the reading, and the next run goes on behind it', async () => {
  let read = 0;
  const registry = naming(async function* () {
    for (let page = 0; page < 10; page++) {
      read++;
      yield Array.from({ length: 1_000 }, (_, n) => `package-${String(page * 1_000 + n).padStart(5, '0')}`);
    }
  });
  expect(await queueNames(world.deps, registry, { limit: 1_500 })).toEqual({ names: 2_000, queued: 1_500 });
  expect(read).toBe(2);
  expect(await queueNames(world.deps, registry, { limit: 600 })).toEqual({ names: 3_000, queued: 600 });
  const all = await keys();
  expect(all).toHaveLength(2_100);
  expect(all.at(-1)?.key).toBe('sync:npmjs.org:package-02099');
});

test('what was queued before a registry failed stays', async () => {
  const registry = naming(async function* () {
    yield Array.from({ length: 1_000 }, (_, n) => `package-${n}`);
    throw new UpstreamError('server-error', 'status 500');
  });
  await expect(queueNames(world.deps, registry)).rejects.toThrow('status 500');
  expect(await keys()).toHaveLength(1_000);
});

test('a registry that cannot tell its names says why', async () => {
  const refused = await queueNames(world.deps, world.npm).catch(error => error);
  expect(refused).toBeInstanceOf(InputError);
  expect(refused.message).toBe(
    `the packages of npmjs.org cannot be listed: ${world.npm.definition.absent.allNames}`,
  );
});
