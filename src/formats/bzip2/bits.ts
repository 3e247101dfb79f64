/** Bits of a buffer, most significant first. */
import { malformed } from './errors.ts';

export interface Bits {
  bytes: Buffer;
  /** The next byte to take into `buffer`. */
  at: number;
  /** Its low `count` bits are those that were taken and not read. */
  buffer: number;
  count: number;
}

export function bitsOf(bytes: Buffer): Bits {
  return { bytes, at: 0, buffer: 0, count: 0 };
}

/** The place in bits from the start of the buffer. */
export function position(bits: Bits): number {
  return bits.at * 8 - bits.count;
}

/** The next `count` bits, at most 24, which stay. Zeros follow the end. */
export function peekBits(bits: Bits, count: number): number {
  while (bits.count < count) {
    bits.buffer = (bits.buffer << 8) | (bits.bytes[bits.at] ?? 0);
    bits.at++;
    bits.count += 8;
  }
  return (bits.buffer >>> (bits.count - count)) & ((1 << count) - 1);
}

/**
 * The next `count` bits, at most 24.
 *
 * @throws UpstreamError `malformed` past the end.
 */
export function read(bits: Bits, count: number): number {
  const value = peekBits(bits, count);
  bits.count -= count;
  if (position(bits) > bits.bytes.length * 8) throw malformed('the data ends early');
  return value;
}
