/**
 * The bounded way from a request to a registry: what is not indexed yet is synced while the reader waits, once for
 * everybody who asks at the same time, in this process and in others. Who does not get an answer within the budget is
 * told `pending`; the sync goes on, and if it fails a job takes it over.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { PriorityClass } from '../core/access.ts';
import { InputError, messageOf, UnavailableError, UpstreamError } from '../core/errors.ts';
import type { Database, Log } from '../store/database.ts';
import { floorOf } from './floor.ts';
import { importJob } from './import-job.ts';
import { importedIndexes } from './import-runs.ts';
import type { JobRequest, Queue } from './jobs.ts';
import { Deferred } from './outcomes.ts';
import type { Registries, SyncRegistry } from './registries.ts';
import { BUSY, type SyncOptions, type SyncResult } from './sync.ts';
import { syncJob } from './sync-job.ts';
import { loadSyncState } from './sync-state.ts';

export type ReadThroughOutcome = 'indexed' | 'missing' | 'pending' | 'failed';

/** As services/service.ts wants it; only the registry's id is looked at. */
export interface ReadThrough {
  package(
    registry: { id: number },
    name: string,
    options?: { budgetMs?: number; versions?: readonly string[]; priority?: PriorityClass },
  ): Promise<ReadThroughOutcome>;
  refresh(registry: { id: number }, name: string, options?: { priority?: PriorityClass }): Promise<void>;
}

export interface ClosableReadThrough extends ReadThrough {
  /** Hands what is under way over to the queue, since this process ends. */
  close(): Promise<void>;
}

export interface ReadThroughDeps {
  db: Database;
  queue: Queue;
  registries: Registries;
  sync(registry: SyncRegistry, name: string, options: SyncOptions): Promise<SyncResult>;
  /** How long a reader waits, in milliseconds. Default 8,000. */
  budgetMs?: number;
  /** Syncs at once; readers beyond them get a job and `pending`. Default 32. */
  limit?: number;
  log?: Log;
  now?: () => Date;
}

/** A name that has just failed is not tried again for every reader. */
const FAILURE_MS = 30_000;
/** A version that was read on demand is not read again so soon: what was not to be had then is not now. */
const VERSION_MS = 10 * 60_000;
/** How often the store is looked at while another process syncs, and for how long. */
const PEER_POLL_MS = 200;
const PEER_PATIENCE_MS = 60_000;

