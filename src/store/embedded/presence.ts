/**
 * Who uses the server, told by advisory locks on a connection of their own: the locks of a process that dies in any way
 * are gone with it. Each user holds USERS shared; who can take it alone is the last one and stops the server. OWNER
 * has at most one holder: the process that started the server or found it without one.
 */
import pg from 'pg';
import { codeOf, losesConnection } from '../database-errors.ts';
import type { Postmaster } from './postmaster.ts';
import { problem } from './problem.ts';

/** Keys of two integers, in the database `postgres`, where nothing else of ours locks: "ecos", and which. */
const USERS = '1701015411, 1';
const OWNER = '1701015411, 2';

/** The driver's clients can let the process end, which its types leave out. */
type SocketClient = pg.Client & { ref?(): void; unref?(): void };

export const DATABASE = 'ecosystems';

export interface Presence {
  /** True when this process is responsible for the server. */
  owned: boolean;
  url: string;
  socketFolder: string;
  /** True when the connection is lost. */
  readonly lost: boolean;
  /** Called once when the connection is lost, unless `leave` came first. */
  onLost(handler: () => void): void;
  /** Gives up our use. True when nobody else uses the server; newcomers then wait until it has stopped. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * URL of a database of the server, understood by libpq as well. Its host is the socket's folder: whoever may enter that
 * is let in, so it holds no password.
 */
export function socketUrl(folder: string, port: number, database: string): string {
  return `postgres://postgres@localhost:${port}/${database}?host=${encodeURIComponent(folder)}&sslmode=disable`;
}

/**
 * Joins the users of a running server, and makes our database if it is not there.
 *
 * @returns null when the server does not take us yet or any more (starting, recovering, stopping): try again.
 */
export async function join(postmaster: Postmaster): Promise<Presence | null> {
  const { socketFolder, port } = postmaster;
  if (socketFolder === '') return null;
  const client: SocketClient = new pg.Client({
    connectionString: socketUrl(socketFolder, port, 'postgres'),
    application_name: 'ecosystems-presence',
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    keepAlive: true,
  });
  let lost = false;
  let leaving = false;
  let handler = () => {};
  const lose = () => {
    if (lost) return;
    lost = true;
    if (!leaving) handler();
  };
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
    const { rows } = await client.query<{ joined: boolean; owned: boolean }>(
      `SELECT pg_try_advisory_lock_shared(${USERS}) AS joined, pg_try_advisory_lock(${OWNER}) AS owned`,
    );
    if (!rows[0]?.joined) {
      await client.end();
      return null;
    }
    await createDatabase(client);
    // Being present does not keep the process alive.
    client.unref?.();
    return {
      owned: rows[0].owned,
      url: socketUrl(socketFolder, port, DATABASE),
      socketFolder,
      get lost() {
        return lost;
      },
      onLost(fn) {
        handler = fn;
        if (lost) fn();
      },
      async leave() {
        leaving = true;
        client.ref?.();
        await client.query(`SELECT pg_advisory_unlock_all()`);
        const last = await client.query<{ last: boolean }>(`SELECT pg_try_advisory_lock(${USERS}) AS last`);
        return last.rows[0]?.last === true;
      },
      async close() {
        leaving = true;
        await client.end().catch(() => {});
      },
    };
  } catch (error) {
    client.end().catch(() => {});
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') {
      throw problem(
        `a server runs, but this user may not use its socket in ${socketFolder}`,
        'Start the program as the same user.',
        error,
      );
    }
    // 53300: all connections are taken; one will be free again.
    if (losesConnection(error) || codeOf(error) === '53300') return null;
    throw error;
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  try {
    await client.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  } catch (error) {
    // Another process was faster: 42P04 (duplicate database), or 23505 from the catalogue's index.
    if (!['42P04', '23505'].includes(codeOf(error) ?? '')) throw error;
  }
}
