/**
 * The store's way to PostgreSQL: a pool whose failures are typed, transactions that retry, and notifications that
 * survive a restart of the server. The pool needs no care when the server goes away: what runs fails with
 * UnavailableError, and the next query connects anew.
 *
 * Session settings are made with SET on each new connection, not as start-up parameters: poolers refuse those. Named
 * statements, LISTEN and advisory locks need a session, so a PgBouncer between us must pool by session.
 */
import pg from 'pg';
import { databaseError, isRetryable, isStalePlan, losesConnection } from './database-errors.ts';
import { createListener, type Listening, type ListenOptions } from './database-listen.ts';
import { answer, attemptTransaction, toStatement } from './database-transaction.ts';
import type { StatementTurns } from './database-turns.ts';
import { valueTypes } from './database-values.ts';

export type { Listening, ListenOptions } from './database-listen.ts';

/** A statement; with a `name` it is prepared once for each connection (same name, same text). */
export interface Statement {
  name?: string;
  text: string;
  values?: readonly unknown[];
}

export interface QueryAnswer<R> {
  rows: R[];
  /** Rows returned or affected; 0 for statements that affect none. */
  rowCount: number;
}

export interface Queryable {
  /**
   * bigint arrives as number, timestamptz as ISO 8601 in UTC with milliseconds, date as `YYYY-MM-DD`.
   * @throws UnavailableError when the database cannot be reached or does not answer in time; pg's DatabaseError (with
   * SQLSTATE `code`) when it refuses the statement; RangeError for a bigint beyond 2^53.
   */
  query<R = Record<string, unknown>>(
    query: string | Statement,
    values?: readonly unknown[],
  ): Promise<QueryAnswer<R>>;
  /** Set where statements take turns with others, see database-turns.ts. */
  readonly turns?: StatementTurns;
}

/** One running transaction. */
export interface Tx extends Queryable {
  /** The connection itself, for COPY (`pg-copy-streams`). */
  readonly client: pg.PoolClient;
}

export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
}

export type DatabaseRole = 'web' | 'worker';

/** What the store says while it works; a pino logger fits. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface DatabaseOptions {
  url: string;
  role: DatabaseRole;
  /** Most connections of the pool; one more is opened for notifications. Default 10. */
  max?: number;
  log?: Log;
}

export interface Database extends Queryable {
  readonly role: DatabaseRole;
  /** The pool, for libraries that bring their own SQL (graphile-worker). Its errors are not translated. */
  readonly pool: pg.Pool;
  /**
   * Runs `fn` between BEGIN and COMMIT; a throw rolls back. A serialization failure or deadlock runs `fn` again, up to
   * 3 times, so `fn` must have no effect outside the database. When the connection is lost during COMMIT, the
   * UnavailableError leaves open whether it took place.
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls `onNotify` for each NOTIFY on the channel, over one dedicated connection that reconnects by itself. */
  listen(channel: string, onNotify: (payload: string) => void, options?: ListenOptions): Listening;
  /** Waits for running queries, then closes every connection. */
  end(): Promise<void>;
}

/**
 * Limits per role in milliseconds. `connect` covers both opening a connection and waiting for a free one of the pool:
 * a request had better hear 503 soon, a job had better wait its turn. `statement` 0 is no limit.
 */
const LIMITS = {
  web: { connect: 3_000, statement: 10_000 },
  worker: { connect: 30_000, statement: 0 },
} as const;
/** How much later than the server's own time-out we give up on a connection that says nothing at all. */
const SILENCE_MS = 2_000;
const RETRIES = 3;

/** Opens nothing yet: the first query connects. */
export function openDatabase({ url, role, max = 10, log }: DatabaseOptions): Database {
  const limits = LIMITS[role];
  const base = {
    connectionString: url,
    types: valueTypes,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  };
  const pool = new pg.Pool({
    ...base,
    max,
    application_name: `ecosystems-${role}`,
    connectionTimeoutMillis: limits.connect,
    idleTimeoutMillis: 60_000,
    query_timeout: limits.statement === 0 ? undefined : limits.statement + SILENCE_MS,
    onConnect: async client => {
      // A lost connection is reported by the query that ran on it; without a listener the event would end the process.
      client.on('error', () => {});
      await client.query(
        `SET statement_timeout = ${limits.statement}; SET idle_in_transaction_session_timeout = ${limits.statement * 6};
         SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET bytea_output = 'hex'; SET jit = off`,
      );
    },
  });
  pool.on('error', error => log?.warn(`an idle database connection was lost: ${error.message}`));
  const listener = createListener({ ...base, application_name: `ecosystems-${role}-listen` }, log);

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw databaseError(error);
    }
  };

  const once = async <R>(statement: Statement): Promise<QueryAnswer<R>> => {
    const client = await connect();
    let broken = false;
    try {
      return answer<R>(await client.query(statement as pg.QueryConfig));
    } catch (error) {
      broken = losesConnection(error) || isStalePlan(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    role,
    pool,

    async query<R>(query: string | Statement, values?: readonly unknown[]) {
      const statement = toStatement(query, values);
      try {
        return await once<R>(statement);
      } catch (error) {
        // Refused before it ran; the new connection prepares it anew.
        if (isStalePlan(error)) return await once<R>(statement);
        throw databaseError(error);
      }
    },

    async transaction(fn, options = {}) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await attemptTransaction(await connect(), fn, options);
        } catch (error) {
          if (!isRetryable(error) || attempt === RETRIES) throw error;
          await new Promise(resolve => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
        }
      }
    },

    listen: listener.listen,

    async end() {
      await listener.end();
      await pool.end();
    },
  };
}
