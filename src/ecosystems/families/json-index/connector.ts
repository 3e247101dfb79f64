/** Registries whose whole index is one JSON document with an element for each package, read as a stream. */
import { UpstreamError } from '../../../core/errors.ts';
import type { PackageRecord } from '../../../core/records.ts';
import { type JsonElement, type JsonPath, jsonElements } from '../../../formats/json-stream.ts';
import type { BatchConnector, ConnectorContext, RegistryRef } from '../../ecosystem.ts';
import { inBatches } from '../whole-index/batches.ts';
import { partsOf } from '../whole-index/parts.ts';
import { type StreamLimits, streamIndex } from '../whole-index/stream.ts';

export interface JsonIndexOptions<Extra> {
  /** Id of the one part, and what errors call the document. */
  id: string;
  url(registry: RegistryRef): string;
  /** Where the packages lie in the document. */
  wanted: readonly JsonPath[];
  limits: StreamLimits;
  /** What the records need beside the document, asked before it is read. */
  prepare(context: ConnectorContext): Promise<Extra>;
  /** Null for an element that is no package. */
  map(element: JsonElement, extra: Extra, registry: RegistryRef): PackageRecord | null;
}

export function jsonIndex<Extra>(options: JsonIndexOptions<Extra>): BatchConnector {
  return {
    parts: (context, selection) =>
      partsOf(context, [{ id: options.id, url: options.url(context.registry) }], selection),
    async *read(context, parts, onProgress) {
      if (parts.length === 0) return;
      const { registry } = context;
      const extra = await options.prepare(context);
      let bytesRead = 0;
      const onBytes = (count: number) => {
        bytesRead += count;
        onProgress?.(bytesRead);
      };
      const source = streamIndex(context, options.url(registry), onBytes, options.limits);
      yield* inBatches(recordsOf(source, options, extra, registry));
    },
  };
}

/**
 * The records of a document. Of elements with one name the first counts.
 *
 * @throws UpstreamError `malformed` for what is no such document, and for one without any package.
 */
export async function* recordsOf<Extra>(
  source: AsyncIterable<Uint8Array>,
  { id, wanted, map }: Pick<JsonIndexOptions<Extra>, 'id' | 'wanted' | 'map'>,
  extra: Extra,
  registry: RegistryRef,
): AsyncGenerator<PackageRecord> {
  const seen = new Set<string>();
  for await (const element of jsonElements(source, wanted, id)) {
    const record = map(element, extra, registry);
    if (record === null || seen.has(record.name)) continue;
    seen.add(record.name);
    yield record;
  }
  // An index that lost its packages must not take them all away.
  if (seen.size === 0) throw new UpstreamError('malformed', `${id} has no package`);
}
