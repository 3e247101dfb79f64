/** The event log under concurrent writers: what readers see, and when. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, serversUnderTest, type TestDatabase } from '../../test/databases.ts';
import { appendEvents, headCursor, readEvents } from './events.ts';

describe.each(serversUnderTest())('the event log on $name', ({ url }) => {
  let here: TestDatabase;
  let elsewhere: TestDatabase;
  beforeAll(async () => {
    here = await createTestDatabase(url, { max: 20 });
    elsewhere = await createTestDatabase(url, { migrate: false });
  });
  afterAll(async () => {
    await here.drop();
    await elsewhere.drop();
  });

  const connect = async (to = here.url) => {
    const client = new pg.Client({ connectionString: to });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  /** A session with an open transaction that has its number. */
  const begin = async (to = here.url) => {
    const client = await connect(to);
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    return client;
  };
  const append = (client: pg.Client, subject: string) =>
    client.query("insert into events (registry_id, type, subject) values (1, 'package.created', $1)", [
      subject,
    ]);
  const readAll = async (db: Parameters<typeof readEvents>[0], after: string) =>
    (await readEvents(db, { after, limit: 1_000 })).events.map(event => event.subject);
  const readFrom = (after: string) => readAll(here.db, after);
  /** Whether the server lets us try something; says so when it does not. */
  const allows = async (what: string, condition: string) => {
    const { rows } = await here.db.query<{ allowed: boolean }>(`select (${condition}) as allowed`);
    if (!rows[0]?.allowed) console.warn(`skipped: the server does not allow ${what}`);
    return rows[0]?.allowed === true;
  };

  test('a transaction that runs in another database holds nobody up', async () => {
    const start = await headCursor(here.db);
    await begin(elsewhere.url);
    const writer = await connect();
    await append(writer, 'while-other-runs');
    expect(await readFrom(start)).toEqual(['while-other-runs']);
    expect(await readFrom(await headCursor(here.db))).toEqual([]);
  });

  test('a transaction that runs in this database holds up what is later, and then all comes in order', async () => {
    const start = await headCursor(here.db);
    const slow = await begin();
    const quick = await connect();
    await append(quick, 'later');
    expect(await readFrom(start)).toEqual([]);
    expect(await headCursor(here.db)).toBe(start);
    await append(slow, 'earlier');
    expect(await readFrom(start)).toEqual([]);
    await slow.query('commit');
    expect(await readFrom(start)).toEqual(['earlier', 'later']);
  });

  test('one that was rolled back leaves nothing and holds up nothing', async () => {
    const start = await headCursor(here.db);
    const failing = await begin();
    await append(failing, 'never');
    const quick = await connect();
    await append(quick, 'stays');
    await failing.query('rollback');
    expect(await readFrom(start)).toEqual(['stays']);
  });

  test('a savepoint has no position of its own', async () => {
    const start = await headCursor(here.db);
    const slow = await begin();
    await slow.query('savepoint s');
    await append(slow, 'in-savepoint');
    const quick = await connect();
    await append(quick, 'quick');
    await slow.query('release s');
    expect(await readFrom(start)).toEqual([]);
    await slow.query('commit');
    expect(await readFrom(start)).toEqual(['in-savepoint', 'quick']);
  });

  test('a prepared transaction holds up readers of its own database alone', async context => {
    const setting = "current_setting('max_prepared_transactions')::int > 0";
    if (!(await allows('prepared transactions', setting))) return context.skip();
    const start = await headCursor(here.db);
    const foreign = await begin(elsewhere.url);
    await foreign.query("prepare transaction 'elsewhere'");
    onTestFinished(() => foreign.query("rollback prepared 'elsewhere'").then(() => {}));
    const slow = await begin();
    await append(slow, 'prepared');
    await slow.query("prepare transaction 'here'");
    await append(slow, 'after');
    expect(await readFrom(start)).toEqual([]);
    await slow.query("commit prepared 'here'");
    expect(await readFrom(start)).toEqual(['prepared', 'after']);
  });

  test('a reader that keeps an old snapshot does not pass what it cannot see', async () => {
    const start = await headCursor(here.db);
    const slow = await begin();
    await append(slow, 'first');
    const quick = await connect();
    await append(quick, 'second');
    const next = await here.db.transaction(
      async tx => {
        await tx.query('select 1 from events limit 1');
        await slow.query('commit');
        const page = await readEvents(tx, { after: start, limit: 10 });
        expect(page.events).toEqual([]);
        return page.cursor;
      },
      { isolation: 'repeatable read' },
    );
    expect(await readFrom(next)).toEqual(['first', 'second']);
  });

  test('a transaction that reads the log stops before itself, and looks at the sessions anew each time', async () => {
    const start = await headCursor(here.db);
    const quick = await connect();
    await here.db.transaction(async tx => {
      for (const subjects of [['one'], ['one', 'two']]) {
        await begin(elsewhere.url);
        await append(quick, subjects.at(-1) as string);
        expect(await readAll(tx, start)).toEqual(subjects);
      }
      await appendEvents(tx, 1, [{ type: 'package.updated', subject: 'mine' }]);
      await append(quick, 'after-mine');
      expect(await readAll(tx, start)).toEqual(['one', 'two']);
    });
    expect(await readFrom(start)).toEqual(['one', 'two', 'mine', 'after-mine']);
  });

  test('a role that may see nothing of other sessions is held up by them all the same, and only by those', async context => {
    const superuser = 'select rolsuper from pg_roles where rolname = current_user';
    if (!(await allows('its user to make roles', superuser))) return context.skip();
    const role = `reader_${here.url.match(/_([0-9a-f]{32})/)?.[1]}`;
    await here.db.query(`create role ${role}; grant select on events to ${role}`);
    onTestFinished(async () => {
      await here.db.query(`drop owned by ${role}; drop role ${role}`);
    });
    const asReader = (after: string) =>
      here.db.transaction(async tx => {
        await tx.query(`set local role ${role}`);
        const { rows } = await tx.query<{ state: string | null }>(
          'select max(state) as state from pg_stat_activity where pid <> pg_backend_pid()',
        );
        expect(rows[0]?.state).toBeNull();
        return readAll(tx, after);
      });
    const start = await headCursor(here.db);
    await begin(elsewhere.url);
    const quick = await connect();
    await append(quick, 'seen');
    expect(await asReader(start)).toEqual(['seen']);
    const slow = await begin();
    await append(quick, 'held');
    expect(await asReader(start)).toEqual(['seen']);
    await slow.query('commit');
    expect(await asReader(start)).toEqual(['seen', 'held']);
  });

  test('a reader that follows many writers misses nothing and sees nothing twice', async () => {
    const start = await headCursor(here.db);
    const [writers, rounds, pageSize] = [8, 30, 7];
    let stop = false;
    const elsewhereBusy = Promise.all(
      [1, 2].map(async () => {
        while (!stop) await elsewhere.db.query('select pg_current_xact_id()');
      }),
    );
    const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
    const written: string[] = [];
    const write = async (writer: number) => {
      for (let round = 0; round < rounds; round++) {
        // The numbers of the transactions are given in one order, and they end in another.
        const subjects = [`w${writer}-${round}-a`, `w${writer}-${round}-b`];
        const fails = (writer + round) % 9 === 0;
        await here.db
          .transaction(async tx => {
            await tx.query('select pg_current_xact_id()');
            await pause(((writer * 7 + round * 13) % 5) * 3);
            for (const subject of subjects) await appendEvents(tx, 1, [{ type: 'version.created', subject }]);
            await pause((writer * 3 + round) % 4);
            if (fails) throw new Error('changed its mind');
          })
          .then(
            () => written.push(...subjects),
            error => expect(error.message).toBe('changed its mind'),
          );
      }
    };
    let writing = true;
    const follow = async () => {
      const seen: { subject: string; cursor: string }[] = [];
      for (let after = start; ; ) {
        const last = !writing;
        const page = await readEvents(here.db, { after, limit: pageSize });
        seen.push(...page.events);
        after = page.cursor;
        if (last && page.events.length === 0) return seen;
      }
    };
    const followers = [follow(), follow()];
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    writing = false;
    const [one, two] = await Promise.all(followers);
    stop = true;
    await elsewhereBusy;
    expect(written.length).toBeGreaterThan(writers * rounds);
    expect(one?.map(event => event.subject).sort()).toEqual(written.sort());
    expect(two).toEqual(one);
    const positions =
      one?.map(event => event.cursor.split('-').slice(0, 2).map(Number) as [number, number]) ?? [];
    expect([...positions].sort((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(positions);
  });
});
