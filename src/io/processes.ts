/** Runs other programs: always with an argument array, never through a shell, with a small environment. */
import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { UpstreamError } from '../core/errors.ts';
import type { Processes } from './types.ts';

const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
/** How much of the end of stderr an error carries, in bytes. */
const STDERR_TAIL = 4096;
/** Variables that programs get from us. What else is in the environment, passwords among it, is not their business. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'APT_CONFIG', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot'];

/**
 * Errors are UpstreamErrors: `unreachable` when the program is not there or cannot be started, `timeout`, `too-large`,
 * and `malformed` for a non-zero exit, with the end of stderr. A reader that stops early ends the program.
 */
export const processes: Processes = {
  stream: (command, args, options) =>
    run(command, args, options?.timeoutMs ?? DEFAULT_TIMEOUT, options?.input, options?.variables),

  async text(command, args, options) {
    const maxBytes = options?.maxBytes ?? DEFAULT_MAX_BYTES;
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of run(command, args, options?.timeoutMs ?? DEFAULT_TIMEOUT)) {
      total += chunk.byteLength;
      if (total > maxBytes)
        throw new UpstreamError('too-large', `${command} wrote more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  },
};

async function* run(
  command: string,
  args: string[],
  timeoutMs: number,
  input?: AsyncIterable<Uint8Array>,
  variables?: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const child = spawn(command, args, {
    shell: false,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...environment(), ...variables },
    windowsHide: true,
  });
  // A program need not read all that it gets: a closed pipe is no failure of its own. Others show in its exit.
  const feeding = new AbortController();
  pipeline(input ?? [], child.stdin, { signal: feeding.signal }).catch(() => {});
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
    // A grandchild may hold the pipes open; the output ends here all the same.
    child.stdout.destroy();
    child.stderr.destroy();
  }, timeoutMs);

  let stderr = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_TAIL);
  });
  const ended = new Promise<{ code: number | null; signal: string | null; error?: Error }>(resolve => {
    child.on('error', error => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });

  try {
    try {
      for await (const chunk of child.stdout) yield chunk as Uint8Array;
    } catch (error) {
      if (!timedOut) throw error;
    }
    if (timedOut) throw new UpstreamError('timeout', `${command} did not end within ${timeoutMs} ms`);
    const { code, signal, error } = await ended;
    if (timedOut) throw new UpstreamError('timeout', `${command} did not end within ${timeoutMs} ms`);
    if (error)
      throw new UpstreamError('unreachable', `${command} cannot be started: ${error.message}`, {
        cause: error,
      });
    if (code !== 0) {
      const said = stderr.toString('utf8').trim();
      const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
      throw new UpstreamError('malformed', `${command} ${how}${said === '' ? '' : `: ${said}`}`);
    }
  } finally {
    clearTimeout(timer);
    feeding.abort();
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function environment(): NodeJS.ProcessEnv {
  // A fixed locale: what programs print is read by code.
  const result: NodeJS.ProcessEnv = { LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };
  for (const name of PASSED_ON) {
    if (process.env[name] !== undefined) result[name] = process.env[name];
  }
  return result;
}
