/**
 * Forward-only migrations: `migrations/NNNN-name.sql`, each in one transaction, in order of their numbers. What was
 * applied is recorded with its hash in `schema_migrations`. Any number of programs may start at once: one migrates,
 * the others wait.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-errors.ts';

/** PostgreSQL 15 is the oldest whose SQL we use (`UNIQUE NULLS NOT DISTINCT`, MERGE). */
const OLDEST_SERVER = 15;
/** Key of the session advisory lock, any constant of our own: "ecosystems" as digits of a phone keypad. */
const LOCK = '3267797836';
const FILE = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;

export interface Migration {
  version: number;
  name: string;
  sql: string;
  /** Hexadecimal; line ends count as \n, whatever a checkout made of them. */
  sha256: string;
}

interface Applied {
  version: number;
  name: string;
  sha256: string;
}

/**
 * Brings the database to the program's version.
 *
 * @param options.directory where the SQL files are; by default `migrations/` beside this file (in src and in dist).
 * @returns the files applied now, oldest first, without `.sql`.
 * @throws Error when the server is older than PostgreSQL 15 or not UTF8, when an applied file was changed, when the
 * database is newer than the program, or with the file's name when its SQL fails (that file is rolled back, those
 * before it stay). UnavailableError when the database is away.
 */
export async function migrate(
  db: Database,
  options: { directory?: string } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(
    options.directory ?? fileURLToPath(new URL('./migrations/', import.meta.url)),
  );
  let client: pg.PoolClient | undefined;
  try {
    client = await db.pool.connect();
    await checkServer(client);
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    return { applied: await applyAll(client, migrations) };
  } catch (error) {
    throw databaseError(error);
  } finally {
    // Closing the connection gives up the lock and the settings with it.
    client?.release(true);
  }
}

/** The migrations of a folder, sorted. @throws Error naming a file that is misnamed, doubled or out of sequence. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter(file => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of files) {
    const match = FILE.exec(file);
    if (!match) throw new Error(`migration ${file} is not named NNNN-some-name.sql`);
    const version = Number(match[1]);
    if (version !== migrations.length + 1) {
      throw new Error(
        `migration ${file} should have number ${String(migrations.length + 1).padStart(4, '0')}`,
      );
    }
    const sql = (await readFile(`${directory}/${file}`, 'utf8')).replaceAll('\r\n', '\n');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    migrations.push({ version, name: match[2] as string, sql, sha256 });
  }
  return migrations;
}

async function checkServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version = '0', encoding = '' } = rows[0] ?? {};
  const major = Math.floor(Number(version) / 10_000);
  if (major < OLDEST_SERVER) {
    throw new Error(`this server is PostgreSQL ${major}; PostgreSQL ${OLDEST_SERVER} or newer is needed`);
  }
  if (encoding !== 'UTF8') {
    throw new Error(`the encoding of this database is ${encoding}; create one with ENCODING 'UTF8'`);
  }
}

async function applyAll(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       version integer PRIMARY KEY,
       name text NOT NULL,
       sha256 text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  const { rows } = await client.query<Applied>(
    'SELECT version, name, sha256 FROM schema_migrations ORDER BY version',
  );
  checkApplied(rows, migrations);
  const applied: string[] = [];
  for (const migration of migrations.slice(rows.length)) {
    await applyOne(client, migration);
    applied.push(label(migration));
  }
  return applied;
}

function checkApplied(applied: Applied[], migrations: Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index];
    if (!migration) {
      throw new Error(
        `the database is newer than this program: it has migration ${label(row)}, the program ends at ` +
          `${migrations.length}; start a newer version of the program`,
      );
    }
    if (row.version !== migration.version) {
      throw new Error(`the database lacks migration ${label(migration)} but has ${label(row)}`);
    }
    if (row.sha256 !== migration.sha256) {
      throw new Error(
        `migration ${label(migration)} was changed after it was applied here (as ${label(row)}): ` +
          'applied migrations never change, add a new one instead',
      );
    }
  }
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.sha256,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    const cause = databaseError(error);
    if (cause !== error) throw cause;
    throw new Error(`migration ${label(migration)} failed: ${messageOf(error)}${lineOf(error, migration)}`, {
      cause: error,
    });
  }
}

/** Where in the file the server stopped; PostgreSQL counts characters from 1. */
function lineOf(error: unknown, migration: Migration): string {
  const position = Number((error as { position?: unknown } | null)?.position);
  if (!Number.isInteger(position)) return '';
  return ` (line ${migration.sql.slice(0, position - 1).split('\n').length})`;
}

function label({ version, name }: { version: number; name: string }): string {
  return `${String(version).padStart(4, '0')}-${name}`;
}
