import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import type { BatchConnector } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { mapPackage } from './map.ts';

const LIMITS = { packed: 256 * 1024 * 1024, plain: 1024 * 1024 * 1024 };

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'manifest', url: manifestUrl(context.registry.url) }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const plain = streamIndex(
      context,
      manifestUrl(context.registry.url),
      count => {
        bytesRead += count;
        onProgress?.(bytesRead);
      },
      LIMITS,
    );
    yield* inBatches(readManifest(plain));
  },
};

/** The packages of a manifest, each name once. @throws UpstreamError `malformed`, also where it has none. */
export async function* readManifest(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageRecord> {
  const seen = new Set<string>();
  for await (const { key, value } of jsonElements(source, [['packages']], 'manifest of Reservoir')) {
    const record = key === null ? mapPackage(value) : null;
    if (record === null || seen.has(record.name)) continue;
    seen.add(record.name);
    yield record;
  }
  if (seen.size === 0) throw new UpstreamError('malformed', 'manifest of Reservoir: no packages');
}

const manifestUrl = (base: string): string => `${base}/index/manifest.json`;
