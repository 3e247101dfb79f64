/**
 * Bringing a registry into the index that is asked package by package: it is asked for all its names, and those that are
 * not indexed yet get a job in the background. The jobs outlive whoever asked for them, and a name that has one, is
 * indexed, or was unknown or deleted a moment ago gets none: the same may be asked again at any time.
 */
import { InputError } from '../core/errors.ts';
import type { Io } from '../io/types.ts';
import type { Database } from '../store/database.ts';
import type { Queue } from './jobs.ts';
import { runInLane } from './lanes.ts';
import { connectorContext, type SyncRegistry } from './registries.ts';
import { syncJob } from './sync-job.ts';

export interface NamesDeps {
  db: Database;
  io: Io;
  queue: Queue;
  settings: Record<string, string | undefined>;
  now?: () => Date;
}

export interface NamesProgress {
  /** Names that the registry gave so far, those that no package can have left out. */
  names: number;
  /** Jobs made so far. */
  queued: number;
}

export interface NamesOptions {
  /** Most jobs to make. Default: one for every name that needs one. */
  limit?: number;
  onProgress?: (progress: NamesProgress) => void;
  signal?: AbortSignal;
}

/** A name that the registry did not know is asked for again after so long. */
const ABSENT_DAYS = 7;
const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** Whether the registry can be asked for all its names. */
export function hasNames({ definition: { connector } }: SyncRegistry): boolean {
  return connector.mode === 'package' && connector.slots.includes('allNames');
}

/**
 * Queues a sync for every name of the registry that has none and is not indexed. Stops reading as soon as there are
 * `limit` jobs.
 *
 * @throws InputError for a registry that is read as a whole or cannot tell its names, with the reason; UpstreamError when
 * it gives no usable answer: the jobs that were made stay.
 */
export async function queueNames(
  deps: NamesDeps,
  registry: SyncRegistry,
  { limit = Number.POSITIVE_INFINITY, onProgress, signal }: NamesOptions = {},
): Promise<NamesProgress> {
  const { connector: slot, absent, names } = registry.definition;
  if (slot.mode === 'batch') {
    throw new InputError('registry', `${registry.name} is read as a whole: import it`, 422);
  }
  const connector = await slot.load();
  if (!hasNames(registry) || !connector.allNames) {
    const why = absent.allNames ?? 'it has no list of its names';
    throw new InputError('registry', `the packages of ${registry.name} cannot be listed: ${why}`, 422);
  }
  const given = connector.allNames(connectorContext(deps, registry, signal));
  const progress: NamesProgress = { names: 0, queued: 0 };
  return runInLane('backfill', async () => {
    for await (const some of inBatches(given)) {
      signal?.throwIfAborted();
      const usable = [...new Set(some.map(names.normalise))].filter(name => names.problem(name) === null);
      const wanted = await unknownNames(deps, registry, usable);
      const jobs = wanted
        .slice(0, limit - progress.queued)
        .map(name => syncJob(registry.name, name, 'backfill'));
      progress.queued += await deps.queue.enqueue(jobs);
      progress.names += usable.length;
      onProgress?.({ ...progress });
      if (progress.queued >= limit) break;
    }
    return progress;
  });
}

/** Of the names given, in their order, those of which the index knows nothing and that have no job yet. */
async function unknownNames(
  { db, now }: NamesDeps,
  registry: SyncRegistry,
  names: readonly string[],
): Promise<string[]> {
  const absentSince = new Date((now?.() ?? new Date()).getTime() - ABSENT_DAYS * DAY_MS);
  const { rows } = await db.query<{ name: string }>({
    name: 'unknown-names',
    text: `select g.name from unnest($2::text[], $3::text[]) with ordinality as g (name, key, place)
      where not exists (select 1 from packages p where p.registry_id = $1 and p.name = g.name)
        and not exists (select 1 from package_aliases a where a.registry_id = $1 and a.name = g.name)
        and not exists (select 1 from tombstones t where t.registry_id = $1 and t.kind = 'package' and t.key = g.name)
        and not exists (select 1 from absent_packages a where a.registry_id = $1 and a.name = g.name and a.checked_at > $4)
        and not exists (select 1 from graphile_worker.jobs j where j.key = g.key)
      order by g.place`,
    values: [
      registry.id,
      names,
      names.map(name => syncJob(registry.name, name, 'backfill').key),
      absentSince.toISOString(),
    ],
  });
  return rows.map(row => row.name);
}

/** What the registry gives may be one name at a time or all of them at once. */
async function* inBatches(given: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const names of given) {
    for (const name of names) {
      batch.push(name);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
