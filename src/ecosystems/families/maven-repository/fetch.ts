/** What is asked of a Maven repository for one artifact: its list of versions, and the POMs of the newest. */
import type { HttpResponse, Validators } from '../../../io/types.ts';
import { latest, sort } from '../../../versions/order.ts';
import { maven as scheme } from '../../../versions/schemes/maven.ts';
import type { ConnectorContext, FetchOutcome, NameRules } from '../../ecosystem.ts';
import { rawDocument } from '../registry-api/answers.ts';
import { type Artifact, artifactDirectory, extensionOf } from './coordinates.ts';
import { mapArtifact } from './map.ts';
import { versionsInListing, versionsInMetadata } from './metadata.ts';
import { pomReader, type ReadVersion } from './reader.ts';

const MAX_LIST = 16 * 1024 * 1024;
/** Versions whose POMs are read. */
const DEFAULT_POMS = 10;
const MAX_POMS = 100;

export interface MavenOptions {
  names: NameRules;
  /** Address of the HTML listing of a directory; null where the repository has none. */
  listing(directory: string): string | null;
  keepsSnapshots: boolean;
  /** Versions whose POMs are read, from the operator's settings. */
  poms: string | undefined;
  /** Versions whose POMs are read in place of the newest; that of the latest is read all the same, for the facts of the package. */
  wanted?: readonly string[];
}

/** One artifact under the name `name`. The answers and their meaning are those of `PackageConnector.fetch`. */
export async function fetchArtifact(
  context: ConnectorContext,
  name: string,
  artifact: Artifact,
  previous: Validators | null,
  options: MavenOptions,
): Promise<FetchOutcome> {
  const directory = artifactDirectory(context.registry.url, artifact);
  const answer = await ask(context, `${directory}/maven-metadata.xml`, previous);
  if (answer?.status === 304) return { kind: 'not-modified' };
  if (answer?.status === 410)
    return { kind: 'gone', status: 'removed', documents: [rawDocument(answer, 'text/html')] };
  const listed = answer === null ? [] : versionsInMetadata(answer.body, options.keepsSnapshots);
  const documents = answer === null ? [] : [rawDocument(answer, 'application/xml')];

  // Artifacts that were copied by hand have no metadata, or metadata without versions.
  const listing = listed.length > 0 ? null : options.listing(directory);
  const found = listing === null ? null : await ask(context, listing, null);
  const page = found?.status === 200 ? found : null;
  const versions =
    page === null ? listed : versionsInListing(page.body, artifact.artifact, options.keepsSnapshots);
  if (page !== null && versions.length > 0) documents.push(rawDocument(page, 'text/html'));
  if (versions.length === 0) return { kind: 'missing' };

  const reader = pomReader(context);
  const read = new Map<string, ReadVersion>();
  const sha1 = new Map<string, string>();
  for (const version of readable(versions, options)) {
    context.signal?.throwIfAborted();
    const known = await reader.version({ ...artifact, version });
    if (known === null) continue;
    const isFirst = read.size === 0;
    read.set(version, known);
    if (!isFirst || known.relocatedTo !== null) continue;
    const digest = await reader.sha1({ ...artifact, version }, extensionOf(known.pom.packaging));
    if (digest !== null) sha1.set(version, digest);
  }
  const record = mapArtifact(name, options.names, { versions, read, sha1 });
  return { kind: 'found', record, documents: [...documents, ...reader.documents] };
}

/** Null where the repository has no such file. */
async function ask(
  { io, signal }: ConnectorContext,
  url: string,
  validators: Validators | null,
): Promise<HttpResponse | null> {
  const response = await io.http.request({ url, maxBytes: MAX_LIST, validators, accept: [404, 410], signal });
  return response.status === 404 ? null : response;
}

/** The latest version first, then those that are wanted, or else from the highest on. */
function readable(versions: readonly string[], { poms: setting, wanted }: MavenOptions): string[] {
  if (wanted !== undefined && wanted.length > 0) {
    const named = new Set(wanted);
    const listed = versions.filter(version => named.has(version));
    return [...new Set([...newest(versions, 1), ...listed])].slice(0, MAX_POMS);
  }
  const count = /^[0-9]{1,3}$/.test(setting?.trim() ?? '')
    ? Math.min(Number(setting), MAX_POMS)
    : DEFAULT_POMS;
  return newest(versions, Math.max(1, count));
}

function newest(versions: readonly string[], count: number): string[] {
  const first = latest(
    scheme,
    versions.map(number => ({ number })),
  );
  const highest = sort(scheme, versions).reverse();
  return [...new Set(first === null ? highest : [first, ...highest])].slice(0, count);
}
