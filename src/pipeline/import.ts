/**
 * Importing a registry that is read as a whole: parts -> records -> the store in batches, then what only makes sense once
 * all is there. Two batches are in flight: one is prepared while the other is written.
 *
 * An import that dies half-way leaves whole packages only; its row in `imports` is marked by the next one, which does all
 * of it again: what is already there is recognised and not written twice.
 */
import { createHash } from 'node:crypto';
import { InputError, messageOf, UpstreamError } from '../core/errors.ts';
import type { PackageRecord } from '../core/records.ts';
import { type BatchConnector, type IndexPart, latestOf, purlOf } from '../ecosystems/ecosystem.ts';
import type { Io } from '../io/types.ts';
import type { Database, Log } from '../store/database.ts';
import { announceChanges } from '../store/events.ts';
import { updateCritical, updateRankings } from '../store/rankings.ts';
import { setRegistryFact } from '../store/registries.ts';
import { sweepImport } from '../store/removals.ts';
import { writePackages } from '../store/write-packages.ts';
import {
  confirmIndex,
  failImport,
  finishImport,
  importedIndexes,
  markInterrupted,
  startImport,
} from './import-runs.ts';
import { inBatches, inParallel } from './in-batches.ts';
import { runInLane } from './lanes.ts';
import type { Locks } from './locks.ts';
import { Deferred } from './outcomes.ts';
import { connectorContext, type SyncRegistry } from './registries.ts';

export interface ImportDeps {
  db: Database;
  io: Io;
  locks: Locks;
  settings: Record<string, string | undefined>;
  log?: Log;
  now?: () => Date;
}

