/** Where an archive's bytes come from: in order, or from anywhere. */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rmdir, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotFoundError, UpstreamError } from '../../core/errors.ts';
import type { ArchiveSource } from './types.ts';

/** Bytes of which any range can be read. */
export interface Range {
  size: number;
  /** Fewer than asked for at the end. */
  read(start: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Origin {
  /** Whether `stream` may be called again. */
  replayable: boolean;
  stream(): AsyncIterable<Uint8Array>;
  /** Null where the bytes come as a stream. */
  range: (() => Promise<Range>) | null;
}

/** What is put aside stays in memory up to this many bytes. */
const IN_MEMORY = 16 * 1024 * 1024;
const PIECE = 256 * 1024;

export function originOf(source: ArchiveSource): Origin {
  if (typeof source === 'string') {
    return {
      replayable: true,
      stream: () => fileStream(source),
      range: () => fileRange(source),
    };
  }
  if (source instanceof Uint8Array) {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return { replayable: true, stream: () => pieces(bytes), range: async () => bufferRange(bytes) };
  }
  return { replayable: false, stream: () => source, range: null };
}

async function* fileStream(path: string): AsyncGenerator<Uint8Array> {
  await checkRegular(path);
  yield* createReadStream(path, { highWaterMark: PIECE });
}

async function fileRange(path: string): Promise<Range> {
  await checkRegular(path);
  const handle = await open(path, 'r');
  try {
    return rangeOf(handle, (await handle.stat()).size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Before it is opened: opening a pipe would wait for its writer. */
async function checkRegular(path: string): Promise<void> {
  const found = await stat(path).catch(error => {
    if (['ENOENT', 'ENOTDIR'].includes(error?.code)) throw new NotFoundError(`there is no file ${path}`);
    throw error;
  });
  if (!found.isFile()) throw new UpstreamError('refused', `${path} is not a regular file`);
}

function rangeOf(handle: FileHandle, size: number): Range {
  return {
    size,
    async read(start, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - start)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

function bufferRange(bytes: Buffer): Range {
  return {
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    close: async () => {},
  };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** A range in pieces, so that it can be read as a stream. */
export async function* rangeStream(range: Range, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await range.read(at, Math.min(PIECE, end - at));
    if (piece.length === 0) throw new UpstreamError('malformed', 'archive: it ends within an entry');
    at += piece.length;
    yield piece;
  }
}

/**
 * Puts a stream aside: up to 16 MiB in memory, more in a temporary file that has no name any more when its first byte is
 * written, and so is gone when it is closed or the program ends.
 */
export async function spool(source: AsyncIterable<Uint8Array>): Promise<Range> {
  const kept: Uint8Array[] = [];
  let size = 0;
  let handle: FileHandle | null = null;
  try {
    for await (const piece of source) {
      if (handle === null) {
        kept.push(piece);
        size += piece.length;
        if (size <= IN_MEMORY) continue;
        handle = await openUnnamed();
        await handle.writeFile(Buffer.concat(kept));
        kept.length = 0;
        continue;
      }
      await writeAll(handle, piece, size);
      size += piece.length;
    }
  } catch (error) {
    await handle?.close();
    throw error;
  }
  return handle === null ? bufferRange(Buffer.concat(kept)) : rangeOf(handle, size);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'ecosystems-'));
  const path = join(folder, 'spool');
  try {
    const handle = await open(path, 'wx+', 0o600);
    await unlink(path);
    return handle;
  } finally {
    await rmdir(folder);
  }
}
