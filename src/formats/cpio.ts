/**
 * A streaming reader of cpio archives: `newc` with and without checksums, and POSIX's `odc`.
 * https://man.freebsd.org/cgi/man.cgi?query=cpio&sektion=5
 */
import { UpstreamError } from '../core/errors.ts';
import { byteReader } from './byte-reader.ts';

export type CpioKind = 'file' | 'symlink' | 'directory' | 'other';

export interface CpioEntry {
  path: string;
  kind: CpioKind;
  size: number;
  mode: number;
  linkTarget: string | null;
  /** Readable once and only until the next entry is asked for. */
  body: AsyncIterable<Uint8Array>;
}

/** The longest name or link target, in bytes. */
const MAX_NAME = 64 * 1024;
const TRAILER = 'TRAILER!!!';

interface Header {
  mode: number;
  size: number;
  nameSize: number;
  /** To what header and name, and the body, are filled up. */
  align: 1 | 4;
  length: number;
}

/** True where a cpio archive of a format that is read here begins. */
export function isCpio(head: Uint8Array): boolean {
  return ['070701', '070702', '070707'].includes(Buffer.from(head.subarray(0, 6)).toString('latin1'));
}

/**
 * The entries up to the trailer; what follows it is read and left out. Of hard links all but one have no body.
 *
 * @throws UpstreamError `malformed` for a damaged or truncated archive.
 */
export async function* readCpio(source: AsyncIterable<Uint8Array>): AsyncGenerator<CpioEntry> {
  const reader = byteReader(source);
  const exactly = async (count: number): Promise<Buffer> => {
    if (count === 0) return Buffer.alloc(0);
    const bytes = await reader.take(count);
    if (bytes === null || bytes.length < count) throw malformed('it ends early');
    return bytes;
  };
  try {
    for (;;) {
      const magic = (await exactly(6)).toString('latin1');
      const header = magic === '070707' ? oldHeader(await exactly(70)) : newHeader(magic, await exactly(104));
      if (header.nameSize === 0 || header.nameSize > MAX_NAME)
        throw malformed('a name of no possible length');
      const name = await exactly(header.nameSize);
      await exactly(filler(header.length + header.nameSize, header.align));
      const path = name.toString('utf8', 0, name.length - 1);
      if (path === TRAILER) break;
      const kind = kindOf(header.mode);
      const end = filler(header.size, header.align);
      if (kind === 'symlink') {
        if (header.size > MAX_NAME) throw malformed('a link target is too long');
        const linkTarget = (await exactly(header.size)).toString('utf8');
        await exactly(end);
        yield { path, kind, size: 0, mode: header.mode & 0o7777, linkTarget, body: nothing() };
        continue;
      }
      const body = reader.body(header.size);
      yield { path, kind, size: header.size, mode: header.mode & 0o7777, linkTarget: null, body: body.bytes };
      if (!(await body.finish())) throw malformed('it ends within an entry');
      await exactly(end);
    }
    await reader.drain();
  } finally {
    await reader.close();
  }
}

/** 13 numbers of eight hexadecimal digits after the magic. */
function newHeader(magic: string, fields: Buffer): Header {
  if (magic !== '070701' && magic !== '070702') throw malformed('a header of another kind');
  const field = (index: number) => number(fields.toString('latin1', index * 8, index * 8 + 8), 16);
  return { mode: field(1), size: field(6), nameSize: field(11), align: 4, length: 110 };
}

/** Octal numbers of six digits, of eleven for time and size. */
function oldHeader(fields: Buffer): Header {
  const field = (start: number, length: number) =>
    number(fields.toString('latin1', start, start + length), 8);
  return { mode: field(12, 6), size: field(59, 11), nameSize: field(53, 6), align: 1, length: 76 };
}

function number(digits: string, base: 8 | 16): number {
  const isNumber = base === 16 ? /^[0-9a-fA-F]+$/.test(digits) : /^[0-7]+$/.test(digits);
  if (!isNumber) throw malformed('a number is none');
  return Number.parseInt(digits, base);
}

function kindOf(mode: number): CpioKind {
  switch (mode & 0o170000) {
    case 0o100000:
      return 'file';
    case 0o120000:
      return 'symlink';
    case 0o040000:
      return 'directory';
    default:
      return 'other';
  }
}

function filler(length: number, align: number): number {
  return (align - (length % align)) % align;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `cpio: ${message}`);
}
