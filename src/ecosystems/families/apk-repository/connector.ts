import { UpstreamError } from '../../../core/errors.ts';
import { readApkIndex } from '../../../formats/apkindex.ts';
import { peek } from '../../../formats/peek.ts';
import { readTar } from '../../../formats/tar.ts';
import type { BatchConnector, RegistryRef } from '../../ecosystem.ts';
import { inBatches } from '../whole-index/batches.ts';
import { type IndexLocation, partsOf, wantedOf } from '../whole-index/parts.ts';
import { isTar, streamIndex } from '../whole-index/stream.ts';
import { mapEntries } from './map.ts';
import type { ApkRepositoryOptions } from './options.ts';
import { type PackageEntry, packageEntry } from './package-entry.ts';

/** Several times what all repositories of Alpine's edge have. All entries are held, so that this bounds the memory. */
const LIMITS = { packed: 32 * 1024 * 1024, plain: 64 * 1024 * 1024 };
const MAX_ENTRIES = 100_000;

/** Reads every repository of a branch: what one package provides is what packages of the others ask for. */
export function apkConnector(options: ApkRepositoryOptions): BatchConnector {
  return {
    parts: (context, selection) => partsOf(context, locationsOf(options, context.registry), selection),
    async *read(context, parts, onProgress) {
      const locations = locationsOf(options, context.registry);
      const wanted = wantedOf(locations, parts);
      let bytesRead = 0;
      const onBytes = (count: number) => {
        bytesRead += count;
        onProgress?.(bytesRead);
      };
      const entries: PackageEntry[] = [];
      for (const { url, repository } of wanted) {
        const stream = streamIndex(context, url, onBytes, LIMITS);
        for await (const entry of entriesOf(stream, repository, url)) {
          entries.push(entry);
          if (entries.length > MAX_ENTRIES)
            throw new UpstreamError('too-large', `${url} has too many packages`);
        }
      }
      const records = mapEntries(entries, {
        isComplete: wanted.length === locations.length,
        maintainerPage: name => options.maintainerPage(context.registry, name),
      });
      yield* inBatches(records);
    },
  };
}

interface Repository extends IndexLocation {
  repository: string;
}

function locationsOf(options: ApkRepositoryOptions, registry: RegistryRef): Repository[] {
  return options.repositories(registry).map(repository => ({
    id: repository || 'packages',
    repository,
    url: `${options.folder(registry, repository)}/APKINDEX.tar.gz`,
  }));
}

/**
 * The packages of an index: the member `APKINDEX` of an archive, beside its signature, or a bare index.
 *
 * @throws UpstreamError `malformed` for what has no package: an index is never empty.
 */
export async function* entriesOf(
  source: AsyncIterable<Uint8Array>,
  repository: string,
  url: string,
): AsyncGenerator<PackageEntry> {
  let count = 0;
  for await (const fields of readApkIndex(indexIn(source))) {
    const entry = packageEntry(fields, repository);
    if (entry === null) continue;
    count++;
    yield entry;
  }
  if (count === 0) throw new UpstreamError('malformed', `${url} is no index of packages`, { url });
}

async function* indexIn(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(source, 263);
  if (!isTar(head)) {
    yield* whole;
    return;
  }
  for await (const { path, kind, body } of readTar(whole)) {
    if (kind === 'file' && path === 'APKINDEX') yield* body;
  }
}
