/**
 * Everybody who waits for events, behind one look at the head of the log: it is looked at when the store announces a
 * change, and every second as well, because an event becomes visible only when all older transactions of the
 * database have ended.
 */
import type { Queryable } from '../../store/database.ts';
import { headCursor, laterCursor, readEvents, type StoredEvent } from '../../store/events.ts';
import type { ChangeFeed } from './changes.ts';

export interface EventQuery {
  /** null: from the beginning. */
  after: string | null;
  limit: number;
  types: readonly string[] | undefined;
  registryId: number | undefined;
}

export interface EventPage {
  events: StoredEvent[];
  cursor: string;
}

export interface EventHub {
  /** A number that grows when events appear, for `wait`. To be taken before reading. */
  version(): number;
  /** Concurrent reads of the same are one. The cursor moves on past events that the filter leaves out. */
  read(db: Queryable, query: EventQuery): Promise<EventPage>;
  /** Settles when events appeared after that version, the time is over, or one of the signals is aborted. */
  wait(db: Queryable, version: number, ms: number, signals: readonly AbortSignal[]): Promise<void>;
}

/** Announcements come in bursts. */
const QUIET_MS = 15;
const LOOK_MS = 1_000;
/** Whoever was woken reads and waits again: it is looked on for this long although nobody waits. */
const LINGER_MS = 5_000;

const hubs = new WeakMap<ChangeFeed, EventHub>();

/** The hub of a feed: one for each server. */
export function hubOf(changes: ChangeFeed): EventHub {
  const known = hubs.get(changes);
  if (known) return known;
  const hub = createEventHub(changes);
  hubs.set(changes, hub);
  return hub;
}

export function createEventHub(changes: ChangeFeed): EventHub {
  const waiting = new Set<() => void>();
  const reads = new Map<string, Promise<EventPage>>();
  let version = 0;
  let head: string | null = null;
  let db: Queryable | null = null;
  let looking = false;
  let again = false;
  let stop: (() => void) | null = null;
  let lingering: NodeJS.Timeout | null = null;

  const wake = () => {
    version++;
    for (const resolve of [...waiting]) resolve();
  };

  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    do {
      again = false;
      // While the database is away there is nothing to see; the next look is a second away.
      const now = db && (await headCursor(db).catch(() => head));
      if (now !== head) {
        head = now;
        wake();
      }
    } while (again);
    looking = false;
  };

  const start = () => {
    let pending: NodeJS.Timeout | null = null;
    const soon = () => {
      pending ??= setTimeout(() => {
        pending = null;
        void look();
      }, QUIET_MS);
    };
    const unsubscribe = changes.subscribe({ onChange: soon, onRestored: soon });
    const timer = setInterval(look, LOOK_MS).unref();
    soon();
    stop = () => {
      unsubscribe();
      clearInterval(timer);
      if (pending) clearTimeout(pending);
      head = null;
      stop = null;
      lingering = null;
    };
  };

  return {
    version: () => version,

    read(queryable, query) {
      const key = JSON.stringify([query.after, query.limit, query.types, query.registryId]);
      const running = reads.get(key);
      if (running) return running;
      const page = readPage(queryable, query).finally(() => reads.delete(key));
      reads.set(key, page);
      return page;
    },

    wait(queryable, since, ms, signals) {
      if (version !== since || ms <= 0 || signals.some(signal => signal.aborted)) return Promise.resolve();
      db = queryable;
      return new Promise(resolve => {
        const done = () => {
          clearTimeout(timer);
          for (const signal of signals) signal.removeEventListener('abort', done);
          waiting.delete(done);
          if (waiting.size === 0) lingering ??= setTimeout(() => stop?.(), LINGER_MS).unref();
          resolve();
        };
        const timer = setTimeout(done, ms);
        for (const signal of signals) signal.addEventListener('abort', done, { once: true });
        waiting.add(done);
        if (lingering) clearTimeout(lingering);
        lingering = null;
        // What appeared between the caller's reading and now is seen as a change of the head, which is not known yet.
        if (!stop) start();
      });
    },
  };
}

async function readPage(db: Queryable, query: EventQuery): Promise<EventPage> {
  const filtered = query.types !== undefined || query.registryId !== undefined;
  // Taken first: what the filtered read does not give up to here, the filter left out.
  const head = filtered ? await headCursor(db) : null;
  const page = await readEvents(db, query);
  if (head === null || page.events.length === query.limit) return page;
  return { events: page.events, cursor: laterCursor(page.cursor, head) };
}
