/**
 * A streaming reader of ar archives: the common format with GNU's and BSD's long names.
 * https://man7.org/linux/man-pages/man5/deb.5.html and https://man.freebsd.org/cgi/man.cgi?query=ar&sektion=5
 */
import { UpstreamError } from '../core/errors.ts';
import { byteReader } from './byte-reader.ts';

/** The first eight bytes. */
export const AR_MAGIC = Buffer.from('!<arch>\n');

const HEADER = 60;
/** Longest name, and longest list of GNU's long names, in bytes. */
const MAX_NAME = 4096;
const MAX_NAMES = 1024 * 1024;

export interface ArEntry {
  path: string;
  size: number;
  mode: number;
  /** Readable once and only until the next entry is asked for. */
  body: AsyncIterable<Uint8Array>;
}

/**
 * The members of an archive, in its order; symbol tables are left out.
 *
 * @throws UpstreamError `malformed` for a damaged or truncated archive.
 */
export async function* readAr(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArEntry> {
  const reader = byteReader(source);
  let longNames: Buffer = Buffer.alloc(0);
  try {
    const magic = await reader.take(AR_MAGIC.length);
    if (magic === null || !magic.equals(AR_MAGIC)) throw malformed('this is no archive');
    for (;;) {
      const header = await reader.take(HEADER);
      if (header === null) return;
      if (header.length < HEADER || header[58] !== 0x60 || header[59] !== 0x0a)
        throw malformed('a damaged header');
      const stated = decimal(header.toString('latin1', 48, 58));
      let size = stated;
      let name = header.toString('latin1', 0, 16).trimEnd();
      if (name === '//') {
        if (size > MAX_NAMES) throw malformed('too many long names');
        longNames = (size === 0 ? longNames : await reader.take(size)) ?? longNames;
        if (longNames.length < size || !(await reader.skip(size % 2)))
          throw malformed('it ends within its names');
        continue;
      }
      if (name.startsWith('#1/')) {
        const length = decimal(name.slice(3));
        if (length > MAX_NAME || length > size) throw malformed('a name is too long');
        name = untilNul((await reader.take(length)) ?? Buffer.alloc(0));
        size -= length;
      } else if (name.startsWith('/') && name.length > 1 && name !== '/SYM64/') {
        name = longNameAt(longNames, decimal(name.slice(1)));
      } else if (name.endsWith('/') && name.length > 1 && name !== '/SYM64/') {
        name = name.slice(0, -1);
      }
      const body = reader.body(size);
      if (name !== '/' && name !== '/SYM64/' && !name.startsWith('__.SYMDEF')) {
        yield { path: name, size, mode: octal(header.toString('latin1', 40, 48)), body: body.bytes };
      }
      if (!(await body.finish())) throw malformed('it ends within a member');
      // The last member's padding is often left out.
      await reader.skip(stated % 2);
    }
  } finally {
    await reader.close();
  }
}

function longNameAt(names: Buffer, offset: number): string {
  const end = names.indexOf(0x0a, offset);
  const name = names.toString('utf8', offset, end === -1 ? names.length : end);
  if (name === '' || name.length > MAX_NAME) throw malformed('a name is not in its list');
  return name.endsWith('/') ? name.slice(0, -1) : name;
}

function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}

function decimal(text: string): number {
  const digits = text.trim();
  if (!/^[0-9]{1,15}$/.test(digits)) throw malformed('a number is not decimal');
  return Number(digits);
}

function octal(text: string): number {
  const digits = text.trim();
  return /^[0-7]{1,8}$/.test(digits) ? Number.parseInt(digits, 8) : 0;
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `ar: ${message}`);
}
