/** The documents of a package as a record (pure). README.md says what each field comes from. */
import type { MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { composer as scheme } from '../../versions/schemes/composer.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { isBranch, licensesOf, mapVersion } from './map-version.ts';
import { names } from './names.ts';
import { parseAbout, parseVersions } from './schema.ts';

export interface PackageDocuments {
  name: string;
  /** The static file with the versions; null where there is none. */
  versions: Uint8Array | null;
  /** The document about the package; null where there is none. */
  about: Uint8Array | null;
}

/** @throws UpstreamError `malformed` for documents that are of another form, or of another package. */
export function mapPackage(documents: PackageDocuments): PackageRecord {
  const { name } = documents;
  const about = documents.about === null ? null : parseAbout(documents.about, name);
  const entries =
    documents.versions === null ? (about?.versions ?? []) : parseVersions(documents.versions, name);
  const releases = new Map<string, JsonDocument>();
  for (const entry of entries) {
    const number = versionNumber(entry.version);
    if (number !== null && !isBranch(number) && !releases.has(number)) releases.set(number, entry);
  }
  const versions: VersionRecord[] = [...releases].map(([number, entry]) => mapVersion(number, entry));
  const latestVersion = latestOf(versions, scheme);
  const document = about?.document ?? {};
  // A package without releases is described by its branches.
  const latest = releases.get(latestVersion ?? '') ?? about?.versions[0] ?? entries[0] ?? {};
  const homepage = webUrl(latest.homepage);
  const downloads = countOf(memberOf(document.downloads, 'total'));
  const abandoned = document.abandoned ?? latest.abandoned;
  const replacement = clean(abandoned, 255);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(latest.description, 16_384) ?? clean(document.description, 16_384),
    homepage,
    ...chooseRepository(
      [
        ['source', memberOf(latest.source, 'url')],
        ['repository', document.repository],
      ],
      [['homepage', latest.homepage]],
    ),
    licenses: licensesOf(latest.license),
    keywords: textsOf(latest.keywords, { count: 100, length: 200 }),
    status: abandoned === true || replacement !== null ? 'abandoned' : null,
    downloads: downloads === null ? null : { count: downloads, period: 'total' },
    fundingLinks: fundingOf(latest.funding),
    metadata: present({
      type: clean(latest.type ?? document.type, 100),
      replacement,
      language: clean(document.language, 100),
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: about === null ? null : maintainersOf(document.maintainers),
  };
}

function fundingOf(value: unknown): string[] {
  const urls = objectsIn(value, 50).map(({ url }) => webUrl(url));
  return [...new Set(urls)].filter(url => url !== null);
}

function maintainersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const logins = textsOf(
    objectsIn(value, 500).map(({ name }) => name),
    { count: 500, length: 200 },
  );
  return logins.map(login => ({ uuid: login, login, name: null, email: null, url: null, role: null }));
}
