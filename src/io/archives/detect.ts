/** What bytes are, by themselves: names and media types often lie. */
import { AR_MAGIC } from '../../formats/ar.ts';
import { BZIP2_MAGIC } from '../../formats/bzip2/index.ts';
import { isCpio } from '../../formats/cpio.ts';
import { RPM_MAGIC } from '../../formats/rpm.ts';
import { isZeroBlock, readHeader } from '../../formats/tar-header.ts';
import { ZSTD_MAGIC } from '../../formats/zstd/index.ts';
import type { Compression } from './types.ts';

/** How many bytes of the beginning are enough. */
export const HEAD = 512;

export type Detected =
  | { kind: 'container'; format: 'zip' | 'tar' | 'ar' | 'rpm' | 'cpio' }
  | { kind: 'compressed'; by: Compression }
  /** Known, and not read here. */
  | { kind: 'foreign'; name: string };

const MAGICS: [number[] | Buffer, Detected][] = [
  [Buffer.from('PK\x03\x04', 'latin1'), { kind: 'container', format: 'zip' }],
  [Buffer.from('PK\x05\x06', 'latin1'), { kind: 'container', format: 'zip' }],
  // The mark of archives that were split and ended in one piece.
  [Buffer.from('PK\x07\x08', 'latin1'), { kind: 'container', format: 'zip' }],
  [[0x1f, 0x8b, 0x08], { kind: 'compressed', by: 'gzip' }],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], { kind: 'compressed', by: 'xz' }],
  [ZSTD_MAGIC, { kind: 'compressed', by: 'zstd' }],
  [AR_MAGIC, { kind: 'container', format: 'ar' }],
  [RPM_MAGIC, { kind: 'container', format: 'rpm' }],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], { kind: 'foreign', name: '7z' }],
  [Buffer.from('Rar!\x1a\x07', 'latin1'), { kind: 'foreign', name: 'RAR' }],
  [Buffer.from('LZIP'), { kind: 'foreign', name: 'lzip' }],
  [Buffer.from('MSCF'), { kind: 'foreign', name: 'cabinet' }],
  [Buffer.from('xar!'), { kind: 'foreign', name: 'xar' }],
  [Buffer.from('ADB'), { kind: 'foreign', name: 'apk version 3' }],
];

/** @param head the first 512 bytes, or all where there are fewer. */
export function detect(head: Buffer): Detected | null {
  for (const [magic, detected] of MAGICS) {
    if (head.length >= magic.length && head.subarray(0, magic.length).equals(Buffer.from(magic)))
      return detected;
  }
  if (isBzip2(head)) return { kind: 'compressed', by: 'bzip2' };
  if (isCpio(head)) return { kind: 'container', format: 'cpio' };
  if (isTar(head)) return { kind: 'container', format: 'tar' };
  // What `lzma` writes has no magic; its default properties and an unknown or plausible size are all there is.
  if (head[0] === 0x5d && head[1] === 0 && head[2] === 0 && head.length >= 13)
    return { kind: 'foreign', name: 'lzma' };
  return null;
}

function isBzip2(head: Buffer): boolean {
  const level = head[3] ?? 0;
  return head.subarray(0, 3).equals(BZIP2_MAGIC) && level >= 0x31 && level <= 0x39;
}

/** A header whose checksum is right, or an archive of nothing. */
function isTar(head: Buffer): boolean {
  if (head.length < HEAD) return false;
  if (isZeroBlock(head)) return true;
  try {
    readHeader(head);
    return true;
  } catch {
    // A damaged header is still a tar's, which then says what is wrong with it.
    return head.toString('latin1', 257, 262) === 'ustar';
  }
}
