/** Streaming decompressors. All are capped in output, because a small file can hold an enormous one. */
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { messageOf, UpstreamError } from '../core/errors.ts';
import type { Decompress } from './types.ts';
import { unxz } from './xz.ts';

/** Bytes that zlib gives at once. Its own 16 kB cost a turn of the event loop each. */
const CHUNK = 64 * 1024;

/** gzip through node:zlib, xz through WebAssembly. Damaged or truncated input is an UpstreamError `malformed`. */
export const decompress: Decompress = {
  gzip: (source, maxBytes) => capOutput(gunzip(source), maxBytes),
  xz: (source, maxBytes) => capOutput(unxz(source), maxBytes),
};

/** gzip (RFC 1952), one member or several, uncapped. */
export function gunzip(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(source, createGunzip({ chunkSize: CHUNK }));
}

/** HTTP's `deflate`: zlib data (RFC 1950), or the bare deflate data (RFC 1951) that some servers send. Uncapped. */
export async function* inflate(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  const first = await iterator.next();
  if (first.done) return;
  async function* whole() {
    yield first.value as Uint8Array;
    yield* rest;
  }
  // A zlib header's low four bits are the method, 8; no first byte of bare deflate data that servers send has them.
  const hasHeader = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* through(whole(), hasHeader ? createInflate() : createInflateRaw());
}

/**
 * The source's bytes after a zlib transform. Errors of the source pass unchanged.
 *
 * @throws UpstreamError `malformed` when the transform fails or the data ends early.
 */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  let sourceError: { error: unknown } | null = null;
  async function* watched() {
    try {
      yield* source;
    } catch (error) {
      sourceError = { error };
      throw error;
    }
  }
  // The iteration below reports failures; the promise only must not go unhandled.
  pipeline(watched(), transform).catch(() => {});
  try {
    for await (const chunk of transform) yield chunk as Uint8Array;
  } catch (error) {
    const failed = sourceError as { error: unknown } | null;
    if (failed !== null) throw failed.error;
    throw new UpstreamError('malformed', `damaged or truncated compressed data: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function* capOutput(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.byteLength;
    if (total > maxBytes) throw new UpstreamError('too-large', `decompressed data exceeds ${maxBytes} bytes`);
    yield chunk;
  }
}
