/**
 * What the signature in a NuGet package is of: the package as it would be without the file `.signature.p7s`
 * (https://github.com/NuGet/Home/wiki/Package-Signatures-Technical-Details; the zip format is that of APPNOTE 6.3).
 */
import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';

export interface SignedPackage {
  /** The CMS document. */
  signature: Buffer;
  /** Digest of the package without it. */
  digest(algorithm: string): Buffer;
}

const SIGNATURE_FILE = '.signature.p7s';
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;

/** Null for a package that is not signed. @throws UpstreamError `malformed` for what is no zip file or one that cannot be signed. */
export function openSignedPackage(bytes: Buffer): SignedPackage | null {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  if (start + size !== end) throw malformed('its directory is not where its end says');
  const records: { at: number; size: number; local: number; name: string }[] = [];
  for (let at = start; at < end; ) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw malformed('its directory is damaged');
    const names = bytes.readUInt16LE(at + 28);
    const length = 46 + names + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (at + length > end) throw malformed('its directory is cut off');
    const name = bytes.toString('latin1', at + 46, at + 46 + names);
    records.push({ at, size: length, local: bytes.readUInt32LE(at + 42), name });
    at += length;
  }
  if (records.length !== count)
    throw malformed('its directory has another number of files than its end says');
  const found = records.filter(({ name }) => name === SIGNATURE_FILE);
  const [own] = found;
  if (own === undefined) return null;
  if (found.length > 1) throw malformed('it holds two signatures');
  const next = Math.min(start, ...records.map(({ local }) => (local > own.local ? local : start)));
  const signature = contentOf(bytes, own.at, own.local, next);
  const removed = next - own.local;

  return {
    signature,
    digest(algorithm) {
      const hash = createHash(algorithm);
      hash.update(bytes.subarray(0, own.local));
      hash.update(bytes.subarray(next, start));
      for (const { at, size: length, local } of records) {
        if (at === own.at) continue;
        const record = Buffer.from(bytes.subarray(at, at + length));
        if (local > own.local) record.writeUInt32LE(local - removed, 42);
        hash.update(record);
      }
      const tail = Buffer.from(bytes.subarray(end));
      tail.writeUInt16LE(tail.readUInt16LE(8) - 1, 8);
      tail.writeUInt16LE(count - 1, 10);
      tail.writeUInt32LE(size - own.size, 12);
      tail.writeUInt32LE(start - removed, 16);
      return hash.update(tail).digest();
    },
  };
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - MAX_COMMENT); at--)
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length)
      return at;
  throw malformed('it is no zip file');
}

/** The signature is stored as it is, without flags, and fills its entry. */
function contentOf(bytes: Buffer, central: number, local: number, next: number): Buffer {
  if (local + 30 > next || bytes.readUInt32LE(local) !== LOCAL)
    throw malformed('its signature is not where it should be');
  const name = bytes.toString('latin1', local + 30, local + 30 + bytes.readUInt16LE(local + 26));
  const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const size = bytes.readUInt32LE(central + 20);
  const isPlain =
    bytes.readUInt16LE(local + 6) === 0 &&
    bytes.readUInt16LE(local + 8) === 0 &&
    bytes.readUInt16LE(central + 10) === 0;
  if (!isPlain || name !== SIGNATURE_FILE || begin + size !== next || bytes.readUInt32LE(local + 18) !== size)
    throw malformed('its signature is not stored as it must be');
  return bytes.subarray(begin, next);
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `package: ${message}`);
}
