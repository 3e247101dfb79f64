/** Finite State Entropy tables (RFC 8878, 4.1). */
import { bitsAt, highestBit } from './bits.ts';
import { malformed } from './errors.ts';

/** By state: the symbol it stands for, and how the next state is read. */
export interface FseTable {
  log: number;
  symbols: Uint8Array;
  bits: Uint8Array;
  bases: Uint16Array;
}

/** The table of a distribution: how many states each symbol has; -1 is one state of the lowest probability. */
export function fseTable(distribution: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(distribution.length);
  let high = size;
  for (const [symbol, count] of distribution.entries()) {
    next[symbol] = Math.abs(count);
    if (count === -1) symbols[--high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let position = 0;
  for (const [symbol, count] of distribution.entries()) {
    for (let i = 0; i < count; i++) {
      symbols[position] = symbol;
      do position = (position + step) & (size - 1);
      while (position >= high);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] as number;
    const value = next[symbol] as number;
    next[symbol] = value + 1;
    bits[state] = log - highestBit(value);
    bases[state] = (value << (bits[state] as number)) - size;
  }
  return { log, symbols, bits, bases };
}

/** The table of a symbol that comes alone: no bits are read. */
export function singleSymbol(symbol: number): FseTable {
  return {
    log: 0,
    symbols: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    bases: new Uint16Array(1),
  };
}

/**
 * A table from its description, and the bytes that this takes.
 *
 * @throws UpstreamError `malformed`
 */
export function readFseTable(
  bytes: Uint8Array,
  maxLog: number,
  maxSymbol: number,
): { table: FseTable; length: number } {
  const log = bitsAt(bytes, 0, 4) + 5;
  if (log > maxLog) throw malformed('a table is too large');
  const distribution: number[] = [];
  let at = 4;
  let remaining = 1 << log;
  while (remaining > 0) {
    if (distribution.length > maxSymbol) throw malformed('a table has too many symbols');
    const width = highestBit(remaining + 1) + 1;
    let value = bitsAt(bytes, at, width);
    at += width;
    const lowMask = (1 << (width - 1)) - 1;
    const threshold = (1 << width) - 1 - (remaining + 1);
    if ((value & lowMask) < threshold) {
      // Small values take one bit less.
      at--;
      value &= lowMask;
    } else if (value > lowMask) value -= threshold;
    const count = value - 1;
    remaining -= Math.abs(count);
    distribution.push(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3; ) {
      repeat = bitsAt(bytes, at, 2);
      at += 2;
      for (let i = 0; i < repeat; i++) distribution.push(0);
      if (distribution.length > maxSymbol + 1) throw malformed('a table has too many symbols');
    }
  }
  const length = (at + 7) >>> 3;
  if (remaining < 0 || length > bytes.length || distribution.length > maxSymbol + 1) {
    throw malformed('a table is damaged');
  }
  return { table: fseTable(distribution, log), length };
}
