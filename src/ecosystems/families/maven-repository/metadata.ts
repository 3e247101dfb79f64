/** What a repository says of the versions of an artifact: https://maven.apache.org/repositories/metadata.html. */
import { UpstreamError } from '../../../core/errors.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../../formats/xml.ts';
import { isSnapshot, isVersion } from './coordinates.ts';

const LIMITS = { bytes: 16 * 1024 * 1024, depth: 20, nodes: 500_000 };
const MAX_VERSIONS = 50_000;

function versioningOf(bytes: Uint8Array): XmlElement | undefined {
  const { root } = parseXml(bytes, { limits: LIMITS });
  if (root.name !== 'metadata')
    throw new UpstreamError('malformed', `maven-metadata.xml: it is a <${root.name.slice(0, 40)}>`);
  return childOf(root, 'versioning');
}

/**
 * The versions in `maven-metadata.xml` of an artifact, each once, in its order. Snapshots are left out unless the repository
 * is one of them, and so is what is no version.
 *
 * @throws UpstreamError `malformed`.
 */
export function versionsInMetadata(bytes: Uint8Array, keepsSnapshots: boolean): string[] {
  const listed = childrenOf(childOf(versioningOf(bytes), 'versions'), 'version');
  return wantedVersions(
    listed.map(({ text }) => text.trim()),
    keepsSnapshots,
  );
}

/**
 * The versions whose directories an HTML listing of an artifact's directory links to: by addresses relative to it, or by whole
 * ones that have the artifact before the version.
 */
export function versionsInListing(bytes: Uint8Array, artifact: string, keepsSnapshots: boolean): string[] {
  const html = new TextDecoder().decode(bytes);
  const found: string[] = [];
  let position = html.indexOf('href="');
  while (position !== -1 && found.length <= MAX_VERSIONS) {
    const start = position + 'href="'.length;
    const end = html.indexOf('"', start);
    if (end === -1) break;
    const href = end - start <= 500 ? html.slice(start, end) : '';
    const [last, version = '', parent = '.'] = href.split('/').reverse().map(decoded);
    if (last === '' && (parent === '.' || parent === artifact)) found.push(version);
    position = html.indexOf('href="', end);
  }
  return wantedVersions(found, keepsSnapshots);
}

/**
 * The version in the file names of a snapshot's POM, from the `maven-metadata.xml` of that version: `1.3-20180324.121900-5`.
 * Null where it does not say.
 *
 * @throws UpstreamError `malformed`.
 */
export function snapshotFile(bytes: Uint8Array, version: string): string | null {
  const versioning = versioningOf(bytes);
  for (const entry of childrenOf(childOf(versioning, 'snapshotVersions'), 'snapshotVersion')) {
    const value = textOf(entry, 'value');
    const isPom = textOf(entry, 'extension') === 'pom' && textOf(entry, 'classifier') === null;
    if (isPom && value !== null && isVersion(value)) return value;
  }
  const snapshot = childOf(versioning, 'snapshot');
  const [time, build] = [textOf(snapshot, 'timestamp'), textOf(snapshot, 'buildNumber')];
  const value = `${version.slice(0, -'SNAPSHOT'.length)}${time}-${build}`;
  return time !== null && build !== null && isVersion(value) ? value : null;
}

function wantedVersions(found: readonly string[], keepsSnapshots: boolean): string[] {
  const wanted = new Set(
    found.filter(version => isVersion(version) && (keepsSnapshots || !isSnapshot(version))),
  );
  if (wanted.size > MAX_VERSIONS)
    throw new UpstreamError('malformed', `an artifact with more than ${MAX_VERSIONS} versions`);
  return [...wanted];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
