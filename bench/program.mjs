// Runs bin/ecosystems as a user does, in a home of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const bin = new URL('../bin/ecosystems', import.meta.url).pathname;
const run = promisify(execFile);

/** A home that no other run knows; `command` runs the program in it, `remove` deletes it. */
export function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'ecosystems-bench-'));
  const env = { ...process.env, ECOSYSTEMS_HOME: home, LOG_LEVEL: 'warn' };
  delete env.DATABASE_URL;
  return {
    home,
    env,
    command: (...args) => run(process.execPath, [bin, ...args], { env, maxBuffer: 64 * 2 ** 20 }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Starts `serve` and resolves when it answers; `stop` ends it as Ctrl-C does. */
export async function startServer(env, args = [], port = 3900) {
  const child = spawn(process.execPath, [bin, 'serve', '--port', String(port), ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise(resolve => child.once('exit', resolve));
  const until = Date.now() + 30_000;
  for (;;) {
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      r => r.ok,
      () => false,
    );
    if (alive) break;
    if (Date.now() > until) throw new Error('the server did not answer within 30 s');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    port,
    pid: child.pid,
    async stop() {
      child.kill('SIGINT');
      await exited;
    },
  };
}
