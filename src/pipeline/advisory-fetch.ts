/** Sources of advisories from where upstream keeps them: one conditional request, and an import where something changed. */
import type { NormaliseName } from '../advisories/index.ts';
import { InputError } from '../core/errors.ts';
import type { Tree, TreeFile } from '../core/tree.ts';
import { openArchive, stripTopFolder } from '../io/archives/index.ts';
import type { Spool, SpooledFile } from '../io/spool.ts';
import type { Io } from '../io/types.ts';
import { findSource, type Source, sources } from '../sources/index.ts';
import { confirmFeed, findFeed, importedFeeds } from '../store/advisory-feeds.ts';
import type { Database } from '../store/database.ts';
import {
  type AdvisoryImportOptions,
  type AdvisoryImportResult,
  importAdvisories,
  nothingImported,
} from './advisories.ts';
import { type AdvisoryPagesDeps, importPages } from './advisory-pages.ts';
import type { JobRequest } from './jobs.ts';
import type { Registries } from './registries.ts';

export const ADVISORIES_TASK = 'import-advisories';

export interface AdvisoryFetchDeps extends AdvisoryPagesDeps {
  io: Pick<Io, 'http' | 'decompress'>;
  spool: Spool;
}

const MAX_BYTES = 4 * 1024 ** 3;
const DOWNLOAD_MS = 30 * 60_000;
/** The whole of GitHub's and OSV's advisories are some 300,000 files. */
const LIMITS = {
  sourceBytes: MAX_BYTES,
  totalBytes: 16 * 1024 ** 3,
  entryBytes: 1024 ** 3,
  entries: 2_000_000,
};

/** The address of one file that holds the source; null where upstream has none. */
export function addressOf({ origin }: Pick<Source, 'origin'>): string | null {
  const { kind, url } = origin;
  if (kind === 'git') {
    const match = /^https:\/\/github\.com\/([^/]+)\/([^/]+?)(?:\.git)?$/.exec(url);
    return match ? `https://github.com/${match[1]}/${match[2]}/archive/HEAD.tar.gz` : null;
  }
  return kind === 'api' || url.endsWith('/') ? null : url;
}

/** @throws InputError (field `source`) naming those that there are. */
export function sourceNamed(id: string): Source {
  const source = findSource(id);
  if (source) return source;
  throw new InputError(
    'source',
    `there is no source ${id}; there are ${sources.map(of => of.id).join(', ')}`,
    422,
  );
}

/** True for a source that is asked for its changes instead of being downloaded. */
async function hasPages(source: Source): Promise<boolean> {
  return source.origin.kind === 'api' && (await source.load()).pages !== undefined;
}

/**
 * Downloads a source and imports it, or what changed of it where it is asked for that; `unchanged` where upstream says that it is what it was.
 *
 * @throws InputError (field `source`) for one that is not kept as a whole; UpstreamError of the download; as `importAdvisories`.
 */
export async function fetchAdvisories(
  deps: AdvisoryFetchDeps,
  source: Source,
  options: Omit<AdvisoryImportOptions, 'validators'> = {},
): Promise<AdvisoryImportResult> {
  if (await hasPages(source)) return importPages(deps, source, options);
  const url = addressOf(source);
  if (url === null)
    throw new InputError(
      'source',
      `${source.id} is not kept in one file (${source.origin.url}): say from where`,
      422,
    );
  const began = performance.now();
  const before = await findFeed(deps.db, source.id);
  const { signal, force } = options;
  const validators =
    force || before === null ? null : { etag: before.etag, lastModified: before.lastModified };
  const answer = await deps.io.http.stream({
    url,
    validators,
    maxBytes: MAX_BYTES,
    timeoutMs: DOWNLOAD_MS,
    signal,
  });
  if (answer.status === 304) {
    await confirmFeed(deps.db, source.id, deps.now?.() ?? new Date());
    const seconds = Math.round(performance.now() - began) / 1000;
    return { ...nothingImported(source.id), outcome: 'unchanged', seconds };
  }
  const file = await deps.spool.receive(answer.body, { maxBytes: MAX_BYTES, field: 'source' });
  const tree = source.origin.kind === 'file' ? fileTree(deps, url, file) : archiveTree(file, signal);
  return importAdvisories(deps, source, tree, { ...options, validators: answer.validators });
}

function archiveTree({ path }: SpooledFile, signal?: AbortSignal): Tree {
  return stripTopFolder(openArchive(path, { limits: LIMITS, unsafeNames: 'skip', signal }));
}

/** The one file under the name that its address ends with. */
async function* fileTree(
  { io, spool }: Pick<AdvisoryFetchDeps, 'io' | 'spool'>,
  url: string,
  file: SpooledFile,
): AsyncGenerator<TreeFile> {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  const isPacked = name.endsWith('.gz');
  const stream = () =>
    isPacked ? io.decompress.gzip(spool.stream(file), LIMITS.entryBytes) : spool.stream(file);
  yield {
    path: isPacked ? name.slice(0, -'.gz'.length) : name,
    size: isPacked ? null : file.size,
    kind: 'file',
    linkTarget: null,
    executable: null,
    stream,
    async read(maxBytes) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of stream()) {
        size += chunk.length;
        if (size > maxBytes) throw new InputError('source', `${name} is larger than ${maxBytes} bytes`, 413);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}

/** The names of every ecosystem by its own rules; those of others as they are. */
export function nameRules(registries: Pick<Registries, 'all'>): NormaliseName {
  const rules = new Map(registries.all().map(({ ecosystem, definition }) => [ecosystem, definition.names]));
  return (ecosystem, name) => (ecosystem === null ? name : (rules.get(ecosystem)?.normalise(name) ?? name));
}

/**
 * One job for each source that was imported before and can be fetched: only these are kept up to date by themselves. A feed of changes
 * has a position only where it was followed before: what came from files is not asked for over the network.
 */
export async function advisoryJobs(db: Database): Promise<JobRequest[]> {
  return (await importedFeeds(db)).flatMap(({ id, position }) => {
    const source = findSource(id);
    const isFollowed = source?.origin.kind === 'api' && position !== null;
    if (source === null || (addressOf(source) === null && !isFollowed)) return [];
    return [
      {
        task: ADVISORIES_TASK,
        key: `${ADVISORIES_TASK}:${id}`,
        lane: 'backfill',
        payload: { source: id },
        maxAttempts: 3,
      },
    ];
  });
}
