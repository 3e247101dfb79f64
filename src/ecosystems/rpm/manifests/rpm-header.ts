/**
 * A header of rpm as its databases hold it (https://rpm-software-management.github.io/rpm/manual/format_header.html): the numbers of
 * entries and bytes, an index of (tag, type, offset, count), and the data.
 */

export interface RpmHeader {
  name: string;
  /** `epoch:version-release`; without the epoch where there is none. */
  version: string | null;
  license: string | null;
  requires: string[];
  provides: string[];
}

const [NAME, VERSION, RELEASE, EPOCH, LICENSE, PROVIDES, REQUIRES] = [
  1000, 1001, 1002, 1003, 1014, 1047, 1049,
];
const [INT32, STRING, STRINGS, TRANSLATED] = [4, 6, 8, 9];
const MAX_ENTRIES = 65_536;
const MAX_TEXTS = 100_000;

/** null for what is no header, or has no name. */
export function rpmHeader(blob: Uint8Array): RpmHeader | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.length < 8) return null;
  const entries = bytes.readUInt32BE(0);
  const start = 8 + entries * 16;
  if (entries > MAX_ENTRIES || start > bytes.length) return null;
  const data = bytes.subarray(start);
  const texts = new Map<number, string[]>();
  let epoch = 0;
  for (let i = 0; i < entries; i++) {
    const at = 8 + i * 16;
    const tag = bytes.readUInt32BE(at);
    const type = bytes.readUInt32BE(at + 4);
    const offset = bytes.readUInt32BE(at + 8);
    const count = bytes.readUInt32BE(at + 12);
    if (tag === EPOCH && type === INT32 && offset + 4 <= data.length) epoch = data.readUInt32BE(offset);
    else if (tag === PROVIDES || tag === REQUIRES || (tag >= NAME && tag <= RELEASE) || tag === LICENSE)
      if (type === STRING || type === STRINGS || type === TRANSLATED)
        texts.set(tag, textsAt(data, offset, count));
  }
  const first = (tag: number) => texts.get(tag)?.[0] || null;
  const [name, version, release] = [first(NAME), first(VERSION), first(RELEASE)];
  if (name === null) return null;
  return {
    name,
    version: version && `${epoch === 0 ? '' : `${epoch}:`}${version}${release === null ? '' : `-${release}`}`,
    license: first(LICENSE),
    requires: texts.get(REQUIRES) ?? [],
    provides: texts.get(PROVIDES) ?? [],
  };
}

/** `count` texts, each with a NUL behind it. */
function textsAt(data: Buffer, offset: number, count: number): string[] {
  const texts: string[] = [];
  for (let at = offset; texts.length < Math.min(count, MAX_TEXTS) && at < data.length; ) {
    const end = data.indexOf(0, at);
    if (end < 0) break;
    texts.push(data.toString('utf8', at, end));
    at = end + 1;
  }
  return texts;
}
