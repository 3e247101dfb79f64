/** Sweeps by standing: the most used packages, and the registry that was left behind most. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepTop, sweepWorst } from '../../src/pipeline/sweep-standing.ts';
import { loadRegistries, seedRegistries } from '../../src/store/registries.ts';
import { writePackages } from '../../src/store/write-packages.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { record, version } from '../records.ts';
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

const write = (registry: World['npm'], names: string[]) =>
  writePackages(
    world.db,
    registry,
    names.map(name => ({
      record: record(name, { versions: [version('1.0.0')] }),
      purlOf: () => `pkg:npm/${name}`,
    })),
  );
const set = (registryId: number, name: string, table: string, assignment: string) =>
  world.db.query({
    text: `update ${table} t set ${assignment} from packages p
      where t.registry_id = $1 and p.registry_id = $1 and t.package_id = p.id and p.name = $2`,
    values: [registryId, name],
  });
const keys = async () =>
  (await world.db.query<{ key: string }>('select key from graphile_worker.jobs order by key')).rows.map(
    row => row.key,
  );

test('top: the most used 2 %, where the facts are older than 12 hours, the oldest first', async () => {
  const { npm } = world;
  await write(npm, ['used', 'used-more', 'fresh', 'rare', 'failing']);
  for (const [name, rank, hours] of [
    ['used', 2, 13],
    ['used-more', 0.1, 14],
    ['fresh', 0.1, 11],
    ['rare', 2.1, 90],
    ['failing', 0.2, 90],
  ] as const) {
    await set(npm.id, name, 'package_usage', `rank_average = ${rank}`);
    await set(npm.id, name, 'package_sync', `last_synced_at = now() - interval '${hours} hours'`);
  }
  await set(npm.id, 'failing', 'package_sync', `last_failed_at = now() - interval '1 hour'`);
  // 3 requests a second, half of them: a second is worth one job.
  expect(await sweepTop(world.deps, npm, 1)).toBe(1);
  expect(await keys()).toEqual(['sync:npmjs.org:used-more']);
  expect(await sweepTop(world.deps, npm, 1_800)).toBe(2);
  expect(await keys()).toEqual(['sync:npmjs.org:used', 'sync:npmjs.org:used-more']);
});

test('worst: a hundredth of the registry with the largest share of old facts', async () => {
  const { npm } = world;
  const { id: _, definition, createdAt: _c, updatedAt: _u, ...seed } = npm;
  await seedRegistries(world.db, [
    { ...seed, name: 'mirror', url: 'https://mirror.example', isDefault: false },
  ]);
  const stored = (await loadRegistries(world.db)).find(of => of.name === 'mirror');
  if (!stored) throw new Error('not seeded');
  const mirror = { ...stored, definition };
  const both = [npm, mirror];
  expect(await sweepWorst(world.deps, both, 1_200)).toBeNull();

  // 3 of 150 are old in one, 2 of 4 in the other.
  await write(
    npm,
    Array.from({ length: 150 }, (_item, n) => `p${n}`),
  );
  await write(mirror, ['a', 'b', 'c', 'd']);
  for (const name of ['p1', 'p2', 'p3'])
    await set(npm.id, name, 'package_sync', `last_synced_at = now() - interval '60 days'`);
  await set(mirror.id, 'b', 'package_sync', `last_synced_at = now() - interval '31 days'`);
  await set(mirror.id, 'c', 'package_sync', `last_synced_at = now() - interval '32 days'`);
  expect(await sweepWorst(world.deps, both, 1_200)).toEqual({ registry: 'mirror', jobs: 1 });
  expect(await keys()).toEqual(['sync:mirror:c']);

  // What was removed there cannot be brought up to date: then the other one is the worst, by 2 of its 150.
  await world.db.query({
    text: `update packages set status = 'removed' where registry_id = $1`,
    values: [mirror.id],
  });
  expect(await sweepWorst(world.deps, both, 1_200)).toEqual({ registry: 'npmjs.org', jobs: 2 });
});
