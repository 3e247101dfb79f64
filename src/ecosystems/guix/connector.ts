/** The index of the web site: one document with every version of every package. */
import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { type Entry, entryOf, recordOf } from './map.ts';

/** Ten times what it has. */
const LIMITS = { packed: 400 * 1024 * 1024, plain: 400 * 1024 * 1024 };
const ELEMENTS = { element: 1024 * 1024, elements: 300_000 };

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'packages', url: indexUrl(context.registry) }], selection),
  async *read(context, parts, onProgress) {
    if (parts.length === 0) return;
    let bytesRead = 0;
    const onBytes = (count: number) => {
      bytesRead += count;
      onProgress?.(bytesRead);
    };
    yield* inBatches(recordsOf(streamIndex(context, indexUrl(context.registry), onBytes, LIMITS)));
  },
};

const indexUrl = ({ url }: RegistryRef) => `${url}/packages.json`;

/**
 * The records of an index. Versions of one package need not stand together, so that all entries are held.
 *
 * @throws UpstreamError `malformed` for what is no such document, and for one without any package.
 */
export async function* recordsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageRecord> {
  const packages = new Map<string, [Entry, ...Entry[]]>();
  for await (const { value } of jsonElements(source, [[]], 'packages', ELEMENTS)) {
    const entry = entryOf(value);
    if (entry === null) continue;
    const known = packages.get(entry.name);
    if (known === undefined) packages.set(entry.name, [entry]);
    else known.push(entry);
  }
  // An index that lost its packages must not take them all away.
  if (packages.size === 0) throw new UpstreamError('malformed', 'packages has no package');
  for (const entries of packages.values()) yield recordOf(entries);
}
