/**
 * Keys in memory, by their hash: what was looked up once costs no database any more, also what does not exist. Nothing counts while
 * changes cannot be heard of, so that a revoked key is refused within seconds everywhere.
 */
import { hash as digest } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { TooManyRequestsError } from '../../core/errors.ts';
import { findKeyStanding, type KeyStanding } from '../../store/callers.ts';
import type { Queryable } from '../../store/database.ts';
import type { PolicyChange } from '../../store/policy-changes.ts';

export interface KeyMemory {
  /** By hash, in hexadecimal. Undefined: not in memory; null: there is no such key. */
  get(hash: string): KeyStanding | null | undefined;
  /**
   * Looks it up; concurrent callers share that.
   *
   * @param from who asks, as a network: who guesses is refused after some tries.
   * @throws TooManyRequestsError; UnavailableError where the database is away.
   */
  find(hash: string, from: string): Promise<KeyStanding | null>;
  /** Forgets what the changes are about; null: everything. */
  forget(changes: readonly PolicyChange[] | null): void;
  size(): number;
}

export interface KeyMemoryOptions {
  db: Queryable;
  /** Whether changes are heard of. */
  current(): boolean;
  now(): number;
  maxKeys?: number;
}

interface Entry {
  standing: KeyStanding | null;
  /** Milliseconds since 1970. */
  until: number;
}

const MAX_KEYS = 50_000;
const MAX_UNKNOWN = 10_000;
const KEEP_MS = 600_000;
const KEEP_UNKNOWN_MS = 60_000;
/** Of keys that do not exist, from one network within a minute. */
const MAX_GUESSES = 30;
const MAX_GUESSERS = 10_000;
const GUESS_MS = 60_000;

/** SHA-256 in hexadecimal, as `api_keys.hash` has it in bytes. */
export function keyHash(key: string): string {
  return digest('sha256', key, 'hex');
}

export function createKeyMemory({ db, current, now, maxKeys = MAX_KEYS }: KeyMemoryOptions): KeyMemory {
  const keys = new LRUCache<string, Entry>({ max: maxKeys });
  // Of their own, so that guesses push out nobody.
  const unknown = new LRUCache<string, Entry>({ max: MAX_UNKNOWN });
  const guesses = new LRUCache<string, { count: number; since: number }>({ max: MAX_GUESSERS });
  const loads = new Map<string, Promise<KeyStanding | null>>();
  /** Counts changes: what was read before one is not kept after it. */
  let epoch = 0;

  const guessesOf = (from: string) => {
    const known = guesses.get(from);
    return known !== undefined && now() - known.since < GUESS_MS ? known : null;
  };

  const load = async (hash: string): Promise<KeyStanding | null> => {
    const began = epoch;
    const heard = current();
    const standing = await findKeyStanding(db, Buffer.from(hash, 'hex'));
    if (heard && began === epoch) {
      if (standing === null) unknown.set(hash, { standing, until: now() + KEEP_UNKNOWN_MS });
      else keys.set(hash, { standing, until: endOf(standing, now()) });
    }
    return standing;
  };

  return {
    get(hash) {
      if (!current()) return undefined;
      const entry = keys.get(hash) ?? unknown.get(hash);
      return entry !== undefined && entry.until > now() ? entry.standing : undefined;
    },

    async find(hash, from) {
      if ((guessesOf(from)?.count ?? 0) >= MAX_GUESSES) {
        throw new TooManyRequestsError('too many keys that do not exist', GUESS_MS / 1000);
      }
      // A look-up that began before the latest change could miss it.
      const shared = `${epoch} ${hash}`;
      let running = loads.get(shared);
      if (running === undefined) {
        running = load(hash).finally(() => loads.delete(shared));
        loads.set(shared, running);
      }
      const standing = await running;
      if (standing === null) {
        const known = guessesOf(from);
        if (known === null) guesses.set(from, { count: 1, since: now() });
        else known.count++;
      }
      return standing;
    },

    forget(changes) {
      epoch++;
      if (changes === null) {
        keys.clear();
        unknown.clear();
        return;
      }
      if (changes.some(({ kind }) => kind === 'plan' || kind === 'limits')) keys.clear();
      if (changes.some(({ kind }) => kind === 'key')) unknown.clear();
      const accounts = new Set(changes.map(({ accountId }) => accountId).filter(id => id !== null));
      const numbers = new Set(changes.filter(({ kind }) => kind === 'key').map(({ ref }) => Number(ref)));
      for (const [hash, { standing }] of keys.entries()) {
        if (standing !== null && (accounts.has(standing.accountId) || numbers.has(standing.keyId)))
          keys.delete(hash);
      }
    },

    size: () => keys.size + unknown.size,
  };
}

/** Until when a key stands as it does: its end, the next change of its licence, and some minutes at most. */
function endOf({ expiresAt, licenceUntil }: KeyStanding, now: number): number {
  const moments = [expiresAt, licenceUntil].map(iso =>
    iso === null ? Number.POSITIVE_INFINITY : Date.parse(iso),
  );
  // What has ended already stays as it is.
  return Math.min(now + KEEP_MS, ...moments.filter(moment => moment > now));
}
