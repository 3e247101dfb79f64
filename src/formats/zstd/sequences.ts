/** The sequences section of a block (RFC 8878, 3.1.1.3.2): how literals and matches make up what it holds. */
import { backwardBits } from './bits.ts';
import { malformed } from './errors.ts';
import { type FseTable, fseTable, readFseTable, singleSymbol } from './fse.ts';

/** Lengths by code: the smallest, and how many further bits are added. */
const LITERAL_LENGTHS = codes(16, 0, [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
const MATCH_LENGTHS = codes(32, 3, [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
/** 2^28 is beyond any window that is read. */
const MAX_OFFSET_CODE = 28;

const DEFAULT_LITERAL_LENGTHS = [
  ...[4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2],
  ...[2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
];
const DEFAULT_MATCH_LENGTHS = [1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array(37).fill(1), ...Array(7).fill(-1)];
const DEFAULT_OFFSETS = [1, 1, 1, 1, 1, 1, 2, 2, 2, ...Array(15).fill(1), -1, -1, -1, -1, -1];

interface Kind {
  maxLog: number;
  maxSymbol: number;
  usual: FseTable;
}

const KINDS: Record<keyof SequenceTables, Kind> = {
  literalLengths: { maxLog: 9, maxSymbol: 35, usual: fseTable(DEFAULT_LITERAL_LENGTHS, 6) },
  offsets: { maxLog: 8, maxSymbol: 31, usual: fseTable(DEFAULT_OFFSETS, 5) },
  matchLengths: { maxLog: 9, maxSymbol: 52, usual: fseTable(DEFAULT_MATCH_LENGTHS, 6) },
};

/** The tables of the block before, for blocks that use them again. */
export interface SequenceTables {
  literalLengths: FseTable | null;
  offsets: FseTable | null;
  matchLengths: FseTable | null;
}

export const NO_TABLES: SequenceTables = { literalLengths: null, offsets: null, matchLengths: null };

/**
 * Reads the section and calls `copy` for each sequence: so many literals, then a match of a length at an offset value,
 * which may stand for an earlier offset. Gives the tables for the next block.
 *
 * @throws UpstreamError `malformed`
 */
export function readSequences(
  section: Uint8Array,
  previous: SequenceTables,
  copy: (literals: number, match: number, offsetValue: number) => void,
): SequenceTables {
  const first = section[0];
  if (first === undefined) throw malformed('a block is cut short');
  if (first === 0) return previous;
  const second = section[1] ?? 0;
  let at = first < 128 ? 1 : first < 255 ? 2 : 3;
  const count =
    first < 128
      ? first
      : first < 255
        ? ((first - 128) << 8) + second
        : second + ((section[2] ?? 0) << 8) + 0x7f00;
  const modes = section[at++] ?? 0;
  const tables = { ...previous };
  for (const [shift, kind] of [
    [6, 'literalLengths'],
    [4, 'offsets'],
    [2, 'matchLengths'],
  ] as const) {
    const read = readTable((modes >> shift) & 3, section.subarray(at), KINDS[kind], previous[kind]);
    tables[kind] = read.table;
    at += read.length;
  }
  decode(section.subarray(at), count, tables as { [K in keyof SequenceTables]: FseTable }, copy);
  return tables;
}

function readTable(
  mode: number,
  bytes: Uint8Array,
  { maxLog, maxSymbol, usual }: Kind,
  previous: FseTable | null,
): { table: FseTable; length: number } {
  if (mode === 0) return { table: usual, length: 0 };
  if (mode === 2) return readFseTable(bytes, maxLog, maxSymbol);
  if (mode === 1) {
    const symbol = bytes[0];
    if (symbol === undefined || symbol > maxSymbol) throw malformed('a table has another symbol');
    return { table: singleSymbol(symbol), length: 1 };
  }
  if (previous === null) throw malformed('there is no table to use again');
  return { table: previous, length: 0 };
}

function decode(
  bytes: Uint8Array,
  count: number,
  { literalLengths, offsets, matchLengths }: { [K in keyof SequenceTables]: FseTable },
  copy: (literals: number, match: number, offsetValue: number) => void,
): void {
  const stream = backwardBits(bytes);
  const { read } = stream;
  let literalState = read(literalLengths.log);
  let offsetState = read(offsets.log);
  let matchState = read(matchLengths.log);
  for (let i = 0; i < count; i++) {
    const offsetCode = offsets.symbols[offsetState] as number;
    if (offsetCode > MAX_OFFSET_CODE) throw malformed('an offset is beyond any window');
    const matchCode = matchLengths.symbols[matchState] as number;
    const literalCode = literalLengths.symbols[literalState] as number;
    const offsetValue = (1 << offsetCode) + read(offsetCode);
    const match = (MATCH_LENGTHS.bases[matchCode] as number) + read(MATCH_LENGTHS.bits[matchCode] as number);
    const literals =
      (LITERAL_LENGTHS.bases[literalCode] as number) + read(LITERAL_LENGTHS.bits[literalCode] as number);
    copy(literals, match, offsetValue);
    if (i === count - 1) break;
    literalState =
      (literalLengths.bases[literalState] as number) + read(literalLengths.bits[literalState] as number);
    matchState = (matchLengths.bases[matchState] as number) + read(matchLengths.bits[matchState] as number);
    offsetState = (offsets.bases[offsetState] as number) + read(offsets.bits[offsetState] as number);
    if (stream.left < 0) throw malformed('sequences are cut short');
  }
  if (stream.left !== 0) throw malformed('sequences have another length');
}

/** The first `plain` codes are themselves (and `from` more); behind them, each begins where the one before ends. */
function codes(
  plain: number,
  from: number,
  further: readonly number[],
): { bases: Uint32Array; bits: Uint8Array } {
  const bits = Uint8Array.from([...Array(plain).fill(0), ...further]);
  const bases = new Uint32Array(bits.length);
  let base = from;
  for (const [code, width] of bits.entries()) {
    bases[code] = base;
    base += 2 ** width;
  }
  return { bases, bits };
}
