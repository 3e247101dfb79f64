/** What the edge says to the log. */
import { describeError } from './problems.ts';

/** A pino logger fits. */
export interface EdgeLog {
  info(message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type ProblemLog = (
  error: unknown,
  about: { path: string; requestId: string; expected: boolean },
) => void;

const WARN_EVERY_MS = 1_000;

/**
 * Errors of ours with their stack; expected ones (the database is away) as a warning, at most one a second, with the number
 * of those in between.
 */
export function createProblemLog(log: EdgeLog): ProblemLog {
  let warned = Number.NEGATIVE_INFINITY;
  let silent = 0;
  return (error, { path, requestId, expected }) => {
    const now = performance.now();
    if (expected && now - warned < WARN_EVERY_MS) {
      silent++;
      return;
    }
    // Not before: the text of a stack is made when it is first looked at, and in a flood nobody looks.
    const { message, stack } = describeError(error);
    const fields = { requestId, path: path.slice(0, 500) };
    if (!expected) {
      log.error({ ...fields, stack }, `a request failed: ${message}`);
      return;
    }
    log.warn({ ...fields, notShown: silent }, `a request could not be answered: ${message}`);
    warned = now;
    silent = 0;
  };
}
