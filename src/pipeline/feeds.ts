/**
 * Following a registry's feed: names that changed become `package.announced` events and sync jobs. Events, jobs and the
 * feed's position are written in one transaction, so a poll that dies is simply polled again, and nothing is lost or
 * announced twice.
 *
 * Nothing is followed unless the operator says so (ECOSYSTEMS_FOLLOW): `known` follows packages that are in the index,
 * `all` follows every package of the registry.
 */
import type { FollowMode } from '../core/settings.ts';
import { purlOf } from '../ecosystems/ecosystem.ts';
import type { Io } from '../io/types.ts';
import type { Database, Queryable } from '../store/database.ts';
import { appendEvents } from '../store/events.ts';
import { setRegistryFact } from '../store/registries.ts';
import type { Queue } from './jobs.ts';
import { runInLane } from './lanes.ts';
import type { Locks } from './locks.ts';
import { connectorContext, type SyncRegistry } from './registries.ts';
import { syncJob } from './sync-job.ts';

export interface FeedDeps {
  db: Database;
  io: Io;
  locks: Locks;
  queue: Queue;
  settings: Record<string, string | undefined>;
  /** By registry name; registries that are not named are not followed. */
  follow: Readonly<Record<string, FollowMode>>;
  now?: () => Date;
}

export interface FeedPoll {
  /** Names that the feed gave. */
  announced: number;
  /** Those of them that got an event and a job. */
  followed: number;
}

/** Pages of one poll: what is left waits for the next one. */
const MAX_PAGES = 25;

/**
 * Reads the feed from where the store stands to its end.
 *
 * @returns null when the registry has no feed, is not followed, or is being polled by somebody else.
 * @throws UpstreamError when the feed gives no usable answer; pages before it are kept.
 */
export async function pollFeed(
  deps: FeedDeps,
  registry: SyncRegistry,
  signal?: AbortSignal,
): Promise<FeedPoll | null> {
  const { connector: slot } = registry.definition;
  const mode = deps.follow[registry.name];
  if (slot.mode !== 'package' || !slot.slots.includes('changes') || !mode) return null;
  const release = await deps.locks.tryLock(`feed/${registry.id}`);
  if (!release) return null;
  try {
    const connector = await slot.load();
    const context = connectorContext(deps, registry, signal);
    const poll: FeedPoll = { announced: 0, followed: 0 };
    for (let page = 0; page < MAX_PAGES && !signal?.aborted; page++) {
      const position = await feedPosition(deps.db, registry.id);
      // What is synced after this moment has seen the changes that the feed is about to give.
      const asOf = deps.now?.() ?? new Date();
      const { changes, head } = await runInLane('feed', async () => ({
        changes: await connector.changes?.(context, position),
        head: page === 0 ? await connector.head?.(context) : undefined,
      }));
      if (!changes) return null;
      poll.announced += changes.names.length;
      poll.followed += await announce(deps, registry, mode, position, changes, head ?? null, asOf);
      if (changes.names.length === 0 || changes.cursor === position) break;
    }
    return poll;
  } finally {
    await release();
  }
}

async function feedPosition(db: Queryable, registryId: number): Promise<string | null> {
  const { rows } = await db.query<{ position: string | null }>({
    text: `select position from registry_facts where registry_id = $1 and field = 'feed'`,
    values: [registryId],
  });
  return rows[0]?.position ?? null;
}

async function announce(
  { db, queue }: FeedDeps,
  registry: SyncRegistry,
  mode: FollowMode,
  from: string | null,
  changes: { names: string[]; cursor: string | null },
  head: string | null,
  asOf: Date,
): Promise<number> {
  return db.transaction(async tx => {
    // Another process may have lost its lock with its connection and still be polling: the position decides.
    await tx.query({
      text: `select pg_advisory_xact_lock(hashtext('ecosystems.feed'), $1)`,
      values: [registry.id],
    });
    if ((await feedPosition(tx, registry.id)) !== from) return 0;
    const { names } = registry.definition;
    const given = [...new Set(changes.names.map(names.normalise))].filter(
      name => names.problem(name) === null,
    );
    const followed = await followedNames(tx, registry.id, given, mode);
    await appendEvents(
      tx,
      registry.id,
      followed.map(name => ({ type: 'package.announced', subject: purlOf(registry, name) })),
    );
    await queue.enqueue(
      followed.map(name => syncJob(registry.name, name, 'feed', asOf)),
      tx,
    );
    await setRegistryFact(tx, registry.id, 'feed', {
      asOf,
      head: head ?? changes.cursor,
      position: changes.cursor,
      detail: { mode, announced: given.length, followed: followed.length },
    });
    return followed.length;
  });
}

/** Of the names given, in their order, those that are wanted: never tombstoned ones. */
async function followedNames(
  tx: Queryable,
  registryId: number,
  names: string[],
  mode: FollowMode,
): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await tx.query<{ name: string }>({
    text: `select g.name from unnest($2::text[]) with ordinality as g (name, place)
      where not exists (select 1 from tombstones t where t.registry_id = $1 and t.kind = 'package' and t.key = g.name)
        and ($3 or exists (select 1 from packages p where p.registry_id = $1 and p.name = g.name)
          or exists (select 1 from package_aliases a where a.registry_id = $1 and a.name = g.name))
      order by g.place`,
    values: [registryId, names, mode === 'all'],
  });
  return rows.map(row => row.name);
}
