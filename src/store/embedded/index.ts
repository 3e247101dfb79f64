/**
 * The PostgreSQL that comes with the program. All processes of one home share one server: whoever comes first starts it,
 * the others attach, and the last one to leave stops it, whether or not it was the first. A server whose processes were
 * all killed keeps running and is taken over by the next start. While a process uses the server it also watches over it:
 * if it goes away, it is started again.
 *
 * The server listens on a Unix socket only, in a folder that only its owner may enter; nothing listens on TCP, so no
 * other user of the machine can connect.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/errors.ts';
import { ensureCluster, writeTuning } from './cluster.ts';
import { findPlace } from './find-place.ts';
import type { Place, PlaceOptions } from './place.ts';
import { findPostmaster, type StartedServer, socketFolder, startServer, stopServer } from './postmaster.ts';
import { join, type Presence } from './presence.ts';
import { explainExit, problem } from './problem.ts';

export interface EmbeddedOptions extends PlaceOptions {
  /** Server settings beside those of tuning.ts, for tests. */
  settings?: Record<string, string>;
}

export interface Embedded {
  /** URL of the database `ecosystems`; stays the same while the server is started again. */
  url: string;
  /** True for the one process that started the server, or took over one that was left alone. */
  owned: boolean;
  /** Folder of the cluster. */
  data: string;
  /** Leaves the server; the last process to leave stops it and waits for its end. */
  stop(): Promise<void>;
}

/** Recovery after a crash may read gigabytes of WAL. */
const LONGEST_START_MS = 15 * 60_000;
/** A server that says it is ready, and whose socket does not answer. */
const LONGEST_SILENCE_MS = 15_000;
/** Processes of a killed server may hold on to its shared memory for a moment. */
const LONGEST_CONTENTION_MS = 30_000;
const CONTENTION = /lock file ".*" already exists|pre-existing shared memory block|is still in use/;

/**
 * Attaches to the server of this home, or starts it, creating the database at the first start (about a second).
 *
 * @throws UnavailableError with one paragraph for people: what is wrong, what to do, the end of the log and its path.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await findPlace(options);
  let presence = await ensureServer(place, options);
  const { url, owned } = presence;
  const stopping = new AbortController();
  let recovery: Promise<void> | null = null;
  let stopped: Promise<void> | null = null;

  const watch = () =>
    presence.onLost(() => {
      if (!stopping.signal.aborted) recovery ??= recover();
    });

  const recover = async () => {
    const { signal } = stopping;
    const socket = presence.socketFolder;
    options.log.warn('PostgreSQL is gone; starting it again');
    for (let delay = 100; !signal.aborted; delay = Math.min(delay * 2, 15_000)) {
      try {
        presence = await ensureServer(place, options, { socket, signal });
        options.log.info('PostgreSQL is back');
        recovery = null;
        return watch();
      } catch (error) {
        if (signal.aborted) return;
        options.log.error(messageOf(error));
        await sleep(delay, undefined, { ref: false, signal }).catch(() => {});
      }
    }
  };

  const stop = async () => {
    stopping.abort();
    await recovery;
    const last = presence.lost ? await rejoin(place) : presence;
    if (await last?.leave().catch(() => false)) await stopServer(place.data);
    await last?.close();
  };

  watch();
  return {
    url,
    owned,
    data: place.data,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Our use of a server whose connection we have lost; null when it does not run any more. */
async function rejoin(place: Place): Promise<Presence | null> {
  for (const end = Date.now() + LONGEST_SILENCE_MS; Date.now() < end; await sleep(20)) {
    const { live } = await findPostmaster(place.data);
    if (!live) return null;
    const presence = await join(live);
    if (presence) return presence;
  }
  return null;
}

interface Again {
  /** Socket folder to keep, so that the URL stays the same. */
  socket: string;
  signal: AbortSignal;
}

async function ensureServer(place: Place, options: EmbeddedOptions, again?: Again): Promise<Presence> {
  const begun = Date.now();
  let told = begun;
  let readySince: number | null = null;
  let server: StartedServer | null = null;
  for (;;) {
    const now = Date.now();
    again?.signal.throwIfAborted();
    const { live, stalePid } = await findPostmaster(place.data);
    if (live) {
      const presence = await join(live);
      if (presence) return presence;
      readySince = live.status === 'ready' ? (readySince ?? now) : null;
      if (readySince !== null && now - readySince > LONGEST_SILENCE_MS) {
        throw problem(
          `server process ${live.pid} runs, but its socket in ${live.socketFolder} does not answer`,
          `Look into ${place.log}, or end that process.`,
        );
      }
    } else if (!server) {
      await ensureCluster(place, options.log);
      await writeTuning(place);
      const folder = again?.socket ?? (await socketFolder(place));
      server = await startServer(place, { folder, stalePid, settings: options.settings ?? {} });
    } else if (server.ended) {
      const output = await server.output();
      if (!CONTENTION.test(output) || now - begun > LONGEST_CONTENTION_MS) {
        throw await explainExit({ what: 'the server ended', data: place.data, output, logPath: place.log });
      }
      server = null;
      await sleep(100);
    }
    if (now - begun > LONGEST_START_MS) throw problem('it is still not ready', `Look into ${place.log}.`);
    if (now - told > 5_000) {
      told = now;
      options.log.info('waiting for PostgreSQL, which is repairing or starting');
    }
    await sleep(20);
  }
}
