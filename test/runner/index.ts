/** A test run that is never silent for long, and always ends: see `CONTRIBUTING.md`. */
import { relative } from 'node:path';
import type { InlineConfig } from 'vitest/node';
import { limitedForks } from './pool.ts';
import { runningReporter } from './reporter.ts';
import { createRunning } from './running.ts';

export interface RunLimits {
  /** From when on a file that still runs is spoken of. */
  afterMs: number;
  /** How often. */
  everyMs: number;
  /** From when on a file is ended. */
  fileMs: number;
  stateFile?: string | undefined;
}

/** What the configuration of the test runner takes. */
export function limitedRun(limits: RunLimits): Pick<InlineConfig, 'pool' | 'reporters'> {
  const running = createRunning(file => relative(process.cwd(), file));
  return {
    pool: limitedForks(running, limits.fileMs),
    reporters: ['default', runningReporter(running, { ...limits, stateFile: limits.stateFile })],
  };
}
