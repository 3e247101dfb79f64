/** Makes the cluster and writes its configuration. */
import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../database.ts';
import { codeOf } from '../database-errors.ts';
import { exists, writePrivate } from './folders.ts';
import type { Place } from './place.ts';
import { explainExit, problem } from './problem.ts';
import { launch, run } from './runner.ts';
import { sharedMemory, tuning, usableMemory } from './tuning.ts';

const UNFINISHED = 'data.new-';
const ABANDONED_MS = 60_000;

/** Only the socket's folder lets anybody in, and only its owner may enter that. */
const ACCESS = 'local all all trust\n';

const LOCAL = '# Your own settings, which go before those of ecosystems.conf.\n';

/**
 * Makes `data/` if it is not there. initdb works in a folder of another name that is renamed at the end, so a `data/`
 * is always whole, and of several processes that do this at once one wins.
 *
 * @throws UnavailableError when what is there is not a cluster of this major version.
 */
export async function ensureCluster(place: Place, log: Log): Promise<void> {
  const { data, programs } = place;
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version?.trim() === String(programs.major)) return;
  if (version !== null) {
    throw problem(
      `the data in ${data} is of PostgreSQL ${version.trim()}, and this program brings PostgreSQL ${programs.major}`,
      'Start the program version that made it, or move that folder away to begin an empty index.',
    );
  }
  if ((await exists(data)) && (await readdir(data)).length > 0) {
    throw problem(
      `${data} is not a PostgreSQL cluster, or a damaged one: it has no PG_VERSION`,
      'Restore it from a backup, or move that folder away to begin an empty index.',
    );
  }
  await removeUnfinished(place);
  log.info(`creating the database in ${data}`);
  await initialise(place);
}

async function initialise(place: Place): Promise<void> {
  const { data, programs, root, runner } = place;
  const fresh = join(root, `${UNFINISHED}${process.pid}-${randomUUID().slice(0, 8)}`);
  // Text sorts by bytes, as it does with COLLATE "C" on any server; upper and lower case know all of Unicode.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', fresh, '-U', 'postgres', '--auth=trust', '--no-sync', '--no-instructions', ...locale];
  try {
    const { code, output } = await run(place, programs.initdb, args);
    if (code !== 0) throw await explainExit({ what: 'initdb failed', data: root, output });
    await writePrivate(join(fresh, 'pg_hba.conf'), ACCESS, runner.owner);
    await appendFile(
      join(fresh, 'postgresql.conf'),
      "\ninclude 'ecosystems.conf'\ninclude_if_exists 'local.conf'\n",
    );
    await writePrivate(join(fresh, 'local.conf'), LOCAL, runner.owner);
    await writeTuning(place, fresh);
    await rename(fresh, data);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return;
    throw error;
  }
  // Waiting for the disk would double the time of a first start; from here on PostgreSQL itself waits where it must.
  launch(place, programs.initdb, ['--sync-only', '-D', data], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** Folders of killed initdb runs; one that is being written to is another process's. */
async function removeUnfinished({ root }: Place): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const path = join(root, name);
    const touched = await stat(path).catch(() => null);
    const running = isAlive(Number.parseInt(name.slice(UNFINISHED.length), 10));
    if (!touched || (running && Date.now() - touched.mtimeMs < ABANDONED_MS)) continue;
    // An initdb that outlived its parent may still write there; what remains is removed another time.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Writes `ecosystems.conf` for this machine's memory. */
export async function writeTuning(place: Place, directory = place.data): Promise<void> {
  const path = join(directory, 'ecosystems.conf');
  const text = tuning(usableMemory(), await sharedMemory());
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  await writePrivate(path, text, place.runner.owner);
}
