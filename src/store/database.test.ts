import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, serversUnderTest, type TestDatabase } from '../../test/databases.ts';
import { UnavailableError } from '../core/errors.ts';
import { openDatabase } from './database.ts';

describe.each(serversUnderTest())('database on $name', ({ url: serverUrl }) => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createTestDatabase(serverUrl, { migrate: false });
    await test.db.query('CREATE TABLE counters (id integer PRIMARY KEY, value bigint NOT NULL)');
    await test.db.query('INSERT INTO counters VALUES (1, 0), (2, 0)');
  });
  afterAll(() => test.drop());

  const counter = async (id: number) => {
    const { rows } = await test.db.query<{ value: number }>('SELECT value FROM counters WHERE id = $1', [id]);
    return rows[0]?.value;
  };

  it('gives JSON-ready values', async () => {
    const { rows, rowCount } = await test.db.query(
      `SELECT 9007199254740991::bigint AS big, count(*) AS many, 1.50::numeric AS exact, NULL::bigint AS nothing,
         '2024-01-02 05:04:05.678901+02'::timestamptz AS moment, '2024-02-29'::date AS day,
         ARRAY[1, NULL, 3]::bigint[] AS bigs, ARRAY['2024-01-02 03:04:05+00'::timestamptz] AS moments,
         ARRAY[['2024-02-29'::date], ['1066-10-14'::date]] AS days, '{"a": [1]}'::jsonb AS json
       FROM generate_series(1, 3)`,
    );
    expect(rowCount).toBe(1);
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        many: 3,
        exact: '1.50',
        nothing: null,
        moment: '2024-01-02T03:04:05.678Z',
        day: '2024-02-29',
        bigs: [1, null, 3],
        moments: ['2024-01-02T03:04:05.000Z'],
        days: [['2024-02-29'], ['1066-10-14']],
        json: { a: [1] },
      },
    ]);
  });

  it('refuses a bigint that is no exact number, and stays usable', async () => {
    await expect(test.db.query('SELECT 9007199254740992::bigint AS big')).rejects.toThrow(RangeError);
    expect((await test.db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('answers the last of several statements', async () => {
    const answer = await test.db.query('SELECT 1 AS one; SELECT 2 AS two');
    expect(answer).toEqual({ rows: [{ two: 2 }], rowCount: 1 });
  });

  it('has the time-outs of its role', async () => {
    const web = openDatabase({ url: test.url, role: 'web', max: 1 });
    const show = 'SHOW statement_timeout';
    expect((await web.query(show)).rows).toEqual([{ statement_timeout: '10s' }]);
    expect((await test.db.query(show)).rows).toEqual([{ statement_timeout: '0' }]);
    await web.end();
  });

  it('keeps the connection after a refused statement', async () => {
    const db = openDatabase({ url: test.url, role: 'web', max: 1 });
    const pid = async () => (await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
    const before = await pid();
    await expect(db.query('INSERT INTO counters VALUES (1, 0)')).rejects.toMatchObject({ code: '23505' });
    expect(await pid()).toBe(before);
    await db.end();
  });

  it('survives a change of the tables under a named statement', async () => {
    const db = openDatabase({ url: test.url, role: 'web', max: 1 });
    await db.query('CREATE TABLE changing (a integer); INSERT INTO changing VALUES (1)');
    const statement = { name: 'all-of-changing', text: 'SELECT * FROM changing WHERE a = $1', values: [1] };
    expect((await db.query(statement)).rows).toEqual([{ a: 1 }]);
    await test.db.query('ALTER TABLE changing ADD b integer DEFAULT 2');
    expect((await db.query(statement)).rows).toEqual([{ a: 1, b: 2 }]);
    await db.end();
  });

  it('commits what a transaction did and gives its value', async () => {
    const value = await test.db.transaction(async tx => {
      await tx.query('INSERT INTO counters VALUES (10, 5)');
      return 'done';
    });
    expect(value).toBe('done');
    expect(await counter(10)).toBe(5);
  });

  it('rolls back when the function throws, with its own error', async () => {
    const own = Object.assign(new Error('the registry refused'), { code: 'ECONNREFUSED' });
    const work = test.db.transaction(async tx => {
      await tx.query('INSERT INTO counters VALUES (11, 5)');
      throw own;
    });
    await expect(work).rejects.toBe(own);
    expect(await counter(11)).toBeUndefined();
  });

  it('does not report a failed transaction as done', async () => {
    const work = test.db.transaction(async tx => {
      await tx.query('INSERT INTO counters VALUES (12, 5)');
      await tx.query('INSERT INTO counters VALUES (12, 6)').catch(() => 'ignored');
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await counter(12)).toBeUndefined();
  });

  it('tries again after a serialization failure', async () => {
    let runs = 0;
    let bothHaveRead = () => {};
    const together = new Promise<void>(resolve => {
      bothHaveRead = resolve;
    });
    const increment = () =>
      test.db.transaction(
        async tx => {
          const { rows } = await tx.query<{ value: number }>('SELECT value FROM counters WHERE id = 1');
          if (++runs === 2) bothHaveRead();
          await together;
          await tx.query('UPDATE counters SET value = $1 WHERE id = 1', [(rows[0]?.value ?? 0) + 1]);
        },
        { isolation: 'repeatable read' },
      );
    await Promise.all([increment(), increment()]);
    expect(await counter(1)).toBe(2);
    expect(runs).toBeGreaterThan(2);
  });

  it('tries again after a deadlock', async () => {
    const add = (first: number, second: number) =>
      test.db.transaction(async tx => {
        await tx.query('UPDATE counters SET value = value + 10 WHERE id = $1', [first]);
        await new Promise(resolve => setTimeout(resolve, 50));
        await tx.query('UPDATE counters SET value = value + 10 WHERE id = $1', [second]);
      });
    const before = await counter(2);
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(await counter(2)).toBe((before ?? 0) + 20);
  });

  it('gives up after three more tries', async () => {
    let runs = 0;
    const work = test.db.transaction(async tx => {
      runs++;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    });
    await expect(work).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(4);
  });

  it('refuses writes in a read-only transaction', async () => {
    const work = test.db.transaction(tx => tx.query('DELETE FROM counters'), { readOnly: true });
    await expect(work).rejects.toMatchObject({ code: '25006' });
  });

  it('gives the connection of a transaction for COPY', async () => {
    await test.db.query('CREATE TABLE copied (a integer, b text)');
    await test.db.transaction(async tx => {
      const stream = tx.client.query(copyFrom('COPY copied FROM STDIN'));
      await pipeline(Readable.from(['1\tone\n', '2\ttwo\n']), stream);
    });
    const { rows } = await test.db.query('SELECT * FROM copied ORDER BY a');
    expect(rows).toEqual([
      { a: 1, b: 'one' },
      { a: 2, b: 'two' },
    ]);
  });

  it('rolls back a COPY whose source fails', async () => {
    const work = test.db.transaction(async tx => {
      const stream = tx.client.query(copyFrom('COPY copied FROM STDIN'));
      async function* broken() {
        yield '3\tthree\n';
        throw new Error('cut short');
      }
      await pipeline(Readable.from(broken()), stream);
    });
    await expect(work).rejects.toThrow('cut short');
    const { rows } = await test.db.query('SELECT count(*) AS many FROM copied WHERE a = 3');
    expect(rows).toEqual([{ many: 0 }]);
  });

  it('calls a statement that takes too long unavailable', async () => {
    const work = test.db.transaction(async tx => {
      await tx.query('SET LOCAL statement_timeout = 50');
      await tx.query('SELECT pg_sleep(20)');
    });
    await expect(work).rejects.toThrow(UnavailableError);
  });

  it('calls a missing table an error of the statement', async () => {
    await expect(test.db.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
  });
});
