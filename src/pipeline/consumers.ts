/**
 * Consumers of the event log. Each has a name and a cursor; it handles a batch and moves its cursor in one transaction,
 * so every event has its effect in the database exactly once, whatever dies in between. Consumers of the same name in
 * several processes take turns. They wake up when the store announces changes, and now and then by themselves.
 */
import { messageOf } from '../core/errors.ts';
import type { Database, Log, Tx } from '../store/database.ts';
import { CHANGES_CHANNEL, type EventType, readEvents, type StoredEvent } from '../store/events.ts';

export interface Consumer {
  name: string;
  /** Events of other types are passed over. Absent: all. */
  types?: readonly EventType[];
  /** Events at once. Default 1,000. */
  batch?: number;
  /** Works in the transaction that moves the cursor; must be quick, since readers of the log wait for it. */
  handle(events: StoredEvent[], tx: Tx): Promise<void>;
}

export interface Consumers {
  stop(): Promise<void>;
}

/** Cursor of the log's beginning. */
const BEGINNING = '0-0-0';
const SECOND_LOOK_MS = 500;

/**
 * Handles the next batch.
 *
 * @returns how many events the cursor moved over; null when another process is at it.
 */
export async function consumeOnce(db: Database, consumer: Consumer): Promise<number | null> {
  const { name, types, batch = 1_000 } = consumer;
  return db.transaction(async tx => {
    const { rows } = await tx.query<{ cursor: string }>({
      text: 'select cursor from event_consumers where name = $1 for update skip locked',
      values: [name],
    });
    const from = rows[0]?.cursor ?? BEGINNING;
    if (rows.length === 0) {
      const { rowCount } = await tx.query({
        text: 'insert into event_consumers (name, cursor) values ($1, $2) on conflict do nothing',
        values: [name, BEGINNING],
      });
      if (rowCount === 0) return null;
    }
    const { events, cursor } = await readEvents(tx, { after: from, limit: batch });
    if (events.length === 0) return 0;
    const wanted = types ? events.filter(event => types.includes(event.type)) : events;
    if (wanted.length > 0) await consumer.handle(wanted, tx);
    await tx.query({
      text: 'update event_consumers set cursor = $2, updated_at = now() where name = $1',
      values: [name, cursor],
    });
    return events.length;
  });
}

/** Runs consumers until stopped; a failing batch is tried again at the next wake-up. */
export function startConsumers(
  db: Database,
  consumers: readonly Consumer[],
  options: { log?: Log; intervalMs?: number } = {},
): Consumers {
  const { log, intervalMs = 5_000 } = options;
  let stopping = false;
  const loops = consumers.map(consumer => {
    let running: Promise<void> | null = null;
    let again = false;
    const drain = async () => {
      do {
        again = false;
        let moved: number | null;
        do moved = await consumeOnce(db, consumer);
        while (moved !== null && moved > 0 && !stopping);
      } while (again && !stopping);
    };
    return {
      wake() {
        again = true;
        running ??= drain()
          .catch(error => log?.warn(`consumer ${consumer.name}: ${messageOf(error)}`))
          .finally(() => {
            running = null;
          });
      },
      finished: () => running,
    };
  });
  const wakeAll = () => {
    if (!stopping) for (const loop of loops) loop.wake();
  };
  // An event stays invisible while an older transaction of this database is still running.
  let later: NodeJS.Timeout | null = null;
  const onChange = () => {
    wakeAll();
    later ??= setTimeout(() => {
      later = null;
      wakeAll();
    }, SECOND_LOOK_MS);
  };
  const listening = db.listen(CHANGES_CHANNEL, onChange, { onRestored: wakeAll });
  const timer = setInterval(wakeAll, intervalMs);
  wakeAll();
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      if (later) clearTimeout(later);
      await listening.close();
      await Promise.all(loops.map(loop => loop.finished()));
    },
  };
}
