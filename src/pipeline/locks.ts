/**
 * Locks between processes: PostgreSQL's session advisory locks, all held by one connection of their own. A process that
 * dies loses its locks with its connection, so nobody has to clean up after it.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../store/database.ts';
import { databaseError } from '../store/database-errors.ts';

export type Release = () => Promise<void>;

export interface Locks {
  /**
   * Takes the lock, or gives null when somebody else holds it (another process, or another holder in this one).
   *
   * @param options.lasting taken again by itself when the connection was lost and came back.
   * @throws UnavailableError when the database is away.
   */
  tryLock(name: string, options?: { lasting?: boolean }): Promise<Release | null>;
  close(): Promise<void>;
}

/** The advisory key of a name: the first 64 bits of its SHA-256 as a signed number, in decimal. */
export function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString();
}

const RECONNECT_MS = 1_000;

export function createLocks(options: { url: string; log?: Log }): Locks {
  const held = new Set<string>();
  const lasting = new Set<string>();
  let connection: Promise<pg.Client> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const lost = (reason: string) => {
    connection = null;
    if (closed || lasting.size === 0 || retry) return;
    options.log?.warn(`lost the connection that holds locks: ${reason}`);
    retry = setTimeout(() => {
      retry = null;
      connect().catch(error => lost(messageOf(error)));
    }, RECONNECT_MS);
  };

  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: 'ecosystems-locks',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client.on('error', error => lost(error.message));
    client.on('end', () => lost('connection ended'));
    try {
      await client.connect();
      for (const name of lasting) await call(client, 'pg_try_advisory_lock', name);
      return client;
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
  };

  const connect = (): Promise<pg.Client> => {
    connection ??= open().catch(error => {
      connection = null;
      throw error;
    });
    return connection;
  };

  /** One statement after the other: a connection runs one at a time. */
  const inTurn = <T>(fn: () => Promise<T>): Promise<T> => {
    const turn = queue.then(fn);
    queue = turn.catch(() => {});
    return turn;
  };

  const release = async (name: string, holder: pg.Client) => {
    held.delete(name);
    const relocked = lasting.delete(name);
    await inTurn(async () => {
      // A lost connection has already given its locks back.
      const client = await connection?.catch(() => null);
      if (client && (client === holder || relocked)) await call(client, 'pg_advisory_unlock', name);
    }).catch(() => {});
  };

  return {
    async tryLock(name, { lasting: forLong = false } = {}) {
      if (held.has(name)) return null;
      held.add(name);
      try {
        return await inTurn(async () => {
          const client = await connect();
          if (await call(client, 'pg_try_advisory_lock', name)) {
            if (forLong) lasting.add(name);
            return () => release(name, client);
          }
          held.delete(name);
          return null;
        });
      } catch (error) {
        held.delete(name);
        throw databaseError(error);
      }
    },

    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      const client = await connection?.catch(() => null);
      connection = null;
      await client?.end().catch(() => {});
    },
  };
}

async function call(
  client: pg.Client,
  fn: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
  name: string,
): Promise<boolean> {
  const { rows } = await client.query<{ done: boolean }>(`select ${fn}($1::bigint) as done`, [lockKey(name)]);
  return rows[0]?.done === true;
}
