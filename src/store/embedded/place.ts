/**
 * Where the cluster lies and as whom it runs. Normally everything is under `<home>/postgres/<major>/` (a later major
 * version gets a folder of its own):
 *   data/  the cluster   run/  the socket   server.log   lib/  library links, where the package is read-only
 */
import { join } from 'node:path';
import type { Log } from '../database.ts';
import { privateFolder } from './folders.ts';
import { type Programs, repairLinks } from './package.ts';
import { problem } from './problem.ts';
import { inNamespace, type Launch, ordinaryUser, passwdEntries, type Runner, run } from './runner.ts';

export interface Place extends Launch {
  programs: Programs;
  /** Holds everything below; only the server's user may enter. */
  root: string;
  data: string;
  /** The server's log file. */
  log: string;
}

export interface PlaceOptions {
  home: string;
  log: Log;
  /** The platform package's folder, instead of the installed one. */
  packageDirectory?: string;
  /** False: behave as where user namespaces are refused. */
  namespaces?: boolean;
  /** Where to go when an ordinary user cannot reach the home, tried in this order. */
  systemFolders?: string[];
}

/** Makes the folders and repairs the programs' links. */
export async function placeAt(root: string, runner: Runner, programs: Programs): Promise<Place> {
  await privateFolder(root, runner.owner);
  const libraryPath = await repairLinks(programs, join(root, 'lib'));
  return { root, runner, programs, libraryPath, data: join(root, 'data'), log: join(root, 'server.log') };
}

export async function version(place: Place): Promise<{ code: number; output: string }> {
  return run(place, place.programs.postgres, ['--version']);
}

/** The place, when its programs run there. */
export async function checked(place: Place): Promise<Place> {
  const { code, output } = await version(place);
  if (code === 0) return place;
  throw problem(
    `${place.programs.postgres} does not run on this system: ${output.trim().replaceAll('\n', ' ')}`,
    'It needs the GNU C library (so not Alpine Linux) and complete packages (npm ci).',
  );
}

/** The place with its programs in a user namespace; null where those are refused. */
export async function tryNamespace(place: Place, options: PlaceOptions): Promise<Place | null> {
  if (options.namespaces === false || process.platform !== 'linux') return null;
  const inside = ordinaryUser(await passwdEntries());
  if (!inside) return null;
  const namespaced = { ...place, runner: inNamespace(inside) };
  if ((await version(namespaced)).code === 0) return namespaced;
  // The programs themselves may be what is broken: that must not look like a refused namespace.
  await checked(place);
  return null;
}
