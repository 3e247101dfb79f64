/**
 * Totals of registries for the registry that stands inside other answers. They change with every write and take a while to
 * count, so that answers about something else use totals up to a minute old; answers about registries count anew.
 */
import type { Queryable } from '../../../store/database.ts';
import { databaseOf } from '../../../store/database-turns.ts';
import { type RegistryCounts, registryCounts } from '../../../store/registries.ts';

type Counts = Map<number, RegistryCounts>;

const MAX_AGE_MS = 60_000;

interface Entry {
  at: number;
  counts: Promise<Counts>;
}

/** By database, because tests and tools open several in one process. */
const cache = new WeakMap<Queryable, Entry>();

export function recentRegistryCounts(db: Queryable, now: Date): Promise<Counts> {
  const entry = cache.get(databaseOf(db));
  const age = entry ? now.getTime() - entry.at : Number.POSITIVE_INFINITY;
  return entry && age < MAX_AGE_MS ? entry.counts : freshRegistryCounts(db, now);
}

export function freshRegistryCounts(asked: Queryable, now: Date): Promise<Counts> {
  // Others will wait for the same.
  const db = databaseOf(asked);
  const counts = registryCounts(db);
  cache.set(db, { at: now.getTime(), counts });
  // A failure is the caller's to see; the next caller asks again.
  counts.catch(() => {
    if (cache.get(db)?.counts === counts) cache.delete(db);
  });
  return counts;
}
