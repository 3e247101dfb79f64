/**
 * Sources that are asked for what changed, page by page. Each page is written before its position is kept, so that what was
 * interrupted goes on with the page after the last one that is whole. Nothing is taken away: such a source says of what no longer
 * holds that it is withdrawn.
 */

import { UpstreamError } from '../core/errors.ts';
import type { TreeFile } from '../core/tree.ts';
import type { Io } from '../io/types.ts';
import { readSource, type Source, type SourceProblem } from '../sources/index.ts';
import { findFeed, finishFeed, keepPosition, knownDocuments } from '../store/advisory-feeds.ts';
import {
  type AdvisoryDeps,
  type AdvisoryImportOptions,
  type AdvisoryImportResult,
  alone,
  createWriter,
  tidy,
} from './advisories.ts';

export interface AdvisoryPagesDeps extends AdvisoryDeps {
  io: Pick<Io, 'http'>;
  /** Operator settings by name. */
  settings?: Readonly<Record<string, string | undefined>>;
}

const MAX_PROBLEMS = 100;

/**
 * @param options.force from the beginning, whatever was kept before.
 * @throws InputError (field `source`) for one that has no pages, or lacks a setting; UpstreamError of the source, with the pages before
 * it kept; Deferred (`busy`).
 */
export function importPages(
  deps: AdvisoryPagesDeps,
  source: Source,
  options: Pick<AdvisoryImportOptions, 'force' | 'onProgress' | 'signal'> = {},
): Promise<AdvisoryImportResult> {
  return alone(deps, source, () => run(deps, source, options));
}

async function run(
  deps: AdvisoryPagesDeps,
  source: Source,
  { force = false, onProgress, signal }: Pick<AdvisoryImportOptions, 'force' | 'onProgress' | 'signal'>,
): Promise<AdvisoryImportResult> {
  const { db, io, settings = {} } = deps;
  const now = deps.now?.() ?? new Date();
  const began = performance.now();
  const { pages } = await source.load();
  if (!pages) throw new UpstreamError('malformed', `${source.id} has no pages`);
  const before = await findFeed(db, source.id);
  const known = await knownDocuments(db, source.id);
  const writer = createWriter(deps, source.id, now);
  const { result } = writer;
  const problems: SourceProblem[] = [];
  const paths = new Set(known.keys());
  let position = force ? null : (before?.position ?? null);
  const context = { http: io.http, url: source.origin.url, settings, position, signal };
  for await (const page of pages(context)) {
    const reading = readSource(source, treeOf(page.files), {
      known,
      now: now.getTime(),
      ...(signal && { signal }),
    });
    for await (const batch of reading) {
      for (const document of batch.documents) {
        paths.add(document.path);
        result.documents++;
        if (document.state === 'unchanged') result.unchangedDocuments++;
        result.problems += document.problems.length;
        problems.push(...document.problems.slice(0, MAX_PROBLEMS - problems.length));
      }
      await writer.write(batch);
    }
    position = page.position;
    await keepPosition(db, source.id, position);
    onProgress?.({ documents: result.documents, records: writer.records() });
  }
  await finishFeed(db, source.id, {
    etag: null,
    lastModified: null,
    position,
    documents: paths.size,
    problems,
    problemsCount: result.problems,
    now,
  });
  if (result.records.created + result.records.updated > 1_000) await tidy(db);
  return {
    ...result,
    outcome: result.unchangedDocuments === result.documents ? 'unchanged' : 'imported',
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

async function* treeOf(files: readonly { path: string; bytes: Uint8Array }[]): AsyncGenerator<TreeFile> {
  for (const { path, bytes } of files) yield fileOf(path, bytes);
}

function fileOf(path: string, bytes: Uint8Array): TreeFile {
  return {
    path,
    size: bytes.length,
    kind: 'file',
    linkTarget: null,
    executable: null,
    read(maxBytes) {
      if (bytes.length <= maxBytes) return Promise.resolve(Buffer.from(bytes));
      return Promise.reject(new UpstreamError('too-large', `${path} is larger than ${maxBytes} bytes`));
    },
    async *stream() {
      yield bytes;
    },
  };
}
