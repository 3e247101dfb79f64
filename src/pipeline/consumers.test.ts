/** Consumers of the event log on a real database: exactly once, in order, in turns. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { announceChanges, appendEvents, type EventType, type StoredEvent } from '../store/events.ts';
import { type Consumer, consumeOnce, startConsumers } from './consumers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const append = (...subjects: string[]) =>
  database.db.transaction(async tx => {
    await appendEvents(
      tx,
      1,
      subjects.map(subject => ({ type: 'package.updated' as EventType, subject })),
    );
    await announceChanges(tx, 1, []);
  });

/** Events appear when no older transaction of this database is running: the server itself has some, to analyze tables. */
async function consume(consumer: Consumer): Promise<number | null> {
  for (const end = Date.now() + 10_000; ; await new Promise(r => setTimeout(r, 20))) {
    const moved = await consumeOnce(database.db, consumer);
    if (moved || Date.now() > end) return moved;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise(r => setTimeout(r, 10))) {
    if (condition()) return;
  }
  throw new Error('it did not happen in time');
}

test('a failing batch is handled again as a whole, and nothing of it stays', async () => {
  await database.db.query('create table seen (consumer text, subject text)');
  let fail = true;
  const consumer: Consumer = {
    name: 'careful',
    batch: 2,
    async handle(events, tx) {
      for (const { subject } of events)
        await tx.query({ text: 'insert into seen values ($1, $2)', values: ['careful', subject] });
      if (fail && events.some(event => event.subject === 'c')) throw new Error('not now');
    },
  };
  await append('a', 'b', 'c');
  expect(await consume(consumer)).toBe(2);
  await expect(consume(consumer)).rejects.toThrow('not now');
  fail = false;
  expect(await consume(consumer)).toBe(1);
  expect(await consumeOnce(database.db, consumer)).toBe(0);
  const { rows } = await database.db.query<{ subject: string }>('select subject from seen');
  expect(rows.map(row => row.subject)).toEqual(['a', 'b', 'c']);
});

test('events of other types are passed over, not seen again and again', async () => {
  const seen: StoredEvent[] = [];
  const consumer: Consumer = {
    name: 'picky',
    types: ['package.deleted'],
    handle: async events => void seen.push(...events),
  };
  expect(await consume(consumer)).toBe(3);
  expect(await consumeOnce(database.db, consumer)).toBe(0);
  expect(seen).toEqual([]);
});

test('two processes with the same consumer share the events, each handled once and soon after its commit', async () => {
  const seen: string[] = [];
  const consumer = (who: string): Consumer => ({
    name: 'shared',
    batch: 5,
    handle: async events => void seen.push(...events.map(event => `${event.subject}`)),
    ...{ who },
  });
  const one = startConsumers(database.db, [consumer('one')], { intervalMs: 60_000 });
  const two = startConsumers(database.db, [consumer('two')], { intervalMs: 60_000 });
  await until(() => seen.length === 3);
  const subjects = Array.from({ length: 40 }, (_, n) => `p${n}`);
  for (let at = 0; at < subjects.length; at += 4) await append(...subjects.slice(at, at + 4));
  await until(() => seen.length === 43);
  await one.stop();
  await two.stop();
  expect(seen.slice(3)).toEqual(subjects);
});
