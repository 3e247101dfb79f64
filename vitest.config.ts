import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { limitedRun } from './test/runner/index.ts';
import { LongestFirst } from './test/runner/order.ts';

const MINUTE_MS = 60_000;
const { pool, reporters } = limitedRun({
  afterMs: 5 * MINUTE_MS,
  everyMs: MINUTE_MS,
  fileMs: 15 * MINUTE_MS,
  stateFile: process.env.ECOSYSTEMS_TEST_STATE,
});
const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;
const test = {
  pool,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // One more than there are processors: many files wait for programs and clocks. All share one server of databases, each with databases
  // of its own, and more workers than 4 crowd its connections.
  maxWorkers: Math.min(4, availableParallelism() + 1),
};

export default defineConfig({
  test: {
    ...test,
    reporters,
    globalSetup: ['test/database.setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      // Whole programs, and what changes the process that it runs in: each file in a process of its own.
      { oxc, test: { ...test, name: 'programs', include: ['test/**/*.test.ts'] } },
      // Files of the rooms follow one another in the same processes, so that what all import is loaded once.
      { oxc, test: { ...test, name: 'rooms', include: ['src/**/*.test.{ts,tsx}'], isolate: false } },
    ],
  },
});
