import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  serversUnderTest,
  type TestDatabase,
  withDatabase,
} from '../../test/databases.ts';
import { openDatabase } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';

const FIRST = 'CREATE TABLE first (a integer);\nINSERT INTO first VALUES (1);\n';
const SECOND = 'ALTER TABLE first ADD b integer DEFAULT 2;\n';

describe.each(serversUnderTest())('migrate on $name', ({ url: serverUrl }) => {
  let test: TestDatabase;
  let directory: string;
  beforeEach(async () => {
    test = await createTestDatabase(serverUrl, { migrate: false });
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await file('0001-first.sql', FIRST);
  });
  afterEach(async () => {
    await test.drop();
    await rm(directory, { recursive: true });
  });
  const file = (name: string, sql: string) => writeFile(join(directory, name), sql);

  it('applies what is missing, in order, once', async () => {
    expect(await migrate(test.db, { directory })).toEqual({ applied: ['0001-first'] });
    await file('0002-second-step.sql', SECOND);
    expect(await migrate(test.db, { directory })).toEqual({ applied: ['0002-second-step'] });
    expect(await migrate(test.db, { directory })).toEqual({ applied: [] });
    expect((await test.db.query('SELECT * FROM first')).rows).toEqual([{ a: 1, b: 2 }]);
    const { rows } = await test.db.query(
      'SELECT version, name, sha256 FROM schema_migrations ORDER BY version',
    );
    expect(rows).toEqual([
      // sha256sum of the two texts above.
      {
        version: 1,
        name: 'first',
        sha256: 'be9a43145db9096a2907bd6d89eeb7eeee9c6e4168e695a5fa2b941fdb62499e',
      },
      {
        version: 2,
        name: 'second-step',
        sha256: '9ebe4d0cf5291df262ad58e0f72dfef7b2b3736b2662bd2130a321484ba81757',
      },
    ]);
  });

  it('lets one of several programs work and the others wait', async () => {
    await file('0002-second.sql', `SELECT pg_sleep(0.3);\n${SECOND}`);
    const others = [1, 2, 3].map(() => openDatabase({ url: test.url, role: 'web', max: 1 }));
    const answers = await Promise.all(others.map(db => migrate(db, { directory })));
    expect(answers.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 2]);
    await Promise.all(others.map(db => db.end()));
  });

  it('undoes a file that fails, keeps those before it, and names file and line', async () => {
    await file('0002-broken.sql', 'CREATE TABLE second (a integer);\n\nSELECT nonsense;\n');
    await expect(migrate(test.db, { directory })).rejects.toThrow(
      /0002-broken failed: column "nonsense" does not exist \(line 3\)/,
    );
    expect((await test.db.query(`SELECT to_regclass('second') AS second`)).rows).toEqual([{ second: null }]);
    await file('0002-broken.sql', SECOND);
    expect(await migrate(test.db, { directory })).toEqual({ applied: ['0002-broken'] });
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(test.db, { directory });
    await file('0001-first.sql', `${FIRST}-- a late thought\n`);
    await expect(migrate(test.db, { directory })).rejects.toThrow(
      '0001-first was changed after it was applied',
    );
  });

  it('does not mind the line ends of a checkout', async () => {
    await migrate(test.db, { directory });
    await file('0001-first.sql', FIRST.replaceAll('\n', '\r\n'));
    expect(await migrate(test.db, { directory })).toEqual({ applied: [] });
  });

  it('refuses a database of a newer program', async () => {
    await file('0002-second.sql', SECOND);
    await migrate(test.db, { directory });
    await rm(join(directory, '0002-second.sql'));
    await expect(migrate(test.db, { directory })).rejects.toThrow(/newer than this program.*0002-second/);
  });

  it('refuses an encoding in which names cannot be stored', async () => {
    const name = `${new URL(test.url).pathname.slice(1)}_l`;
    const admin = new pg.Client({ connectionString: serverUrl });
    await admin.connect();
    const locale = (await admin.query('SHOW server_version_num')).rows[0].server_version_num >= '170000';
    await admin.query(
      `CREATE DATABASE ${name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0
       ${locale ? 'LOCALE_PROVIDER libc' : ''}`,
    );
    const db = openDatabase({ url: withDatabase(serverUrl, name), role: 'worker' });
    await expect(migrate(db, { directory })).rejects.toThrow(/LATIN1/);
    await db.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });

  it('leaves no time-out and no lock behind', async () => {
    const db = openDatabase({ url: test.url, role: 'web', max: 1 });
    await migrate(db, { directory });
    expect((await db.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '10s' }]);
    const locks = () =>
      db.query(
        `SELECT count(*) AS locks FROM pg_locks JOIN pg_database ON oid = database
         WHERE locktype = 'advisory' AND datname = current_database()`,
      );
    // The lock goes with its connection, of whose end the server hears a moment later.
    await expect.poll(async () => (await locks()).rows, { timeout: 5_000 }).toEqual([{ locks: 0 }]);
    await db.end();
  });
});

describe('the folder of migrations', () => {
  it.each([
    [['0001-first.sql', '0003-third.sql'], /0003-third.sql should have number 0002/],
    [['0001-first.sql', '0001-second.sql'], /0001-second.sql should have number 0002/],
    [['1-first.sql'], /1-first.sql is not named/],
    [['0001_first.sql'], /0001_first.sql is not named/],
  ])('%j is refused', async (names, message) => {
    const directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    for (const name of names) await writeFile(join(directory, name), 'SELECT 1');
    await expect(readMigrations(directory)).rejects.toThrow(message);
    await rm(directory, { recursive: true });
  });
});

describe.each(serversUnderTest())('the schema of the program on $name', ({ url: serverUrl }) => {
  it('is made from nothing, and a second time changes nothing', async () => {
    const { db, drop } = await createTestDatabase(serverUrl, { migrate: false });
    const { applied } = await migrate(db);
    expect(applied[0]).toMatch(/^0001-/);
    expect(await migrate(db)).toEqual({ applied: [] });
    await drop();
  });
});
