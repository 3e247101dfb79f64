/** Small file helpers of the launcher: folders with an owner and a mode, and files that appear whole. */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, chown, lchown, lstat, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { codeOf } from '../database-errors.ts';
import { problem } from './problem.ts';
import { type Owner, ownUid } from './runner.ts';

/** Owner of a path itself (links not followed); null when there is nothing. */
export async function ownerOf(path: string): Promise<Owner | null> {
  try {
    const { uid, gid } = await lstat(path);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  return (await ownerOf(path)) !== null;
}

/** A short name for a path, stable over time. */
export function shortName(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

/**
 * Makes a folder and what is missing above it; those made now get the mode whatever the umask. One by one, because
 * Node's recursive mkdir reports ENOENT for a read-only disk.
 */
export async function makeFolders(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path);
    await chmod(path, mode);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || path === dirname(path)) throw error;
    await makeFolders(dirname(path), mode);
    await makeFolders(path, mode);
  }
}

/**
 * Makes a folder that only its owner may enter, or checks that it is one: under a shared folder like /tmp its name can
 * be guessed, so a link, another owner or open permissions are refused.
 */
export async function privateFolder(path: string, owner: Owner | null): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    if (owner) await chown(path, owner.uid, owner.gid);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const found = await lstat(path);
  const expected = owner?.uid ?? ownUid();
  if (!found.isDirectory() || (expected !== undefined && found.uid !== expected)) {
    throw problem(`${path} belongs to somebody else`, 'Remove it.');
  }
  if ((found.mode & 0o077) !== 0) await chmod(path, 0o700);
}

/** True when `user` may enter every folder on the way to `path` (access lists are not looked at). */
export async function reachable(path: string, user: Owner): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { uid, gid, mode } = await stat(folder);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Gives a folder and all in it to `owner`; links themselves, not what they point to. */
export async function giveTo(path: string, owner: Owner): Promise<void> {
  await lchown(path, owner.uid, owner.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await giveTo(child, owner);
    else await lchown(child, owner.uid, owner.gid);
  }
}

/** Writes a file for `owner` alone, which appears whole or not at all. */
export async function writePrivate(path: string, text: string, owner: Owner | null): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
  try {
    if (owner) await chown(temporary, owner.uid, owner.gid);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Whether the file system of a folder takes sockets (some network and shared folders do not). */
export async function takesSockets(folder: string): Promise<boolean> {
  const path = join(folder, `.${process.pid}`);
  await rm(path, { force: true });
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(path, () => server.close(() => resolve(true)));
  });
}
