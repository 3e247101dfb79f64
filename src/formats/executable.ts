/**
 * The sections and segments of executables and shared libraries: ELF (https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html), PE
 * (https://learn.microsoft.com/windows/win32/debug/pe-format) and Mach-O (the headers `mach-o/loader.h` and `mach-o/fat.h` of macOS). What a
 * damaged file says of places that it has not is left out; numbers past its end are 0.
 */

/** A named piece of the file, or one that is loaded into memory. */
export interface Piece {
  /** Empty for segments. */
  name: string;
  /** In memory; 0 where it is not loaded. */
  address: number;
  offset: number;
  size: number;
  isWritable: boolean;
}

export interface Executable {
  /** The file, or the slice of a universal file that this is. */
  bytes: Buffer;
  sections: Piece[];
  segments: Piece[];
}

/** Bytes at the beginning that `isExecutable` looks at. */
const EXECUTABLE_HEAD = 8;

const [ELF, MZ, FAT, FAT64] = [0x7f454c46, 0x4d5a, 0xcafebabe, 0xcafebabf];
/** Magic numbers of Mach-O as the first four bytes in their order. */
const MACH = new Map([
  [0xcffaedfe, { isLittle: true, is64: true }],
  [0xcefaedfe, { isLittle: true, is64: false }],
  [0xfeedfacf, { isLittle: false, is64: true }],
  [0xfeedface, { isLittle: false, is64: false }],
]);
/** Most pieces that are listed; compilers that give each function a section make tens of thousands. */
const MAX_PIECES = 100_000;
/** Most architectures of a universal file. Java's classes, which begin alike, have a version of 45 or more there. */
const MAX_SLICES = 30;

/** Whether the first bytes of a file may be those of an executable. */
export function isExecutable(head: Uint8Array): boolean {
  if (head.length < EXECUTABLE_HEAD) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, EXECUTABLE_HEAD);
  const magic = bytes.readUInt32BE(0);
  if (magic === ELF || magic >>> 16 === MZ || MACH.has(magic)) return true;
  return (magic === FAT || magic === FAT64) && slicesOf(bytes) > 0;
}

/** The executable that the bytes are; several of a universal file of macOS, none where it is no executable. */
export function executablesIn(content: Uint8Array): Executable[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 64) return [];
  const magic = bytes.readUInt32BE(0);
  if (magic === ELF) return [elf(bytes)];
  if (magic >>> 16 === MZ) return peOf(bytes);
  if (MACH.has(magic)) return [mach(bytes)];
  if (magic !== FAT && magic !== FAT64) return [];
  const found: Executable[] = [];
  const { number } = readerOf(bytes, false, magic === FAT64);
  for (let i = 0; i < slicesOf(bytes); i++) {
    const at = magic === FAT64 ? 8 + i * 32 : 8 + i * 20;
    const offset = number(at + 8);
    const slice = bytes.subarray(offset, offset + number(at + (magic === FAT64 ? 16 : 12)));
    if (slice.length >= 64 && MACH.has(slice.readUInt32BE(0))) found.push(mach(slice));
  }
  return found;
}

/** The bytes of a piece, as far as the file has them. */
export function bytesOf({ bytes }: Executable, { offset, size }: Piece): Buffer {
  return bytes.subarray(offset, Math.min(offset + size, bytes.length));
}

/** What is loaded at an address; null where nothing, or less than `size`, is. */
export function bytesAt({ bytes, segments }: Executable, address: number, size: number): Buffer | null {
  const segment = segments.find(one => address >= one.address && address + size <= one.address + one.size);
  if (segment === undefined) return null;
  const offset = segment.offset + (address - segment.address);
  return offset + size <= bytes.length ? bytes.subarray(offset, offset + size) : null;
}

