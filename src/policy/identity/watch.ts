/**
 * Hears of changes of accounts, keys, plans, limits and licences: at once by NOTIFY, and at most two seconds later by reading what was
 * noted, whether a notification came or not.
 */
import { messageOf } from '../../core/errors.ts';
import type { Database } from '../../store/database.ts';
import {
  POLICY_CHANNEL,
  type PolicyChange,
  prunePolicyChanges,
  readPolicyChanges,
} from '../../store/policy-changes.ts';

export interface ChangeWatch {
  /** Whether everything that was committed five seconds ago has been heard of. */
  current(): boolean;
  /** Reads now. */
  poll(): Promise<void>;
  close(): Promise<void>;
}

export interface WatchOptions {
  db: Pick<Database, 'query' | 'listen'>;
  /** Called with what is new; null: anything may have changed. */
  onChange(changes: readonly PolicyChange[] | null): void;
  log: { warn(message: string): void };
  /** Monotonic, milliseconds. */
  clock?: () => number;
  pollMs?: number;
}

const POLL_MS = 2_000;
/** Less than the five seconds within which a revocation counts everywhere. */
const TRUST_MS = 4_500;
const PRUNE_EVERY = 1_800;

export function watchPolicy(options: WatchOptions): ChangeWatch {
  const { db, onChange, log, clock = () => performance.now(), pollMs = POLL_MS } = options;
  let cursor: string | null = null;
  let heardAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let again = false;
  let away = false;
  let closed = false;
  let polls = 0;
  /** Numbers that may be read again. */
  let seen = new Set<number>();

  const read = async () => {
    const started = clock();
    try {
      const first = cursor === null;
      const { changes, cursor: next } = await readPolicyChanges(db, cursor);
      const fresh = changes.filter(({ id }) => !seen.has(id));
      seen = new Set(changes.map(({ id }) => id));
      cursor = next;
      if (closed) return;
      if (first || away) onChange(null);
      else if (fresh.length > 0) onChange(fresh);
      heardAt = started;
      away = false;
      if (polls++ % PRUNE_EVERY === PRUNE_EVERY - 1) await prunePolicyChanges(db);
    } catch (error) {
      if (!away && !closed) log.warn(`changes of keys and limits cannot be read: ${messageOf(error)}`);
      away = true;
    }
  };

  const poll = (): Promise<void> => {
    if (running !== null) {
      // What is read now may be older than what was just said.
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await read();
      } while (again && !closed);
    })().finally(() => {
      running = null;
    });
    return running;
  };

  const listening = db.listen(POLICY_CHANNEL, () => void poll(), { onRestored: () => void poll() });
  const timer = setInterval(() => void poll(), pollMs);
  timer.unref();

  return {
    current: () => clock() - heardAt < TRUST_MS,
    poll,
    async close() {
      closed = true;
      clearInterval(timer);
      await listening.close();
      await running;
    },
  };
}
