/** What was decoded last, for matches to copy from (RFC 8878, 3.1.1.4). */
import { malformed } from './errors.ts';

/** Largest output of a block. */
export const MAX_BLOCK = 128 * 1024;

export interface Window {
  /** Appends bytes. */
  literals(bytes: Uint8Array): void;
  /** Appends a copy of what stands `offset` bytes back. @throws UpstreamError `malformed` */
  match(offset: number, length: number): void;
  /** What was appended since the last call, as a copy. @throws UpstreamError `malformed` for more than a block holds. */
  take(): Buffer;
}

export function createWindow(size: number): Window {
  // Twice the size, so that what is kept is moved to the start only once for each window.
  const memory = Buffer.alloc(2 * size + 2 * MAX_BLOCK);
  let end = 0;
  let taken = 0;

  function reserve(length: number): void {
    if (end - taken + length > MAX_BLOCK) throw malformed('a block holds too much');
  }

  return {
    literals(bytes) {
      reserve(bytes.length);
      memory.set(bytes, end);
      end += bytes.length;
    },
    match(offset, length) {
      reserve(length);
      if (offset < 1 || offset > end || offset > size) throw malformed('a match is before the window');
      const start = end - offset;
      if (offset >= length) memory.copyWithin(end, start, start + length);
      // A match that overlaps itself repeats.
      else for (let i = 0; i < length; i++) memory[end + i] = memory[start + i] as number;
      end += length;
    },
    take() {
      const bytes = Buffer.from(memory.subarray(taken, end));
      if (end + MAX_BLOCK > memory.length) {
        memory.copyWithin(0, end - size, end);
        end = size;
      }
      taken = end;
      return bytes;
    },
  };
}
