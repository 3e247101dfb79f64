/**
 * One package from its registry into the store: tombstones, the re-sync floor and the registry's own validators first,
 * then the raw documents as blobs, then one transaction. Events are written by the store with the facts.
 *
 * Nothing is lost when the process dies anywhere in here: blobs are named by their content, the transaction is one, and
 * the job that led here is given back.
 */
import { InputError, messageOf, UpstreamError } from '../core/errors.ts';
import type { FetchOutcome, RawDocument } from '../ecosystems/ecosystem.ts';
import { latestOf, purlOf } from '../ecosystems/ecosystem.ts';
import type { Blobs } from '../io/blobs.ts';
import type { Io } from '../io/types.ts';
import { recordBlob } from '../store/blobs.ts';
import type { Database, Log } from '../store/database.ts';
import { noteAbsent, noteFailure, touchSynced } from '../store/freshness.ts';
import { markGone, renamePackage } from '../store/removals.ts';
import { writePackages } from '../store/write-packages.ts';
import { floorOf } from './floor.ts';
import { type Lane, runInLane } from './lanes.ts';
import type { Locks } from './locks.ts';
import { Deferred } from './outcomes.ts';
import { connectorContext, type SyncRegistry } from './registries.ts';
import { loadSyncState, type SyncState } from './sync-state.ts';

export interface SyncDeps {
  db: Database;
  io: Io;
  /** Where raw documents are kept. */
  blobs: Pick<Blobs, 'put'>;
  locks: Locks;
  /** Operator settings for connectors. */
  settings: Record<string, string | undefined>;
  log?: Log;
  now?: () => Date;
}

export interface SyncOptions {
  /** Default interactive. */
  lane?: Lane;
  /** Asks the registry whatever the floor, the absent cache and the validators say. Tombstones still hold. */
  force?: boolean;
  /**
   * Versions of which more is wanted than a sync reads: the registry is asked whatever the floor and the validators say. For
   * connectors that are `onDemand`.
   */
  versions?: readonly string[];
  /** When the change was announced; facts synced later have it already. */
  announcedAt?: Date;
  signal?: AbortSignal;
}

export interface SyncResult {
  outcome:
    | 'created'
    | 'updated'
    | 'unchanged'
    /** The registry said 304, or the facts are newer than the announcement. */
    | 'not-modified'
    /** The registry does not know the name, nor do we. */
    | 'missing'
    /** We know it, the registry no longer does. */
    | 'removed'
    | 'tombstoned';
  /** The name it is stored under. */
  name: string;
}

/** Code of the Deferred that says somebody else is syncing the same package right now. */
export const BUSY = 'busy';
const BUSY_MS = 5_000;

/**
 * Brings one package up to date.
 *
 * @throws InputError for a name that cannot be or a registry that is only read as a whole; Deferred below the floor or
 * while somebody else syncs the package; UpstreamError when the registry gave no usable answer (noted on the package,
 * whose facts stay); UnavailableError when the database is away.
 */
export async function syncPackage(
  deps: SyncDeps,
  registry: SyncRegistry,
  givenName: string,
  options: SyncOptions = {},
): Promise<SyncResult> {
  const { names, connector } = registry.definition;
  if (connector.mode !== 'package') {
    throw new InputError('registry', `${registry.name} is read as a whole: import it`, 422);
  }
  const name = names.normalise(givenName);
  const problem = names.problem(name);
  if (problem !== null)
    throw new InputError('name', `${JSON.stringify(name.slice(0, 100))}: ${problem}`, 422);

  const { lane = 'interactive', versions = [] } = options;
  const force = options.force === true || versions.length > 0;
  const now = deps.now?.() ?? new Date();
  const release = await deps.locks.tryLock(`sync/${registry.id}/${name}`);
  if (release === null) {
    throw new Deferred(new Date(now.getTime() + BUSY_MS), `${name} is being synced by somebody else`, BUSY);
  }
  try {
    const state = await loadSyncState(deps.db, registry.id, name, now);
    if (state.tombstoned) return { outcome: 'tombstoned', name };
    const settled = force ? null : withoutAsking(state, name, lane, options.announcedAt, now);
    if (settled) return settled;
    const context = connectorContext(deps, registry, options.signal);
    const { fetch } = await connector.load();
    const fetched = await runInLane(lane, () =>
      fetch(context, name, validatorsOf(state, name, force), versions),
    );
    return await store(deps, registry, name, state, fetched, now);
  } catch (error) {
    throw await noted(deps, registry, name, error, now);
  } finally {
    await release();
  }
}

