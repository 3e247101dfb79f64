/** Files, folders, archives and downloads for the commands that read them: none needs a database. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OpenedTarget, ReadingDoors } from '../cli/app.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import type { Settings } from '../core/settings.ts';
import { openArchive, stripTopFolder } from '../io/archives/index.ts';
import { files } from '../io/files.ts';
import { createSpool, type SpooledFile } from '../io/spool.ts';
import { folderTree, IGNORED_AT_ROOT } from '../io/trees.ts';
import { checkXsdWithin } from '../io/xsd.ts';

/** Of a file, a download and of standard input, in bytes. */
const MAX_BYTES = 1024 ** 3;
const DOWNLOAD_MS = 10 * 60_000;

export function createReadingDoors(settings: Settings, version: string): ReadingDoors {
  let temporary: Promise<string> | undefined;
  const folder = () => (temporary ??= mkdtemp(join(tmpdir(), 'ecosystems-')));

  const download = async (url: string): Promise<SpooledFile> => {
    const { createIo, userAgentOf } = await import('../io/index.ts');
    const path = await folder();
    const io = await createIo({
      blobsFolder: path,
      userAgent: userAgentOf(version, settings.baseUrl ?? 'http://localhost', settings.connector.contact),
      allowPrivateHosts: settings.allowPrivateHosts,
      mirrors: settings.mirrors,
    });
    try {
      const { body } = await io.http.stream({ url, maxBytes: MAX_BYTES, timeoutMs: DOWNLOAD_MS });
      return await createSpool(path).receive(body, { maxBytes: MAX_BYTES, field: 'url' });
    } finally {
      await io.close();
    }
  };

  return {
    async open(target) {
      if (target === '-') {
        const kept = await createSpool(await folder()).receive(process.stdin, {
          maxBytes: MAX_BYTES,
          field: '-',
        });
        return fileTarget(kept.path, '-', kept.size);
      }
      if (/^https?:\/\//i.test(target)) {
        if (!URL.canParse(target)) throw new InputError('url', `${target} is no URL`);
        const kept = await download(target);
        return fileTarget(kept.path, basename(new URL(target).pathname) || 'file', kept.size);
      }
      const found = await stat(target).catch(() => null);
      if (!found) throw new NotFoundError(`there is no file or folder ${target}`);
      if (found.isDirectory())
        return {
          kind: 'folder',
          name: target,
          tree: () => folderTree(target, { ignoredAtRoot: IGNORED_AT_ROOT }),
        };
      return fileTarget(target, target, found.size);
    },
    write,
    checkXsd: checkXsdWithin(60_000),
    async close() {
      if (temporary) await rm(await temporary, { recursive: true, force: true });
    },
  };
}

/** Beside the file first, so that nobody meets half of it; devices and pipes are written to as they are. */
async function write(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new InputError('output', `${path} is a folder`);
  const isReplaced = found === null || found.isFile();
  const target = isReplaced ? `${path}.${process.pid}.part` : path;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(target));
    if (isReplaced) await rename(target, path);
  } catch (error) {
    if (isReplaced) await rm(target, { force: true });
    throw error;
  }
}

/** A file that is an archive by its bytes has a tree, too. */
async function fileTarget(path: string, name: string, size: number): Promise<OpenedTarget> {
  const archive = openArchive(path, { unsafeNames: 'skip' });
  let isArchive = true;
  try {
    for await (const _first of archive) break;
  } catch {
    isArchive = archive.format !== null;
  }
  return {
    kind: 'file',
    name,
    size,
    read: maxBytes => files.read(path, { maxBytes }),
    stream: () => files.stream(path),
    tree: isArchive ? () => stripTopFolder(openArchive(path, { unsafeNames: 'skip' })) : null,
  };
}
