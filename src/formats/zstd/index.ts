/**
 * A streaming reader of Zstandard data (RFC 8878, https://www.rfc-editor.org/rfc/rfc8878). Node has one of its own from
 * version 22.15 on only. Dictionaries are not known, and the checksums of frames are not compared.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type ByteReader, byteReader } from '../byte-reader.ts';
import { bitsAt } from './bits.ts';
import { decodeBlock, frameState } from './block.ts';
import { malformed } from './errors.ts';
import { createWindow, MAX_BLOCK } from './window.ts';

/** The first four bytes of a frame. */
export const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** 8 MiB are the least that every reader should take, and the most of all but the highest levels. */
const MAX_WINDOW = 64 * 1024 * 1024;

/**
 * The decoded bytes of all frames, capped at `maxBytes`. At most twice the window of a frame is held.
 *
 * @throws UpstreamError `malformed` for damaged or truncated data and for frames that need a dictionary, `too-large` beyond
 * the cap and for a window of more than 64 MiB.
 */
export async function* readZstd(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source);
  let total = 0;
  try {
    for (;;) {
      const magic = await reader.take(4);
      if (magic === null) return;
      if (isSkippable(magic)) {
        const length = (await exactly(reader, 4)).readUInt32LE();
        if (!(await reader.skip(length))) throw malformed('the data ends within a frame');
        continue;
      }
      if (!magic.equals(ZSTD_MAGIC)) throw malformed('this is no frame');
      for await (const bytes of readFrame(reader)) {
        total += bytes.length;
        if (total > maxBytes) throw new UpstreamError('too-large', `zstd: more than ${maxBytes} bytes`);
        yield bytes;
      }
    }
  } finally {
    await reader.close();
  }
}

async function* readFrame(reader: ByteReader): AsyncGenerator<Buffer> {
  const { windowSize, hasChecksum } = await readFrameHeader(reader);
  const state = frameState(createWindow(windowSize));
  const { window } = state;
  for (let isLast = false; !isLast; ) {
    const header = (await exactly(reader, 3)).readUIntLE(0, 3);
    isLast = (header & 1) === 1;
    const type = (header >> 1) & 3;
    const size = header >> 3;
    if (type === 3 || size > MAX_BLOCK) throw malformed('a block of another kind');
    if (type === 0) window.literals(await exactly(reader, size));
    else if (type === 1) window.literals(Buffer.alloc(size, await exactly(reader, 1)));
    else decodeBlock(await exactly(reader, size), state);
    const bytes = window.take();
    if (bytes.length > 0) yield bytes;
  }
  if (hasChecksum) await exactly(reader, 4);
}

/** RFC 8878, 3.1.1.1. */
async function readFrameHeader(reader: ByteReader): Promise<{ windowSize: number; hasChecksum: boolean }> {
  const descriptor = await exactly(reader, 1);
  const isSingleSegment = bitsAt(descriptor, 5, 1) === 1;
  const sizeLength = [isSingleSegment ? 1 : 0, 2, 4, 8][bitsAt(descriptor, 6, 2)] as number;
  let windowSize = isSingleSegment ? 0 : windowOf((await exactly(reader, 1))[0] as number);
  const dictionary = await exactly(reader, [0, 1, 2, 4][bitsAt(descriptor, 0, 2)] as number);
  if (dictionary.some(byte => byte !== 0)) throw malformed('a frame needs a dictionary');
  const size = await exactly(reader, sizeLength);
  if (isSingleSegment) {
    windowSize = sizeLength === 8 ? Number(size.readBigUInt64LE()) : size.readUIntLE(0, sizeLength);
    if (sizeLength === 2) windowSize += 256;
  }
  if (windowSize > MAX_WINDOW) throw new UpstreamError('too-large', `zstd: a window of ${windowSize} bytes`);
  return { windowSize: Math.max(windowSize, 1024), hasChecksum: bitsAt(descriptor, 2, 1) === 1 };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function isSkippable(magic: Buffer): boolean {
  return magic.length === 4 && (magic.readUInt32LE() & 0xfffffff0) >>> 0 === 0x184d2a50;
}

async function exactly(reader: ByteReader, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0);
  const bytes = await reader.take(count);
  if (bytes === null || bytes.length < count) throw malformed('the data ends within a frame');
  return bytes;
}