function withoutAsking(
  { absent, stored }: SyncState,
  name: string,
  lane: Lane,
  announcedAt: Date | undefined,
  now: Date,
): SyncResult | null {
  if (!stored) return absent && !announcedAt ? { outcome: 'missing', name } : null;
  if (announcedAt && Date.parse(stored.lastSyncedAt) > announcedAt.getTime()) {
    return { outcome: 'not-modified', name: stored.name };
  }
  const until = floorOf(lane, stored.lastSyncedAt, now);
  if (until)
    throw new Deferred(until, `synced at ${stored.lastSyncedAt}: not again before ${until.toISOString()}`);
  return null;
}

/** A package that came back may be byte for byte what it was: it is fetched whole, so that it is written again. */
function validatorsOf({ stored }: SyncState, name: string, force: boolean) {
  if (stored?.name !== name || force || stored.status === 'removed' || stored.status === 'unpublished')
    return null;
  return { etag: stored.etag, lastModified: stored.lastModified };
}

async function store(
  deps: SyncDeps,
  registry: SyncRegistry,
  name: string,
  { stored }: SyncState,
  fetched: FetchOutcome,
  now: Date,
): Promise<SyncResult> {
  const { db } = deps;
  switch (fetched.kind) {
    case 'not-modified':
      await touchSynced(db, registry.id, stored?.name ?? name, now);
      return { outcome: 'not-modified', name: stored?.name ?? name };
    case 'missing':
      return gone(deps, registry, name, stored?.name === name, 'removed', now);
    case 'gone':
      for (const document of fetched.documents) await keep(deps, document);
      return gone(deps, registry, name, stored?.name === name, fetched.status, now);
    case 'found':
      return found(deps, registry, name, fetched, now);
  }
}

async function found(
  deps: SyncDeps,
  registry: SyncRegistry,
  name: string,
  { record, documents }: FetchOutcome & { kind: 'found' },
  now: Date,
): Promise<SyncResult> {
  const hashes: string[] = [];
  for (const document of documents) hashes.push(await keep(deps, document));
  const [main] = documents;
  const { versions } = registry.definition;
  const [written] = await writePackages(
    deps.db,
    registry,
    [
      {
        record,
        purlOf: version => purlOf(registry, record.name, version),
        ...(main ? { source: { url: main.url, sha256: hashes[0] ?? null, ...main.validators } } : {}),
      },
    ],
    { now, latestOf: list => latestOf(list, versions) },
  );
  if (record.name !== name) {
    await renamePackage(deps.db, registry, name, record.name, other => purlOf(registry, other), now);
  }
  return { outcome: written?.outcome ?? 'unchanged', name: record.name };
}

async function gone(
  { db }: SyncDeps,
  registry: SyncRegistry,
  name: string,
  known: boolean,
  status: 'removed' | 'unpublished',
  now: Date,
): Promise<SyncResult> {
  if (!known) {
    await noteAbsent(db, registry.id, name, now);
    return { outcome: 'missing', name };
  }
  const purl = (version?: string) => purlOf(registry, name, version);
  const changed = await markGone(db, registry, name, status, purl, now);
  if (!changed) await touchSynced(db, registry.id, name, now);
  return { outcome: 'removed', name };
}

async function keep({ blobs, db }: SyncDeps, { body, mediaType }: RawDocument): Promise<string> {
  const sha256 = await blobs.put(body);
  await recordBlob(db, { sha256, size: body.length, mediaType });
  return sha256;
}

/** The error to throw on, after the package was told of it. Our own budget's refusal is not the registry's failure. */
async function noted(
  { db, log }: SyncDeps,
  registry: SyncRegistry,
  name: string,
  thrown: unknown,
  now: Date,
): Promise<unknown> {
  const error =
    thrown instanceof RangeError ? new UpstreamError('malformed', thrown.message, { cause: thrown }) : thrown;
  if (!(error instanceof UpstreamError)) return error;
  if (error.code === 'rate-limited' && error.options.status === undefined) return error;
  await noteFailure(db, registry.id, name, `${error.code}: ${error.message}`, now).catch(failed =>
    log?.warn(`could not note a failure of ${name}: ${messageOf(failed)}`),
  );
  return error;
}
