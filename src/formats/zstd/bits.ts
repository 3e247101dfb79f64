/** Bits of Zstandard data: read forward in table descriptions, backward in everything else (RFC 8878, 4.1 and 4.2.2). */
import { malformed } from './errors.ts';

/** Position of the highest bit that is set; `value` is at least 1. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value);
}

/** `count` bits (0 to 28) of which the lowest is at bit `at`; bits outside the bytes are 0. */
export function bitsAt(bytes: Uint8Array, at: number, count: number): number {
  if (count === 0) return 0;
  if (at < 0) return at + count <= 0 ? 0 : bitsAt(bytes, 0, at + count) << -at;
  const first = at >>> 3;
  const shift = at & 7;
  const low =
    (bytes[first] ?? 0) |
    ((bytes[first + 1] ?? 0) << 8) |
    ((bytes[first + 2] ?? 0) << 16) |
    ((bytes[first + 3] ?? 0) << 24);
  let value = low >>> shift;
  if (shift + count > 32) value |= (bytes[first + 4] ?? 0) << (32 - shift);
  return value & ((1 << count) - 1);
}

/** Reads from the end to the start. The highest bit that is set in the last byte ends the data. */
export interface BackwardBits {
  /** May be read beyond the start, where all bits are 0; `left` is then negative. */
  read(count: number): number;
  readonly left: number;
}

export function backwardBits(bytes: Uint8Array): BackwardBits {
  const last = bytes.at(-1) ?? 0;
  if (last === 0) throw malformed('a bit stream has no end');
  let left = (bytes.length - 1) * 8 + highestBit(last);
  return {
    read(count) {
      left -= count;
      return bitsAt(bytes, left, count);
    },
    get left() {
      return left;
    },
  };
}
