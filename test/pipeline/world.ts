/**
 * The pipeline as it runs, for tests: a real database, the real door to HTTP with npm's own configuration pointed at a
 * registry on 127.0.0.1, the real queue and worker.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowMode } from '../../src/core/settings.ts';
import npm from '../../src/ecosystems/npm/index.ts';
import { createIo, type IoDoors } from '../../src/io/index.ts';
import { type Budget, createBudget, type HostRate, heedingHttp } from '../../src/pipeline/budget.ts';
import { createQueue, migrateQueue, type Queue } from '../../src/pipeline/jobs.ts';
import { createLocks, type Locks } from '../../src/pipeline/locks.ts';
import { createRegistries, type Registries, type SyncRegistry } from '../../src/pipeline/registries.ts';
import { type SyncDeps, type SyncOptions, type SyncResult, syncPackage } from '../../src/pipeline/sync.ts';
import { createHandlers, type TaskDeps } from '../../src/pipeline/tasks.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../src/pipeline/worker.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { readEvents, type StoredEvent } from '../../src/store/events.ts';
import { loadRegistries, seedRegistries } from '../../src/store/registries.ts';

export interface World {
  url: string;
  db: Database;
  io: IoDoors;
  budget: Budget;
  locks: Locks;
  queue: Queue;
  registries: Registries;
  npm: SyncRegistry;
  settings: Record<string, string | undefined>;
  /** Everything that tasks need; changes to it are seen by workers started later. */
  deps: SyncDeps & TaskDeps;
  sync(name: string, options?: SyncOptions): Promise<SyncResult>;
  /** A worker with every task of the pipeline. */
  work(options?: Partial<WorkerOptions>): Worker;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** A database with the program's schema. */
  url: string;
  registryUrl: string;
  settings?: Record<string, string>;
  follow?: Record<string, FollowMode>;
  rate?: HostRate | null;
  /** Default: a temporary one, removed at the end. */
  blobsFolder?: string;
  now?: () => Date;
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const db = openDatabase({ url: options.url, role: 'worker', max: 12 });
  await migrateQueue(db);
  await seedRegistries(db, [
    {
      name: 'npmjs.org',
      url: options.registryUrl,
      ecosystem: 'npm',
      purlType: 'npm',
      isDefault: true,
      version: null,
      github: 'npm',
      requestsPerSecond: 3,
      metadata: {},
      dependencyKinds: [...npm.dependencyKinds],
    },
  ]);
  const registries = createRegistries(await loadRegistries(db), [npm]);
  const registry = registries.byName('npmjs.org');
  if (!registry) throw new Error('the registry was not seeded');

  const budget = createBudget(db, () => options.rate ?? null);
  const blobsFolder = options.blobsFolder ?? (await mkdtemp(join(tmpdir(), 'world-')));
  const doors = await createIo({
    blobsFolder,
    userAgent: 'ecosystems-test',
    budget: host => budget.reserve(host),
    npm: { env: { npm_config_registry: options.registryUrl, HOME: '/nonexistent' } },
  });
  const io: IoDoors = { ...doors, http: { ...doors.http, ...heedingHttp(doors.http, budget) } };
  const locks = createLocks({ url: options.url });
  const queue = createQueue(db);
  const deps: World['deps'] = {
    db,
    io,
    locks,
    queue,
    registries,
    settings: { ...options.settings },
    follow: options.follow ?? {},
    now: options.now,
    blobs: io.blobs,
    sync: (of, name, how) => syncPackage(deps, of, name, how),
  };
  const workers: Worker[] = [];
  return {
    url: options.url,
    db,
    io,
    budget,
    locks,
    queue,
    registries,
    npm: registry,
    settings: deps.settings,
    deps,
    sync: (name, how) => syncPackage(deps, registry, name, how),
    work(how = {}) {
      const worker = startWorker({
        db,
        url: options.url,
        locks,
        handlers: createHandlers(deps),
        concurrency: 2,
        pollIntervalMs: 100,
        ...how,
      });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map(worker => worker.stop(2_000)));
      await locks.close();
      await io.close();
      await db.end();
      if (!options.blobsFolder) await rm(blobsFolder, { recursive: true, force: true });
    },
  };
}

/** Waits for something to become true. */
export async function eventually(condition: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) if (await condition()) return;
  throw new Error('it did not happen in time');
}

/**
 * Events of the log, oldest first, once there are at least so many: an event is visible when no older transaction of its
 * database is running.
 */
export async function eventsOf(
  db: Database,
  wanted: (event: StoredEvent) => boolean,
  atLeast: number,
): Promise<StoredEvent[]> {
  let found: StoredEvent[] = [];
  await eventually(async () => {
    found = (await readEvents(db, { after: null, limit: 10_000 })).events.filter(wanted);
    return found.length >= atLeast;
  });
  return found;
}
