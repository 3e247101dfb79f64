import { InputError, UpstreamError } from '../../../core/errors.ts';
import type { PackageRecord } from '../../../core/records.ts';
import type { BatchConnector, ConnectorContext, IndexPart } from '../../ecosystem.ts';
import { aptIndexes } from './apt.ts';
import { type IndexFile, pocketsOf } from './index-file.ts';
import { highest, packageRecord } from './map.ts';
import { mirrorIndexes, mirrorOf } from './mirror.ts';
import { isSource, sourceName } from './names.ts';
import type { DebianRepositoryOptions } from './options.ts';
import { readStanzaIndex } from './stanza-index.ts';

/** Records in a batch: small enough to hold, large enough for one write. */
const BATCH = 2_000;

/**
 * Reads a release from the operator's mirror where one is set, else from apt's lists.
 *
 * `read` keeps the stanzas of all parts in memory (about as many bytes as the uncompressed files), so that a package
 * comes once with everything that any suite says of it. All parts of a release belong in one call: with fewer, records
 * have `versionsComplete: false`.
 */
export function debianConnector(options: DebianRepositoryOptions): BatchConnector {
  /** What `parts` found, so that `read` need not ask apt or the mirror again when it is handed the same objects. */
  const listed = new WeakMap<IndexPart, Listing>();

  async function list(context: ConnectorContext): Promise<Listing> {
    const mirror = mirrorOf(options, context);
    const files =
      mirror === null ? await aptIndexes(options, context) : await mirrorIndexes(options, context, mirror);
    const listing = new Map(files.map(file => [file.part.id, file]));
    for (const { part } of files) listed.set(part, listing);
    return listing;
  }

  return {
    mode: 'batch',
    async parts(context, { suites }) {
      const files = [...(await list(context)).values()];
      if (suites === null) return files.map(({ part }) => part);
      refuseUnknown(options, context, files, suites);
      return files.filter(({ pocket }) => suites.includes(pocket.name)).map(({ part }) => part);
    },
    async *read(context, parts, onProgress) {
      const known = parts[0] && listed.get(parts[0]);
      const listing = known && parts.every(part => listed.get(part) === known) ? known : await list(context);
      const wanted = parts.map(({ id }) => {
        const file = listing.get(id);
        if (file === undefined) throw new UpstreamError('unreachable', `${id} is no longer offered`);
        return file;
      });
      yield* records(context, wanted, wanted.length === listing.size, onProgress);
    },
  };
}

/** All index files of a release, by the id of their part. */
type Listing = ReadonlyMap<string, IndexFile>;

function refuseUnknown(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
  files: IndexFile[],
  suites: string[],
): void {
  const known = pocketsOf(options, context).map(({ name }) => name);
  const offered = new Set(files.map(({ pocket }) => pocket.name));
  for (const suite of suites) {
    if (offered.has(suite)) continue;
    const why = known.includes(suite)
      ? 'is not offered by the source of the index'
      : `is not of ${context.registry.name}`;
    throw new InputError('suites', `suite ${suite} ${why}; there are: ${[...offered].join(', ')}`);
  }
}

/** Exported for tests of the mapping alone. */
export async function* records(
  context: ConnectorContext,
  files: readonly IndexFile[],
  isComplete: boolean,
  onProgress?: (bytesRead: number) => void,
): AsyncGenerator<PackageRecord[]> {
  const { signal } = context;
  let bytesRead = 0;
  const index = await readStanzaIndex(context, files, count => {
    signal?.throwIfAborted();
    bytesRead += count;
    onProgress?.(bytesRead);
  });
  const sourceOf = (name: string) => (index.hasSources ? highest(index.get(sourceName(name))) : null);
  let batch: PackageRecord[] = [];
  for (const name of index.names) {
    const stanzas = index
      .get(name)
      .filter(({ fields }) => !(isSource(name) && fields.has('extra-source-only')));
    if (stanzas.length === 0) continue;
    batch.push(packageRecord(name, stanzas, { sourceOf, isComplete }));
    if (batch.length < BATCH) continue;
    signal?.throwIfAborted();
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
