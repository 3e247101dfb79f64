import { InputError, UpstreamError } from '../../../core/errors.ts';
import type { PackageRecord } from '../../../core/records.ts';
import type { BatchConnector, ConnectorContext, IndexPart } from '../../ecosystem.ts';
import { aptIndexes } from './apt.ts';
import { BINARY_FIELDS, binaryRecord } from './binaries.ts';
import { type FetchedIndex, type IndexFile, pocketsOf } from './index-file.ts';
import { naming } from './map.ts';
import { mirrorIndexes, mirrorOf } from './mirror.ts';
import type { DebianRepositoryOptions } from './options.ts';
import { SOURCE_FIELDS, type SourceFacts, sourceRecord } from './sources.ts';
import { type StanzaGroup, stanzaGroups } from './stanza-groups.ts';

/** Fewest records in a batch but the last: small enough to hold, large enough for one write. */
const BATCH = 1_000;

/**
 * Reads a release from the operator's mirror where one is set, else from apt's lists.
 *
 * `read` gives a package once, with everything that any suite says of it. All parts of a release belong in one call:
 * with fewer, records have `versionsComplete: false`.
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

/**
 * The records of the files. Sources come first, since binary packages take facts from theirs. Every file is fetched and verified before the first record is given.
 */
export async function* records(
  context: ConnectorContext,
  files: readonly IndexFile[],
  isComplete: boolean,
  onProgress?: (bytesRead: number) => void,
): AsyncGenerator<PackageRecord[]> {
  const { signal } = context;
  let bytesRead = 0;
  const onBytes = (count: number) => {
    signal?.throwIfAborted();
    bytesRead += count;
    onProgress?.(bytesRead);
  };
  const sources: FetchedIndex[] = [];
  const binaries: FetchedIndex[] = [];
  for (const file of files) {
    const fetched = await file.fetch(context, onBytes);
    (file.architecture === 'source' ? sources : binaries).push(fetched);
  }
  const facts = new Map<string, SourceFacts>();
  yield* inBatches(sourceRecords(stanzaGroups(sources, SOURCE_FIELDS, onBytes), isComplete, facts));
  yield* inBatches(binaryRecords(stanzaGroups(binaries, BINARY_FIELDS, onBytes), isComplete, facts));
}

/** Fills `facts` as it goes. */
async function* sourceRecords(
  groups: AsyncIterable<StanzaGroup[]>,
  isComplete: boolean,
  facts: Map<string, SourceFacts>,
): AsyncGenerator<PackageRecord[]> {
  for await (const some of groups) {
    const found: PackageRecord[] = [];
    for (const { name, stanzas } of some) {
      const source = naming(name, () => sourceRecord(name, stanzas, isComplete));
      if (source === null) continue;
      facts.set(name, source.facts);
      found.push(source.record);
    }
    yield found;
  }
}

async function* binaryRecords(
  groups: AsyncIterable<StanzaGroup[]>,
  isComplete: boolean,
  facts: ReadonlyMap<string, SourceFacts>,
): AsyncGenerator<PackageRecord[]> {
  const options = { isComplete, sourceFacts: (name: string) => facts.get(name) ?? null };
  for await (const some of groups) {
    yield some.map(({ name, stanzas }) => naming(name, () => binaryRecord(name, stanzas, options)));
  }
}

/** Handfuls to batches. */
async function* inBatches(handfuls: AsyncIterable<PackageRecord[]>): AsyncGenerator<PackageRecord[]> {
  let batch: PackageRecord[] = [];
  for await (const records of handfuls) {
    for (const record of records) batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
