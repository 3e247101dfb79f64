/** Huffman codes of literals (RFC 8878, 4.2). */
import { backwardBits, bitsAt, highestBit } from './bits.ts';
import { malformed } from './errors.ts';
import { readFseTable } from './fse.ts';

/** By the next `log` bits: the symbol, and how many of these bits it takes. */
export interface HuffmanTable {
  log: number;
  symbols: Uint8Array;
  bits: Uint8Array;
}

const MAX_LOG = 11;
const MAX_WEIGHT_LOG = 6;

/** A table from its description, and the bytes that this takes. @throws UpstreamError `malformed` */
export function readHuffmanTable(bytes: Uint8Array): { table: HuffmanTable; length: number } {
  const header = bytes[0] ?? 0;
  const isDirect = header >= 128;
  const length = 1 + (isDirect ? (header - 126) >> 1 : header);
  if (length > bytes.length || length === 1) throw malformed('a Huffman table is cut short');
  const described = bytes.subarray(1, length);
  const weights = isDirect ? directWeights(described, header - 127) : packedWeights(described);
  return { table: tableOf(weights), length };
}

/** Symbols of a stream, exactly as many as `target` takes. @throws UpstreamError `malformed` */
export function decodeHuffman(
  bytes: Uint8Array,
  { log, symbols, bits }: HuffmanTable,
  target: Uint8Array,
): void {
  let left = backwardBits(bytes).left;
  for (let i = 0; i < target.length; i++) {
    const index = bitsAt(bytes, left - log, log);
    target[i] = symbols[index] as number;
    left -= bits[index] as number;
  }
  if (left !== 0) throw malformed('a Huffman stream has another length');
}

function directWeights(bytes: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const byte = bytes[i >> 1] ?? 0;
    return i % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Two states take turns on one stream, until it has no more bits. */
function packedWeights(bytes: Uint8Array): number[] {
  const { table, length } = readFseTable(bytes, MAX_WEIGHT_LOG, 255);
  const stream = backwardBits(bytes.subarray(length));
  const states = [stream.read(table.log), stream.read(table.log)];
  if (stream.left < 0) throw malformed('a Huffman table is cut short');
  const weights: number[] = [];
  for (let turn = 0; weights.length < 255; turn = 1 - turn) {
    const state = states[turn] as number;
    weights.push(table.symbols[state] as number);
    states[turn] = (table.bases[state] as number) + stream.read(table.bits[state] as number);
    if (stream.left >= 0) continue;
    weights.push(table.symbols[states[1 - turn] as number] as number);
    return weights;
  }
  throw malformed('a Huffman table has too many symbols');
}

/** The last weight is not written: it makes the sum a power of two. */
function tableOf(weights: readonly number[]): HuffmanTable {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MAX_LOG) throw malformed('a Huffman code is too long');
    if (weight > 0) sum += 1 << (weight - 1);
  }
  const log = sum === 0 ? 0 : highestBit(sum) + 1;
  const rest = (1 << log) - sum;
  if (log === 0 || log > MAX_LOG || (rest & (rest - 1)) !== 0 || weights.length > 255) {
    throw malformed('a Huffman table is damaged');
  }
  const all = [...weights, highestBit(rest) + 1];
  const symbols = new Uint8Array(1 << log);
  const bits = new Uint8Array(1 << log);
  let position = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (const [symbol, own] of all.entries()) {
      if (own !== weight) continue;
      const end = position + (1 << (weight - 1));
      symbols.fill(symbol, position, end);
      bits.fill(log + 1 - weight, position, end);
      position = end;
    }
  }
  return { log, symbols, bits };
}
