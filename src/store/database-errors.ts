/** Which failures of PostgreSQL mean "not now" rather than "wrong": those become UnavailableError, all others stay. */
import { messageOf, UnavailableError } from '../core/errors.ts';

/** Failures of the socket or of name resolution (Node's `code`). */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * SQLSTATEs (PostgreSQL appendix A) after which this connection is gone: administrator shutdown, crash shutdown, cannot
 * connect now, idle session time-outs, and all of class 08 (connection exception).
 */
const LOST_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04']);
/** The server is there but will not do it now: out of memory, disk, connections (class 53); statement and lock time-outs. */
const BUSY_STATES = new Set(['57014', '55P03']);

/** Errors that `pg` itself makes carry no code. */
const DRIVER_LOST =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout expired|Client was closed)/;
const POOL_TIMEOUT = 'timeout exceeded when trying to connect';

/** The SQLSTATE or system code of an error; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** True when the connection that gave this error cannot be used again. */
export function losesConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (SOCKET_CODES.has(code) || LOST_STATES.has(code) || /^08...$/.test(code)))
    return true;
  return DRIVER_LOST.test(messageOf(error));
}

/**
 * The error to hand out: an UnavailableError when the database cannot be reached, is shutting down or starting up, has
 * no room, or did not answer in time; every other error (a constraint, a syntax error, a caller's own) unchanged.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof UnavailableError) return error;
  const code = codeOf(error);
  const message = messageOf(error);
  if (message === POOL_TIMEOUT) {
    return new UnavailableError('the database did not accept a connection in time', 1, error);
  }
  if (losesConnection(error))
    return new UnavailableError(`the database is away: ${message || code}`, 5, error);
  if (code === undefined) return error;
  if (code === '57014') return new UnavailableError('the database did not answer in time', 5, error);
  if (BUSY_STATES.has(code) || /^53...$/.test(code)) {
    return new UnavailableError(`the database is busy: ${message}`, 5, error);
  }
  return error;
}

/** True for a serialization failure or a deadlock: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/**
 * True when a named statement of this connection no longer fits: its result type changed under it by a migration
 * (0A000), or the server has forgotten it (26000, a pooler between us).
 */
export function isStalePlan(error: unknown): boolean {
  const code = codeOf(error);
  return code === '26000' || (code === '0A000' && /cached plan/.test(messageOf(error)));
}
