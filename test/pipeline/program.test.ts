/** The whole program in processes of its own: start, serve, work, stop, be killed, wait for its database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createQueue } from '../../src/pipeline/jobs.ts';
import { syncJob } from '../../src/pipeline/sync-job.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { type CompiledProgram, compileProgram, type RunningProgram } from './compiled.ts';
import { eventually } from './world.ts';

// Processes are started and stopped: slow where much else runs.
vi.setConfig({ testTimeout: 90_000 });

let database: TestDatabase;
let registry: NpmRegistry;
let program: CompiledProgram;
let home: string;
let running: Omit<RunningProgram, 'firstLine'>[] = [];

beforeAll(async () => {
  registry = await startNpmRegistry({ packages: [] });
  program = await compileProgram('test/pipeline/serve-child.ts');
});

afterAll(async () => {
  await program.remove();
  await registry.close();
});

beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'home-'));
});

afterEach(async () => {
  for (const { process: child, exited } of running) {
    child.kill('SIGKILL');
    await exited;
  }
  running = [];
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  DATABASE_URL: database.url,
  ECOSYSTEMS_HOME: home,
  ECOSYSTEMS_NPM_CHANGES_URL: registry.changesUrl,
  npm_config_registry: registry.url,
  PORT: '0',
  ...more,
});

async function start(mode: string, more: NodeJS.ProcessEnv = {}): Promise<RunningProgram> {
  const started = await program.start([mode], env(more));
  running.push(started);
  return started;
}

const get = (address: string, path: string) => fetch(address + path, { headers: { connection: 'close' } });
const packagePath = (name: string) => `/packages/api/v1/registries/npmjs.org/packages/${name}`;

test('serves an unknown package by asking its registry, and stops in order', async () => {
  registry.publish('fresh', '1.2.3', { description: 'just published' });
  const { firstLine: address, process: child, exited } = await start('with-worker');
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await get(address, '/')).status).toBe(200);
  const response = await get(address, packagePath('fresh'));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ name: 'fresh', latest_release_number: '1.2.3' });
  expect((await get(address, packagePath('nowhere'))).status).toBe(404);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);

  const again = await start('serve');
  const before = registry.requests('fresh');
  expect((await get(again.firstLine, packagePath('fresh'))).status).toBe(200);
  expect(registry.requests('fresh')).toBe(before);
});

test('a server without a worker queues, and a worker elsewhere does it', async () => {
  registry.publish('slow-one', '1.0.0');
  registry.fault('slow-one', { kind: 'status', status: 500 });
  const { firstLine: address } = await start('serve');
  // The registry could not be asked: pending, with a job.
  expect((await get(address, packagePath('slow-one'))).status).toBe(202);
  const jobs = async () => (await database.db.query('select key from graphile_worker.jobs')).rows;
  await eventually(async () => (await jobs()).length === 1);
  expect(await jobs()).toEqual([{ key: 'sync:npmjs.org:slow-one' }]);
  registry.fault('slow-one', null);
  const worker = program.launch(['work'], env());
  running.push(worker);
  await eventually(async () => (await jobs()).every(job => job.key !== 'sync:npmjs.org:slow-one'));
  await eventually(async () => (await get(address, packagePath('slow-one'))).status === 200);
  worker.process.kill('SIGINT');
  expect(await worker.exited).toBe(0);
});

test('what a reader was told to wait for is not lost when the program stops', async () => {
  registry.publish('endless', '1.0.0');
  registry.fault('endless', { kind: 'stalled' });
  const {
    firstLine: address,
    process: child,
    exited,
  } = await start('serve', { ECOSYSTEMS_READ_THROUGH_MS: '100' });
  expect((await get(address, packagePath('endless'))).status).toBe(202);
  child.kill('SIGINT');
  expect(await exited).toBe(0);
  const { rows } = await database.db.query('select key, priority from graphile_worker.jobs');
  expect(rows).toEqual([{ key: 'sync:npmjs.org:endless', priority: 0 }]);
});

test('a second signal ends the program at once, whatever it is doing, and the next one does the job', async () => {
  registry.publish('stuck', '1.0.0');
  registry.fault('stuck', { kind: 'stalled' });
  const { process: child, exited } = await start('with-worker');
  const queue = createQueue(database.db);
  await queue.enqueue([syncJob('npmjs.org', 'stuck', 'interactive')]);
  await eventually(() => registry.requests('stuck') === 1);
  child.kill('SIGINT');
  await sleep(300);
  child.kill('SIGINT');
  expect(await exited).toBe(130);
  expect((await queue.stats()).lanes.interactive.running).toBe(1);

  registry.fault('stuck', null);
  await start('with-worker');
  await eventually(
    async () => Object.keys((await queue.stats()).tasks).every(task => task !== 'sync'),
    40_000,
  );
  expect(registry.requests('stuck')).toBe(2);
});

test('waits for a database that is not there, says so, and can be stopped', async () => {
  const gate = createServer();
  await new Promise<void>(resolve => gate.listen(0, '127.0.0.1', resolve));
  const { port } = gate.address() as { port: number };
  await new Promise(resolve => gate.close(resolve));
  const waiting = program.launch(
    ['serve'],
    env({ DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/none` }),
  );
  running.push(waiting);
  await eventually(() => (waiting.errors().match(/trying again in 2 s/g)?.length ?? 0) >= 2);
  waiting.process.kill('SIGINT');
  expect(await waiting.exited).toBe(0);
});

test('a taken port is said in one sentence', async () => {
  const { firstLine: address } = await start('serve');
  const second = program.launch(['serve'], env({ PORT: new URL(address).port }));
  running.push(second);
  expect(await second.exited).toBe(1);
  expect(second.errors()).toContain(`port ${new URL(address).port} is taken`);
});

test('brings its own database, finds its data after kill -9, and answers while it recovers', async () => {
  const own = { DATABASE_URL: '' };
  registry.publish('kept', '1.0.0');
  const first = await start('with-worker', own);
  expect((await get(first.firstLine, packagePath('kept'))).status).toBe(200);
  first.process.kill('SIGKILL');
  await first.exited;
  registry.fault('kept', { kind: 'status', status: 500 });
  const second = await start('with-worker', own);
  expect((await get(second.firstLine, packagePath('kept'))).status).toBe(200);
  second.process.kill('SIGTERM');
  expect(await second.exited).toBe(0);
});
