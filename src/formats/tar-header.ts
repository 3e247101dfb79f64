/** One header block of a tar archive. */
import { UpstreamError } from '../core/errors.ts';

export type TarKind = 'file' | 'link' | 'symlink' | 'directory' | 'other';

export interface TarHeader {
  path: string;
  kind: TarKind;
  /** Bytes that follow, without padding. */
  size: number;
  /** Permission bits; 0 where they are no number. */
  mode: number;
  /** Seconds since 1970. */
  modified: number;
  linkTarget: string;
  isLink: boolean;
  /** Whether `size` bytes follow: links, directories and devices have none, whatever they say. */
  hasBody: boolean;
  /** What the block is when it speaks of the next entry rather than being one. */
  extension: 'pax' | 'pax-global' | 'long-path' | 'long-link' | null;
  /** Whether blocks of an old GNU sparse map follow. */
  isExtendedSparse: boolean;
}

const ZERO = 0x30;
const SEVEN = 0x37;
const SPACE = 0x20;

/** True for a block that holds nothing but zeros: two of them end an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every(byte => byte === 0);
}

/**
 * Reads a block of 512 bytes.
 *
 * @throws UpstreamError `malformed` when its checksum does not match or a number is none.
 */
export function readHeader(block: Buffer): TarHeader {
  if (!hasRightChecksum(block)) throw malformed('the checksum of a header does not match');
  const type = String.fromCharCode(block[156] ?? 0);
  const name = text(block, 0, 100);
  // Where POSIX has the magic `ustar\0`, a prefix of the path follows; GNU's old format, `ustar  `, has times there.
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? text(block, 345, 155) : '';
  const isLink = type === '1' || type === '2';
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    kind: kindOf(type),
    size: number(block, 124, 12),
    mode: lenientNumber(block, 100, 8) & 0o7777,
    modified: lenientNumber(block, 136, 12),
    linkTarget: text(block, 157, 100),
    isLink,
    hasBody: !['1', '2', '3', '4', '5', '6'].includes(type),
    extension: extensionOf(type),
    isExtendedSparse: type === 'S' && block[482] !== 0,
  };
}

function kindOf(type: string): TarKind {
  switch (type) {
    case '0':
    case '\0':
    case '7':
      return 'file';
    case '1':
      return 'link';
    case '2':
      return 'symlink';
    case '5':
      return 'directory';
    default:
      return 'other';
  }
}

function extensionOf(type: string): TarHeader['extension'] {
  if (type === 'x') return 'pax';
  if (type === 'g') return 'pax-global';
  if (type === 'L') return 'long-path';
  if (type === 'K') return 'long-link';
  return null;
}

/** Sum of all bytes, the checksum's own eight counted as spaces. Some old programs summed signed bytes. */
function hasRightChecksum(block: Buffer): boolean {
  const expected = number(block, 148, 8);
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < block.length; i++) {
    const byte = i >= 148 && i < 156 ? SPACE : (block[i] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return expected === unsigned || expected === signed;
}

/** Octal digits between blanks and ended by a blank or NUL; or, with the first bit set, a big-endian binary number. */
function number(block: Buffer, start: number, length: number): number {
  const first = block[start] ?? 0;
  let value = 0;
  if (first >= 0x80) {
    // 0x80 is positive; all other first bytes are negative or beyond what any size can be.
    if (first !== 0x80) throw malformed('a number is negative or too large');
    for (let i = start + 1; i < start + length; i++) value = value * 256 + (block[i] ?? 0);
  } else {
    let i = start;
    while (i < start + length && block[i] === SPACE) i++;
    for (; i < start + length; i++) {
      const byte = block[i] ?? 0;
      if (byte === 0 || byte === SPACE) break;
      if (byte < ZERO || byte > SEVEN) throw malformed('a number is not octal');
      value = value * 8 + (byte - ZERO);
    }
  }
  if (!Number.isSafeInteger(value)) throw malformed('a number is negative or too large');
  return value;
}

/** 0 for what is no number: nothing depends on it. */
function lenientNumber(block: Buffer, start: number, length: number): number {
  try {
    return number(block, start, length);
  } catch {
    return 0;
  }
}

/** A field up to its NUL, if it has one. Bytes that are not UTF-8 become U+FFFD. */
function text(block: Buffer, start: number, length: number): string {
  const nul = block.indexOf(0, start);
  const end = nul === -1 ? start + length : Math.min(nul, start + length);
  return block.toString('utf8', start, end);
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `tar: ${message}`);
}
