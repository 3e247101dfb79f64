/** The launcher in processes of its own, to be raced and killed: compiled once, started as often as wanted. */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SCRIPT = `
import { startEmbedded } from './store/embedded/index.js';
const say = line => process.stdout.write(JSON.stringify(line) + '\\n');
const log = { info() {}, warn(message) { say({ warning: message }); }, error(message) { say({ warning: message }); } };
try {
  const server = await startEmbedded({ ...JSON.parse(process.argv[2]), log });
  say({ url: server.url, owned: server.owned, data: server.data });
  process.stdin.once('data', async () => {
    await server.stop();
    process.exit(0);
  });
} catch (error) {
  say({ error: error.message });
  process.exit(1);
}
`;

export interface CompiledLauncher {
  /** Resolves when the server is ready. Rejects with the launcher's error message. */
  start(options: object, spawnOptions?: SpawnOptions): Promise<EmbeddedChild>;
  /** Starts a process without waiting for its server. */
  launch(options: object, spawnOptions?: SpawnOptions): ChildProcess;
  remove(): Promise<void>;
}

export interface EmbeddedChild {
  url: string;
  owned: boolean;
  data: string;
  process: ChildProcess;
  /** Lets it stop in good order. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

export async function compileLauncher(): Promise<CompiledLauncher> {
  const directory = await mkdtemp(join(tmpdir(), 'compiled-'));
  await chmod(directory, 0o755);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--ignoreConfig', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  options.push('--rewriteRelativeImportExtensions', '--skipLibCheck', '--rootDir', join(ROOT, 'src'));
  options.push('--outDir', directory, join(ROOT, 'src', 'store', 'embedded', 'index.ts'));
  await promisify(execFile)(process.execPath, [tsc, ...options], { cwd: ROOT, timeout: 55_000 });
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await writeFile(join(directory, 'child.js'), SCRIPT);

  const launch = (what: object, how: SpawnOptions = {}) =>
    spawn(process.execPath, [join(directory, 'child.js'), JSON.stringify(what)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...how,
    });

  return {
    launch,
    async start(what, how) {
      const child = launch(what, how);
      const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
      const said = await firstAnswer(child);
      return {
        ...said,
        process: child,
        async stop() {
          child.stdin?.write('stop\n');
          await ended;
        },
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function firstAnswer(child: ChildProcess): Promise<{ url: string; owned: boolean; data: string }> {
  if (!child.stdout) throw new Error('no stdout');
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    lines.on('line', line => {
      const said = JSON.parse(line);
      if (said.url) resolve(said);
      if (said.error) reject(new Error(said.error));
    });
    lines.on('close', () => reject(new Error('the launcher ended without a word')));
    child.on('error', reject);
  });
}
