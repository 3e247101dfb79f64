/**
 * A streaming reader of bzip2 data. Node has none, and the libraries that there are decode whole files at once, leave out the
 * checksums, or are no longer kept. The format has no document of its own; its facts are those of
 * https://en.wikipedia.org/wiki/Bzip2#File_format and of the manual, https://sourceware.org/bzip2/manual/manual.html.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type Bits, bitsOf, position, read } from './bits.ts';
import { decodeBlock } from './block.ts';
import { malformed } from './errors.ts';

/** The first three bytes; a digit for the size of blocks follows. */
export const BZIP2_MAGIC = Buffer.from('BZh');

/** More than the bits of any block: 900,000 symbols of 20 bits, and its tables. A block is decoded in one go. */
const LONGEST_BLOCK = 2_600_000;

/**
 * The decoded bytes of all streams, capped at `maxBytes`. What follows the last stream is left out, as bzip2 itself does.
 * About 8 MB are held, and one block, of at most 900 kB, is decoded at a time.
 *
 * @throws UpstreamError `malformed` for damaged or truncated data, `too-large` beyond the cap.
 */
export async function* readBzip2(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const input = windowOver(source);
  const table = new Uint32Array(900_000);
  let total = 0;
  try {
    for (let isFirst = true; ; isFirst = false) {
      const start = await input.bits();
      const level = levelAt(start);
      if (level === null) {
        if (isFirst) throw malformed('this is no bzip2 data');
        return;
      }
      read(start, 16);
      read(start, 16);
      for (let combined = 0; ; ) {
        const bits = await input.bits();
        const magic = [read(bits, 24), read(bits, 24)];
        const stated = ((read(bits, 16) << 16) | read(bits, 16)) >>> 0;
        if (magic[0] === 0x177245 && magic[1] === 0x385090) {
          if (stated !== combined) throw malformed('the checksum does not match');
          break;
        }
        if (magic[0] !== 0x314159 || magic[1] !== 0x265359) throw malformed('a block of another kind');
        const block = decodeBlock(bits, table, level * 100_000);
        for (const piece of block.pieces()) {
          total += piece.length;
          if (total > maxBytes) throw new UpstreamError('too-large', `bzip2: more than ${maxBytes} bytes`);
          yield piece;
        }
        if (block.checksum() !== stated) throw malformed('the checksum of a block does not match');
        combined = (((combined << 1) | (combined >>> 31)) ^ stated) >>> 0;
      }
      input.alignToByte();
    }
  } finally {
    await input.close();
  }
}

/** The digit of a stream's header that begins here, or null where none begins. */
function levelAt(bits: Bits): number | null {
  const start = bits.bytes.subarray(bits.at, bits.at + 4);
  const level = (start[3] ?? 0) - 0x30;
  return start.subarray(0, 3).equals(BZIP2_MAGIC) && level >= 1 && level <= 9 ? level : null;
}

/** The source as bits of which a whole block is always there. */
function windowOver(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  let current = bitsOf(Buffer.alloc(0));
  let hasEnded = false;
  return {
    /** The bits from the current place on; the ones given before are no longer good. */
    async bits(): Promise<Bits> {
      const place = position(current);
      const rest = current.bytes.subarray(place >>> 3);
      if (hasEnded || rest.length >= LONGEST_BLOCK) return current;
      const pieces: Uint8Array[] = [rest];
      for (let length = rest.length; length < 2 * LONGEST_BLOCK; ) {
        const next = await iterator.next();
        if (next.done) {
          hasEnded = true;
          break;
        }
        pieces.push(next.value);
        length += next.value.length;
      }
      current = bitsOf(Buffer.concat(pieces));
      read(current, place & 7);
      return current;
    },
    alignToByte() {
      const next = (position(current) + 7) >>> 3;
      current.at = next;
      current.count = 0;
    },
    async close() {
      if (!hasEnded) await iterator.return?.();
    },
  };
}
