// How long `serve` takes to start, and what memory it has then: with all ecosystems, and with two of them (Debian, npm).
// Each variant is a copy of the built program in a home that has been started once before, so that no database is made.
// Usage: node bench/start.mjs [runs]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { repeat } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 5);
const FEW = ['debian', 'npm'];
/** Memory is read when the program has settled. */
const SETTLE_MS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'ecosystems-start-'));

/** The program with only these ecosystems; null: with all. */
function copyOf(name, ids) {
  const copy = join(folder, name);
  mkdirSync(copy);
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const index = join(copy, 'dist/ecosystems/index.js');
  const text = readFileSync(index, 'utf8');
  const entries = text.split('\n').filter(line => line.includes('async () => (await import('));
  const kept = text
    .split('\n')
    .filter(
      line => !entries.includes(line) || ids === null || ids.some(id => line.includes(`'./${id}/index.js'`)),
    );
  writeFileSync(index, kept.join('\n'));
  return { copy, home: join(copy, 'home'), count: ids?.length ?? entries.length };
}

async function startOnce({ copy, home }) {
  const began = performance.now();
  const env = { ...process.env, ECOSYSTEMS_HOME: home, ECOSYSTEMS_LOG_LEVEL: 'warn', PORT: '0' };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [join(copy, 'bin/ecosystems'), 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const address = String((await once(child.stdout, 'data'))[0]).trim();
  const answered = await fetch(`${address}/healthz`);
  const seconds = (performance.now() - began) / 1000;
  if (!answered.ok) throw new Error(`/healthz answered ${answered.status}`);
  await sleep(SETTLE_MS);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const mib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  child.kill('SIGINT');
  await exited;
  return { seconds, mib };
}

try {
  const few = copyOf('few', FEW);
  const all = copyOf('all', null);
  // Makes the databases and seeds the registries.
  for (const variant of [few, all]) await startOnce(variant);
  await repeat(`start of serve: ${all.count} ecosystems beside ${few.count}`, runs, async () => {
    const less = await startOnce(few);
    const more = await startOnce(all);
    return {
      [`seconds to the first answer, ${few.count} ecosystems`]: less.seconds,
      [`seconds to the first answer, ${all.count} ecosystems`]: more.seconds,
      [`memory (RSS, MiB), ${few.count} ecosystems`]: less.mib,
      [`memory (RSS, MiB), ${all.count} ecosystems`]: more.mib,
    };
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
