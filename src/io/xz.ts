/** xz (https://tukaani.org/xz/xz-file-format.txt) by xz-embedded in WebAssembly. */
import xz from 'xz-decompress';
import { messageOf, UpstreamError } from '../core/errors.ts';

/**
 * Decompresses xz data, one stream or several, uncapped. Errors of the source pass unchanged. The decoder serves one
 * reader at a time: another waits for its first byte until this one is read to its end or abandoned, so never read two
 * in lockstep.
 *
 * @throws UpstreamError `malformed` for damaged or truncated data, and for other data after it.
 */
export async function* unxz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  let sourceError: { error: unknown } | null = null;
  const input = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          sourceError = { error };
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  const reader = new xz.XzReadableStream(input).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.byteLength > 0) yield value;
    }
  } catch (error) {
    const failed = sourceError as { error: unknown } | null;
    if (failed !== null) throw failed.error;
    throw new UpstreamError('malformed', `damaged or truncated xz data: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    // Also releases the decoder's lock, without which no other reader could start.
    await reader.cancel(null).catch(() => {});
    await iterator.return?.();
  }
}
