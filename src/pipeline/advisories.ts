/**
 * Importing a source of advisories from a tree of its documents. Documents whose bytes did not change are not parsed, records that
 * did not change are not written, and what a source no longer has goes. Killed half-way, an import is taken up by the next one:
 * each batch is written whole, and its documents are noted after it.
 */
import type { NormaliseName } from '../advisories/index.ts';
import type { AdvisoryRecord } from '../core/advisories.ts';
import { InputError } from '../core/errors.ts';
import type { Tree } from '../core/tree.ts';
import { readSource, type Source, type SourceBatch, type SourceProblem } from '../sources/index.ts';
import { type AdvisoryWriteResult, writeAdvisories } from '../store/advisories.ts';
import { keepKnownExploited, writeExploits } from '../store/advisory-exploits.ts';
import {
  finishFeed,
  forgetDocuments,
  keepDocuments,
  knownDocuments,
  recordsOfDocuments,
} from '../store/advisory-feeds.ts';
import type { Database, Log } from '../store/database.ts';
import type { Locks } from './locks.ts';
import { Deferred } from './outcomes.ts';

export interface AdvisoryDeps {
  db: Database;
  locks: Locks;
  normalise: NormaliseName;
  log?: Log;
  now?: () => Date;
}

export interface AdvisoryProgress {
  documents: number;
  records: number;
}

export interface AdvisoryImportOptions {
  /** Also where most documents of before are missing. */
  force?: boolean;
  /** Validators of what is read, kept for the next time. */
  validators?: { etag: string | null; lastModified: string | null };
  onProgress?: (progress: AdvisoryProgress) => void;
  signal?: AbortSignal;
}

export interface AdvisoryImportResult extends AdvisoryWriteResult {
  source: string;
  outcome: 'imported' | 'unchanged';
  documents: number;
  /** Documents that were the same as the last time. */
  unchangedDocuments: number;
  /** CVEs of which exploit facts changed. */
  exploits: number;
  problems: number;
  seconds: number;
}

/** Problems that are kept with their words. */
const MAX_PROBLEMS = 100;
/** A tree with fewer of the known documents is most likely not the whole source. */
const LEAST_SHARE = 0.5;

/**
 * Reads a source's whole tree into the store.
 *
 * @throws InputError (field `from`) for a tree without any document of the source, or, unless forced, with less than half of those
 * that are known: what it has is in the store then, and nothing was taken away. Deferred (`busy`) while another import of it runs.
 * UpstreamError where the tree is damaged: what came before the damage is in the store.
 */
export async function importAdvisories(
  deps: AdvisoryDeps,
  source: Source,
  tree: Tree,
  options: AdvisoryImportOptions = {},
): Promise<AdvisoryImportResult> {
  return alone(deps, source, () => run(deps, source, tree, options));
}

/** One import of a source at a time. @throws Deferred (`busy`) */
export async function alone<T>(
  { locks }: Pick<AdvisoryDeps, 'locks'>,
  source: Source,
  work: () => Promise<T>,
): Promise<T> {
  const release = await locks.tryLock(`advisories/${source.id}`, { lasting: true });
  if (!release)
    throw new Deferred(new Date(Date.now() + 60_000), `${source.id} is being imported already`, 'busy');
  try {
    return await work();
  } finally {
    await release();
  }
}

