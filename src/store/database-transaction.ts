import pg from 'pg';
import { UnavailableError } from '../core/errors.ts';
import type { QueryAnswer, Statement, TransactionOptions, Tx } from './database.ts';
import { databaseError, isStalePlan, losesConnection } from './database-errors.ts';

export function toStatement(query: string | Statement, values?: readonly unknown[]): Statement {
  if (typeof query !== 'string') return query;
  return values === undefined ? { text: query } : { text: query, values };
}

/** Several statements in one text give several results; the last one is the answer. */
export function answer<R>(results: pg.QueryResult | pg.QueryResult[]): QueryAnswer<R> {
  const result = Array.isArray(results) ? (results.at(-1) as pg.QueryResult) : results;
  return { rows: result.rows as R[], rowCount: result.rowCount ?? 0 };
}

function begin({ isolation, readOnly }: TransactionOptions): string {
  return `BEGIN${isolation ? ` ISOLATION LEVEL ${isolation}` : ''}${readOnly ? ' READ ONLY' : ''}`;
}

/** One BEGIN to COMMIT or ROLLBACK on a connection of the pool, which is given back, or closed where it is of no use. */
export async function attemptTransaction<T>(
  client: pg.PoolClient,
  fn: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  let lost = false;
  let broken = false;
  const onError = () => {
    lost = true;
  };
  client.on('error', onError);
  const tx: Tx = {
    client,
    async query<R>(query: string | Statement, values?: readonly unknown[]) {
      try {
        return answer<R>(await client.query(toStatement(query, values) as pg.QueryConfig));
      } catch (error) {
        if (isStalePlan(error)) broken = true;
        if (losesConnection(error)) lost = true;
        throw databaseError(error);
      }
    },
  };
  try {
    await tx.query(begin(options));
    const value = await fn(tx);
    const { command } = await commit(client);
    // COMMIT of a failed transaction succeeds as a ROLLBACK: `fn` has swallowed the error that failed it.
    if (command === 'ROLLBACK')
      throw new Error('the transaction was rolled back: a statement in it had failed');
    return value;
  } catch (error) {
    broken ||= lost || !(await rollback(client));
    // What `fn` threw of its own stays what it is, even a refused connection to somewhere else.
    throw lost && !(error instanceof UnavailableError)
      ? new UnavailableError('the database connection was lost during a transaction', 5, error)
      : error instanceof pg.DatabaseError
        ? databaseError(error)
        : error;
  } finally {
    client.off('error', onError);
    client.release(broken || lost);
  }
}

async function commit(client: pg.PoolClient): Promise<pg.QueryResult> {
  try {
    return await client.query('COMMIT');
  } catch (error) {
    throw databaseError(error);
  }
}

/** False when the connection does not answer, as after a COPY that was left half-way: it must be closed then. */
async function rollback(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query({ text: 'ROLLBACK', query_timeout: 5_000 } as pg.QueryConfig);
    return true;
  } catch {
    return false;
  }
}
