/** The server process: is one running on this data, start one, stop one. */
import { constants } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../database-errors.ts';
import { ownerOf, privateFolder, shortName, takesSockets } from './folders.ts';
import type { Place } from './place.ts';
import { problem, readFrom } from './problem.ts';
import { launch, ownUid, run } from './runner.ts';

/** The port only names the socket: nothing listens on TCP. */
const PORT = 5432;
/** `sockaddr_un` holds 108 bytes on Linux and 104 on macOS, its end included. */
const LONGEST_SOCKET = 100;
const LARGEST_LOG = 10 * 1024 * 1024;

/** What `postmaster.pid` says (miscadmin.h, LOCK_FILE_LINE_*). */
export interface Postmaster {
  pid: number;
  port: number;
  /** Empty until its socket is open. */
  socketFolder: string;
  /** `starting`, `stopping`, `ready`, `standby`; empty at first. */
  status: string;
}

async function readPidFile(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(error => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const [pid, , , port, socketFolder = '', , , status = ''] = text.split('\n');
  if (!/^\d+$/.test(pid ?? '')) return null;
  return { pid: Number(pid), port: Number(port) || PORT, socketFolder, status: status.trim() };
}

/** The server that runs on this data, and the process id that a dead one left in its file. */
export async function findPostmaster(
  data: string,
): Promise<{ live: Postmaster | null; stalePid: number | null }> {
  const file = await readPidFile(data);
  if (!file) return { live: null, stalePid: null };
  return (await servesData(file.pid, data))
    ? { live: file, stalePid: null }
    : { live: null, stalePid: file.pid };
}

/**
 * True when the process is a PostgreSQL server on this data. Process ids are used again, soon so in a container, hence
 * more than "is there a process": a server's working directory is its data folder, and a zombie has none.
 */
export async function servesData(pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  try {
    const [working, expected] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]);
    return working.ino === expected.ino && working.dev === expected.dev;
  } catch (error) {
    if (process.platform === 'linux' && codeOf(error) === 'ENOENT') return false;
  }
  return (await commandOf(pid)) === 'postgres';
}

/** The name of a process where its working directory is not shown. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux')
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
  const how = { runner: { owner: null, prefix: [] }, libraryPath: null };
  const { output } = await run(how, 'ps', ['-o', 'comm=', '-p', String(pid)]);
  return basename(output.trim());
}

/**
 * A folder for the socket: `run/` under the root if the path is short enough and the file system takes sockets, else one
 * with a short name under the temporary folder.
 */
export async function socketFolder({ root, runner }: Place): Promise<string> {
  const name = `ecosystems-${runner.owner?.uid ?? ownUid() ?? 0}-${shortName(root)}`;
  const candidates = [join(root, 'run'), join(tmpdir(), name), join('/tmp', name)];
  let refused: unknown;
  for (const folder of candidates) {
    if (Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) > LONGEST_SOCKET) continue;
    try {
      await privateFolder(folder, runner.owner);
      if (await takesSockets(folder)) return folder;
    } catch (error) {
      refused = error;
    }
  }
  throw problem(`no socket can be opened in any of ${candidates.join(', ')}`, '', refused);
}

export interface StartedServer {
  /** Settled once the process has ended (or could not be started). */
  ended: boolean;
  pid: number | undefined;
  /** What the log says of this run so far. */
  output(): Promise<string>;
}

/**
 * Starts the server, detached: neither Ctrl-C in our terminal nor our own end reaches it.
 *
 * @param stalePid process id in a left-over postmaster.pid. PostgreSQL takes it for a live server when some other
 * process has that id by now; its PG_GRANDPARENT_PID says that this one is not (CreateLockFile in miscinit.c). It then
 * still checks for itself that no process is attached to the shared memory of that run.
 */
export async function startServer(
  place: Place,
  options: { folder: string; stalePid: number | null; settings: Record<string, string> },
): Promise<StartedServer> {
  const log = await openLog(place);
  try {
    const { size } = await log.stat();
    const settings = {
      ...options.settings,
      unix_socket_directories: `"${options.folder.replaceAll('"', '""')}"`,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = launch(place, place.programs.postgres, ['-D', place.data, '-c', `port=${PORT}`, ...args], {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      extraEnv: options.stalePid === null ? {} : { PG_GRANDPARENT_PID: String(options.stalePid) },
    });
    let spawnError = '';
    const server: StartedServer = {
      ended: false,
      pid: child.pid,
      output: async () => `${await readFrom(place.log, size)}${spawnError}`,
    };
    child.on('error', error => {
      spawnError = error.message;
      server.ended = true;
    });
    child.on('exit', () => {
      server.ended = true;
    });
    child.unref();
    return server;
  } finally {
    await log.close();
  }
}

/** The log for appending, with the one before kept as `server.log.1`. The server's user owns the folder: follow no link. */
async function openLog({ log, root, runner }: Place) {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size > LARGEST_LOG) await rename(log, `${log}.1`);
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const file = await open(log, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  const owner = runner.owner ?? (await ownerOf(root));
  if (owner && ownUid() === 0) await file.chown(owner.uid, owner.gid);
  return file;
}

const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;

/**
 * Stops the server: fast (SIGINT: ends sessions, writes a checkpoint), and after 30 s immediately (SIGQUIT: the next
 * start recovers from the WAL).
 */
export async function stopServer(data: string): Promise<void> {
  const { live } = await findPostmaster(data);
  if (!live) return;
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    try {
      process.kill(live.pid, signal);
    } catch (error) {
      if (codeOf(error) === 'ESRCH') return;
      throw error;
    }
    for (const end = Date.now() + patience; Date.now() < end; await sleep(10)) {
      if (!(await servesData(live.pid, data))) return;
    }
  }
  throw problem(`server process ${live.pid} does not stop`, 'Look into its log, or end it by hand.');
}
