/** When keys were used last: noted in memory, written at most once a minute for each key. */
import { messageOf } from '../../core/errors.ts';
import { touchLastUsed } from '../../store/api-keys.ts';
import type { Queryable } from '../../store/database.ts';

export interface LastUsed {
  /** Cheap: called for every request with a key. */
  used(keyId: number, now: number): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

const EVERY_MS = 60_000;
const FLUSH_MS = 10_000;
const MOST = 100_000;

export function createLastUsed(db: Queryable, log: { warn(message: string): void }): LastUsed {
  const written = new Map<number, number>();
  let waiting = new Map<number, number>();
  const flush = async () => {
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    if (written.size > MOST) written.clear();
    for (const [keyId, at] of batch) written.set(keyId, at);
    await touchLastUsed(
      db,
      [...batch].map(([keyId, at]) => ({ keyId, at: new Date(at) })),
    ).catch(error => log.warn(`could not note when keys were used: ${messageOf(error)}`));
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();
  return {
    used(keyId, now) {
      if (now - (written.get(keyId) ?? 0) >= EVERY_MS && !waiting.has(keyId)) waiting.set(keyId, now);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
