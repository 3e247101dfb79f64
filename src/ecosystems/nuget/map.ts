/** The documents of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { Downloads, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { nuget as scheme } from '../../versions/schemes/nuget.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { licenseOf, mapVersion } from './map-version.ts';
import { names } from './names.ts';
import { readNuspec } from './nuspec.ts';

export interface PackageDocuments {
  name: string;
  /** The catalog entry of each version. */
  entries: readonly JsonDocument[];
  /** True where `entries` are all. */
  isComplete: boolean;
  /** The search's answer; null where there is none. */
  search: Uint8Array | null;
  /** Nuspec and catalog leaf of the version of `latestEntry`; null where there are none. */
  nuspec: Uint8Array | null;
  leaf: Uint8Array | null;
}

interface Entry {
  number: string;
  entry: JsonDocument;
  version: VersionRecord;
}

/** The version that stands for the package: the latest in good standing, else the highest of all; null without any. */
export function latestEntry(entries: readonly JsonDocument[]): Pick<Entry, 'number' | 'entry'> | null {
  return latestIn(byNumber(entries));
}

/** @throws UpstreamError `malformed` without any version, and for extras that are no JSON. */
export function mapPackage(documents: PackageDocuments): PackageRecord {
  const { name, entries, isComplete } = documents;
  const all = byNumber(entries);
  const latest = latestIn(all);
  if (latest === null) throw new UpstreamError('malformed', `registration of ${name}: no version`);
  const { entry } = latest;
  const nuspec = documents.nuspec === null ? null : readNuspec(documents.nuspec);
  const found = documents.search === null ? null : searchResult(documents.search, name);
  const leaf = documents.leaf === null ? null : parseJsonObject(documents.leaf, `leaf of ${name}`);
  const counts = new Map(
    objectsIn(found?.versions, 20_000).map(({ version, downloads }) => [
      clean(version, 200),
      countOf(downloads),
    ]),
  );
  const versions = all.map(({ number, version }) => {
    const isLatest = number === latest.number;
    const extras = {
      downloads: counts.get(number) ?? null,
      package_size: isLatest ? countOf(leaf?.packageSize) : null,
    };
    const integrity = isLatest && leaf?.version === number ? integrityOf(leaf) : null;
    return { ...version, integrity, metadata: { ...version.metadata, ...present(extras) } };
  });
  const homepage = webUrl(entry.projectUrl);
  const published = clean(entry.id, 200);
  return {
    name,
    namespace: null,
    description: clean(entry.description, 16_384) ?? clean(entry.summary, 16_384),
    homepage,
    ...chooseRepository(
      [['repository', nuspec?.repository]],
      [
        ['projectUrl', entry.projectUrl],
        ['licenseUrl', entry.licenseUrl],
      ],
    ),
    licenses: licenseOf(entry) ?? nuspec?.license ?? null,
    keywords: textsOf(entry.tags, { count: 200, length: 200 }),
    status: statusOf(versions),
    downloads: downloadsOf(found),
    fundingLinks: [],
    metadata: present({
      published_name: published === name ? null : published,
      title: clean(entry.title, 500),
      authors: clean(entry.authors, 500),
      verified: found?.verified === true || null,
      ...nuspec?.metadata,
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: isComplete,
    maintainers: found === null ? null : ownersOf(found.owners),
  };
}

function byNumber(entries: readonly JsonDocument[]): Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    const number = versionNumber(entry.version);
    // Two numbers that differ in case only are one version.
    const key = number?.toLowerCase();
    if (number === null || key === undefined || found.has(key)) continue;
    found.set(key, { number, entry, version: mapVersion(number, entry) });
  }
  return [...found.values()];
}

function latestIn(all: readonly Entry[]): Entry | null {
  const versions = all.map(({ version }) => version);
  const number =
    latestOf(versions, scheme) ??
    latestOf(
      versions.map(version => ({ ...version, status: null })),
      scheme,
    );
  return all.find(entry => entry.number === number) ?? null;
}

/** `deprecated` where every version that is listed is. */
function statusOf(versions: readonly VersionRecord[]): string | null {
  const listed = versions.filter(({ metadata }) => metadata.listed !== false);
  return listed.length > 0 && listed.every(({ status }) => status === 'deprecated') ? 'deprecated' : null;
}

/** Null where the search does not know the package: one whose versions are all unlisted. */
function searchResult(bytes: Uint8Array, name: string): JsonDocument | null {
  const { data } = parseJsonObject(bytes, `search for ${name}`);
  return objectsIn(data, 20).find(({ id }) => typeof id === 'string' && names.normalise(id) === name) ?? null;
}

function downloadsOf(found: JsonDocument | null): Downloads | null {
  const count = countOf(found?.totalDownloads);
  return count === null ? null : { count, period: 'total' };
}

function ownersOf(value: unknown): MaintainerRecord[] | null {
  const logins = textsOf(typeof value === 'string' ? [value] : value, { count: 500, length: 200 });
  if (!Array.isArray(value) && logins.length === 0) return null;
  return logins.map(login => ({ uuid: login, login, name: null, email: null, url: null, role: 'owner' }));
}

const DIGEST = /^[A-Za-z0-9+/]{40,200}={0,2}$/;

function integrityOf({ packageHash, packageHashAlgorithm }: JsonDocument): string | null {
  const algorithm = clean(packageHashAlgorithm, 20)?.toLowerCase();
  const digest = clean(packageHash, 300);
  if (algorithm === undefined || digest === null || !DIGEST.test(digest)) return null;
  return ['sha256', 'sha384', 'sha512'].includes(algorithm) ? `${algorithm}-${digest}` : null;
}
