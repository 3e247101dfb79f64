/** A file of an index as plain bytes, whatever it is packed with. */
import { UpstreamError } from '../../../core/errors.ts';
import { peek } from '../../../formats/peek.ts';
import { readZstd, ZSTD_MAGIC } from '../../../formats/zstd/index.ts';
import type { Decompress } from '../../../io/types.ts';
import type { ConnectorContext } from '../../ecosystem.ts';

export interface StreamLimits {
  /** Most bytes of the file as it is sent. */
  packed: number;
  /** Most bytes of what it holds. */
  plain: number;
}

export const STREAM_LIMITS: StreamLimits = { packed: 512 * 1024 * 1024, plain: 4 * 1024 * 1024 * 1024 };

const TIMEOUT_MS = 900_000;

/** The bytes of a URL, unpacked. `onBytes` is told how many came over the wire. */
export async function* streamIndex(
  { io, signal }: ConnectorContext,
  url: string,
  onBytes: (count: number) => void,
  limits: StreamLimits = STREAM_LIMITS,
): AsyncGenerator<Uint8Array> {
  const { body } = await io.http.stream({
    url,
    headers: { 'accept-encoding': 'identity' },
    maxBytes: limits.packed,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      signal?.throwIfAborted();
      onBytes(chunk.length);
      yield chunk;
    }
  }
  yield* unpacked(io.decompress, counted(), limits.plain);
}

/**
 * What the first bytes say is done: gzip (RFC 1952), xz and Zstandard (RFC 8878) are unpacked, all else is as it was. A
 * server that unpacks on its own (`Content-Encoding`) and one that does not give the same.
 */
export async function* unpacked(
  decompress: Decompress,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(source, 6);
  if (head.subarray(0, 2).equals(GZIP)) yield* decompress.gzip(whole, maxBytes);
  else if (head.equals(XZ)) yield* decompress.xz(whole, maxBytes);
  else if (head.subarray(0, 4).equals(ZSTD_MAGIC)) yield* readZstd(whole, maxBytes);
  else yield* capped(whole, maxBytes);
}

const GZIP = Buffer.from([0x1f, 0x8b]);
const XZ = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);

/** True where a stream that starts so is a tar archive: the magic of POSIX and of GNU tar. `head` has 263 bytes. */
export function isTar(head: Buffer): boolean {
  return head.toString('latin1', 257, 262) === 'ustar';
}

async function* capped(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > maxBytes) throw new UpstreamError('too-large', `an index exceeds ${maxBytes} bytes`);
    yield chunk;
  }
}
