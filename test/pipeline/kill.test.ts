/** kill -9 in the middle of polling and syncing, several times: no half package, no lost and no doubled event. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollFeed } from '../../src/pipeline/feeds.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { type CompiledProgram, compileProgram } from './compiled.ts';
import { eventsOf, eventually, openWorld } from './world.ts';

const PACKAGES = 60;
const names = Array.from({ length: PACKAGES }, (_, n) => `killed-${String(n).padStart(2, '0')}`);

let database: TestDatabase;
let registry: NpmRegistry;
let program: CompiledProgram;
let blobsFolder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  registry = await startNpmRegistry({ packages: [] });
  program = await compileProgram('test/pipeline/child.ts');
  blobsFolder = await mkdtemp(join(tmpdir(), 'killed-'));
});

afterAll(async () => {
  await rm(blobsFolder, { recursive: true, force: true });
  await program.remove();
  await registry.close();
  await database.drop();
});

test('a follower that is killed again and again ends with every package, each announced and created once', async () => {
  const options = {
    url: database.url,
    registryUrl: registry.url,
    blobsFolder,
    settings: { npm_changes_url: registry.changesUrl },
    follow: { 'npmjs.org': 'all' as const },
  };
  const world = await openWorld(options);
  // The feed is followed from here on.
  await pollFeed(world.deps, world.npm);
  for (const [n, name] of names.entries()) {
    const dependencies = { [names[(n + 1) % PACKAGES] as string]: '^1.0.0' };
    registry.publish(name, '1.0.0', { dependencies });
    registry.publish(name, '1.1.0', { dependencies });
    registry.fault(name, { kind: 'slow', ms: 40 });
  }
  const created = async () => {
    const { rows } = await world.db.query<{ count: number }>('select count(*) from packages');
    return rows[0]?.count ?? 0;
  };

  let kills = 0;
  for (let done = await created(); done < PACKAGES && kills < 6; done = await created()) {
    const child = await program.start([JSON.stringify(options)]);
    // Long enough to be in the middle of something, and never long enough to finish.
    const target = Math.min(done + 8, PACKAGES);
    await eventually(async () => (await created()) >= target, 15_000);
    await sleep(Math.random() * 60);
    child.process.kill('SIGKILL');
    await child.exited;
    kills++;
  }
  expect(kills).toBeGreaterThanOrEqual(4);

  const worker = world.work({ livesIntervalMs: 200, concurrency: 4 });
  await eventually(async () => {
    await pollFeed(world.deps, world.npm);
    const stats = await world.queue.stats();
    return (await created()) === PACKAGES && Object.keys(stats.tasks).length === 0;
  }, 30_000);
  await worker.stop();

  const events = await eventsOf(world.db, e => e.type.startsWith('package.'), 2 * PACKAGES);
  const subjects = (type: string) =>
    events
      .filter(e => e.type === type)
      .map(e => e.subject)
      .sort();
  const purls = names.map(name => `pkg:npm/${name}`);
  expect(subjects('package.announced')).toEqual(purls);
  expect(subjects('package.created')).toEqual(purls);
  expect(events.filter(e => e.type === 'package.created').every(e => e.data?.versions === 2)).toBe(true);
  expect(await world.queue.deadJobs()).toEqual([]);

  const { rows } = await world.db.query(
    `select p.name, p.versions_count as versions, u.dependent_packages_count as dependents,
        (select count(*) from versions v where v.package_id = p.id and v.dependency_set is not null) as stored
      from packages p join package_usage u on u.package_id = p.id order by p.name`,
  );
  expect(rows).toEqual(names.map(name => ({ name, versions: 2, dependents: 1, stored: 2 })));
  await world.close();
}, 120_000);
