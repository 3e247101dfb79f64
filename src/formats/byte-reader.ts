/** Takes counted bytes from a stream of chunks of any sizes, holding one chunk at a time. */
export interface ByteReader {
  /** The next `count` bytes; fewer when the source ends within them; null when it has ended. */
  take(count: number): Promise<Buffer | null>;
  /** Passes over `count` bytes; false when the source ends before. */
  skip(count: number): Promise<boolean>;
  /** The next `size` bytes as a stream; `finish` passes over what was not read, false when the source ended before. */
  body(size: number): { bytes: AsyncIterable<Uint8Array>; finish(): Promise<boolean> };
  /** Reads the source to its end. */
  drain(): Promise<void>;
  /** Tells the source that no more is wanted. */
  close(): Promise<void>;
}

export function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let hasEnded = false;

  /** At most `count` bytes, at least one; null at the end. */
  async function some(count: number): Promise<Buffer | null> {
    while (rest.length === 0) {
      if (hasEnded) return null;
      const next = await iterator.next();
      if (next.done) {
        hasEnded = true;
        return null;
      }
      rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const piece = rest.subarray(0, count);
    rest = rest.subarray(piece.length);
    return piece;
  }

  async function skip(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      const piece = await some(left);
      if (piece === null) return false;
      left -= piece.length;
    }
    return true;
  }

  return {
    skip,
    async take(count) {
      const first = await some(count);
      if (first === null || first.length === count) return first;
      const pieces = [first];
      let left = count - first.length;
      while (left > 0) {
        const piece = await some(left);
        if (piece === null) break;
        pieces.push(piece);
        left -= piece.length;
      }
      return Buffer.concat(pieces);
    },
    body(size) {
      let left = size;
      async function* bytes(): AsyncGenerator<Uint8Array> {
        while (left > 0) {
          const piece = await some(left);
          if (piece === null) return;
          left -= piece.length;
          yield piece;
        }
      }
      const stream = bytes();
      return {
        bytes: stream,
        async finish() {
          const unread = left;
          // Whoever still holds the stream must not read into what follows it.
          left = 0;
          return skip(unread);
        },
      };
    },
    async drain() {
      while ((await some(Number.MAX_SAFE_INTEGER)) !== null);
    },
    async close() {
      if (!hasEnded) await iterator.return?.();
    },
  };
}
