/**
 * The values of a hash database of Berkeley DB, read from its pages (https://docs.oracle.com/cd/E17276_01/html/programmer_reference/; the layout of pages is
 * that of versions 4 and 5: a head of 26 bytes, positions of items, items from the end of the page on). Keys are passed over. Linear
 * in the file: no page is read twice.
 */
import { UpstreamError } from '../core/errors.ts';

const MAGIC = 0x061561;
const PAGE_HEAD = 26;
/** Kinds of pages. */
const [HASH_UNSORTED, OVERFLOW, HASH] = [2, 7, 13];
/** Kinds of items: in the page, and on pages of their own. */
const [IN_PAGE, OFF_PAGE] = [1, 3];

interface Pages {
  bytes: Buffer;
  size: number;
  word(at: number): number;
  half(at: number): number;
  seen: Set<number>;
  what: string;
}

/** Calls `on` for each value, in the order of the file. @throws UpstreamError `malformed`. `what` names the file. */
export function eachHashValue(content: Uint8Array, what: string, on: (value: Buffer) => void): void {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isBig = bytes.length >= 512 && bytes.readUInt32BE(12) === MAGIC;
  if (!isBig && (bytes.length < 512 || bytes.readUInt32LE(12) !== MAGIC))
    throw new UpstreamError('malformed', `${what}: no hash database of Berkeley DB`);
  const word = (at: number) => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const half = (at: number) => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const size = word(20);
  if (size < 512 || size > 65_536 || size % 512 !== 0)
    throw new UpstreamError('malformed', `${what}: no page size`);
  if (bytes[24] !== 0) throw new UpstreamError('malformed', `${what}: it is encrypted`);
  const pages: Pages = { bytes, size, word, half, seen: new Set(), what };
  for (let page = 0; (page + 1) * size <= bytes.length; page++) {
    const kind = bytes[page * size + 25];
    if (kind === HASH || kind === HASH_UNSORTED) eachOfPage(pages, page, on);
  }
}

/** Items are keys and values in turn; the first lies at the end of the page. */
function eachOfPage(pages: Pages, page: number, on: (value: Buffer) => void): void {
  const { bytes, size, half } = pages;
  const start = page * size;
  const count = half(start + 20);
  if (PAGE_HEAD + count * 2 > size) throw malformed(pages, page);
  for (let i = 1; i < count; i += 2) {
    const at = half(start + PAGE_HEAD + i * 2);
    const end = half(start + PAGE_HEAD + (i - 1) * 2);
    if (at < PAGE_HEAD || at >= end || end > size) throw malformed(pages, page);
    const kind = bytes[start + at];
    if (kind === IN_PAGE) on(bytes.subarray(start + at + 1, start + end));
    else if (kind === OFF_PAGE && at + 12 <= end) on(overflowAt(pages, start + at));
  }
}

function overflowAt(pages: Pages, item: number): Buffer {
  const { bytes, size, word, half, seen } = pages;
  const length = word(item + 8);
  const parts: Buffer[] = [];
  let left = length;
  for (let page = word(item + 4); left > 0; page = word(page * size + 16)) {
    const start = page * size;
    if (page === 0 || start + size > bytes.length || bytes[start + 25] !== OVERFLOW || seen.has(page))
      throw malformed(pages, page);
    seen.add(page);
    const used = Math.min(half(start + 22), size - PAGE_HEAD, left);
    if (used === 0) throw malformed(pages, page);
    parts.push(bytes.subarray(start + PAGE_HEAD, start + PAGE_HEAD + used));
    left -= used;
  }
  return Buffer.concat(parts);
}

function malformed({ what }: Pages, page: number): UpstreamError {
  return new UpstreamError('malformed', `${what}: page ${page} is missing, damaged or used twice`);
}
