/**
 * The index files of a mirror over HTTP (https://wiki.debian.org/DebianRepository/Format). Trust starts at the signature
 * of InRelease: it names the SHA-256 of every index, and no byte of an index is given before it is verified.
 */
import { createHash } from 'node:crypto';
import { NotFoundError, UpstreamError } from '../../../core/errors.ts';
import { parseReleaseFile, type ReleaseFile, type ReleaseFileEntry } from '../../../formats/release-file.ts';
import type { HttpStream } from '../../../io/types.ts';
import type { ConnectorContext } from '../../ecosystem.ts';
import { type IndexFile, listSetting, partId, pocketsOf } from './index-file.ts';
import type { DebianRepositoryOptions, Pocket } from './options.ts';

const MAX_RELEASE_BYTES = 16 * 1024 * 1024;
const MAX_COMPRESSED_BYTES = 256 * 1024 * 1024;
const MAX_INDEX_BYTES = 1024 * 1024 * 1024;
const INDEX_TIMEOUT_MS = 600_000;
export const DEFAULT_ARCHITECTURES = ['amd64'];

/** What is tried, best first. */
export const EXTENSIONS = ['.xz', '.gz', ''] as const;
type Extension = (typeof EXTENSIONS)[number];

/**
 * The registry's own mirror, else the operator's, else the distribution's usual one; null where there is none: then apt's
 * lists are read.
 */
export function mirrorOf(
  { id, mirror: usual }: DebianRepositoryOptions,
  { registry, settings }: ConnectorContext,
): string | null {
  const own = registry.metadata.mirror;
  const archive = isArchived(registry.metadata) ? settings[`${id}_archive_mirror`] : undefined;
  const mirror =
    typeof own === 'string' && own !== '' ? own : (archive ?? (settings[`${id}_mirror`] || usual));
  return mirror ? withoutSlash(mirror) : null;
}

/**
 * The files of the registry's suites: those of `mirror`, and of the security mirror where one is set. Updates
 * that the mirror does not have are left out, and so are security fixes of an archived release.
 *
 * @throws UpstreamError `verification-failed` for a bad signature, an expired Release file or one of another suite.
 * @throws NotFoundError when the mirror does not have the release, or the security mirror its security fixes.
 */
export async function mirrorIndexes(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
  mirror: string,
): Promise<IndexFile[]> {
  const security = context.settings[`${options.id}_security_mirror`];
  const pockets = pocketsOf(options, context);
  const files: IndexFile[] = [];
  for (const pocket of pockets) {
    const base = pocket.isSecurity ? security && withoutSlash(security) : mirror;
    if (!base) continue;
    const folder = `${base}/dists/${pocket.path}`;
    const release = await readRelease(options, context, pocket, `${folder}/InRelease`);
    if (release !== null) files.push(...indexFiles(options, context, pocket, folder, release));
    else if (pocket === pockets[0] || (pocket.isSecurity && !isArchived(context.registry.metadata)))
      throw new NotFoundError(`${withoutCredentials(folder)} has no InRelease file`);
  }
  return files;
}

async function readRelease(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
  pocket: Pocket,
  url: string,
): Promise<ReleaseFile | null> {
  const { io, settings, registry, signal } = context;
  const response = await io.http.request({ url, maxBytes: MAX_RELEASE_BYTES, accept: [404], signal });
  if (response.status === 404) return null;
  const keyring = settings[`${options.id}_keyring`] ?? options.keyring;
  const release = parseReleaseFile(await io.verifySigned(response.body, keyring));
  const source = withoutCredentials(url);
  // A signature of another suite, replayed here, would be as good.
  const claimed = [release.codename, release.suite, release.codename && `${release.codename}/updates`];
  const others = pocketsOf(options, context).filter(
    other => other.name !== pocket.name && other.label === pocket.label,
  );
  // Ubuntu's suites of a release share its codename and label: there only the suite tells them apart.
  const isOther = others.some(({ name }) => name === release.suite);
  if (isOther || (!claimed.includes(pocket.name) && !claimed.includes(pocket.path))) {
    throw failed(
      source,
      `is of ${isOther ? release.suite : (release.codename ?? release.suite)}, not of ${pocket.name}`,
    );
  }
  if (
    release.validUntil !== null &&
    Date.parse(release.validUntil) < Date.now() &&
    !isArchived(registry.metadata)
  ) {
    throw failed(source, `expired on ${release.validUntil}`);
  }
  return release;
}

