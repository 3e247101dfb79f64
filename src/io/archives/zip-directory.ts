/** The central directory of a zip archive, through yauzl: it alone says what the archive holds. */

import yauzl from 'yauzl';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import type { Budget } from './budget.ts';
import type { Range } from './origin.ts';

export interface ZipMember {
  name: string;
  /** Where its local header begins. */
  start: number;
  /** Where the next member or the directory begins. */
  limit: number;
  compressedSize: number;
  size: number;
  method: number;
  crc32: number;
  isEncrypted: boolean;
  /** Unix mode with the type of file; 0 where it was not made on Unix. */
  mode: number;
}

export interface ZipDirectory {
  members: ZipMember[];
  /** The archive without what was put before it. */
  range: Range;
  /** Where the body of a member begins. */
  bodyStart(member: ZipMember): Promise<number>;
}

const END = 0x06054b50;
const END_SIZE = 22;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;

/**
 * Reads the directory.
 *
 * @throws UpstreamError `malformed` for a damaged or truncated one, `refused` where members overlap: no program writes such
 * archives, and a few kB of them can hold petabytes.
 */
export async function readDirectory(whole: Range, budget: Budget): Promise<ZipDirectory> {
  const { range, directoryStart } = await withoutPrefix(whole);
  const members: ZipMember[] = [];
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(range), range.size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
    for await (const entry of zip.eachEntry()) {
      if (members.length >= budget.limits.entries) {
        throw new UpstreamError('too-large', `archive: it has more than ${budget.limits.entries} entries`);
      }
      if (members.length % 256 === 0) budget.check();
      members.push(memberOf(entry));
    }
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError('malformed', `zip: ${messageOf(error)}`, { cause: error });
  }
  refuseOverlaps(members, directoryStart ?? range.size);
  return {
    members,
    range,
    async bodyStart(member) {
      const header = await range.read(member.start, LOCAL_SIZE);
      if (header.length < LOCAL_SIZE || header.readUInt32LE(0) !== LOCAL) {
        throw new UpstreamError('malformed', 'zip: a member has no local header');
      }
      const start = member.start + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
      if (start + member.compressedSize > member.limit) throw overlap();
      return start;
    },
  };
}

function memberOf(entry: yauzl.Entry): ZipMember {
  const madeOn = entry.versionMadeBy >>> 8;
  return {
    name: yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    start: entry.relativeOffsetOfLocalHeader,
    limit: 0,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    isEncrypted: entry.isEncrypted(),
    // 3 is Unix, 19 macOS.
    mode: madeOn === 3 || madeOn === 19 ? entry.externalFileAttributes >>> 16 : 0,
  };
}

/** Also sets the limit of each. A local header is at least as long as its fixed part, and has a name. */
function refuseOverlaps(members: ZipMember[], directoryStart: number): void {
  const sorted = [...members].sort((a, b) => a.start - b.start);
  sorted.forEach((member, index) => {
    member.limit = sorted[index + 1]?.start ?? Math.max(directoryStart, member.start);
    if (member.start + LOCAL_SIZE + member.compressedSize > member.limit) throw overlap();
  });
}

function overlap(): UpstreamError {
  return new UpstreamError('refused', 'zip: members overlap');
}

/**
 * Programs that unpack themselves stand before their archive, and its offsets may count from their start or from its own.
 * Where they count from its own, the rest is cut away.
 */
async function withoutPrefix(whole: Range): Promise<{ range: Range; directoryStart: number | null }> {
  const tailStart = Math.max(0, whole.size - END_SIZE - MAX_COMMENT);
  const tail = await whole.read(tailStart, whole.size - tailStart);
  const end = lastEnd(tail);
  if (end === -1) return { range: whole, directoryStart: null };
  const size = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  // What a zip64 archive says here is not it.
  if (offset === 0xffffffff || size === 0xffffffff) return { range: whole, directoryStart: null };
  const shift = tailStart + end - size - offset;
  if (shift <= 0) return { range: whole, directoryStart: offset };
  const stated = await whole.read(offset, 4);
  if (size === 0 || (stated.length === 4 && stated.readUInt32LE(0) === 0x02014b50)) {
    return { range: whole, directoryStart: offset };
  }
  return {
    range: {
      size: whole.size - shift,
      read: (start, length) => whole.read(start + shift, length),
      close: whole.close,
    },
    directoryStart: offset,
  };
}

/** True where the bytes end with the end of a zip archive: what stands before it may be anything. */
export async function endsAsZip(range: Range): Promise<boolean> {
  const start = Math.max(0, range.size - END_SIZE - MAX_COMMENT);
  return lastEnd(await range.read(start, range.size - start)) !== -1;
}

function lastEnd(tail: Buffer): number {
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (
      tail[at] === 0x50 &&
      tail.readUInt32LE(at) === END &&
      at + END_SIZE + tail.readUInt16LE(at + 20) === tail.length
    )
      return at;
  }
  return -1;
}

/** The door through which yauzl reads; small reads are answered from what was read last. */
class Reader extends yauzl.RandomAccessReader {
  private last: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  constructor(private readonly range: Range) {
    super();
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.fill(position, length).then(
      bytes => {
        const copied = bytes.copy(buffer, offset, 0, length);
        callback(copied < length ? new Error('unexpected end') : null);
      },
      error => callback(error),
    );
  }
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
  private async fill(position: number, length: number): Promise<Buffer> {
    const { start, bytes } = this.last;
    if (position < start || position + length > start + bytes.length) {
      const read = await this.range.read(position, Math.max(length, 64 * 1024));
      this.last = { start: position, bytes: read };
      return read;
    }
    return bytes.subarray(position - start);
  }
}
