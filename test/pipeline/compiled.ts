/** Programs for tests that kill processes: Node runs no TypeScript, so the program is compiled into a temporary folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningProgram {
  process: ChildProcess;
  /** The first line of its standard output. */
  firstLine: string;
  /** What it has written to standard error so far. */
  errors(): string;
  /** The exit code; null when it was killed. */
  exited: Promise<number | null>;
}

export interface CompiledProgram {
  /** Starts it and waits for its first line. */
  start(args?: string[], env?: NodeJS.ProcessEnv): Promise<RunningProgram>;
  /** Starts it without waiting. */
  launch(args?: string[], env?: NodeJS.ProcessEnv): Omit<RunningProgram, 'firstLine'>;
  remove(): Promise<void>;
}

/** @param source path of the program from the project's root. */
export async function compileProgram(source: string): Promise<CompiledProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'compiled-'));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '--ignoreConfig',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--strict',
  ];
  options.push('--rewriteRelativeImportExtensions', '--skipLibCheck', '--jsx', 'react-jsx');
  options.push('--jsxImportSource', 'preact', '--noCheck', '--rootDir', ROOT, '--outDir', directory);
  await promisify(execFile)(process.execPath, [tsc, ...options, join(ROOT, source)], {
    cwd: ROOT,
    timeout: 110_000,
  });
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  await writeFile(join(directory, 'package.json'), '{"type":"module","version":"0.0.0-test"}');
  // What the compiler leaves behind.
  for (const folder of ['src/store/migrations', 'src/web']) {
    await cp(join(ROOT, folder), join(directory, folder), {
      recursive: true,
      force: false,
      filter: from => !/\.tsx?$/.test(relative(ROOT, from)),
    }).catch(() => {});
  }
  const program = join(directory, source.replace(/\.ts$/, '.js'));
  const launch: CompiledProgram['launch'] = (args = [], env = {}) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // BASE_URL is the test runner's own.
      env: { ...process.env, BASE_URL: undefined, ...env },
    });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
    return { process: child, exited, errors: () => errors };
  };
  return {
    launch,
    async start(args, env) {
      const started = launch(args, env);
      const firstLine = await new Promise<string>((resolve, reject) => {
        const lines = createInterface({ input: started.process.stdout as NodeJS.ReadableStream });
        lines.once('line', resolve);
        lines.once('close', () => reject(new Error(`${source} ended without a word: ${started.errors()}`)));
      });
      return { ...started, firstLine };
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
