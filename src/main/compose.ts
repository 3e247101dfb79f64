/**
 * Puts the program together, from its settings to what edges and workers need. Every process does the same: who serves
 * and who works differ only in what they start on top.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountDoors } from '../core/accounts.ts';
import type { Billing } from '../core/billing.ts';
import { messageOf, UnavailableError } from '../core/errors.ts';
import type { DependencyGraph } from '../core/graph.ts';
import { configureForges } from '../core/known-forges.ts';
import type { Settings } from '../core/settings.ts';
import type { Attester } from '../ecosystems/attest.ts';
import type { Ecosystem } from '../ecosystems/ecosystem.ts';
import { ecosystems } from '../ecosystems/index.ts';
import { fetchOver } from '../io/fetch.ts';
import { createIo, type IoDoors, userAgentOf } from '../io/index.ts';
import { createSpool, type Spool } from '../io/spool.ts';
import { createThreads } from '../io/threads.ts';
import type { Http } from '../io/types.ts';
import { createAttester } from '../pipeline/attest.ts';
import { enqueueWebhook } from '../pipeline/billing.ts';
import { type Budget, createBudget, type HostRate, heedingHttp } from '../pipeline/budget.ts';
import { createGraphDoor, edgeKinds } from '../pipeline/graph/door.ts';
import { createQueue, migrateQueue, type Queue } from '../pipeline/jobs.ts';
import { createLocks, type Locks } from '../pipeline/locks.ts';
import { createReadThrough } from '../pipeline/read-through.ts';
import { createRegistries, type Registries, type SyncRegistry } from '../pipeline/registries.ts';
import { type SyncOptions, type SyncResult, syncPackage } from '../pipeline/sync.ts';
import { createTools, type ToolWork } from '../pipeline/tools/index.ts';
import { type BillingWork, createBilling } from '../policy/billing/index.ts';
import { createDirectory } from '../services/directory.ts';
import { resolveJob } from '../services/resolve/job.ts';
import type { ReadThrough, RegistryDirectory } from '../services/service.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { startEmbedded } from '../store/embedded/index.ts';
import { migrate } from '../store/migrate.ts';
import { loadRegistries, type RegistrySeedRow, seedRegistries } from '../store/registries.ts';
import { accountDoors } from './account-doors.ts';
import type { ProgramLog } from './log.ts';
import { programVersion } from './version.ts';

/** The database as the program found or started it. */
export interface OpenedDatabase {
  url: string;
  /** For requests: short time-outs. */
  web: Database;
  /** For jobs, imports and syncs: no time-outs. */
  worker: Database;
  /** Migrations applied now. */
  applied: string[];
  close(): Promise<void>;
}

export interface Composition {
  settings: Settings;
  log: ProgramLog;
  database: OpenedDatabase;
  io: IoDoors;
  budget: Budget;
  locks: Locks;
  queue: Queue;
  registries: Registries;
  directory: RegistryDirectory;
  readThrough: ReadThrough;
  tools: ToolWork;
  attester: Attester;
  accounts: AccountDoors;
  graph: DependencyGraph;
  /** Of requests. */
  billing: Billing;
  /** Of jobs. */
  billingWork: BillingWork;
  spool: Spool;
  sync(registry: SyncRegistry, name: string, options?: SyncOptions): Promise<SyncResult>;
  /** Closes everything that was opened here, in the order in which it is needed. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  log: ProgramLog;
  /** Ends the waiting for a database that is away. */
  signal?: AbortSignal;
  /** Connections of the worker's pool. Default 16. */
  workerConnections?: number;
  /** Answers all requests in place of the network, without a budget: a recording, say. */
  http?: Http;
}

const RETRY_MS = 2_000;
/** Threads run what is built: Node reads no TypeScript. */
const threadEntry = (name: string) =>
  new URL(import.meta.url.endsWith('.ts') ? `../../dist/main/${name}.js` : `./${name}.js`, import.meta.url);
