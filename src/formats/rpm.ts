/**
 * What stands before the payload of an rpm package: the lead, the signature and the header.
 * https://rpm-software-management.github.io/rpm/manual/format_v4.html and .../manual/tags.html
 */
import { UpstreamError } from '../core/errors.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';

export const RPM_MAGIC = Buffer.from([0xed, 0xab, 0xee, 0xdb]);

const HEADER_MAGIC = Buffer.from([0x8e, 0xad, 0xe8, 0x01]);
const LEAD = 96;
/** Most index entries and most bytes of a header; rpm's own limits are of this size. */
const MAX_ENTRIES = 0xffff;
const MAX_STORE = 64 * 1024 * 1024;

/** Facts of the header that a reader of packages asks for; null where the header is silent. */
export interface RpmFacts {
  name: string | null;
  epoch: number | null;
  version: string | null;
  release: string | null;
  architecture: string | null;
  summary: string | null;
  license: string | null;
  url: string | null;
  /** File name of the source package; null for a source package itself. */
  sourceRpm: string | null;
}

/**
 * Reads the headers and gives the rest, a compressed cpio archive, as it comes. The rest can be read once.
 *
 * @throws UpstreamError `malformed` for a damaged or truncated package, `too-large` for a header beyond 64 MiB.
 */
export async function readRpm(
  source: AsyncIterable<Uint8Array>,
): Promise<{ facts: RpmFacts; payload: AsyncIterable<Uint8Array> }> {
  const reader = byteReader(source);
  try {
    const lead = await exactly(reader, LEAD);
    if (!lead.subarray(0, 4).equals(RPM_MAGIC)) throw malformed('this is no package');
    const signature = await readHeader(reader);
    await exactly(reader, (8 - (signature.store.length % 8)) % 8);
    return { facts: factsOf(await readHeader(reader)), payload: rest(reader) };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function* rest(reader: ByteReader): AsyncGenerator<Uint8Array> {
  try {
    yield* reader.body(Number.MAX_SAFE_INTEGER).bytes;
  } finally {
    await reader.close();
  }
}

interface Header {
  index: Buffer;
  store: Buffer;
}

async function readHeader(reader: ByteReader): Promise<Header> {
  const intro = await exactly(reader, 16);
  if (!intro.subarray(0, 4).equals(HEADER_MAGIC)) throw malformed('a damaged header');
  const entries = intro.readUInt32BE(8);
  const size = intro.readUInt32BE(12);
  if (entries > MAX_ENTRIES || size > MAX_STORE) {
    throw new UpstreamError('too-large', 'rpm: a header is larger than any package has');
  }
  return { index: await exactly(reader, entries * 16), store: await exactly(reader, size) };
}

function factsOf({ index, store }: Header): RpmFacts {
  const offsets = new Map<number, { type: number; offset: number }>();
  for (let at = 0; at < index.length; at += 16) {
    offsets.set(index.readUInt32BE(at), {
      type: index.readUInt32BE(at + 4),
      offset: index.readUInt32BE(at + 8),
    });
  }
  const text = (tag: number): string | null => {
    const found = offsets.get(tag);
    // Strings, lists of strings and translated strings: the first is the one without translation.
    if (found === undefined || ![6, 8, 9].includes(found.type)) return null;
    const end = store.indexOf(0, found.offset);
    return end === -1 ? null : store.toString('utf8', found.offset, end);
  };
  const number = (tag: number): number | null => {
    const found = offsets.get(tag);
    if (found === undefined || found.type !== 4 || found.offset + 4 > store.length) return null;
    return store.readUInt32BE(found.offset);
  };
  return {
    name: text(1000),
    epoch: number(1003),
    version: text(1001),
    release: text(1002),
    architecture: text(1022),
    summary: text(1004),
    license: text(1014),
    url: text(1020),
    sourceRpm: text(1044),
  };
}

async function exactly(reader: ByteReader, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0);
  const bytes = await reader.take(count);
  if (bytes === null || bytes.length < count) throw malformed('it ends within a header');
  return bytes;
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `rpm: ${message}`);
}
