import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { readStanzas } from '../../formats/deb822.ts';
import type { BatchConnector, ConnectorContext } from '../ecosystem.ts';
import { unlessFailing } from '../families/registry-api/fetching.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { detached } from '../families/whole-index/text.ts';
import { readDownloads } from './downloads.ts';
import { mapStanza } from './map.ts';

/** VIEWS has about 10 MB, the counts about 20. */
const LIMITS = { packed: 256 * 1024 * 1024, plain: 1024 * 1024 * 1024 };
const STANZA = { field: 1024 * 1024, stanza: 4 * 1024 * 1024, fields: 500 };

export const connector: BatchConnector = {
  parts: (context, selection) => partsOf(context, [{ id: 'bioc', url: viewsUrl(context) }], selection),
  async *read(context, _parts, onProgress) {
    let bytesRead = 0;
    const stream = (url: string) =>
      streamIndex(
        context,
        url,
        count => {
          bytesRead += count;
          onProgress?.(bytesRead);
        },
        LIMITS,
      );
    const downloads = await unlessFailing(context, () => readDownloads(stream(statsUrl(context))));
    yield* inBatches(readViews(stream(viewsUrl(context)), downloads ?? new Map()));
  },
};

/** The packages of VIEWS, each name once. @throws UpstreamError `malformed`, also where it has none. */
export async function* readViews(
  source: AsyncIterable<Uint8Array>,
  downloads: ReadonlyMap<string, number>,
): AsyncGenerator<PackageRecord> {
  const seen = new Set<string>();
  for await (const stanza of readStanzas(source, STANZA)) {
    const record = mapStanza(stanza, downloads);
    if (record === null || seen.has(record.name)) continue;
    seen.add(detached(record.name));
    yield record;
  }
  if (seen.size === 0) throw new UpstreamError('malformed', 'VIEWS has no package');
}

const viewsUrl = ({ registry }: ConnectorContext): string => `${registry.url}/packages/release/bioc/VIEWS`;
const statsUrl = ({ registry }: ConnectorContext): string =>
  `${registry.url}/packages/stats/bioc/bioc_pkg_stats.tab`;
