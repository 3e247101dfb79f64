import { UpstreamError } from '../../core/errors.ts';
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { mapEntries } from './map.ts';
import { type PackageEntry, readSummary } from './summary.ts';

/** Ten times what the index of NetBSD has. */
const LIMITS = { packed: 128 * 1024 * 1024, plain: 1024 * 1024 * 1024 };
/** Three times what it has: all are held, so that this bounds the memory. */
const MAX_ENTRIES = 100_000;

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'pkg_summary', url: summaryUrl(context.registry) }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const plain = streamIndex(
      context,
      summaryUrl(context.registry),
      count => {
        bytesRead += count;
        onProgress?.(bytesRead);
      },
      LIMITS,
    );
    const entries: PackageEntry[] = [];
    for await (const entry of readSummary(plain)) {
      if (entries.push(entry) > MAX_ENTRIES)
        throw new UpstreamError('too-large', `pkg_summary has more than ${MAX_ENTRIES} packages`);
    }
    yield* inBatches(mapEntries(entries));
  },
};

function summaryUrl({ url, metadata }: RegistryRef): string {
  const name = metadata.pkg_summary_filename;
  const isName = typeof name === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
  return `${url}/${isName ? name : 'pkg_summary.gz'}`;
}
