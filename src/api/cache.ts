/**
 * Prepared answers in memory, by URL. An answer counts only while nothing it depends on has changed since BEFORE it was
 * loaded; while changes cannot be heard of (the database's notifications are lost) nothing counts.
 */
import { LRUCache } from 'lru-cache';
import type { Prepared } from './prepared.ts';
import type { TagClock } from './tag-clock.ts';

export interface ResponseCache {
  /** The answer kept under the key, if it is still right. */
  get(key: string): Prepared | undefined;
  /**
   * Gives the kept answer or loads it. Concurrent callers of one key share a load; its signal is aborted when all of
   * them have gone away. A load that began before the latest change is not joined: its caller could miss that change; nor
   * is one of another group.
   */
  load(
    key: string,
    signal: AbortSignal,
    loader: (signal: AbortSignal) => Promise<Prepared>,
    group?: string,
  ): Promise<Prepared>;
  /** Says that the answer grew (a compressed copy was added to it). */
  grown(key: string, prepared: Prepared): void;
  /** While false, nothing is kept and nothing kept is given. Becoming true again starts from nothing. */
  setTrusted(trusted: boolean): void;
  stats(): { entries: number; bytes: number; trusted: boolean };
}

interface Entry {
  prepared: Prepared;
  /** Tick of the clock before the load. */
  loadedAt: number;
  /** Tick at which the tags were last compared: while the clock stands still there is nothing to compare. */
  checkedAt: number;
}

interface Load {
  promise: Promise<Prepared>;
  startedAt: number;
  waiting: number;
  controller: AbortController;
}

/**
 * Bodies that show facts of many packages are renewed this often whatever happens: counters of others move slowly. As long
 * as the max-age that such answers carry.
 */
const LIST_TTL_MS = 300_000;
const TTL_MS = 3_600_000;
/** Headers, key and bookkeeping of an entry, roughly. */
const OVERHEAD_BYTES = 1_500;
/** An answer larger than this part of the cache is not kept: it would push out too many others. */
const LARGEST_PART = 1 / 8;

export function createResponseCache(options: { maxBytes: number; clock: TagClock }): ResponseCache {
  const { clock, maxBytes } = options;
  const entries = new LRUCache<string, Entry>({
    maxSize: Math.max(1, maxBytes),
    ttl: TTL_MS,
    ttlResolution: 1_000,
    sizeCalculation: ({ prepared }) => sizeOf(prepared),
  });
  const loads = new Map<string, Load>();
  let trusted = false;

  const get = (key: string): Prepared | undefined => {
    if (!trusted) return undefined;
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    const now = clock.now();
    if (entry.checkedAt !== now) {
      if (!clock.unchangedSince(entry.prepared.tags, entry.loadedAt)) {
        entries.delete(key);
        return undefined;
      }
      entry.checkedAt = now;
    }
    return entry.prepared;
  };

  const keep = (key: string, prepared: Prepared, loadedAt: number) => {
    if (!trusted || !prepared.keep || sizeOf(prepared) > maxBytes * LARGEST_PART) return;
    if (!clock.unchangedSince(prepared.tags, loadedAt)) return;
    entries.set(key, { prepared, loadedAt, checkedAt: clock.now() }, { ttl: ttlOf(prepared.tags) });
  };

  const begin = (key: string, group: string, loader: (signal: AbortSignal) => Promise<Prepared>): Load => {
    const startedAt = clock.now();
    const controller = new AbortController();
    // Nothing read while changes could not be heard of is kept, even when they can be heard again at its end.
    const heard = trusted;
    const promise = loader(controller.signal).then(prepared => {
      if (heard) keep(key, prepared, startedAt);
      return prepared;
    });
    const load: Load = { promise, startedAt, waiting: 0, controller };
    const name = group + key;
    loads.set(name, load);
    const forget = () => {
      if (loads.get(name) === load) loads.delete(name);
    };
    promise.then(forget, forget);
    return load;
  };

  return {
    get,

    async load(key, signal, loader, group = '') {
      const kept = get(key);
      if (kept) return kept;
      const running = loads.get(group + key);
      const joinable = running && running.startedAt === clock.now() && !running.controller.signal.aborted;
      const load = joinable ? running : begin(key, group, loader);
      load.waiting++;
      const leave = () => {
        load.waiting--;
        if (load.waiting === 0) load.controller.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await load.promise;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },

    grown(key, prepared) {
      const entry = entries.peek(key);
      if (entry?.prepared !== prepared) return;
      // A new object: for the same one the cache keeps the size that it knows.
      entries.set(key, { ...entry }, { noUpdateTTL: true });
    },

    setTrusted(now) {
      if (now === trusted) return;
      trusted = now;
      entries.clear();
      clock.reset();
    },

    stats: () => ({ entries: entries.size, bytes: entries.calculatedSize, trusted }),
  };
}

function sizeOf(prepared: Prepared): number {
  return OVERHEAD_BYTES + prepared.body.length + (prepared.gzip?.length ?? 0);
}

function ttlOf(tags: readonly string[]): number {
  const single = tags.length > 0 && tags.every(tag => tag.startsWith('package:'));
  return single ? TTL_MS : LIST_TTL_MS;
}