function indexFiles(
  options: DebianRepositoryOptions,
  context: ConnectorContext,
  pocket: Pocket,
  folder: string,
  release: ReleaseFile,
): IndexFile[] {
  const components = listSetting(options, context, 'components') ?? options.components;
  const architectures = [...(listSetting(options, context, 'architectures') ?? DEFAULT_ARCHITECTURES)];
  if (hasOwnIndexOfAll(release)) architectures.push('all');
  const wanted = components.flatMap(component => [
    ...architectures.map(architecture => ({
      component,
      architecture,
      path: `${component}/binary-${architecture}/Packages`,
    })),
    { component, architecture: 'source', path: `${component}/source/Sources` },
  ]);
  return wanted.flatMap(({ component, architecture, path }) => {
    const extension = EXTENSIONS.find(candidate => release.files.has(path + candidate));
    if (extension === undefined) return [];
    const stored = release.files.get(path + extension) as ReleaseFileEntry;
    const plain = release.files.get(path) ?? null;
    const url = `${folder}/${path}${extension}`;
    const byHash = release.acquireByHash
      ? `${folder}/${path.slice(0, path.lastIndexOf('/'))}/by-hash/SHA256/${stored.sha256}`
      : null;
    return {
      part: {
        id: partId(pocket, component, architecture),
        source: withoutCredentials(url),
        size: stored.size,
        digest: `sha256-${(plain ?? stored).sha256}`,
      },
      pocket,
      component,
      architecture,
      async fetch(reader, onBytes) {
        const location = { urls: byHash ? [byHash, url] : [url], extension, stored, plain };
        const chunks = await download(reader, location, onBytes);
        return { file: this, open: onRead => unpack(reader, location, chunks, onRead) };
      },
    } satisfies IndexFile;
  });
}

/** True where packages of all architectures are not repeated in each architecture's file. */
export function hasOwnIndexOfAll({ architectures, noSupportForArchitectureAll }: ReleaseFile): boolean {
  return architectures.includes('all') && !noSupportForArchitectureAll.includes('Packages');
}

interface Location {
  /** Tried in order: the name by hash cannot change under a reader, the plain name is on every mirror. */
  urls: string[];
  extension: Extension;
  stored: ReleaseFileEntry;
  plain: ReleaseFileEntry | null;
}

async function* unpack(
  { io }: ConnectorContext,
  { urls, extension, plain }: Location,
  chunks: readonly Uint8Array[],
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const source = streamOf(chunks, onBytes);
  if (extension === '') {
    yield* source;
    return;
  }
  const limit = plain?.size ?? MAX_INDEX_BYTES;
  const unpacked = extension === '.xz' ? io.decompress.xz(source, limit) : io.decompress.gzip(source, limit);
  let length = 0;
  for await (const chunk of unpacked) {
    length += chunk.length;
    yield chunk;
  }
  if (plain !== null && length !== plain.size) {
    throw failed(urls.at(-1) as string, `holds ${length} bytes, not ${plain.size}`);
  }
}

async function* streamOf(
  chunks: readonly Uint8Array[],
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    onBytes(chunk.length - half(chunk));
    yield chunk;
  }
}

/** Progress: a byte is half done when it is here, and done when it is read. */
function half({ length }: Uint8Array): number {
  return Math.floor(length / 2);
}

/** The file as stored, its size and SHA-256 verified. It is kept compressed, so that it takes little memory. */
async function download(
  context: ConnectorContext,
  { urls, stored, plain }: Location,
  onBytes: (count: number) => void,
): Promise<Uint8Array[]> {
  const name = urls.at(-1) as string;
  if (stored.size > MAX_COMPRESSED_BYTES || (plain?.size ?? 0) > MAX_INDEX_BYTES) {
    throw new UpstreamError('too-large', `${withoutCredentials(name)} is too large`, {
      url: withoutCredentials(name),
    });
  }
  const { body } = await firstFound(context, urls, stored.size);
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    chunks.push(chunk);
    length += chunk.length;
    onBytes(half(chunk));
  }
  if (length !== stored.size) throw failed(name, `has ${length} bytes, not ${stored.size}`);
  if (hash.digest('hex') !== stored.sha256)
    throw failed(name, 'has another SHA-256 than its Release file says');
  return chunks;
}

/** @throws UpstreamError as the door does; a 404 of the last address is `unexpected-status`. */
async function firstFound(
  { io, signal }: ConnectorContext,
  urls: string[],
  size: number,
): Promise<HttpStream> {
  for (const [i, url] of urls.entries()) {
    const isLast = i === urls.length - 1;
    const response = await io.http.stream({
      url,
      headers: { 'accept-encoding': 'identity' },
      maxBytes: Math.max(size, 1),
      timeoutMs: INDEX_TIMEOUT_MS,
      accept: isLast ? [] : [404],
      signal,
    });
    if (response.status !== 404) return response;
    for await (const _ of response.body) break;
  }
  throw new TypeError('no address to fetch');
}

export function isArchived(metadata: Record<string, unknown>): boolean {
  return metadata.archived === 'true' || metadata.archived === true;
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

function failed(url: string, message: string): UpstreamError {
  const source = withoutCredentials(url);
  return new UpstreamError('verification-failed', `${source} ${message}`, { url: source });
}