const TOOL_THREAD = threadEntry('tool-thread');
const GRAPH_THREAD = threadEntry('graph-thread');

/**
 * Opens the database of the settings, the embedded one when they name none, and brings its schema up to date. A server
 * that does not answer is waited for, with a line in the log every time.
 *
 * @throws UnavailableError when the embedded server cannot start; Error when a migration fails; the signal's reason.
 */
export async function openProgramDatabase(
  settings: Settings,
  options: ComposeOptions,
): Promise<OpenedDatabase> {
  const { log, signal } = options;
  const embedded = settings.databaseUrl
    ? null
    : await startEmbedded({ home: settings.home, log: plain(log) });
  const url = settings.databaseUrl ?? (embedded as { url: string }).url;
  const worker = openDatabase({ url, role: 'worker', max: options.workerConnections ?? 16, log: plain(log) });
  const web = openDatabase({ url, role: 'web', log: plain(log) });
  const close = async () => {
    await Promise.all([web.end(), worker.end()]);
    await embedded?.stop();
  };
  try {
    const applied = await whenThere(log, signal, async () => {
      const { applied } = await migrate(worker);
      await migrateQueue(worker);
      await makePartitions(worker, log);
      return applied;
    });
    return { url, web, worker, applied, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Events without a partition of their own go to the default one: a nuisance, but no reason not to start. */
async function makePartitions(db: Database, log: ProgramLog): Promise<void> {
  try {
    await db.query({ text: 'select ensure_event_partitions(7)' });
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    log.warn(`could not make the partitions of the event log: ${messageOf(error)}`);
  }
}

/** @throws as openProgramDatabase, and Error when npm's configuration names no usable registry. */
export async function compose(settings: Settings, options: ComposeOptions): Promise<Composition> {
  const { log } = options;
  configureForges(settings.forges);
  // Read while the database starts.
  const loading = Promise.all(Object.values(ecosystems).map(load => load()));
  loading.catch(() => {});
  const database = await openProgramDatabase(settings, options);
  const closers: (() => Promise<void>)[] = [database.close];
  let closing = false;
  // What is being read when the program ends is handed to the queue: that it could not be noted is no news.
  const whileOpen = { ...plain(log), warn: (message: string) => closing || log.warn(message) };
  try {
    const { worker: db, web, url } = database;
    const rates = new Map<string, HostRate>();
    const budget = createBudget(db, host => rates.get(host) ?? DEFAULT_RATE);
    const doors = await createIo({
      blobsFolder: join(settings.home, 'blobs'),
      userAgent: userAgentOf(
        programVersion(),
        settings.baseUrl ?? 'http://localhost',
        settings.connector.contact,
      ),
      allowPrivateHosts: settings.allowPrivateHosts,
      mirrors: settings.mirrors,
      budget: host => budget.reserve(host),
    });
    closers.push(doors.close);
    for (const host of configuredHosts(settings)) doors.allow(host);
    const io: IoDoors = {
      ...doors,
      http: { ...doors.http, ...(options.http ?? heedingHttp(doors.http, budget)) },
    };

    const definitions = await loading;
    await seedRegistries(db, (await Promise.all(definitions.map(of => seedsOf(of, io)))).flat());
    const stored = await loadRegistries(db);
    for (const { url: base, requestsPerSecond } of stored) {
      if (requestsPerSecond !== null && URL.canParse(base))
        rates.set(new URL(base).host, rateOf(requestsPerSecond));
    }
    for (const { hosts = [], requestsPerSecond } of definitions.flatMap(of => of.registries)) {
      if (requestsPerSecond !== null) for (const host of hosts) rates.set(host, rateOf(requestsPerSecond));
    }
    const registries = createRegistries(stored, definitions);
    const locks = createLocks({ url, log: plain(log) });
    closers.push(locks.close);
    const queue = createQueue(db);
    const deps = { db, io, blobs: io.blobs, locks, settings: settings.connector, log: whileOpen };
    const sync: Composition['sync'] = (registry, name, how) => syncPackage(deps, registry, name, how);
    // What a reader waits for is looked up with a reader's patience, and written with a worker's.
    const readThrough = createReadThrough({
      db: web,
      queue: createQueue(web),
      registries,
      sync,
      budgetMs: settings.readThroughMs,
      log: plain(log),
    });
    closers.push(() =>
      readThrough
        .close()
        .catch(error => log.warn(`could not queue what was being read: ${messageOf(error)}`)),
    );
    const spool = createSpool(join(settings.home, 'spool'));
    const threads = createThreads({ entry: TOOL_THREAD, size: availableParallelism(), heapMb: 512 });
    const directory = createDirectory(stored, definitions);
    const tools: ToolWork = createTools({
      db,
      http: io.http,
      spool,
      queue: createQueue(web),
      threads,
      version: programVersion(),
      log: plain(log),
      indexTools: {
        resolve: (request, signal) =>
          resolveJob({ db: web, directory, sync: readThrough, tools, signal }, request),
      },
    });
    const billingOf = (of: Database) =>
      createBilling({
        db: of,
        settings: settings.billing,
        baseUrl: settings.baseUrl ?? `http://localhost:${settings.port}`,
        fetch: fetchOver(io.http),
        enqueue: enqueueWebhook(createQueue(of)),
        contact: settings.connector.contact ?? null,
        log: plain(log),
      });
    // Its arrays lie outside the heap that is limited here.
    const graphThread = createThreads({ entry: GRAPH_THREAD, size: 1, heapMb: 1024 });
    closers.push(threads.close, tools.close, graphThread.close);
    return {
      settings,
      log,
      database,
      io,
      budget,
      locks,
      queue,
      registries,
      directory,
      readThrough,
      tools,
      attester: createAttester({
        io,
        allow: doors.allow,
        registries,
        settings: settings.connector,
        log: plain(log),
      }),
      billing: billingOf(web),
      billingWork: billingOf(db),
      accounts: accountDoors(settings, io.http, log),
      graph: createGraphDoor(graphThread, url, edgeKinds(stored, definitions)),
      spool,
      sync,
      close: () => {
        closing = true;
        return closeAll(closers);
      },
    };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** Hosts of which nothing else is known. */
const DEFAULT_RATE: HostRate = { perSecond: 10, burst: 20 };

/** Two seconds' worth may go at once. */
function rateOf(perSecond: number): HostRate {
  return { perSecond, burst: Math.max(1, Math.round(2 * perSecond)) };
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}

/** Hosts of the URLs that the operator has set, which may be on a private network. */
function configuredHosts({ connector }: Settings): string[] {
  return Object.values(connector)
    .flatMap(value => value?.split(',') ?? [])
    .flatMap(value => (/^https?:\/\//i.test(value) && URL.canParse(value) ? [new URL(value).host] : []));
}

/** The registries that an ecosystem defines, as the store keeps them; npm's own configuration gives what they leave open. */
async function seedsOf(ecosystem: Ecosystem, io: IoDoors): Promise<RegistrySeedRow[]> {
  return Promise.all(
    ecosystem.registries.map(async ({ url, ...seed }) => ({
      ...seed,
      url: (url ?? (await io.npm.endpointFor('npm-default')).registry).replace(/\/+$/, ''),
      ecosystem: ecosystem.id,
      purlType: ecosystem.purl.registryType ?? ecosystem.purl.type,
      dependencyKinds: [...ecosystem.dependencyKinds],
    })),
  );
}

async function whenThere<T>(
  log: ProgramLog,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      log.warn(`${messageOf(error)}; trying again in ${RETRY_MS / 1000} s`);
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

/** The log as the store and the pipeline see it. */
export function plain(log: ProgramLog) {
  return {
    info: (message: string) => log.info(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  };
}
