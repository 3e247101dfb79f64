/**
 * Ways to the database on which statements take turns with others. Who waits holds no connection and no transaction: a statement
 * waits before it asks for a connection, its rows are kept back after it was given back, and what runs in a transaction is one piece.
 * Who has written goes on to its end: what belongs together is not refused half-way.
 */
import type { Database, Queryable, Statement, TransactionOptions, Tx } from './database.ts';

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
    async query<R>(query: string | Statement, values?: readonly unknown[]) {
      const answer = await piece(() => database.query<R>(query, values));
      written ||= isWrite(query);
      return answer;
    },
    async transaction<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions) {
      const value = await piece(() => database.transaction(fn, options));
      written ||= options?.readOnly !== true;
      return value;
    },
  };
}

/** By name of the statement: the same name is the same text. */
const writes = new Map<string, boolean>();

/** A word too many makes nothing worse than a request that pauses no more. */
function isWrite(query: string | Statement): boolean {
  const { name, text } = typeof query === 'string' ? { name: undefined, text: query } : query;
  const known = name === undefined ? undefined : writes.get(name);
  if (known !== undefined) return known;
  const found = /\b(?:insert|update|delete|merge)\b/i.test(text);
  if (name !== undefined) writes.set(name, found);
  return found;
}

/**
 * The database behind a way to it. To remember something by database, and for what several requests wait for together: nobody
 * is to wait until it is somebody else's turn.
 */
export function databaseOf(db: Queryable): Queryable {
  return db.turns?.database ?? db;
}
