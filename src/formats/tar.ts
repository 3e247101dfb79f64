/**
 * A streaming reader of tar archives: POSIX ustar and pax, and GNU's long names, large sizes and sparse maps.
 *
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html (ustar and pax interchange formats) and
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html (GNU extensions).
 *
 * It reads and gives; it writes nothing anywhere. So an entry named `../../etc/passwd`, a link or a device is an entry
 * like any other: whoever extracts decides. Memory is one chunk of the source and one header, whatever an entry's size.
 */
import { UpstreamError } from '../core/errors.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';
import { isZeroBlock, readHeader, type TarHeader, type TarKind } from './tar-header.ts';
import { readPaxRecords } from './tar-pax.ts';

export type { TarKind } from './tar-header.ts';

export interface TarEntry {
  /** As the archive says it; may be absolute or climb with `..`. */
  path: string;
  kind: TarKind;
  /** Bytes of the body. */
  size: number;
  /** Permission bits of the header. */
  mode: number;
  /** When the file was changed last, in whole seconds since 1970, as the archive says it. */
  modified: number;
  /** Target of a link, else null. */
  linkTarget: string | null;
  /** The body, readable once and only until the next entry is asked for. What is not read is skipped. */
  body: AsyncIterable<Uint8Array>;
}

export interface TarLimits {
  /** Most entries; extended headers count, too. */
  entries: number;
  /** Largest entry, in bytes. Unread entries count, too: their bytes have to be passed over. */
  entryBytes: number;
  /** Longest extended header (a pax record list or a long name), in bytes. */
  headerBytes: number;
}

export const TAR_LIMITS: TarLimits = {
  entries: 1_000_000,
  entryBytes: 8 * 1024 * 1024 * 1024,
  headerBytes: 1024 * 1024,
};

const BLOCK = 512;

/** What extended headers say about the entry that follows them. */
interface Overrides {
  path?: string;
  linkTarget?: string;
  size?: number;
  isSparse?: boolean;
}

/**
 * The entries of an archive, in its order. An archive ends with two blocks of zeros or with the source, between two
 * entries. What follows the end is read, so that errors of the source are seen, and left out.
 *
 * @throws UpstreamError `malformed` for a damaged or truncated archive; `too-large` beyond the limits.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  limits: TarLimits = TAR_LIMITS,
): AsyncGenerator<TarEntry> {
  const reader = byteReader(source);
  let overrides: Overrides = {};
  let zeroBlocks = 0;
  let entries = 0;
  try {
    for (;;) {
      const block = await reader.take(BLOCK);
      if (block === null) break;
      if (block.length < BLOCK) throw malformed('the archive ends within a header');
      if (isZeroBlock(block)) {
        if (++zeroBlocks === 2) break;
        continue;
      }
      zeroBlocks = 0;
      if (++entries > limits.entries) throw tooLarge(`more than ${limits.entries} entries`);
      const header = readHeader(block);
      if (header.isExtendedSparse) await skipSparseMap(reader);
      const extension = await readExtension(reader, header, limits);
      if (extension !== null) {
        overrides = { ...overrides, ...extension };
        continue;
      }
      const size = header.hasBody ? (overrides.size ?? header.size) : 0;
      if (size > limits.entryBytes) throw tooLarge(`an entry is larger than ${limits.entryBytes} bytes`);
      const body = reader.body(size);
      const path = overrides.path ?? header.path;
      yield {
        path,
        kind: kindOf(header.kind, path, overrides.isSparse === true),
        size,
        mode: header.mode,
        modified: header.modified,
        linkTarget: header.isLink ? (overrides.linkTarget ?? header.linkTarget) : null,
        body: body.bytes,
      };
      if (!(await body.finish()) || !(await reader.skip(padding(size)))) {
        throw malformed('the archive ends within an entry');
      }
      overrides = {};
    }
    await reader.drain();
  } finally {
    await reader.close();
  }
}

/**
 * The body of an entry as one buffer.
 *
 * @throws UpstreamError `too-large` when it is longer than `maxBytes`.
 */
export async function readEntry(entry: TarEntry, maxBytes: number): Promise<Buffer> {
  if (entry.size > maxBytes) throw tooLarge(`an entry is larger than ${maxBytes} bytes`);
  const pieces: Uint8Array[] = [];
  for await (const piece of entry.body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What an extended header says, or null for an ordinary entry. */
async function readExtension(
  reader: ByteReader,
  header: TarHeader,
  limits: TarLimits,
): Promise<Overrides | null> {
  if (header.extension === null) return null;
  const { size } = header;
  if (size > limits.headerBytes)
    throw tooLarge(`an extended header is larger than ${limits.headerBytes} bytes`);
  const bytes = size === 0 ? Buffer.alloc(0) : await reader.take(size);
  if (bytes === null || bytes.length < size || !(await reader.skip(padding(size)))) {
    throw malformed('the archive ends within an extended header');
  }
  switch (header.extension) {
    case 'long-path':
      return { path: untilNul(bytes) };
    case 'long-link':
      return { linkTarget: untilNul(bytes) };
    case 'pax':
      return readPaxRecords(bytes);
    // A global header holds for all entries that follow: comments and times in practice. No path or size can be meant.
    case 'pax-global':
      return {};
  }
}

/** Blocks that go on with the map of an old GNU sparse file. They are not part of its size. */
async function skipSparseMap(reader: ByteReader): Promise<void> {
  for (;;) {
    const block = await reader.take(BLOCK);
    if (block === null || block.length < BLOCK) throw malformed('the archive ends within a sparse map');
    if (block[504] === 0) return;
  }
}

/** @param isSparse the body is a map and the data that it places: not the file itself. */
function kindOf(kind: TarKind, path: string, isSparse: boolean): TarKind {
  if (kind !== 'file') return kind;
  if (isSparse) return 'other';
  // Before POSIX, a directory was a file whose name ends with a slash.
  return path.endsWith('/') ? 'directory' : 'file';
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `tar: ${message}`);
}

function tooLarge(message: string): UpstreamError {
  return new UpstreamError('too-large', `tar: ${message}`);
}