export interface ImportOptions {
  /** Suites to read; null or absent: everything that the source has. */
  suites?: string[] | null;
  /** Imports even when nothing changed since the last time. */
  force?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

export type ImportPhase = 'looking' | 'reading' | 'sweeping' | 'tidying' | 'ranking' | 'done';

export interface ImportProgress {
  phase: ImportPhase;
  /** Packages written so far. */
  packages: number;
  bytesRead: number;
  /** Null where a source does not tell its size. */
  bytesTotal: number | null;
}

export interface ImportResult {
  outcome: 'imported' | 'unchanged';
  /** Packages read, by what came of them; all zero when nothing changed. */
  created: number;
  updated: number;
  unchanged: number;
  tombstoned: number;
  /** Packages that the index no longer has. */
  removed: number;
  parts: number;
  seconds: number;
}

const BATCH = 2_000;
const WRITERS = 3;
/** Tables that an import fills; their statistics and visibility maps make the first queries fast (DESIGN, The store). */
const BULK_TABLES = `packages, package_names, package_usage, package_sync, versions, dependency_sets, dependency_texts,
  dependents, maintainers, maintainerships, keyword_counts, namespace_counts`;

/**
 * Reads a whole index into the store.
 *
 * @throws InputError for a registry that is asked package by package, or whose source has none of the suites; Deferred
 * (code `busy`) while another import of it runs; UpstreamError when the source is broken: what was written stays.
 */
export async function importRegistry(
  deps: ImportDeps,
  registry: SyncRegistry,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { connector } = registry.definition;
  if (connector.mode !== 'batch') {
    throw new InputError('registry', `${registry.name} has no whole index: sync packages by name`, 422);
  }
  const release = await deps.locks.tryLock(`import/${registry.id}`, { lasting: true });
  if (!release)
    throw new Deferred(new Date(Date.now() + 60_000), `${registry.name} is being imported already`, 'busy');
  try {
    return await runInLane('backfill', async () => run(deps, registry, await connector.load(), options));
  } finally {
    await release();
  }
}

async function run(
  deps: ImportDeps,
  registry: SyncRegistry,
  connector: BatchConnector,
  { suites = null, force = false, onProgress, signal }: ImportOptions,
): Promise<ImportResult> {
  const { db } = deps;
  const began = performance.now();
  const now = deps.now?.() ?? new Date();
  const progress: ImportProgress = { phase: 'looking', packages: 0, bytesRead: 0, bytesTotal: null };
  const tell = (change: Partial<ImportProgress>) => {
    Object.assign(progress, change);
    onProgress?.(progress);
  };
  const result: ImportResult = {
    outcome: 'imported',
    created: 0,
    updated: 0,
    unchanged: 0,
    tombstoned: 0,
    removed: 0,
    parts: 0,
    seconds: 0,
  };
  const seconds = () => Math.round(performance.now() - began) / 1000;

  tell({});
  const context = connectorContext(deps, registry, signal);
  const parts = await connector.parts(context, { suites });
  if (parts.length === 0)
    throw new InputError('suites', `${registry.name}: the source has none of these suites`, 422);
  result.parts = parts.length;
  const digest = digestOf(parts);
  await markInterrupted(db, registry.id);
  const [before] = await importedIndexes(db, registry.id);
  if (!force && digest !== null && digest === before?.digest) {
    await confirmIndex(db, registry.id, now);
    tell({ phase: 'done' });
    return { ...result, outcome: 'unchanged', seconds: seconds() };
  }

  const importId = await startImport(db, registry.id, parts);
  try {
    tell({ phase: 'reading', bytesTotal: totalOf(parts) });
    const source = sourceOf(parts);
    const records = connector.read(context, parts, bytesRead => tell({ bytesRead }));
    await inParallel(inBatches(records, BATCH, signal), WRITERS, async batch => {
      const written = await writeBatch(deps, registry, batch, { importId, source, now });
      for (const { outcome } of written) result[outcome]++;
      tell({ packages: progress.packages + written.length });
    });
    // A part of the index says nothing about packages that it lacks.
    if (suites === null) {
      tell({ phase: 'sweeping' });
      result.removed = await sweepImport(db, registry, importId, name => purlOf(registry, name), now);
    }
    // First the statistics: without them the rankings' joins are planned for the empty tables of a moment ago.
    tell({ phase: 'tidying' });
    await db.query({ text: `vacuum (analyze) ${BULK_TABLES}` });
    tell({ phase: 'ranking' });
    await updateRankings(db, registry.id, now);
    await updateCritical(db, registry.id, now);
    await db.query({ text: 'vacuum package_usage' });
    await db.transaction(async tx => {
      await finishImport(tx, importId, progress.packages);
      // Every rank may have changed: prepared answers that show one are dropped.
      await announceChanges(tx, registry.id, 'all');
      // Some suites of an index that is there in full do not stand for it.
      if (suites !== null && before?.suites === null) return;
      await setRegistryFact(tx, registry.id, 'packages', {
        asOf: now,
        head: digest,
        position: digest,
        detail: { packages: progress.packages, suites, sources: parts.slice(0, 50).map(part => part.source) },
      });
    });
  } catch (error) {
    await failImport(db, importId, messageOf(error)).catch(failed =>
      deps.log?.warn(`could not note that an import failed: ${messageOf(failed)}`),
    );
    throw error instanceof RangeError
      ? new UpstreamError('malformed', error.message, { cause: error })
      : error;
  }
  tell({ phase: 'done' });
  return { ...result, seconds: seconds() };
}

function writeBatch(
  { db }: ImportDeps,
  registry: SyncRegistry,
  records: PackageRecord[],
  { importId, source, now }: { importId: number; source: string; now: Date },
) {
  const { versions } = registry.definition;
  return writePackages(
    db,
    registry,
    records.map(record => ({
      record,
      importId,
      source: { url: source, sha256: null, etag: null, lastModified: null },
      purlOf: version => purlOf(registry, record.name, version),
    })),
    { now, latestOf: list => latestOf(list, versions) },
  );
}

/** Where an index comes from, for people: its parts by name, as far as they fit in a line. */
function sourceOf(parts: readonly IndexPart[]): string {
  const named = parts.slice(0, 3).map(part => part.source);
  return [...named, ...(parts.length > named.length ? [`${parts.length - named.length} more`] : [])].join(
    ', ',
  );
}

/** Tells whether any part changed; null when a part cannot be told from a changed one. */
export function digestOf(parts: readonly IndexPart[]): string | null {
  if (parts.some(part => part.digest === null)) return null;
  const lines = parts.map(part => `${part.id}\t${part.digest}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function totalOf(parts: readonly IndexPart[]): number | null {
  return parts.reduce<number | null>(
    (sum, { size }) => (sum === null || size === null ? null : sum + size),
    0,
  );
}
