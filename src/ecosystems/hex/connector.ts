/** What is asked of a Hex registry: the package at its API, and its entry in the repository that clients install from. */
import { gunzipSync } from 'node:zlib';
import { UpstreamError } from '../../core/errors.ts';
import { memberOf, objectsIn, parseJson, parseJsonObject } from '../../formats/json.ts';
import type { Decompress } from '../../io/types.ts';
import { sort } from '../../versions/order.ts';
import { hex } from '../../versions/schemes/hex.ts';
import type { ConnectorContext, PackageConnector, RawDocument } from '../ecosystem.ts';
import { rawDocument } from '../families/registry-api/answers.ts';
import { changesSince, type FeedEntry, newestDate } from '../families/registry-api/feeds.ts';
import { documentAt, fetchDocument } from '../families/registry-api/fetching.ts';
import { dateOf } from '../families/registry-api/values.ts';
import { unpacked } from '../families/whole-index/stream.ts';
import { repositoryOf } from './hosts.ts';
import { mapPackage } from './map.ts';
import { mapRelease } from './map-release.ts';
import { names } from './names.ts';
import { parseNames, parseReleases, type Release } from './registry.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const SMALL = 64 * 1024;
/** Releases asked for one by one where the repository has no entry. */
const SINGLE_RELEASES = 25;
const MAX_PAGES = 10_000;
const HANDFUL = 1_000;

export const connector: PackageConnector = {
  async fetch(context, name, previous) {
    const url = `${context.registry.url}/api/packages/${name}`;
    const answer = await fetchDocument(context, { url, maxBytes: MAX_BYTES, validators: previous });
    if (answer.kind === 'gone') return { kind: 'gone', status: 'removed', documents: [answer.document] };
    if (answer.kind !== 'found') return answer;
    const { releases, documents } =
      (await releasesOf(context, name)) ?? (await singleReleases(context, url, answer.document));
    const record = mapPackage(name, answer.document.body, releases);
    return { kind: 'found', record, documents: [answer.document, ...documents] };
  },

  async changes(context, cursor) {
    return changesSince(await updated(context), cursor);
  },

  async head(context) {
    return newestDate(await updated(context));
  },

  async *allNames(context) {
    const repository = repositoryOf(context.registry);
    const document = repository === null ? null : await resource(context, `${repository}/names`);
    if (document === null) return yield* namesByPage(context);
    let handful: string[] = [];
    for (const name of parseNames(document.body)) {
      if (handful.push(name) < HANDFUL) continue;
      yield handful;
      handful = [];
    }
    if (handful.length > 0) yield handful;
  },
};

interface Found {
  releases: Map<string, Release>;
  documents: RawDocument[];
}

async function releasesOf(context: ConnectorContext, name: string): Promise<Found | null> {
  const repository = repositoryOf(context.registry);
  const document = repository === null ? null : await resource(context, `${repository}/packages/${name}`);
  if (document === null) return null;
  return { releases: parseReleases(document.body, name), documents: [document] };
}

/** A resource of the repository, unpacked; null where it has none of that address (403 from stores that do not list). */
async function resource({ io, signal }: ConnectorContext, url: string): Promise<RawDocument | null> {
  const response = await io.http.request({ url, maxBytes: MAX_BYTES, accept: [403, 404, 410], signal });
  if (response.status !== 200) return null;
  const body = gunzipSmall(response.body) ?? (await unpackedWhole(io.decompress, response.body));
  return rawDocument({ ...response, body }, 'application/octet-stream');
}

/** An entry of a package, at once: a stream takes longer to open than to read. Null for what is no small gzip file. */
function gunzipSmall(packed: Buffer): Buffer | null {
  if (packed.length > SMALL || packed[0] !== 0x1f || packed[1] !== 0x8b) return null;
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_BYTES });
  } catch {
    // The stream tells what is wrong with it.
    return null;
  }
}

async function unpackedWhole(decompress: Decompress, packed: Buffer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(decompress, once(packed), MAX_BYTES)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

/** The newest releases, one request each, at the API. */
async function singleReleases(context: ConnectorContext, url: string, listed: RawDocument): Promise<Found> {
  const list = parseJsonObject(listed.body, url).releases;
  const versions = objectsIn(list, 20_000).map(({ version }) => (typeof version === 'string' ? version : ''));
  const releases = new Map<string, Release>();
  const documents: RawDocument[] = [];
  for (const version of sort(hex, versions.filter(hex.isValid)).slice(-SINGLE_RELEASES).reverse()) {
    const address = `${url}/releases/${encodeURIComponent(version)}`;
    const document = await documentAt(context, { url: address, maxBytes: MAX_BYTES });
    if (document === null) continue;
    releases.set(version, mapRelease(version, document.body));
    documents.push(document);
  }
  return { releases, documents };
}

/** The packages that changed last. */
async function updated(context: ConnectorContext): Promise<FeedEntry[]> {
  const url = `${context.registry.url}/api/packages?sort=updated_at`;
  const found = await packagesAt(context, url);
  return found.flatMap(({ name, updated_at }) => {
    const date = dateOf(updated_at);
    return date !== null && typeof name === 'string' && names.problem(name) === null ? [{ name, date }] : [];
  });
}

async function* namesByPage(context: ConnectorContext): AsyncGenerator<string[]> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    context.signal?.throwIfAborted();
    const found = await packagesAt(context, `${context.registry.url}/api/packages?page=${page}`);
    if (found.length === 0) return;
    const listed = found.map(item => memberOf(item, 'name')).filter(name => typeof name === 'string');
    const valid = listed.filter(name => names.problem(name) === null);
    if (valid.length > 0) yield valid;
  }
}

async function packagesAt(context: ConnectorContext, url: string) {
  const document = await documentAt(context, { url, maxBytes: MAX_BYTES });
  const list = document === null ? [] : parseJson(document.body, 'packages');
  if (!Array.isArray(list)) throw new UpstreamError('malformed', 'packages: no list');
  return objectsIn(list, 1_000);
}
