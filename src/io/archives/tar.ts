/** Tar archives, and the two kinds of packages that are tar archives of archives: gems and Hex packages. */
import { UpstreamError } from '../../core/errors.ts';
import { readTar, type TarEntry } from '../../formats/tar.ts';
import type { Budget } from './budget.ts';
import { collect, type Entry } from './entry.ts';
import { decompressed, unpack } from './unpack.ts';

const GEM_FILES = ['metadata.gz', 'data.tar.gz', 'checksums.yaml.gz'];
const HEX_FILES = ['VERSION', 'CHECKSUM', 'metadata.config', 'contents.tar.gz'];
/** Most bytes of a file of a package that has to be held to tell what the archive is. */
const SMALL = 64;

export interface TarLike {
  format: 'tar' | 'gem' | 'hex';
  entries: AsyncIterable<Entry>;
}

/** What kind of tar archive this is shows in its first entries. */
export async function openTar(source: AsyncIterable<Uint8Array>, budget: Budget): Promise<TarLike> {
  const archive = tarEntries(source, budget);
  const first = await archive.next();
  if (first.done) return { format: 'tar', entries: plainEntries(archive) };
  const entry = first.value;
  const name = withoutDot(entry.path);
  if (entry.kind === 'file' && GEM_FILES.includes(name.replace(/\.sig$/, ''))) {
    return { format: 'gem', entries: gemEntries(resumed([entry], archive), budget) };
  }
  if (entry.kind === 'file' && name === 'VERSION' && entry.size <= SMALL) {
    const held = inMemory(entry, await collect(entry.body));
    const second = await archive.next();
    const isHex = !second.done && HEX_FILES.includes(withoutDot(second.value.path));
    const begin = second.done ? [held] : [held, second.value];
    const all = resumed(begin, archive);
    return isHex
      ? { format: 'hex', entries: hexEntries(all, budget) }
      : { format: 'tar', entries: plainEntries(all) };
  }
  return { format: 'tar', entries: plainEntries(resumed([entry], archive)) };
}

/** The entry with its body in memory, so that it outlives the next one. */
function inMemory(entry: TarEntry, bytes: Buffer): TarEntry {
  async function* body() {
    yield bytes;
  }
  return { ...entry, body: body() };
}

async function* resumed(begin: TarEntry[], archive: AsyncGenerator<TarEntry>): AsyncGenerator<TarEntry> {
  try {
    yield* begin;
    yield* archive;
  } finally {
    await archive.return(undefined);
  }
}

async function* plainEntries(archive: AsyncIterable<TarEntry>, prefix = ''): AsyncGenerator<Entry> {
  for await (const entry of archive) yield entryOf(entry, prefix);
}

function entryOf(entry: TarEntry, prefix: string): Entry {
  const isLink = entry.kind === 'link' || entry.kind === 'symlink';
  return {
    name: prefix === '' ? entry.path : prefix + withoutDot(entry.path),
    kind: isLink ? 'link' : entry.kind === 'other' ? 'special' : (entry.kind as 'file' | 'directory'),
    size: entry.size,
    linkTarget: isLink ? (entry.linkTarget ?? '') : null,
    executable: (entry.mode & 0o100) !== 0,
    isMetadata: prefix !== '',
    body: () => entry.body,
  };
}

/**
 * The entries of a compressed tar archive within another archive.
 *
 * @param prefix put before every name, with a slash at its end: what lies there is what a package says of itself. Or empty.
 * @throws UpstreamError `malformed` where it is none.
 */
export async function* innerTar(
  source: AsyncIterable<Uint8Array>,
  budget: Budget,
  prefix: string,
): AsyncGenerator<Entry> {
  const { whole } = await unpack(source, budget);
  yield* plainEntries(tarEntries(whole, budget), prefix);
}

function tarEntries(source: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<TarEntry> {
  return readTar(source, {
    // Extended headers count there, and each entry may have several.
    entries: budget.limits.entries * 4,
    entryBytes: budget.limits.entryBytes,
    headerBytes: 1024 * 1024,
  });
}

/**
 * The files of a gem, and beneath `GEM/` what it says of itself: `metadata.yaml` and `checksums.yaml`.
 * https://guides.rubygems.org/specification-reference/ and the format of `Gem::Package`.
 */
async function* gemEntries(archive: AsyncIterable<TarEntry>, budget: Budget): AsyncGenerator<Entry> {
  let hasData = false;
  for await (const entry of archive) {
    const name = withoutDot(entry.path);
    if (entry.kind !== 'file') continue;
    if (name === 'data.tar.gz') {
      hasData = true;
      yield* innerTar(entry.body, budget, '');
    } else if (name === 'metadata.gz' || name === 'checksums.yaml.gz') {
      const inner = name === 'metadata.gz' ? 'metadata.yaml' : 'checksums.yaml';
      yield metadataEntry(`GEM/${inner}`, null, () => decompressed(entry.body, 'gzip', budget));
    } else {
      yield metadataEntry(`GEM/${name}`, entry.size, () => entry.body);
    }
  }
  if (!hasData) throw new UpstreamError('malformed', 'archive: the gem has no data.tar.gz');
}

/**
 * The files of a Hex package, and beneath `HEX/` what it says of itself: `VERSION`, `CHECKSUM` and `metadata.config`.
 * https://github.com/hexpm/specifications/blob/main/package_tarball.md
 */
async function* hexEntries(archive: AsyncIterable<TarEntry>, budget: Budget): AsyncGenerator<Entry> {
  let hasContents = false;
  for await (const entry of archive) {
    const name = withoutDot(entry.path);
    if (entry.kind !== 'file') continue;
    if (name === 'contents.tar.gz') {
      hasContents = true;
      yield* innerTar(entry.body, budget, '');
    } else {
      yield metadataEntry(`HEX/${name}`, entry.size, () => entry.body);
    }
  }
  if (!hasContents) throw new UpstreamError('malformed', 'archive: the Hex package has no contents.tar.gz');
}

/** A file that a package says of itself; left out where the reader wants only what it holds. */
export function metadataEntry(
  name: string,
  size: number | null,
  body: () => AsyncIterable<Uint8Array>,
): Entry {
  return { name, kind: 'file', size, linkTarget: null, executable: false, body, isMetadata: true };
}

function withoutDot(name: string): string {
  return name.startsWith('./') ? name.slice(2) : name;
}
