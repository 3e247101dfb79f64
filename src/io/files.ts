/** Reads files of this machine: apt's lists, keyrings, files that a person names. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { NotFoundError, UpstreamError } from '../core/errors.ts';
import type { Files } from './types.ts';

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * `read` and `stream` throw NotFoundError where there is no such file, and UpstreamError `too-large` beyond `maxBytes`
 * or `refused` for what is no regular file: reading a pipe or a device might never end.
 */
export const files: Files = {
  async exists(path) {
    try {
      await stat(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  },

  async read(path, options) {
    const maxBytes = options?.maxBytes ?? DEFAULT_MAX_BYTES;
    await checkRegular(path);
    const handle = await open(path, 'r');
    try {
      // One byte more than allowed: the size at opening says little of a file that is being written.
      const size = Math.min((await handle.stat()).size, maxBytes) + 1;
      const buffer = Buffer.allocUnsafe(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await handle.read(buffer, length, size - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length > maxBytes) throw new UpstreamError('too-large', `${path} exceeds ${maxBytes} bytes`);
      return buffer.subarray(0, length);
    } finally {
      await handle.close();
    }
  },

  async *stream(path) {
    await checkRegular(path);
    yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  },
};

async function checkRegular(path: string): Promise<void> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(path);
  } catch (error) {
    throw isMissing(error) ? new NotFoundError(`there is no file ${path}`) : error;
  }
  if (!found.isFile()) throw new UpstreamError('refused', `${path} is not a regular file`);
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
