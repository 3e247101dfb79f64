import { UpstreamError } from '../../core/errors.ts';
import { peek } from '../../formats/peek.ts';
import { readTar } from '../../formats/tar.ts';
import type { BatchConnector } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { isTar, streamIndex } from '../families/whole-index/stream.ts';
import { mapEntries } from './map.ts';
import { type PackageEntry, readPackagesite } from './packagesite.ts';

const FILE = 'packagesite.pkg';
/** Ten times what the index has. */
const LIMITS = { packed: 128 * 1024 * 1024, plain: 2 * 1024 * 1024 * 1024 };
/** Three times what it has: all are held, so that this bounds the memory. */
const MAX_ENTRIES = 100_000;

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'packagesite', url: `${context.registry.url}/${FILE}` }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const onBytes = (count: number) => {
      bytesRead += count;
      onProgress?.(bytesRead);
    };
    const entries: PackageEntry[] = [];
    const archive = streamIndex(context, `${context.registry.url}/${FILE}`, onBytes, LIMITS);
    for await (const entry of readPackagesite(linesIn(archive))) {
      if (entries.push(entry) > MAX_ENTRIES)
        throw new UpstreamError('too-large', `packagesite has more than ${MAX_ENTRIES} packages`);
    }
    yield* inBatches(mapEntries(entries));
  },
};

/** The member `packagesite.yaml` of an archive, beside its signature; or the bare file. */
export async function* linesIn(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(source, 263);
  if (!isTar(head)) {
    yield* whole;
    return;
  }
  for await (const { path, kind, body } of readTar(whole)) {
    if (kind === 'file' && path === 'packagesite.yaml') yield* body;
  }
}
