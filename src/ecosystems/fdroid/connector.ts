/** The index of the repository, version 1: https://f-droid.org/docs/All_our_APIs/#the-repo-index. */
import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord } from '../../core/records.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { inBatches } from '../families/whole-index/batches.ts';
import { partsOf } from '../families/whole-index/parts.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { type App, appOf, withPackages } from './map.ts';

/** Ten times what it has. */
const LIMITS = { packed: 500 * 1024 * 1024, plain: 500 * 1024 * 1024 };
const ELEMENTS = { element: 16 * 1024 * 1024, elements: 200_000 };

export const connector: BatchConnector = {
  parts: (context, selection) =>
    partsOf(context, [{ id: 'index', url: indexUrl(context.registry) }], selection),
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

const indexUrl = ({ url }: RegistryRef) => `${url}/repo/index-v1.json`;

/**
 * The records of an index. Apps stand before their packages and are held; packages of no app are passed over, and an app
 * without packages has no version.
 *
 * @throws UpstreamError `malformed` for what is no such document, for one without any app, and where an app stands behind
 * packages.
 */
export async function* recordsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageRecord> {
  const apps = new Map<string, App>();
  let count = 0;
  let isBehindApps = false;
  for await (const { path, key, value } of jsonElements(
    source,
    [['apps'], ['packages']],
    'index',
    ELEMENTS,
  )) {
    if (path[0] === 'apps') {
      if (isBehindApps) throw new UpstreamError('malformed', 'index: apps behind packages');
      const app = appOf(value);
      if (app !== null && !apps.has(app.record.name)) apps.set(app.record.name, app);
      continue;
    }
    isBehindApps = true;
    const app = apps.get(key ?? '');
    if (app === undefined) continue;
    apps.delete(app.record.name);
    count++;
    yield withPackages(app, value);
  }
  // An index that lost its packages must not take them all away.
  if (count === 0) throw new UpstreamError('malformed', 'index: no app with packages');
  for (const { record } of apps.values()) yield record;
}
