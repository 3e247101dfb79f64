/** The literals section of a block (RFC 8878, 3.1.1.3.1). */
import { bitsAt } from './bits.ts';
import { malformed } from './errors.ts';
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from './huffman.ts';

const MAX_LITERALS = 128 * 1024;

export interface Literals {
  bytes: Uint8Array;
  /** Bytes of the section. */
  length: number;
  /** The table for a later section that has none of its own. */
  table: HuffmanTable | null;
}

/** @throws UpstreamError `malformed` */
export function readLiterals(block: Uint8Array, previous: HuffmanTable | null): Literals {
  const type = bitsAt(block, 0, 2);
  const format = bitsAt(block, 2, 2);
  if (type < 2) return plainLiterals(block, type === 1, format, previous);
  const width = [10, 10, 14, 18][format] as number;
  const headerLength = [3, 3, 4, 5][format] as number;
  const size = checked(bitsAt(block, 4, width));
  const packed = bitsAt(block, 4 + width, width);
  const length = headerLength + packed;
  if (length > block.length) throw malformed('literals are cut short');
  let data = block.subarray(headerLength, length);
  let table = previous;
  if (type === 2) {
    const read = readHuffmanTable(data);
    table = read.table;
    data = data.subarray(read.length);
  }
  if (table === null) throw malformed('literals have no table');
  const bytes = new Uint8Array(size);
  if (format === 0) decodeHuffman(data, table, bytes);
  else decodeFour(data, table, bytes);
  return { bytes, length, table };
}

/** Literals as they are, or one byte again and again. */
function plainLiterals(
  block: Uint8Array,
  isRepeated: boolean,
  format: number,
  table: HuffmanTable | null,
): Literals {
  const headerLength = [1, 2, 1, 3][format] as number;
  const size = checked(format % 2 === 0 ? bitsAt(block, 3, 5) : bitsAt(block, 4, format === 1 ? 12 : 20));
  const length = headerLength + (isRepeated ? 1 : size);
  if (length > block.length) throw malformed('literals are cut short');
  const bytes = isRepeated
    ? new Uint8Array(size).fill(block[headerLength] as number)
    : block.subarray(headerLength, length);
  return { bytes, length, table };
}

/** Four streams, each of a quarter; the lengths of the first three stand before them. */
function decodeFour(data: Uint8Array, table: HuffmanTable, target: Uint8Array): void {
  const quarter = (target.length + 3) >> 2;
  let start = 6;
  for (let i = 0; i < 4; i++) {
    const end = i === 3 ? data.length : start + bitsAt(data, i * 16, 16);
    if (end > data.length || quarter * 3 > target.length) throw malformed('literals are cut short');
    const part = target.subarray(i * quarter, i === 3 ? target.length : (i + 1) * quarter);
    decodeHuffman(data.subarray(start, end), table, part);
    start = end;
  }
}

function checked(size: number): number {
  if (size > MAX_LITERALS) throw malformed('a block has too many literals');
  return size;
}
