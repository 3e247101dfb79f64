/** Runs the compiled program, as a user does. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = fileURLToPath(new URL('../bin/ecosystems', import.meta.url));

/** Compiles what is newer than the compiled program. Test files that run side by side take turns: a build begins by removing. */
export async function buildProgram(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('embeddedUrl') });
  await client.connect();
  try {
    // Who waits longer hears of it by an error, and not by a limit that says nothing.
    await client.query("set lock_timeout = '100s'");
    await client.query("select pg_advisory_lock(hashtext('build'))");
    execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], {
      cwd: root,
      stdio: 'inherit',
      timeout: 100_000,
    });
  } finally {
    await client.end();
  }
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export function run(args: string[], env: Record<string, string>, stdin = ''): Promise<Ran> {
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [bin, ...args],
      { env: environment(env), maxBuffer: 64 * 2 ** 20, timeout: 200_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

/** Starts a command that is meant to be killed. */
export function launch(
  args: string[],
  env: Record<string, string>,
): { kill(): void; exited: Promise<number | null> } {
  const child = spawn(process.execPath, [bin, ...args], { env: environment(env), stdio: 'ignore' });
  return {
    kill: () => void child.kill('SIGKILL'),
    exited: once(child, 'exit').then(([code]) => code as number | null),
  };
}

export interface RunningProgram {
  url: string;
  /** Everything it wrote to stderr so far. */
  log(): string;
  signal(signal: NodeJS.Signals): void;
  /** Exit code; null after a signal that killed it. */
  exited: Promise<number | null>;
}

/** `ecosystems serve` on a free port unless `env` names one, once it answers. */
export async function startProgram(args: string[], env: Record<string, string>): Promise<RunningProgram> {
  const child = spawn(process.execPath, [bin, 'serve', ...args], {
    env: environment({ PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += String(chunk);
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const address = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim());
  const url = await Promise.race([
    address,
    exited.then(code => {
      throw new Error(`serve ended with ${code}: ${stderr}`);
    }),
  ]);
  return { url, log: () => stderr, signal: name => void child.kill(name), exited };
}

/** Nothing of this machine's own settings. */
function environment(own: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', USER = '' } = process.env;
  return { PATH, HOME, USER, ...own };
}
