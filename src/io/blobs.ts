/**
 * Raw documents under the hash of their bytes: `ab/cd/abcd….br` (brotli) or without the suffix where compression does
 * not pay. A document is written once, never changed, and checked each time it is read.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { InputError, messageOf, NotFoundError, UpstreamError } from '../core/errors.ts';

export interface Blobs {
  /** Keeps the bytes; gives their SHA-256 in hexadecimal. Putting the same bytes twice, also at once, is harmless. */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * @throws NotFoundError where there is none; UpstreamError `verification-failed` for a damaged one, which is removed
   * so that it can be put again.
   */
  get(sha256: string): Promise<Buffer>;
  has(sha256: string): Promise<boolean>;
  /** Without effect where there is none. */
  remove(sha256: string): Promise<void>;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Quality 4 packs JSON to about a seventh at 50 MB/s and more; the next levels cost twice the time for a tenth less. */
const QUALITY = 4;
/** Below this size in bytes a file takes a disk block in any case. */
const WORTH_COMPRESSING = 1024;
/** Age in milliseconds at which an unfinished file is taken for the remains of a crash. */
const ABANDONED = 3_600_000;
const SUFFIX = '.br';

/** A store in a folder, which is made when needed. Several processes may share it. */
export function createBlobs(folder: string): Blobs {
  const unfinished = join(folder, 'tmp');
  let prepared: Promise<unknown> | null = null;
  const prepare = () => {
    prepared ??= mkdir(unfinished, { recursive: true })
      .then(() => removeAbandoned(unfinished))
      .catch(error => {
        prepared = null;
        throw error;
      });
    return prepared;
  };
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const path = pathOf(sha256);
      if ((await exists(path)) || (await exists(path + SUFFIX))) return sha256;

      const packed = bytes.byteLength < WORTH_COMPRESSING ? null : await pack(bytes);
      const smaller = packed !== null && packed.byteLength < bytes.byteLength;
      await prepare();
      const temporary = join(unfinished, randomUUID());
      try {
        await writeFile(temporary, smaller ? packed : bytes);
        await mkdir(dirname(path), { recursive: true });
        await rename(temporary, smaller ? path + SUFFIX : path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return sha256;
    },

    async get(sha256) {
      const path = pathOf(checked(sha256));
      const packed = await readIfThere(path + SUFFIX);
      const stored = packed ?? (await readIfThere(path));
      if (stored === null) throw new NotFoundError(`there is no document ${sha256}`);
      let problem = 'its bytes do not have this hash';
      try {
        const bytes = packed === null ? stored : await decompress(stored);
        if (hashOf(bytes) === sha256) return bytes;
      } catch (error) {
        problem = messageOf(error);
      }
      await rm(packed === null ? path : path + SUFFIX, { force: true });
      throw new UpstreamError('verification-failed', `the stored document ${sha256} is damaged: ${problem}`);
    },

    async has(sha256) {
      const path = pathOf(checked(sha256));
      return (await exists(path + SUFFIX)) || (await exists(path));
    },

    async remove(sha256) {
      const path = pathOf(checked(sha256));
      await Promise.all([rm(path, { force: true }), rm(path + SUFFIX, { force: true })]);
    },
  };
}

function pack(bytes: Uint8Array): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
  };
  return compress(bytes, { params });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A hash becomes part of a path, so it must be one. */
function checked(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new InputError('sha256', 'not a SHA-256 in lower-case hexadecimal');
  return sha256;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED) await rm(path, { force: true });
  }
}
