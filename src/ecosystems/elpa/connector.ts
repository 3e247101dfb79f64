import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import type { BatchConnector } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { mapContents } from './map.ts';

/** GNU's has less than a megabyte; it is one list, and read as one. */
const MAX_BYTES = 32 * 1024 * 1024;

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'archive-contents', url: contentsUrl(context.registry.url) }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const plain = streamIndex(
      context,
      contentsUrl(context.registry.url),
      count => {
        bytesRead += count;
        onProgress?.(bytesRead);
      },
      { packed: MAX_BYTES, plain: MAX_BYTES },
    );
    const chunks: Uint8Array[] = [];
    for await (const chunk of plain) chunks.push(chunk);
    yield* inBatches(readContents(Buffer.concat(chunks)));
  },
};

/** The packages of an archive, read as they are asked for. @throws UpstreamError `malformed`, also where it has none. */
export function* readContents(bytes: Uint8Array): Generator<PackageRecord> {
  let hasRecord = false;
  for (const record of mapContents(new TextDecoder().decode(bytes))) {
    hasRecord = true;
    yield record;
  }
  if (!hasRecord) throw new UpstreamError('malformed', 'archive-contents: no packages');
}

const contentsUrl = (base: string): string => `${base}/archive-contents`;
