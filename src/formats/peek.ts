/** The first bytes of a stream, fewer where it is shorter, and the stream as it was, to be read once. */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ head: Buffer; whole: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const next = await iterator.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    let hasEnded = false;
    try {
      yield* pieces;
      for (;;) {
        const next = await iterator.next();
        if (next.done) break;
        yield next.value;
      }
      hasEnded = true;
    } finally {
      if (!hasEnded) await iterator.return?.();
    }
  }
  return { head: Buffer.concat(pieces).subarray(0, count), whole: whole() };
}
