/** The composed program over the registry server, for tests from end to end: settings, doors, queue, worker and API. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NO_PAGE_FILES } from '../src/api/assets.ts';
import { createServer } from '../src/api/server.ts';
import { readSettings } from '../src/core/settings.ts';
import type { Recordings } from '../src/ecosystems/conformance/recordings.ts';
import type { Ecosystem } from '../src/ecosystems/ecosystem.ts';
import { ecosystems, loadEcosystem } from '../src/ecosystems/index.ts';
import { type Composition, compose } from '../src/main/compose.ts';
import { createLog } from '../src/main/log.ts';
import { services } from '../src/main/services.ts';
import { IMPORT_TASK, importJob } from '../src/pipeline/import-job.ts';
import type { JobRequest } from '../src/pipeline/jobs.ts';
import type { SyncRegistry } from '../src/pipeline/registries.ts';
import { SYNC_TASK, syncJob } from '../src/pipeline/sync-job.ts';
import { createHandlers, type TaskDeps } from '../src/pipeline/tasks.ts';
import { startWorker } from '../src/pipeline/worker.ts';
import { createTestDatabase } from './databases.ts';
import { hostsOf, type RegistryServer, startRegistryServer } from './registry-server.ts';

export interface RecordedFolder {
  id: string;
  definition: Ecosystem;
  recordings: Recordings;
  /** Recorded files that are not there: the shared ones may be absent. */
  lacking: string[];
}

export interface QueuedJob {
  key: string;
  attempts: number;
  error: string | null;
  /** Until it is tried again. */
  seconds: number;
}

export interface RegistryWorld {
  upstream: RegistryServer;
  composition: Composition;
  /** What handlers get. */
  deps: TaskDeps;
  registry(name: string): SyncRegistry;
  /** The job that brings a package into the index: its own, or the import of its registry. */
  jobFor(registry: string, name: string): JobRequest;
  /** Queues jobs and waits until each is done or has failed once. @returns those that are still in the queue. */
  run(jobs: readonly JobRequest[]): Promise<QueuedJob[]>;
  /** Forgets all jobs and the pauses that hosts have asked for. Throws, from then on, when a job does not end. */
  tidy(): Promise<void>;
  /** Follows a redirect. */
  get(path: string): Promise<{ status: number; body: unknown }>;
  /** As `get`, the text of a page. */
  page(path: string): Promise<{ status: number; html: string }>;
  close(): Promise<void>;
}

/** The folders that have recordings. */
export async function recordedFolders(): Promise<RecordedFolder[]> {
  const room = new URL('../src/ecosystems/', import.meta.url);
  const folders: RecordedFolder[] = [];
  for (const id of (await readdir(room)).sort()) {
    const file = fileURLToPath(new URL(`${id}/fixtures/recordings.ts`, room));
    const definition = await loadEcosystem(id);
    if (!definition || !existsSync(file)) continue;
    const recordings = ((await import(/* @vite-ignore */ file)) as { default: Recordings }).default;
    const files = Object.values(recordings.answers).flatMap(({ body }) =>
      body instanceof URL ? [body] : [],
    );
    folders.push({
      id,
      definition,
      recordings,
      lacking: files.map(file => fileURLToPath(file)).filter(path => !existsSync(path)),
    });
  }
  return folders;
}

