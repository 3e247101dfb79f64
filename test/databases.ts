/** Databases for tests: real PostgreSQL, one fresh database for each test file or case. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, type DatabaseRole, openDatabase } from '../src/store/database.ts';
import { headCursor } from '../src/store/events.ts';
import { migrate, readMigrations } from '../src/store/migrate.ts';

export interface TestServer {
  name: string;
  url: string;
}

export interface TestDatabase {
  url: string;
  db: Database;
  /** Ends `db` and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** The servers to run a suite of the store against: always the embedded one, and that of DATABASE_URL where it is set. */
export function serversUnderTest(): TestServer[] {
  const embedded = { name: 'embedded', url: inject('embeddedUrl') };
  const url = process.env.DATABASE_URL;
  return url ? [embedded, { name: 'DATABASE_URL', url }] : [embedded];
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const match = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(url);
  if (!match) throw new Error('not a PostgreSQL URL');
  return `${match[1]}/${database}${match[2] ?? ''}`;
}

/**
 * A new database with the program's schema, or an empty one with `migrate: false`. The schema is made once for each
 * server and run, and copied from there (some 50 ms).
 */
export async function createTestDatabase(
  serverUrl: string = inject('embeddedUrl'),
  options: { migrate?: boolean; role?: DatabaseRole; max?: number } = {},
): Promise<TestDatabase> {
  const { role = 'worker', max = 10 } = options;
  const name = `ecosystems_${inject('testRun')}_${randomUUID().replaceAll('-', '')}`;
  const url = withDatabase(serverUrl, name);
  await asAdmin(serverUrl, async admin => {
    const template = options.migrate === false ? 'template0' : await schemaTemplate(admin, serverUrl);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const db = openDatabase({ url, role, max });
  return {
    url,
    db,
    async drop() {
      await db.end();
      await asAdmin(serverUrl, admin => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Name of a migrated database; it gets that name when it is complete. Test files make it one after the other. */
async function schemaTemplate(admin: pg.Client, serverUrl: string): Promise<string> {
  const folder = fileURLToPath(new URL('../src/store/migrations/', import.meta.url));
  // Watch mode: a changed migration makes another template.
  const hash = (await readMigrations(folder)).map(({ sha256 }) => sha256.slice(0, 4)).join('');
  const template = `ecosystems_${inject('testRun')}_t${hash.slice(-36)}`;
  await admin.query("SET lock_timeout = '50s'");
  await admin.query(`SELECT pg_advisory_lock(hashtext($1))`, [template]);
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (rowCount === 0) {
    const draft = `${template}_new`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    const db = openDatabase({ url: withDatabase(serverUrl, draft), role: 'worker', max: 1 });
    try {
      await migrate(db);
    } finally {
      await db.end();
    }
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  }
  await admin.query(`SELECT pg_advisory_unlock(hashtext($1))`, [template]);
  return template;
}

/**
 * Waits until readers see every event written so far: they stop before an older transaction of this database, and the
 * server has some of its own, to analyze tables.
 */
export async function eventsSettled(db: Database): Promise<void> {
  for (
    const end = Date.now() + 20_000;
    Date.now() < end;
    await new Promise(resolve => setTimeout(resolve, 10))
  ) {
    const { rows } = await db.query<{ last: string }>({
      text: "select xid || '-' || id as last from events order by xid desc, id desc limit 1",
    });
    const last = rows[0]?.last ?? '0-0';
    if ((await headCursor(db)).startsWith(`${last}-`)) return;
  }
  throw new Error('a transaction has kept readers of the event log waiting for 20 s');
}
