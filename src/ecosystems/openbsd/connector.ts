import { UpstreamError } from '../../core/errors.ts';
import { readTar, type TarEntry } from '../../formats/tar.ts';
import { openbsd } from '../../versions/schemes/openbsd.ts';
import type { BatchConnector, ConnectorContext } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { type IndexedFile, readIndexFile } from './index-file.ts';
import { mapPorts } from './map.ts';
import { splitPackageName } from './package-name.ts';
import { MAX_DATABASE, readSqlports } from './sqlports.ts';

const MEMBER = 'share/sqlports';
/** Ten times what the list has. */
const MAX_INDEX = 32 * 1024 * 1024;
const LIMITS = { packed: 128 * 1024 * 1024, plain: MAX_DATABASE + 16 * 1024 * 1024 };
const TAR_LIMITS = { entries: 10_000, entryBytes: MAX_DATABASE, headerBytes: 1024 * 1024 };

export const connector: BatchConnector = {
  // The list changes whenever a package does, sqlports included: its validator is that of the whole.
  parts: async (context, selection) => {
    const parts = await partsOf(context, [{ id: 'packages', url: indexUrl(context) }], selection);
    return parts.map(part => ({ ...part, size: null }));
  },
  async *read(context, _parts, onProgress) {
    const { body } = await context.io.http.request({
      url: indexUrl(context),
      maxBytes: MAX_INDEX,
      signal: context.signal,
    });
    let bytesRead = body.length;
    onProgress?.(bytesRead);
    const files = readIndexFile(body);
    const archive = streamIndex(
      context,
      `${context.registry.url}/${sqlportsName(files, context)}.tgz`,
      count => {
        bytesRead += count;
        onProgress?.(bytesRead);
      },
      LIMITS,
    );
    yield* inBatches(mapPorts(await readSqlports(await databaseIn(archive)), files));
  },
};

function indexUrl({ registry }: ConnectorContext): string {
  return `${registry.url}/index.txt`;
}

/** The newest sqlports of the list; where it has none, the one that the registry's metadata name. */
function sqlportsName(files: ReadonlyMap<string, IndexedFile>, { registry }: ConnectorContext): string {
  let newest: string | null = null;
  for (const file of files.keys()) {
    const name = file.startsWith('sqlports-') ? splitPackageName(file) : null;
    if (name?.stem !== 'sqlports' || name.flavors.length > 0 || !openbsd.isValid(name.version)) continue;
    if (newest === null || openbsd.compare(name.version, newest) > 0) newest = name.version;
  }
  const version = newest ?? registry.metadata.sqlports_version;
  if (typeof version === 'string' && openbsd.isValid(version)) return `sqlports-${version}`;
  throw new UpstreamError('malformed', `index.txt of ${registry.name} lists no sqlports`);
}

/**
 * The database in an unpacked package.
 *
 * @throws UpstreamError `malformed` where there is none, `too-large` for one of more than 256 MiB.
 */
export async function databaseIn(archive: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let database: Buffer | null = null;
  for await (const entry of readTar(archive, TAR_LIMITS)) {
    if (database === null && entry.kind === 'file' && entry.path.replace(/^\.\//, '') === MEMBER)
      database = await contentOf(entry);
  }
  if (database === null) throw new UpstreamError('malformed', `the package sqlports has no ${MEMBER}`);
  return database;
}

/** In place: pieces that are joined afterwards would take twice the memory. */
async function contentOf({ size, body }: TarEntry): Promise<Buffer> {
  const content = Buffer.alloc(size);
  let at = 0;
  for await (const piece of body) {
    content.set(piece, at);
    at += piece.length;
  }
  return content;
}