/** @param env further settings. */
export async function openRegistryWorld(
  folders: readonly RecordedFolder[],
  env: Record<string, string> = {},
): Promise<RegistryWorld> {
  const definitions = await Promise.all(Object.values(ecosystems).map(load => load()));
  const seeds = definitions.flatMap(definition => definition.registries);
  const upstream = await startRegistryServer([
    ...folders.flatMap(({ recordings }) => hostsOf(recordings.answers)),
    ...seeds.flatMap(({ url, hosts = [] }) => [...(url ? [new URL(url).host] : []), ...hosts]),
  ]);
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), 'registry-world-'));
  const settings = readSettings({
    DATABASE_URL: database.url,
    ECOSYSTEMS_HOME: home,
    ECOSYSTEMS_MIRRORS: upstream.setting,
    ECOSYSTEMS_FORGES: 'forge.example.org=gitea',
    ECOSYSTEMS_LOG_LEVEL: 'silent',
    ...env,
  });
  const log = createLog(settings.logLevel);
  const composition = await compose(settings, { log });
  const { io, locks, queue, registries, sync } = composition;
  const { worker: db, web, url } = composition.database;
  const deps: TaskDeps = {
    db,
    io,
    locks,
    queue,
    registries,
    sync,
    settings: settings.connector,
    follow: {},
  };
  const worker = startWorker({
    db,
    url,
    locks,
    handlers: createHandlers(deps),
    concurrency: 4,
    // One by one: what a feed has announced is forgotten by `tidy` rather than done.
    batch: 0,
    pollIntervalMs: 100,
  });
  const server = await createServer({
    tools: composition.tools,
    attester: composition.attester,
    graph: composition.graph,
    billing: composition.billing,
    keepUpload: composition.spool.receive,
    services,
    db: web,
    directory: composition.directory,
    sync: composition.readThrough,
    pageFiles: NO_PAGE_FILES,
    settings,
    log,
  });

  let stuck: string | null = null;
  const registry = (name: string): SyncRegistry => {
    const found = registries.byName(name);
    if (!found) throw new Error(`there is no registry ${name}`);
    return found;
  };
  const left = async (keys: readonly string[]) => {
    const { rows } = await db.query<QueuedJob & { locked: boolean }>({
      text: `select key, attempts, last_error as error, locked_at is not null as locked,
          extract(epoch from run_at - now())::float8 as seconds
        from graphile_worker.jobs where key = any($1) order by key`,
      values: [keys],
    });
    return rows;
  };

  /** As clients do: another spelling of a name leads to the package's own. */
  const inject = async (url: string, headers: Record<string, string> = {}) => {
    const reply = await server.fastify.inject({ method: 'GET', url, headers });
    if (reply.statusCode !== 301) return reply;
    const { pathname, search } = new URL(String(reply.headers.location), 'http://localhost');
    return server.fastify.inject({ method: 'GET', url: pathname + search, headers });
  };

  return {
    upstream,
    composition,
    deps,
    registry,
    jobFor: (name, of) =>
      registry(name).definition.connector.mode === 'batch'
        ? importJob(name, null)
        : syncJob(name, registry(name).definition.names.normalise(of), 'feed'),
    async run(jobs) {
      const keys = [...new Set(jobs.map(job => job.key))];
      await queue.enqueue(jobs);
      for (const end = Date.now() + 25_000; Date.now() < end; await sleep(20)) {
        const rows = await left(keys);
        if (rows.every(({ locked, error }) => !locked && error !== null)) {
          return rows.map(({ locked: _, ...job }) => job);
        }
      }
      throw new Error(`jobs have not ended within 25 s: ${keys.join(', ')}`);
    },
    async tidy() {
      for (const end = Date.now() + 20_000; ; await sleep(20)) {
        // Once is enough: each of some hundred tests would wait for the same job.
        if (stuck !== null) throw new Error(stuck);
        await db.query({
          text: `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs
            where locked_at is null and task_identifier = any($1)))`,
          values: [[SYNC_TASK, IMPORT_TASK]],
        });
        const { rows } = await db.query<{ key: string; seconds: number }>({
          text: `select key, extract(epoch from now() - locked_at)::int as seconds
            from graphile_worker.jobs where task_identifier = any($1)`,
          values: [[SYNC_TASK, IMPORT_TASK]],
        });
        if (rows.length === 0) break;
        if (Date.now() > end)
          stuck = `jobs do not end: ${rows.map(({ key, seconds }) => `${key} for ${seconds} s`).join(', ')}`;
      }
      await db.query({ text: 'delete from host_budgets' });
    },
    async get(path) {
      const reply = await inject(path);
      return { status: reply.statusCode, body: JSON.parse(reply.payload) };
    },
    async page(path) {
      const reply = await inject(path, { accept: 'text/html' });
      return { status: reply.statusCode, html: reply.payload };
    },
    async close() {
      await worker.stop(5_000);
      await server.close();
      await composition.close();
      await upstream.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
