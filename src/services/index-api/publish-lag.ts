/**
 * How long events take from their commit to those who follow the log. An announcement (NOTIFY) comes at the commit; from then
 * on we wait, as a follower would, until the head of the log has passed the newest event that was committed by then.
 */
import type { Queryable } from '../../store/database.ts';
import { headCursor, laterCursor, newestCursor } from '../../store/events.ts';
import type { ChangeFeed } from './changes.ts';
import { hubOf } from './event-hub.ts';

/** Between attempts while the database is away, and the longest time that is waited for a head to move. */
const AWAY_MS = 1_000;
const LOOK_MS = 60_000;

/**
 * Calls `onLag` with milliseconds for each burst of events. Announcements without events (counters that moved) are none.
 *
 * @param options.now monotonic, in milliseconds. @returns ends it.
 */
export function watchPublishLag(options: {
  db: Queryable;
  changes: ChangeFeed;
  onLag(ms: number): void;
  now?: () => number;
}): () => void {
  const { db, changes, onLag, now = () => performance.now() } = options;
  const hub = hubOf(changes);
  const ended = new AbortController();
  /** When the first announcement came that is not being followed yet. */
  let announcedAt: number | null = null;
  let following = false;
  let head: string | null = null;

  const isBehind = (cursor: string, target: string) =>
    cursor !== target && laterCursor(cursor, target) === target;

  const followOne = async (since: number) => {
    const target = await newestCursor(db);
    if (head !== null && !isBehind(head, target)) return;
    for (;;) {
      const version = hub.version();
      head = await headCursor(db);
      if (!isBehind(head, target)) break;
      await hub.wait(db, version, LOOK_MS, [ended.signal]);
      if (ended.signal.aborted) return;
    }
    onLag(now() - since);
  };

  const follow = async () => {
    following = true;
    while (announcedAt !== null && !ended.signal.aborted) {
      const since = announcedAt;
      announcedAt = null;
      try {
        await followOne(since);
      } catch {
        // The database is away: the time goes on for those who wait.
        announcedAt = since;
        await new Promise(resolve => setTimeout(resolve, AWAY_MS).unref());
      }
    }
    following = false;
  };

  const unsubscribe = changes.subscribe({
    onChange() {
      announcedAt ??= now();
      if (!following) void follow();
    },
  });
  return () => {
    unsubscribe();
    ended.abort();
  };
}
