/**
 * Files that people send or that are downloaded to be looked at: kept under the hash of their bytes for some days, never under
 * a name of their own. They are written as they arrive, so that their size costs no memory.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, NotFoundError } from '../core/errors.ts';

export interface SpooledFile {
  sha256: string;
  size: number;
  path: string;
}

export interface Spool {
  /**
   * Keeps what arrives.
   *
   * @throws InputError 413 naming `field` beyond `maxBytes`; the source's own errors. Nothing is kept then.
   */
  receive(
    source: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; field?: string },
  ): Promise<SpooledFile>;
  /** @throws NotFoundError where it is not here (any more). */
  find(sha256: string): Promise<SpooledFile>;
  stream(file: SpooledFile): AsyncIterable<Uint8Array>;
  /** Removes what nobody has asked for in so long, and what a crash left behind. @returns how many. */
  prune(olderThanMs: number): Promise<number>;
}

const HASH = /^[0-9a-f]{64}$/;

export function createSpool(folder: string): Spool {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const arriving = join(folder, 'arriving');

  return {
    async receive(source, { maxBytes, field = 'body' }) {
      await mkdir(arriving, { recursive: true, mode: 0o700 });
      const temporary = join(arriving, randomUUID());
      const handle = await open(temporary, 'wx', 0o600);
      const hash = createHash('sha256');
      let size = 0;
      try {
        try {
          for await (const chunk of source) {
            size += chunk.length;
            if (size > maxBytes)
              throw new InputError(field, `${field} is larger than ${maxBytes} bytes`, 413);
            hash.update(chunk);
            await handle.writeFile(chunk);
          }
        } finally {
          await handle.close();
        }
        const sha256 = hash.digest('hex');
        const path = pathOf(sha256);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(temporary, path);
        return { sha256, size, path };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    async find(sha256) {
      const path = pathOf(sha256);
      const found = HASH.test(sha256) ? await stat(path).catch(() => null) : null;
      if (!found) throw new NotFoundError('the file is no longer kept: send it again');
      const now = new Date();
      await utimes(path, now, now).catch(() => {});
      return { sha256, size: found.size, path };
    },

    stream: ({ path }) => createReadStream(path, { highWaterMark: 256 * 1024 }),

    async prune(olderThanMs) {
      const before = Date.now() - olderThanMs;
      const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
      let count = 0;
      for (const entry of entries) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => null);
        if (!found || found.mtimeMs >= before) continue;
        await rm(path, { force: true });
        count++;
      }
      return count;
    },
  };
}