function elf(bytes: Buffer): Executable {
  const is64 = bytes[4] === 2;
  const { word, half, number } = readerOf(bytes, bytes[5] !== 2, is64);
  const sections: Piece[] = [];
  const segments: Piece[] = [];
  const [programs, programSize, programCount] = is64
    ? [number(32), half(54), half(56)]
    : [number(28), half(42), half(44)];
  for (let i = 0; i < programCount && i < MAX_PIECES; i++) {
    const at = programs + i * programSize;
    // PT_LOAD
    if (word(at) !== 1) continue;
    const [flags, offset, address, size] = is64
      ? [word(at + 4), number(at + 8), number(at + 16), number(at + 32)]
      : [word(at + 24), number(at + 4), number(at + 8), number(at + 16)];
    segments.push({ name: '', address, offset, size, isWritable: (flags & 2) !== 0 });
  }
  const [table, sectionSize, count, names] = is64
    ? [number(40), half(58), half(60), half(62)]
    : [number(32), half(46), half(48), half(50)];
  const [addressAt, offsetAt, sizeAt] = is64 ? [16, 24, 32] : [12, 16, 20];
  const texts = number(table + names * sectionSize + offsetAt);
  for (let i = 0; i < count && i < MAX_PIECES; i++) {
    const at = table + i * sectionSize;
    // SHT_NOBITS has nothing in the file.
    if (word(at + 4) === 8) continue;
    sections.push({
      name: nameAt(bytes, texts + word(at), 256),
      address: number(at + addressAt),
      offset: number(at + offsetAt),
      size: number(at + sizeAt),
      isWritable: (word(at + 8 + (is64 && bytes[5] === 2 ? 4 : 0)) & 1) !== 0,
    });
  }
  return { bytes, sections, segments };
}

function peOf(bytes: Buffer): Executable[] {
  const { word, half } = readerOf(bytes, true, false);
  const start = word(0x3c);
  if (start + 4 > bytes.length || bytes.readUInt32BE(start) !== 0x50450000) return [];
  const optional = start + 24;
  const base =
    half(optional) === 0x20b ? readerOf(bytes, true, true).number(optional + 24) : word(optional + 28);
  const sections: Piece[] = [];
  for (let i = 0; i < half(start + 6); i++) {
    const at = optional + half(start + 20) + i * 40;
    if (at + 40 > bytes.length) break;
    sections.push({
      name: nameAt(bytes, at, 8),
      address: base + word(at + 12),
      offset: word(at + 20),
      size: word(at + 16),
      isWritable: word(at + 36) >>> 31 === 1,
    });
  }
  return [{ bytes, sections, segments: sections }];
}

function mach(bytes: Buffer): Executable {
  const { isLittle, is64 } = MACH.get(bytes.readUInt32BE(0)) as { isLittle: boolean; is64: boolean };
  const { word, number } = readerOf(bytes, isLittle, is64);
  const sections: Piece[] = [];
  const segments: Piece[] = [];
  const width = is64 ? 8 : 4;
  const command = is64 ? 0x19 : 1;
  let at = is64 ? 32 : 28;
  for (let i = 0; i < word(16) && at + 8 <= bytes.length && sections.length < MAX_PIECES; i++) {
    const size = word(at + 4);
    if (word(at) === command) {
      const after = at + 24 + width * 4;
      const isWritable = (word(after + 4) & 2) !== 0;
      const [address, offset, length] = [
        number(at + 24),
        number(at + 24 + width * 2),
        number(at + 24 + width * 3),
      ];
      segments.push({ name: '', address, offset, size: length, isWritable });
      const each = is64 ? 80 : 68;
      for (let j = 0; j < word(after + 8) && after + 16 + (j + 1) * each <= at + size; j++) {
        const section = after + 16 + j * each;
        sections.push({
          name: nameAt(bytes, section, 16),
          address: number(section + 32),
          offset: word(section + 32 + width * 2),
          size: number(section + 32 + width),
          isWritable,
        });
      }
    }
    // A command without length would be read for ever.
    at += Math.max(size, 8);
  }
  return { bytes, sections, segments };
}

function slicesOf(bytes: Buffer): number {
  const count = bytes.readUInt32BE(4);
  return count <= MAX_SLICES ? count : 0;
}

function nameAt(bytes: Buffer, at: number, most: number): string {
  const field = bytes.subarray(at, at + most);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? field.length : end);
}

/** `number` is as wide as an address. */
function readerOf(bytes: Buffer, isLittle: boolean, is64: boolean) {
  const has = (at: number, size: number) => at >= 0 && at + size <= bytes.length;
  const word = (at: number) =>
    has(at, 4) ? (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) : 0;
  const half = (at: number) =>
    has(at, 2) ? (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)) : 0;
  const long = (at: number) =>
    has(at, 8) ? Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at)) : 0;
  return { word, half, number: is64 ? long : word };
}
