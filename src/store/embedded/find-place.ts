import { readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../database.ts';
import { exists, makeFolders, ownerOf } from './folders.ts';
import { findPrograms, type Programs } from './package.ts';
import { checked, type Place, type PlaceOptions, placeAt, tryNamespace } from './place.ts';
import { fileProblem, problem } from './problem.ts';
import { rootPlace } from './root-place.ts';
import { DIRECT, ownUid, passwdEntries } from './runner.ts';

/** @throws UnavailableError saying what is wrong with the home, the user or the programs. */
export async function findPlace(options: PlaceOptions): Promise<Place> {
  const home = resolve(options.home);
  try {
    const programs = await findPrograms(options.packageDirectory);
    const base = join(home, 'postgres');
    await makeFolders(base, 0o755);
    const root = join(await realpath(base), String(programs.major));
    const place = await (ownUid() === 0 ? rootPlace : ordinaryPlace)(root, programs, options);
    await warnOfOthers(base, place, options.log);
    return place;
  } catch (error) {
    throw fileProblem(error, home);
  }
}

async function ordinaryPlace(root: string, programs: Programs, options: PlaceOptions): Promise<Place> {
  const uid = ownUid();
  for (const path of [root, join(root, 'data')]) {
    const owner = await ownerOf(path);
    if (owner && uid !== undefined && owner.uid !== uid) {
      throw problem(
        `${path} belongs to user ${owner.uid}, and this is user ${uid}`,
        'Start the program as its owner, or set ECOSYSTEMS_HOME to a folder of your own.',
      );
    }
  }
  const direct = await placeAt(root, DIRECT, programs);
  const entries = await passwdEntries();
  // macOS keeps its users elsewhere than in /etc/passwd, and knows them all.
  if (process.platform !== 'linux' || entries.some(entry => entry.uid === uid)) return checked(direct);
  const namespaced = await tryNamespace(direct, options);
  if (namespaced) return namespaced;
  throw problem(
    `user id ${uid} has no entry in /etc/passwd, which PostgreSQL needs, and user namespaces are refused here`,
    'Add an entry, or run as a user that has one.',
  );
}

/** A new major version starts with an empty index; say so rather than let the old one be missed. */
async function warnOfOthers(base: string, place: Place, log: Log): Promise<void> {
  if (await exists(place.data)) return;
  const { major } = place.programs;
  const others = (await readdir(base)).filter(name => /^\d+$/.test(name) && Number(name) !== major);
  for (const other of others) {
    log.warn(
      `${join(base, other)} holds data of PostgreSQL ${other}; PostgreSQL ${major} starts anew beside it`,
    );
  }
}
