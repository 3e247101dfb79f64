import { Logger } from 'graphile-worker';
import type { Log } from '../store/database.ts';

/**
 * graphile-worker's voice in our log: only what it warns of. The end of each job is told by worker.ts, in one line
 * instead of a stack trace.
 */
export function queueLogger(log?: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (!log || meta?.failure || meta?.success) return;
    if (level === 'error') log.error(`queue: ${message}`);
    else if (level === 'warning') log.warn(`queue: ${message}`);
  });
}
