import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { limitedRun } from './test/runner/index.ts';

const MINUTE_MS = 60_000;

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    globalSetup: ['test/database.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // All files share one server of databases, each with databases of its own. More workers than this crowd its connections.
    maxWorkers: Math.min(4, availableParallelism()),
    ...limitedRun({
      afterMs: 5 * MINUTE_MS,
      everyMs: MINUTE_MS,
      fileMs: 15 * MINUTE_MS,
      stateFile: process.env.ECOSYSTEMS_TEST_STATE,
    }),
  },
});
