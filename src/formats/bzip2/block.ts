/** One block: Huffman codes, move to front, runs of the commonest symbol, Burrows and Wheeler's transform, runs of bytes. */
import { type Bits, peekBits, position, read } from './bits.ts';
import { malformed } from './errors.ts';

/** A table of codes serves this many symbols, then the next selector is asked. */
const GROUP = 50;
const LONGEST_CODE = 20;
const PIECE = 64 * 1024;

export interface Block {
  /** The decoded bytes, once. */
  pieces(): Generator<Buffer>;
  /** Of the bytes that were given; complete after the last piece. */
  checksum(): number;
}

/**
 * @param table at least `maxLength` numbers to work in; in use until the block's last piece was given.
 * @throws UpstreamError `malformed`
 */
export function decodeBlock(bits: Bits, table: Uint32Array, maxLength: number): Block {
  // Blocks "randomised" by version 0.9.0 of 1997 are read by no program of today.
  if (read(bits, 1) === 1) throw malformed('a randomised block');
  const origin = read(bits, 24);
  const counts = new Uint32Array(256);
  const length = readSymbols(bits, table, maxLength, counts);
  if (origin >= length) throw malformed('a block starts outside itself');
  linkUp(table, length, counts);
  let crc = 0xffffffff;
  return {
    *pieces() {
      for (const piece of withoutRuns(table, length, origin)) {
        crc = updated(crc, piece);
        yield piece;
      }
    },
    checksum: () => ~crc >>> 0,
  };
}

/** Puts the block's bytes into `table`, counts them by value, and says how many there are. */
function readSymbols(bits: Bits, table: Uint32Array, maxLength: number, counts: Uint32Array): number {
  const used = readUsedBytes(bits);
  const codeTables = read(bits, 3);
  const selectorCount = read(bits, 15);
  if (codeTables < 2 || codeTables > 6 || selectorCount < 1) throw malformed('impossible tables');
  const selectors = readSelectors(bits, codeTables, selectorCount);
  const alphabet = used.length + 2;
  const tables = Array.from({ length: codeTables }, () => codesOf(readLengths(bits, alphabet)));
  const end = used.length + 1;

  const recent = Uint8Array.from(used);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; ; group++) {
    const codes = tables[selectors[group] ?? -1];
    if (codes === undefined) throw malformed('a block has too few selectors');
    // Once for a group of symbols is often enough to see that they come from past the end.
    if (position(bits) > bits.bytes.length * 8) throw malformed('the data ends early');
    for (let i = 0; i < GROUP; i++) {
      const symbol = readSymbol(bits, codes);
      if (symbol < 2) {
        // Digits, 1 and 2, of how often the byte in front comes, the least first.
        run += weight << symbol;
        if (run > maxLength) throw malformed('a block is too long');
        weight <<= 1;
        continue;
      }
      if (run > 0) {
        const byte = recent[0] ?? 0;
        if (length + run > maxLength) throw malformed('a block is too long');
        table.fill(byte, length, length + run);
        counts[byte] = (counts[byte] ?? 0) + run;
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol === end) {
        if (position(bits) > bits.bytes.length * 8) throw malformed('the data ends early');
        return length;
      }
      const index = symbol - 1;
      const byte = recent[index] ?? 0;
      recent.copyWithin(1, 0, index);
      recent[0] = byte;
      if (length >= maxLength) throw malformed('a block is too long');
      table[length++] = byte;
      counts[byte] = (counts[byte] ?? 0) + 1;
    }
  }
}

/** Values of bytes that the block has: a map of sixteen ranges, and one of each range in use. */
function readUsedBytes(bits: Bits): number[] {
  const ranges = read(bits, 16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue;
    const values = read(bits, 16);
    for (let i = 0; i < 16; i++) if (((values >> (15 - i)) & 1) === 1) used.push(range * 16 + i);
  }
  if (used.length === 0) throw malformed('a block without bytes');
  return used;
}

