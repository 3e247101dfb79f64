/**
 * Packages.db, the database of installed packages that SUSE uses: slots of 16 bytes from the beginning on, each with the number of a
 * package and where its header lies, in blocks of 16 bytes. All numbers are little endian.
 */
import { UpstreamError } from '../../../core/errors.ts';

const [MAGIC, SLOT, BLOB] = ['RpmP', 'Slot', 'BlbS'];
const HEAD = 32;
const SLOT_LENGTH = 16;
const BLOCK = 16;
const PAGE = 4096;

/** Calls `on` for each header, by the order of slots. @throws UpstreamError `malformed`. */
export function eachNdbBlob(content: Uint8Array, what: string, on: (blob: Buffer) => void): void {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < HEAD || !isAt(bytes, 0, MAGIC))
    throw new UpstreamError('malformed', `${what}: no NDB database of rpm`);
  if (bytes.readUInt32LE(4) !== 0)
    throw new UpstreamError('malformed', `${what}: version ${bytes.readUInt32LE(4)} of NDB is not known`);
  const end = bytes.readUInt32LE(12) * PAGE;
  if (end > bytes.length) throw new UpstreamError('malformed', `${what}: it ends within its slots`);
  let total = 0;
  for (let at = HEAD; at < end; at += SLOT_LENGTH) {
    if (!isAt(bytes, at, SLOT)) throw new UpstreamError('malformed', `${what}: no slot at ${at}`);
    const number = bytes.readUInt32LE(at + 4);
    // A free slot.
    if (number === 0) continue;
    const start = bytes.readUInt32LE(at + 8) * BLOCK;
    const length = start + 16 <= bytes.length ? bytes.readUInt32LE(start + 12) : 0;
    if (!isAt(bytes, start, BLOB) || bytes.readUInt32LE(start + 4) !== number)
      throw new UpstreamError('malformed', `${what}: no header of package ${number}`);
    total += length;
    // Headers that overlap would be read many times.
    if (start + 16 + length > bytes.length || total > bytes.length)
      throw new UpstreamError('malformed', `${what}: it ends within the header of package ${number}`);
    on(bytes.subarray(start + 16, start + 16 + length));
  }
}

function isAt(bytes: Buffer, at: number, text: string): boolean {
  return at + text.length <= bytes.length && bytes.toString('latin1', at, at + text.length) === text;
}
