/** Zip archives, as their central directory has them, and conda packages, which are zip archives of tar archives. */
import { crc32, createInflateRaw } from 'node:zlib';
import { UpstreamError } from '../../core/errors.ts';
import { readBzip2 } from '../../formats/bzip2/index.ts';
import { readZstd } from '../../formats/zstd/index.ts';
import { through } from '../decompress.ts';
import type { Budget } from './budget.ts';
import { collect, type Entry, excerpt } from './entry.ts';
import { type Range, rangeStream } from './origin.ts';
import { innerTar, metadataEntry } from './tar.ts';
import { readDirectory, type ZipDirectory, type ZipMember } from './zip-directory.ts';

const STORED = 0;
const DEFLATED = 8;
const BZIP2 = 12;
const ZSTD = 93;
/** Longest target of a link, in bytes. */
const MAX_TARGET = 4096;

/** @throws UpstreamError `malformed` or `refused`; see `readDirectory`. */
export async function openZip(
  range: Range,
  budget: Budget,
): Promise<{ format: 'zip' | 'conda'; entries: AsyncIterable<Entry> }> {
  const directory = await readDirectory(range, budget);
  return isConda(directory.members)
    ? { format: 'conda', entries: condaEntries(directory, budget) }
    : { format: 'zip', entries: zipEntries(directory, budget) };
}

async function* zipEntries(directory: ZipDirectory, budget: Budget): AsyncGenerator<Entry> {
  const last = new Map(directory.members.map((member, index) => [member.name, index]));
  for (const [index, member] of directory.members.entries()) {
    // Which of two is meant is not said anywhere; programs that unpack them leave the last one.
    const isDuplicate = last.get(member.name) !== index;
    const kind = isDuplicate ? 'duplicate' : kindOf(member);
    const body = () => bodyOf(member, directory, budget);
    const isLink = kind === 'link';
    if (isLink && member.size > MAX_TARGET)
      throw new UpstreamError('malformed', 'zip: a link target is too long');
    yield {
      name: member.name,
      kind,
      size: member.size,
      linkTarget: isLink ? (await collect(body())).toString('utf8') : null,
      executable: member.mode === 0 ? null : (member.mode & 0o100) !== 0,
      body,
    };
  }
}

function kindOf({ name, mode, isEncrypted }: ZipMember): Entry['kind'] {
  const type = mode & 0o170000;
  if (name.endsWith('/') || type === 0o040000) return 'directory';
  if (isEncrypted) return 'encrypted';
  if (type === 0o120000) return 'link';
  return type === 0 || type === 0o100000 ? 'file' : 'special';
}

/**
 * The bytes of a member, checked against its size and checksum.
 *
 * @throws UpstreamError `refused` for a method that is not read here, `malformed` for damage, `too-large` beyond the size
 * that the directory states.
 */
async function* bodyOf(
  member: ZipMember,
  directory: ZipDirectory,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const start = await directory.bodyStart(member);
  const packed = rangeStream(directory.range, start, start + member.compressedSize);
  let size = 0;
  let checksum = 0;
  for await (const piece of budget.produced(expanded(packed, member))) {
    size += piece.length;
    if (size > member.size) throw damaged(member, 'is larger than the archive says');
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (size < member.size) throw damaged(member, 'is smaller than the archive says');
  if (checksum !== member.crc32) throw damaged(member, 'does not have its checksum');
}

function expanded(packed: AsyncIterable<Uint8Array>, member: ZipMember): AsyncIterable<Uint8Array> {
  switch (member.method) {
    case STORED:
      return packed;
    case DEFLATED:
      return through(packed, createInflateRaw());
    case BZIP2:
      return readBzip2(packed, Number.POSITIVE_INFINITY);
    case ZSTD:
      return readZstd(packed, Number.POSITIVE_INFINITY);
    default:
      throw new UpstreamError('refused', `zip: compression method ${member.method} is not read here`);
  }
}

/** https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html */
function isConda(members: ZipMember[]): boolean {
  const has = (start: string) =>
    members.some(({ name }) => name.startsWith(start) && name.endsWith('.tar.zst'));
  return (
    members.length <= 16 &&
    members.some(({ name }) => name === 'metadata.json') &&
    has('info-') &&
    has('pkg-')
  );
}

/** The files of both inner archives; what else there is lies beneath `CONDA/`. */
async function* condaEntries(directory: ZipDirectory, budget: Budget): AsyncGenerator<Entry> {
  for (const member of directory.members) {
    const body = () => bodyOf(member, directory, budget);
    if (/^(?:info|pkg)-.*\.tar\.zst$/.test(member.name)) yield* innerTar(body(), budget, '');
    else if (kindOf(member) === 'file') yield metadataEntry(`CONDA/${member.name}`, member.size, body);
  }
}

function damaged(member: ZipMember, how: string): UpstreamError {
  return new UpstreamError('malformed', `zip: ${excerpt(member.name)} ${how}`);
}