/** Which table serves each group: places in a list whose chosen element moves to its front, in unary numbers. */
function readSelectors(bits: Bits, tables: number, count: number): Uint8Array {
  const order = Array.from({ length: tables }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (read(bits, 1) === 1) if (++place >= tables) throw malformed('an impossible selector');
    const [chosen = 0] = order.splice(place, 1);
    order.unshift(chosen);
    selectors[i] = chosen;
  }
  return selectors;
}

/** Lengths of codes, each as its difference to the one before. */
function readLengths(bits: Bits, alphabet: number): Uint8Array {
  const lengths = new Uint8Array(alphabet);
  let length = read(bits, 5);
  for (let symbol = 0; symbol < alphabet; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw malformed('a code of an impossible length');
      if (read(bits, 1) === 0) break;
      length += read(bits, 1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

interface Codes {
  shortest: number;
  /** By length: the largest code of it, filled up to 20 bits; -1 where there is none. */
  limits: Int32Array;
  /** By length: what to take from a code to have its place in `symbols`. */
  bases: Int32Array;
  symbols: Uint16Array;
}

/** Canonical codes: shorter ones before longer ones, in the order of symbols. */
function codesOf(lengths: Uint8Array): Codes {
  const limits = new Int32Array(LONGEST_CODE + 2).fill(-1);
  const bases = new Int32Array(LONGEST_CODE + 2);
  const symbols = new Uint16Array(lengths.length);
  let place = 0;
  let code = 0;
  let shortest = LONGEST_CODE;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    bases[length] = code - place;
    const before = place;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) symbols[place++] = symbol;
    }
    if (place > before) {
      shortest = Math.min(shortest, length);
      code += place - before;
      if (code > 1 << length) throw malformed('there are more codes than there can be');
      limits[length] = (code << (LONGEST_CODE - length)) - 1;
    }
    code <<= 1;
  }
  return { shortest, limits, bases, symbols };
}

function readSymbol(bits: Bits, codes: Codes): number {
  const next = peekBits(bits, LONGEST_CODE);
  let length = codes.shortest;
  while (length <= LONGEST_CODE && next > (codes.limits[length] ?? -1)) length++;
  if (length > LONGEST_CODE) throw malformed('an unknown code');
  bits.count -= length;
  return codes.symbols[(next >>> (LONGEST_CODE - length)) - (codes.bases[length] ?? 0)] ?? 0;
}

/** Makes of the last column, in the low bytes of `table`, the chain that leads through the text, in the rest. */
function linkUp(table: Uint32Array, length: number, counts: Uint32Array): void {
  const starts = new Uint32Array(256);
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    starts[byte] = sum;
    sum += counts[byte] ?? 0;
  }
  for (let i = 0; i < length; i++) {
    const byte = (table[i] ?? 0) & 0xff;
    const place = starts[byte] ?? 0;
    starts[byte] = place + 1;
    table[place] = ((table[place] ?? 0) & 0xff) | (i << 8);
  }
}

/** Follows the chain; after four equal bytes comes a count of how many more there are. */
function* withoutRuns(table: Uint32Array, length: number, origin: number): Generator<Buffer> {
  let piece = Buffer.allocUnsafe(PIECE + 255);
  let filled = 0;
  let link = table[origin] ?? 0;
  let previous = -1;
  let equal = 0;
  for (let i = 0; i < length; i++) {
    link = table[link >>> 8] ?? 0;
    const byte = link & 0xff;
    if (equal === 4) {
      piece.fill(previous, filled, filled + byte);
      filled += byte;
      equal = 0;
      previous = -1;
    } else {
      equal = byte === previous ? equal + 1 : 1;
      previous = byte;
      piece[filled++] = byte;
    }
    if (filled >= PIECE) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(PIECE + 255);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** The checksum of bzip2: polynomial 0x04c11db7, the most significant bit first, unlike that of zip. */
const CRC = new Uint32Array(256).map((_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function updated(crc: number, bytes: Buffer): number {
  let value = crc;
  for (let i = 0; i < bytes.length; i++) {
    value = ((value << 8) ^ (CRC[((value >>> 24) ^ (bytes[i] ?? 0)) & 0xff] ?? 0)) >>> 0;
  }
  return value;
}
