/** Starts one embedded PostgreSQL for a whole test run, in a temporary home, and removes it with all its databases. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/store/embedded/index.ts';
import { stopServer } from '../src/store/embedded/postmaster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the run's embedded server. */
    embeddedUrl: string;
    /** Part of the name of every database that this run makes. */
    testRun: string;
  }
}

const HOME_PREFIX = 'ecosystems-test-';
/** A test's data need not survive the machine; some transactions are prepared. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_prepared_transactions: '8',
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeKilledRuns();
  const home = await mkdtemp(join(tmpdir(), `${HOME_PREFIX}${process.pid}-`));
  const log = { info: () => {}, warn: console.warn, error: console.error };
  const server = await startEmbedded({ home, log, settings: QUICK });
  const run = randomUUID().slice(0, 8);
  project.provide('embeddedUrl', server.url);
  project.provide('testRun', run);
  return async () => {
    try {
      if (process.env.DATABASE_URL) await dropDatabases(process.env.DATABASE_URL, run);
    } finally {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    }
  };
}

async function dropDatabases(url: string, run: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [`ecosystems_${run}_`],
  );
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  }
  await client.end();
}

/** A run that was killed leaves its server running. */
async function removeKilledRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${HOME_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const home = join(tmpdir(), name);
    try {
      for (const major of await readdir(join(home, 'postgres'))) {
        await stopServer(join(home, 'postgres', major, 'data'));
      }
      await rm(home, { recursive: true, force: true });
    } catch {
      // Another user's, or being removed by another run.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
