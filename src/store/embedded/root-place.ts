/**
 * The place when root starts the program. The owner of existing data decides: another user's data runs as that user,
 * root's own in a user namespace. Where namespaces are refused, the data is given to an ordinary user; if that user
 * cannot reach the home, the data goes to `/var/lib/ecosystems-<hash>/data-root` (or below the temporary folder, with a
 * warning), and so do the programs if need be.
 */
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf } from '../database-errors.ts';
import { exists, giveTo, makeFolders, ownerOf, privateFolder, reachable, shortName } from './folders.ts';
import { copyPrograms, type Programs } from './package.ts';
import { checked, type Place, type PlaceOptions, placeAt, tryNamespace, version } from './place.ts';
import { problem } from './problem.ts';
import { asUser, DIRECT, type Owner, ordinaryUser, passwdEntries } from './runner.ts';

export async function rootPlace(root: string, programs: Programs, options: PlaceOptions): Promise<Place> {
  const data = await ownerOf(join(root, 'data'));
  const owner = data ?? (await ownerOf(root));
  if (owner && owner.uid !== 0) return runAs(owner, root, root, programs, options);
  if (!data) {
    const moved = await movedBefore(root, options);
    if (moved) return runAs(moved.owner, moved.path, root, programs, options);
  }
  const namespaced = await tryNamespace(await placeAt(root, DIRECT, programs), options);
  if (namespaced) return namespaced;
  const user = ordinaryUser(await passwdEntries());
  if (!user) throw problem('PostgreSQL refuses to run as root, and /etc/passwd has no other user');
  options.log.info(`user namespaces are refused here: PostgreSQL runs as user ${user.uid}`);
  if (!(await reachable(dirname(root), user))) return moveElsewhere(root, user, programs, options);
  await giveTo(root, user);
  return runAs(user, root, root, programs, options);
}

function elsewhere(root: string, options: PlaceOptions): string[] {
  const parents = options.systemFolders ?? ['/var/lib', tmpdir()];
  return parents.map(parent => join(parent, `ecosystems-${shortName(root)}`));
}

async function movedBefore(root: string, options: PlaceOptions) {
  for (const folder of elsewhere(root, options)) {
    // Under a shared folder anyone could have made this name: only what root made counts.
    if ((await ownerOf(folder))?.uid !== 0) continue;
    const path = join(folder, 'data-root');
    const owner = await ownerOf(path);
    if (owner) return { path, owner };
  }
  return null;
}

async function firstWritable(root: string, options: PlaceOptions): Promise<string> {
  const folders = elsewhere(root, options);
  let last: unknown;
  for (const folder of folders) {
    try {
      await makeFolders(folder, 0o755);
      if ((await ownerOf(folder))?.uid === 0) return folder;
    } catch (error) {
      last = error;
    }
  }
  throw problem(`none of ${folders.join(', ')} can be made`, '', last);
}

/** Data to where `user` can reach it. The old data stays beside as `data.moved`. */
async function moveElsewhere(
  root: string,
  user: Owner,
  programs: Programs,
  options: PlaceOptions,
): Promise<Place> {
  const folder = await firstWritable(root, options);
  const target = join(folder, 'data-root');
  options.log.warn(`user ${user.uid} cannot reach ${root}: the database is kept in ${target}`);
  if (dirname(folder) === tmpdir()) options.log.warn(`${target} may be lost at a restart of the machine`);
  const data = join(root, 'data');
  await privateFolder(target, user);
  if (await exists(data)) {
    for (const name of await readdir(target)) {
      if (name.startsWith('data.copy-')) await rm(join(target, name), { recursive: true, force: true });
    }
    const copy = join(target, `data.copy-${process.pid}`);
    await cp(data, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await giveTo(copy, user);
    await rename(copy, join(target, 'data'));
    await rename(data, `${data}.moved`);
  }
  return runAs(user, target, root, programs, options);
}

/** Runs as a certain user, with a copy of the programs where that user cannot read them. */
async function runAs(
  owner: Owner,
  root: string,
  homeRoot: string,
  programs: Programs,
  options: PlaceOptions,
): Promise<Place> {
  const runner = asUser(owner);
  const place = await placeAt(root, runner, programs);
  if ((await version(place)).code === 0) return place;
  const folder = await firstWritable(homeRoot, options).catch(error => {
    throw problem(`user ${owner.uid} cannot read its programs, and they cannot be copied`, '', error);
  });
  options.log.info(`user ${owner.uid} reads the PostgreSQL programs from ${folder}`);
  try {
    return await checked(await placeAt(root, runner, await copyPrograms(programs, folder)));
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw problem(`the disk of ${folder} is full`, 'Free some space.', error);
    throw error;
  }
}