async function run(
  deps: AdvisoryDeps,
  source: Source,
  tree: Tree,
  { force = false, validators, onProgress, signal }: AdvisoryImportOptions,
): Promise<AdvisoryImportResult> {
  const { db } = deps;
  const now = deps.now?.() ?? new Date();
  const began = performance.now();
  const known = await knownDocuments(db, source.id);
  const seen = new Set<string>();
  const problems: SourceProblem[] = [];
  const exploited = new Set<string>();
  const writer = createWriter(deps, source.id, now);
  const { result } = writer;
  let isWhole = true;
  // One batch is written while the next one is read.
  let writing = Promise.resolve();
  try {
    for await (const batch of readSource(source, tree, { known, now: now.getTime(), signal })) {
      for (const document of batch.documents) {
        if (document.state !== 'part') {
          seen.add(document.path);
          result.documents++;
          if (document.state === 'unchanged') result.unchangedDocuments++;
        }
        if (document.state === 'failed' || document.state === 'unchanged') isWhole = false;
        result.problems += document.problems.length;
        problems.push(...document.problems.slice(0, MAX_PROBLEMS - problems.length));
        for (const { cve, kev } of document.exploits) if (kev !== null) exploited.add(cve);
      }
      await writing;
      onProgress?.({ documents: result.documents, records: writer.records() });
      writing = writer.write(batch);
      // Waited for below; it may fail while the next batch is being read.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
  if (seen.size === 0) throw new InputError('from', `there is no document of ${source.id} in it`, 422);
  const missing = [...known.keys()].filter(path => !seen.has(path));
  if (!force && seen.size < known.size * LEAST_SHARE) {
    const what = `${missing.length} of ${known.size} documents of ${source.id} are missing in it`;
    throw new InputError(
      'from',
      `${what}: it is taken for a part, and nothing is removed (force removes them)`,
      422,
    );
  }
  await writer.remove(missing);
  // Only a catalogue that was read whole tells who was struck off.
  if (exploited.size > 0 && isWhole) result.exploits += await keepKnownExploited(db, exploited);
  await finishFeed(db, source.id, {
    etag: validators?.etag ?? null,
    lastModified: validators?.lastModified ?? null,
    position: null,
    documents: seen.size,
    problems,
    problemsCount: result.problems,
    now,
  });
  if (result.records.created + result.records.updated > 1_000) await tidy(db);
  const isSame = result.unchangedDocuments === result.documents && missing.length === 0;
  return {
    ...result,
    outcome: isSame ? 'unchanged' : 'imported',
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

export function nothingImported(source: string): AdvisoryImportResult {
  return {
    source,
    outcome: 'imported',
    records: { created: 0, updated: 0, unchanged: 0, removed: 0 },
    advisories: { created: 0, updated: 0, removed: 0 },
    documents: 0,
    unchangedDocuments: 0,
    exploits: 0,
    problems: 0,
    seconds: 0,
  };
}

/** Statistics without which the first queries after a large import are planned for the empty tables of before. */
export async function tidy(db: Database): Promise<void> {
  await db.query({
    text: 'analyze advisories, advisory_records, advisory_packages, advisory_identifiers, advisory_documents, advisory_exploits',
  });
}

/** Writes the documents of batches; a document that comes in parts is compared with what is stored at its end. */
export function createWriter(
  { db, normalise }: Pick<AdvisoryDeps, 'db' | 'normalise'>,
  feed: string,
  now: Date,
) {
  const result = nothingImported(feed);
  /** Records of documents of which parts were seen. */
  const parts = new Map<string, Set<string>>();
  const keyOf = ({ source, id }: Pick<AdvisoryRecord, 'source' | 'id'>) => `${source}\n${id}`;

  const store = async (changes: Parameters<typeof writeAdvisories>[2]) => {
    const { records, advisories } = await writeAdvisories(db, feed, changes, { normalise, now });
    for (const key of ['created', 'updated', 'unchanged', 'removed'] as const)
      result.records[key] += records[key];
    for (const key of ['created', 'updated', 'removed'] as const) result.advisories[key] += advisories[key];
  };

  return {
    result,
    records: () => result.records.created + result.records.updated + result.records.unchanged,

    async write({ documents }: SourceBatch): Promise<void> {
      const read = documents.filter(({ state }) => state !== 'unchanged');
      if (read.length === 0) return;
      for (const { path, records } of read) {
        const ids = parts.get(path) ?? new Set();
        for (const record of records) ids.add(keyOf(record));
        parts.set(path, ids);
      }
      const ended = read.filter(({ state }) => state === 'read');
      const stored = await recordsOfDocuments(
        db,
        feed,
        ended.map(({ path }) => path),
      );
      const gone = stored.filter(record => !parts.get(record.path)?.has(keyOf(record)));
      const writes = read.flatMap(({ path, records }) => records.map(record => ({ record, path })));
      if (writes.length + gone.length > 0) await store({ writes, gone });
      const exploits = read.flatMap(document => document.exploits);
      if (exploits.length > 0) result.exploits += await writeExploits(db, exploits);
      for (const { path, state } of read) if (state !== 'part') parts.delete(path);
      await keepDocuments(
        db,
        feed,
        ended.flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }])),
      );
    },

    async remove(paths: readonly string[]): Promise<void> {
      const gone = await recordsOfDocuments(db, feed, paths);
      for (let from = 0; from < gone.length; from += 1_000)
        await store({ writes: [], gone: gone.slice(from, from + 1_000) });
      await forgetDocuments(db, feed, paths);
    },
  };
}
