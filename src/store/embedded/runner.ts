/**
 * As whom PostgreSQL's programs run. PostgreSQL refuses root, and initdb refuses a user id without an entry in
 * /etc/passwd. A user namespace satisfies both without any change of owner: inside it we are an ordinary user, outside
 * still ourselves, so files under root's own home stay readable. Where namespaces are refused (many containers), root
 * starts the programs as another user.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../../core/errors.ts';

export interface Owner {
  uid: number;
  gid: number;
}

export interface Runner {
  /** Whose files the data must be; null: our own. */
  owner: Owner | null;
  /** Put before the program and its arguments. */
  prefix: string[];
}

export const DIRECT: Runner = { owner: null, prefix: [] };

/** Starts as the given user; its groups are dropped with it. */
export function asUser(owner: Owner): Runner {
  return { owner, prefix: [] };
}

/** unshare(1) of util-linux 2.34 or newer; it execs the program, so that the process id is the program's own. */
export function inNamespace(inside: Owner): Runner {
  return {
    owner: null,
    prefix: ['unshare', '--user', `--map-user=${inside.uid}`, `--map-group=${inside.gid}`, '--'],
  };
}

/** Our effective user id; undefined where there are none. */
export function ownUid(): number | undefined {
  return process.geteuid?.();
}

/** Variables that would change what the programs do are kept from them. */
function cleanEnvironment(libraryPath: string | null, extra: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$|NODE_)/.test(name));
  const library = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    ...(libraryPath === null ? {} : { [library]: libraryPath }),
    ...extra,
  };
}

export interface Launch {
  runner: Runner;
  /** Where the loader looks for libraries first; null: nowhere special. */
  libraryPath: string | null;
}

/** Starts a program by its argument array, in the root folder. */
export function launch(
  { runner, libraryPath }: Launch,
  program: string,
  args: string[],
  options: SpawnOptions & { extraEnv?: Record<string, string> } = {},
): ChildProcess {
  const { extraEnv = {}, ...rest } = options;
  const [command, ...all] = [...runner.prefix, program, ...args] as [string, ...string[]];
  return spawn(command, all, {
    cwd: '/',
    env: cleanEnvironment(libraryPath, extraEnv),
    ...(runner.owner ?? {}),
    ...rest,
  });
}

/** Runs a program to its end. Never rejects: a program that cannot be started has code -1 and says why in `output`. */
export async function run(
  how: Launch,
  program: string,
  args: string[],
): Promise<{ code: number; output: string }> {
  return new Promise(settle => {
    let output = '';
    const fail = (error: unknown) => settle({ code: -1, output: `${output}${messageOf(error)}` });
    try {
      const child = launch(how, program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const collect = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-65_536);
      };
      child.stdout?.on('data', collect);
      child.stderr?.on('data', collect);
      child.on('error', fail);
      child.on('close', (code, signal) =>
        settle({ code: code ?? -1, output: signal ? `${output}ended by ${signal}` : output }),
      );
    } catch (error) {
      fail(error);
    }
  });
}

export interface PasswdEntry extends Owner {
  name: string;
}

/** The entries of /etc/passwd; none where it cannot be read. */
export async function passwdEntries(): Promise<PasswdEntry[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/** An ordinary user that exists everywhere: `nobody`, else any that is not root. */
export function ordinaryUser(entries: PasswdEntry[]): Owner | null {
  const ordinary = entries.filter(entry => entry.uid !== 0 && entry.gid !== 0);
  const chosen = ordinary.find(entry => entry.name === 'nobody') ?? ordinary.at(-1);
  return chosen ? { uid: chosen.uid, gid: chosen.gid } : null;
}
