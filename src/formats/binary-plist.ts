/**
 * The texts in the outermost dictionary of a binary property list (https://opensource.apple.com/source/CF/CF-550/CFBinaryPList.c describes the form):
 * `bplist00`, objects, a table of their places, and a trailer of 32 bytes. Nothing else of it is read, so nothing nests.
 */
import { UpstreamError } from '../core/errors.ts';

const MAGIC = 'bplist00';
const TRAILER = 32;
const MAX_KEYS = 10_000;
/** The upper half of the byte with which an object begins; the lower half is its length, or says that one follows. */
const [ASCII, UTF16, DICTIONARY] = [0x5, 0x6, 0xd];
const LENGTH_FOLLOWS = 0xf;

/** Keys with values that are texts; others are left out. @throws UpstreamError `malformed`. `what` names the file. */
export function binaryPlistTexts(content: Uint8Array, what: string): Map<string, string> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const malformed = () => new UpstreamError('malformed', `${what}: a damaged binary property list`);
  if (bytes.length < MAGIC.length + TRAILER || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw malformed();
  const trailer = bytes.subarray(bytes.length - TRAILER);
  const [placeSize, referenceSize] = [trailer[6] as number, trailer[7] as number];
  const [count, top, table] = [8, 16, 24].map(at => Number(trailer.readBigUInt64BE(at))) as [
    number,
    number,
    number,
  ];
  if (placeSize < 1 || placeSize > 6 || referenceSize < 1 || referenceSize > 4) throw malformed();
  if (table + count * placeSize > bytes.length - TRAILER) throw malformed();

  /** Kind, length and place of what an object holds. */
  const objectAt = (index: number): { kind: number; length: number; at: number } => {
    if (index >= count) throw malformed();
    const at = bytes.readUIntBE(table + index * placeSize, placeSize);
    if (at >= table) throw malformed();
    const marker = bytes[at] as number;
    const kind = marker >> 4;
    if ((marker & 0xf) !== LENGTH_FOLLOWS) return { kind, length: marker & 0xf, at: at + 1 };
    // An integer, whose own marker says in how many bytes, as a power of two.
    const size = 2 ** ((bytes[at + 1] as number) & 0xf);
    if (size > 4 || at + 2 + size > table) throw malformed();
    return { kind, length: bytes.readUIntBE(at + 2, size), at: at + 2 + size };
  };
  const textOf = (index: number): string | null => {
    const { kind, length, at } = objectAt(index);
    if (kind !== ASCII && kind !== UTF16) return null;
    const size = kind === ASCII ? length : length * 2;
    if (at + size > table) throw malformed();
    if (kind === ASCII) return bytes.toString('latin1', at, at + size);
    return Buffer.from(bytes.subarray(at, at + size))
      .swap16()
      .toString('utf16le');
  };

  const { kind, length, at } = objectAt(top);
  if (kind !== DICTIONARY || length > MAX_KEYS || at + length * 2 * referenceSize > table) throw malformed();
  const reference = (i: number) => bytes.readUIntBE(at + i * referenceSize, referenceSize);
  const texts = new Map<string, string>();
  for (let i = 0; i < length; i++) {
    const key = textOf(reference(i));
    const value = textOf(reference(length + i));
    if (key !== null && value !== null) texts.set(key, value);
  }
  return texts;
}
