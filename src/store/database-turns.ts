/**
 * Ways to the database on which statements take turns with others. Who waits holds no connection and no transaction: a statement
 * waits before it asks for a connection, its rows are kept back after it was given back, and what runs in a transaction is one piece.
 * Who has written in a transaction goes on to its end: what belongs together is not refused half-way.
 */
import type { Database, Queryable, TransactionOptions, Tx } from './database.ts';

/** Set on such a way: what shares statements or remembers answers goes by the database itself. */
export interface StatementTurns {
  /** The database itself, on which nothing waits. */
  database: Queryable;
  /** Runs a piece of work when it is its time. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** @param run as `StatementTurns.run`; may throw before the work began. */
export function inTurns(
  database: Queryable & Pick<Database, 'transaction'>,
  run: StatementTurns['run'],
): Queryable & Pick<Database, 'transaction'> {
  let written = false;
  const piece: StatementTurns['run'] = work => (written ? work() : run(work));
  return {
    turns: { database, run: piece },
    query: (query, values) => piece(() => database.query(query, values)),
    async transaction<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions) {
      const value = await piece(() => database.transaction(fn, options));
      written ||= options?.readOnly !== true;
      return value;
    },
  };
}

/**
 * The database behind a way to it. To remember something by database, and for what several requests wait for together: nobody
 * is to wait until it is somebody else's turn.
 */
export function databaseOf(db: Queryable): Queryable {
  return db.turns?.database ?? db;
}
