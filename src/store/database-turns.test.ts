/** Statements that wait for their turn hold nothing that others wait for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { type Database, openDatabase } from './database.ts';
import { databaseOf, inTurns } from './database-turns.ts';

let base: TestDatabase;
/** With one connection. */
let db: Database;

beforeAll(async () => {
  base = await createTestDatabase();
  db = openDatabase({ url: base.url, role: 'web', max: 1 });
});
afterAll(async () => {
  await db?.end();
  await base?.drop();
});

/** A way whose pieces of work wait before they begin, and again with what they gave, until they are let go. */
function held() {
  const before: (() => void)[] = [];
  const after: (() => void)[] = [];
  const way = inTurns(db, async work => {
    await new Promise<void>(resolve => before.push(resolve));
    const value = await work();
    await new Promise<void>(resolve => after.push(resolve));
    return value;
  });
  const letGo = (which: (() => void)[]) => {
    for (const resolve of which.splice(0)) resolve();
  };
  return { way, begin: () => letGo(before), end: () => letGo(after), isDone: () => after.length };
}

const one = async (text: string) => (await db.query<{ n: number }>(text)).rows[0]?.n;

test('a statement waits without a connection, before and after', async () => {
  const { way, begin, end, isDone } = held();
  const rows = way.query<{ n: number }>('select $1::int as n', [3]);
  expect(await one('select 1 as n')).toBe(1);
  begin();
  await expect.poll(isDone).toBe(1);
  expect(await one('select 2 as n')).toBe(2);
  end();
  expect((await rows).rows).toEqual([{ n: 3 }]);
});

test('a transaction is one piece, and waits before it began', async () => {
  const { way, begin, end, isDone } = held();
  const done = way.transaction(async tx => {
    await tx.query('create temporary table t (n int) on commit drop');
    await tx.query('insert into t values (4)');
    return (await tx.query<{ n: number }>('select n from t')).rows[0]?.n;
  });
  expect(await one('select 1 as n')).toBe(1);
  begin();
  await expect.poll(isDone).toBe(1);
  expect(await one('select 2 as n')).toBe(2);
  end();
  expect(await done).toBe(4);
});

test('who has written goes on to its end, who has read waits again', async () => {
  let pieces = 0;
  const way = inTurns(db, work => {
    pieces++;
    return work();
  });
  const write = (readOnly: boolean) => way.transaction(tx => tx.query('select 1'), { readOnly });
  await write(true);
  await way.query('select 1');
  expect(pieces).toBe(2);
  await write(false);
  await way.query('select 1');
  await write(false);
  expect(pieces).toBe(3);
});

test.each([
  ['insert into written values (1)', 1],
  [{ name: 'a-write', text: 'with w as (UPDATE written set n = 2 returning n) select n from w' }, 1],
  [{ name: 'a-read', text: 'select n as inserted from written' }, 3],
])('so does who has written with a statement: %o', async (statement, expected) => {
  await db.query('create table if not exists written (n int)');
  let pieces = 0;
  const way = inTurns(db, work => {
    pieces++;
    return work();
  });
  for (let i = 0; i < 3; i++) await way.query(statement);
  expect(pieces).toBe(expected);
});

test('who is refused its turn has asked nothing', async () => {
  const refuses = inTurns(db, async () => {
    throw new Error('not now');
  });
  await expect(refuses.query('create table never (n int)')).rejects.toThrow('not now');
  expect(await one(`select count(*)::int as n from pg_class where relname = 'never'`)).toBe(0);
});

test('what is remembered by database goes by the database itself', () => {
  expect(databaseOf(db)).toBe(db);
  expect(databaseOf(held().way)).toBe(db);
});
