import type { Queryable } from './database.ts';
import { databaseOf } from './database-turns.ts';

/** A batch this large is sent without waiting for the end of the turn. */
const LARGEST = 200;

interface Waiting<K, V> {
  key: K;
  resolve(value: V): void;
  reject(error: unknown): void;
}

/**
 * Turns a lookup of many into a lookup of one that shares its statement with everybody who asks in the same turn of the event
 * loop: a busy server then asks PostgreSQL once for what twenty requests want, and an idle one loses nothing.
 *
 * @param load gives one value for each key, in their order. When it fails, all who share it fail.
 */
export function batched<K, V>(
  load: (db: Queryable, keys: readonly K[]) => Promise<V[]>,
): (db: Queryable, key: K) => Promise<V> {
  const waiting = new WeakMap<Queryable, Waiting<K, V>[]>();

  const send = async (db: Queryable, batch: Waiting<K, V>[]) => {
    if (waiting.get(db) === batch) waiting.delete(db);
    if (batch.length === 0) return;
    try {
      const values = await load(
        db,
        batch.map(w => w.key),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(values[index] as V);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const join = (db: Queryable, key: K) =>
    new Promise<V>((resolve, reject) => {
      let batch = waiting.get(db);
      if (!batch) {
        const begun: Waiting<K, V>[] = [];
        batch = begun;
        waiting.set(db, begun);
        // After the sockets that are readable in this turn were read.
        setImmediate(() => {
          if (waiting.get(db) === begun) void send(db, begun);
        });
      }
      batch.push({ key, resolve, reject });
      if (batch.length >= LARGEST) void send(db, batch);
    });

  // A request waits for its turn before it joins others: a statement that is shared waits for nobody's.
  return (db, key) => (db.turns ? db.turns.run(() => join(databaseOf(db), key)) : join(db, key));
}
