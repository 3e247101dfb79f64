/** Folders as trees of files. */
import { constants, createReadStream } from 'node:fs';
import { lstat, open, readdir, readlink, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { NotFoundError, UpstreamError } from '../core/errors.ts';
import type { TreeFile } from '../core/tree.ts';

export interface FolderOptions {
  /** Names of folders that are left out wherever they stand. Default: `IGNORED_EVERYWHERE`. */
  ignored?: readonly string[];
  /** Names of folders that are left out at the root only. Default: none; `IGNORED_AT_ROOT` are the usual ones. */
  ignoredAtRoot?: readonly string[];
  /** Most entries, directories included. Default 1,000,000. */
  entries?: number;
  /** Deepest folder. Default 256. */
  depth?: number;
  /** Ends the walk with an UpstreamError `timeout`. */
  signal?: AbortSignal;
}

/** What tools put there, and what nobody wrote in this tree. */
export const IGNORED_EVERYWHERE: readonly string[] = [
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
];
/** What at the root is copied or built, and may elsewhere be a name like any other. */
export const IGNORED_AT_ROOT: readonly string[] = ['vendor', 'dist'];

/**
 * The files beneath a folder, names in the order of their code units, each directory before what is in it. Links are listed
 * and never followed; a link whose target leads out of the folder has the target `null`, so that nobody learns or follows it.
 * Devices, pipes and sockets are left out.
 *
 * @throws NotFoundError where there is no such folder, UpstreamError `too-large` beyond the limits, `refused` where `root` is
 * no folder.
 */
export async function* folderTree(root: string, options: FolderOptions = {}): AsyncGenerator<TreeFile> {
  const top = await realpath(root).catch(error => {
    if (['ENOENT', 'ENOTDIR'].includes(error?.code)) throw new NotFoundError(`there is no folder ${root}`);
    throw error;
  });
  if (!(await lstat(top)).isDirectory()) throw new UpstreamError('refused', `${root} is not a folder`);
  const ignored = new Set(options.ignored ?? IGNORED_EVERYWHERE);
  const ignoredAtRoot = new Set(options.ignoredAtRoot ?? []);
  const maxEntries = options.entries ?? 1_000_000;
  const maxDepth = options.depth ?? 256;
  let count = 0;

  async function* walk(folder: string, prefix: string, depth: number): AsyncGenerator<TreeFile> {
    if (depth > maxDepth)
      throw new UpstreamError('too-large', `folders are nested more than ${maxDepth} deep`);
    const names = await readdir(folder, { withFileTypes: true });
    names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of names) {
      if (options.signal?.aborted) throw new UpstreamError('timeout', 'walking the folder took too long');
      if (++count > maxEntries) throw new UpstreamError('too-large', `more than ${maxEntries} files`);
      const path = `${prefix}${entry.name}`;
      const place = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (ignored.has(entry.name) || (depth === 0 && ignoredAtRoot.has(entry.name))) continue;
        yield other(path, 'directory', null);
        yield* walk(place, `${path}/`, depth + 1);
      } else if (entry.isSymbolicLink()) {
        yield other(path, 'link', await targetWithin(top, folder, place));
      } else if (entry.isFile()) {
        const file = await regular(path, place);
        if (file !== null) yield file;
      }
    }
  }
  yield* walk(top, '', 0);
}

/** Where the link leads, as written; null where that is out of the folder. */
async function targetWithin(top: string, folder: string, place: string): Promise<string | null> {
  const target = await readlink(place).catch(() => null);
  if (target === null) return null;
  const full = resolve(folder, target);
  return full === top || full.startsWith(top + sep) ? target : null;
}

/** Null for a file that has vanished since its name was read. */
async function regular(path: string, place: string): Promise<TreeFile | null> {
  const found = await lstat(place).catch(() => null);
  if (!found?.isFile()) return null;
  return {
    path,
    size: found.size,
    kind: 'file',
    linkTarget: null,
    executable: (found.mode & 0o100) !== 0,
    read: maxBytes => readFile(path, place, maxBytes),
    stream: () => streamFile(place),
  };
}

/** The file may have become a link or a pipe since it was listed: it is opened only as what it was. */
const OPENING = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readFile(path: string, place: string, maxBytes: number): Promise<Buffer> {
  const handle = await open(place, OPENING);
  try {
    const size = Math.min((await handle.stat()).size, maxBytes) + 1;
    const buffer = Buffer.allocUnsafe(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(buffer, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > maxBytes) throw new UpstreamError('too-large', `${path} is larger than ${maxBytes} bytes`);
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function* streamFile(place: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(place, { flags: OPENING as unknown as string, highWaterMark: 256 * 1024 });
}

function other(path: string, kind: 'directory' | 'link', linkTarget: string | null): TreeFile {
  async function* nothing() {}
  return {
    path,
    size: 0,
    kind,
    linkTarget,
    executable: null,
    read: async () => Buffer.alloc(0),
    stream: nothing,
  };
}
