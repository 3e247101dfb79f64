import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { readEntry, readTar } from '../../formats/tar.ts';
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { webUrl } from '../families/whole-index/text.ts';
import { type CacheEntry, cacheEntry } from './cache-entry.ts';
import { mapCategory } from './map.ts';

const SNAPSHOT = 'https://distfiles.gentoo.org/snapshots/portage-latest.tar.xz';
/** Ten times what a snapshot has. */
const LIMITS = { packed: 1024 * 1024 * 1024, plain: 8 * 1024 * 1024 * 1024 };
const TAR_LIMITS = { entries: 3_000_000, entryBytes: 256 * 1024 * 1024, headerBytes: 1024 * 1024 };
const MAX_CACHE_FILE = 2 * 1024 * 1024;
const MAX_CATEGORY = 100_000;

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'snapshot', url: snapshotUrl(context.registry) }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const onBytes = (count: number) => {
      bytesRead += count;
      onProgress?.(bytesRead);
    };
    yield* inBatches(recordsOf(streamIndex(context, snapshotUrl(context.registry), onBytes, LIMITS)));
  },
};

/** The operator's or the registry's address of the snapshot. */
function snapshotUrl({ metadata }: RegistryRef): string {
  return webUrl(metadata.snapshot_url) ?? SNAPSHOT;
}

/**
 * The records of a snapshot, category by category: an archive of a tree has the files of one folder together, so that no
 * more than a category is held.
 *
 * @throws UpstreamError `malformed` for an archive without a cache, and for one whose categories are mixed.
 */
export async function* recordsOf(archive: AsyncIterable<Uint8Array>): AsyncGenerator<PackageRecord> {
  const done = new Set<string>();
  let category: string | null = null;
  let entries: CacheEntry[] = [];
  for await (const file of readTar(archive, TAR_LIMITS)) {
    const place = placeOf(file.path);
    if (place === null || file.kind !== 'file' || file.size > MAX_CACHE_FILE) continue;
    if (place.category !== category) {
      yield* mapCategory(entries);
      entries = [];
      if (done.has(place.category))
        throw new UpstreamError('malformed', `${place.category} comes twice in the snapshot`);
      category = place.category;
      done.add(category);
    }
    const text = (await readEntry(file, MAX_CACHE_FILE)).toString('utf8');
    const entry = cacheEntry(place.category, place.file, text, file.modified);
    if (entry !== null) entries.push(entry);
    if (entries.length > MAX_CATEGORY)
      throw new UpstreamError('too-large', `${category} has too many ebuilds`);
  }
  yield* mapCategory(entries);
  if (done.size === 0) throw new UpstreamError('malformed', 'the snapshot has no metadata/md5-cache');
}

/** `portage/metadata/md5-cache/app-misc/demo-1.0`, whatever the first folder is called. */
function placeOf(path: string): { category: string; file: string } | null {
  const [, metadata, cache, category, file, ...more] = path.split('/', 7);
  if (metadata !== 'metadata' || cache !== 'md5-cache' || !category || !file || more.length > 0) return null;
  return { category, file };
}