export function createReadThrough(deps: ReadThroughDeps): ClosableReadThrough {
  const { db, queue, registries, budgetMs: defaultBudget = 8_000, limit = 32, log } = deps;
  const now = deps.now ?? (() => new Date());
  const running = new Map<string, { job: JobRequest | null; outcome: Promise<ReadThroughOutcome> }>();
  let closed = false;
  const failures = new LRUCache<string, true>({ max: 10_000, ttl: FAILURE_MS });
  const versionsRead = new LRUCache<string, true>({ max: 50_000, ttl: VERSION_MS });

  const ask = async (registry: SyncRegistry, name: string, job: JobRequest): Promise<ReadThroughOutcome> => {
    try {
      return told(await deps.sync(registry, name, { lane: 'interactive' }));
    } catch (error) {
      if (error instanceof Deferred && error.code === BUSY) return waitForPeer(registry, name, job);
      // Below the re-sync floor: it was indexed a moment ago.
      if (error instanceof Deferred) return 'indexed';
      if (error instanceof InputError) return 'missing';
      if (isUnavailable(error)) throw error;
      if (closed) return 'failed';
      log?.warn(`reading ${registry.name}/${name} failed: ${messageOf(error)}`);
      failures.set(`${registry.id}/${name}`, true);
      await queue.enqueue([job]);
      return 'failed';
    }
  };

  const waitForPeer = async (
    registry: SyncRegistry,
    name: string,
    job: JobRequest,
  ): Promise<ReadThroughOutcome> => {
    for (const end = Date.now() + PEER_PATIENCE_MS; Date.now() < end; await sleep(PEER_POLL_MS)) {
      const state = await loadSyncState(db, registry.id, name, now());
      if (state.stored) return 'indexed';
      if (state.tombstoned || state.absent) return 'missing';
    }
    await queue.enqueue([job]);
    return 'failed';
  };

  const start = (
    registry: SyncRegistry,
    name: string,
    key: string,
    job: JobRequest,
  ): Promise<ReadThroughOutcome> => {
    const outcome = ask(registry, name, job).finally(() => running.delete(key));
    running.set(key, { job, outcome });
    // Readers may have gone by the time it fails.
    outcome.catch(
      error => closed || log?.warn(`reading ${registry.name}/${name} failed: ${messageOf(error)}`),
    );
    return outcome;
  };

  /** More of versions that are known already. */
  const askVersions = async (
    registry: SyncRegistry,
    name: string,
    versions: readonly string[],
  ): Promise<ReadThroughOutcome> => {
    for (const end = Date.now() + PEER_PATIENCE_MS; ; await sleep(PEER_POLL_MS)) {
      try {
        return told(await deps.sync(registry, name, { lane: 'interactive', versions }));
      } catch (error) {
        if (error instanceof Deferred && error.code === BUSY && !closed && Date.now() < end) continue;
        if (error instanceof Deferred) return 'pending';
        if (error instanceof InputError) return 'missing';
        if (isUnavailable(error)) throw error;
        log?.warn(`reading versions of ${registry.name}/${name} failed: ${messageOf(error)}`);
        return 'failed';
      }
    }
  };

  /** Null where there is nothing to read, or no room. */
  const startVersions = (
    registry: SyncRegistry,
    name: string,
    versions: readonly string[],
  ): Promise<ReadThroughOutcome> | null => {
    const { connector } = registry.definition;
    if (connector.mode !== 'package' || connector.onDemand !== true) return null;
    const keyOf = (version: string) => `${registry.id}/${name}@${version}`;
    const key = keyOf(versions.join(' '));
    const same = running.get(key)?.outcome;
    if (same) return same;
    const unread = versions.filter(version => !versionsRead.has(keyOf(version)));
    if (unread.length === 0 || running.size >= limit) return null;
    for (const version of unread) versionsRead.set(keyOf(version), true);
    const outcome = askVersions(registry, name, unread).finally(() => running.delete(key));
    running.set(key, { job: null, outcome });
    const again = () => {
      for (const version of unread) versionsRead.set(keyOf(version), true, { ttl: FAILURE_MS });
    };
    outcome.then(how => how === 'indexed' || again(), again);
    return outcome;
  };

  /** A registry that is only read as a whole: its first import is queued by whoever first asks for one of its packages. */
  const wholeIndex = async (
    { id, name }: SyncRegistry,
    priority: PriorityClass | undefined,
  ): Promise<ReadThroughOutcome> => {
    const [imported] = await importedIndexes(db, id);
    if (imported) return 'missing';
    const job = { ...importJob(name, null, 'interactive'), priority };
    const dead = await queue.deadJobs();
    if (dead.some(({ key }) => key === job.key)) return 'missing';
    await queue.enqueue([job]);
    return 'pending';
  };

  return {
    async package({ id }, givenName, { budgetMs = defaultBudget, versions = [], priority } = {}) {
      const registry = registries.byId(id);
      if (registry?.definition.connector.mode === 'batch') return wholeIndex(registry, priority);
      const name = registry && usableName(registry, givenName);
      if (!name) return 'missing';
      const key = `${id}/${name}`;
      let outcome = running.get(key)?.outcome;
      if (versions.length > 0) {
        const started = startVersions(registry, name, versions);
        if (started === null) return 'failed';
        outcome = started;
      }
      if (!outcome) {
        if (failures.has(key)) return 'failed';
        const job = { ...syncJob(registry.name, name, 'interactive'), priority };
        if (running.size >= limit) {
          await queue.enqueue([job]);
          return 'pending';
        }
        outcome = start(registry, name, key, job);
      }
      const patience = new AbortController();
      const late = sleep(budgetMs, 'pending' as const, { signal: patience.signal }).catch(
        () => 'pending' as const,
      );
      return Promise.race([outcome, late]).finally(() => patience.abort());
    },

    async close() {
      closed = true;
      await queue.enqueue([...running.values()].flatMap(({ job }) => job ?? []));
    },

    async refresh({ id }, givenName, { priority } = {}) {
      const registry = registries.byId(id);
      const name = registry && usableName(registry, givenName);
      if (!name) return;
      const { stored, tombstoned } = await loadSyncState(db, id, name, now());
      if (tombstoned) return;
      const runAt = stored ? floorOf('interactive', stored.lastSyncedAt, now()) : null;
      const job = { ...syncJob(registry.name, name, 'interactive'), priority };
      await queue.enqueue([{ ...job, ...(runAt ? { runAt } : {}) }]);
    },
  };
}

/** The normal form of a name that a registry can be asked for; null when it cannot. */
function usableName(registry: SyncRegistry, name: string): string | null {
  const { names, connector } = registry.definition;
  if (connector.mode !== 'package') return null;
  const normal = names.normalise(name);
  return names.problem(normal) === null ? normal : null;
}

function told({ outcome }: SyncResult): ReadThroughOutcome {
  return outcome === 'missing' || outcome === 'tombstoned' ? 'missing' : 'indexed';
}

/** The database is away: whoever waits hears so, and nothing can be queued. */
function isUnavailable(error: unknown): boolean {
  return (
    error instanceof UnavailableError ||
    (error instanceof UpstreamError && error.cause instanceof UnavailableError)
  );
}
