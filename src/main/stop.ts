/** How a long-running program ends: in order on the first signal, at once on the second. */
import { messageOf } from '../core/errors.ts';
import type { ProgramLog } from './log.ts';

/** 128 + SIGINT, as shells report it. */
const FORCED = 130;
/** Whatever still holds the process after everything was closed. */
const LINGER_MS = 3_000;

/**
 * Starts something and returns when it was stopped by SIGINT or SIGTERM.
 *
 * @param start gives what stops it again; its signal is aborted when the end is wanted before it has started.
 * @throws what `start` throws, unless it was interrupted.
 */
export async function untilStopped(
  log: ProgramLog,
  start: (signal: AbortSignal) => Promise<() => Promise<void>>,
): Promise<void> {
  const stopping = new AbortController();
  let wanted = () => {};
  const stopWanted = new Promise<void>(resolve => {
    wanted = resolve;
  });
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(FORCED);
    log.info(`${signal}: stopping; once more ends the program at once`);
    stopping.abort();
    wanted();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const stop = await start(stopping.signal);
    await stopWanted;
    await stop();
    log.info('stopped');
    setTimeout(() => process.exit(), LINGER_MS).unref();
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    log.info(`stopped: ${messageOf(error)}`);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
