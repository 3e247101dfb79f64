/** Entries of packages.json as records (pure). README.md says what each field comes from. */
import type { JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, objectsIn } from '../../formats/json.ts';
import { generic } from '../../versions/schemes/generic.ts';
import { latestOf } from '../ecosystem.ts';
import { textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** One version of a package. All are held at once: no more than is needed. */
export interface Entry {
  name: string;
  version: string;
  synopsis: string | null;
  homepage: string | null;
  integrity: string | null;
  /** Where the source is: of a git repository, or the first address of a file. */
  repository: string | null;
  download: string | null;
  metadata: JsonObject;
}

/** `sha256-` and base64, as in Subresource Integrity: https://www.w3.org/TR/sri-2/#the-integrity-attribute. */
const SRI = /^(?:sha256|sha384|sha512)-[A-Za-z0-9+/]+={0,2}$/;

/** Null for what is no package. */
export function entryOf(value: unknown): Entry | null {
  if (!isJsonObject(value)) return null;
  const name = names.normalise(clean(value.name, 1_000) ?? '');
  const version = versionNumber(value.version);
  if (names.problem(name) !== null || version === null) return null;
  const source = objectsIn(value.source, 1)[0] ?? {};
  const integrity = clean(source.integrity, 200);
  const download = webUrl(textsOf(source.urls, { count: 1, length: 2_048 })[0]);
  return {
    name,
    version,
    synopsis: clean(value.synopsis, 5_000),
    homepage: webUrl(value.homepage),
    integrity: integrity !== null && SRI.test(integrity) ? integrity : null,
    repository: clean(source.git_url, 2_048),
    download,
    metadata: present({
      location: clean(value.location, 500),
      variable_name: clean(value.variable_name, 200),
      source_type: clean(source.type, 50),
      git_url: webUrl(source.git_url),
      git_ref: clean(source.git_ref, 200),
      download_url: download,
    }),
  };
}

/** Versions of one package; of several entries of a version the first counts. */
export function recordOf(entries: readonly [Entry, ...Entry[]]): PackageRecord {
  const byVersion = new Map<string, Entry>();
  for (const entry of entries) if (!byVersion.has(entry.version)) byVersion.set(entry.version, entry);
  const versions = [...byVersion.values()].map(versionRecord);
  const latestVersion = latestOf(versions, generic);
  const latest = byVersion.get(latestVersion ?? '') ?? entries[0];
  const { location, variable_name: variable } = latest.metadata;
  return {
    name: latest.name,
    namespace: null,
    description: latest.synopsis,
    homepage: latest.homepage,
    ...chooseRepository(
      [],
      [
        ['homepage', latest.homepage],
        ['source.git_url', latest.repository],
        ['source.urls', latest.download],
      ],
    ),
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({ location, variable_name: variable }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionRecord({ version, integrity, metadata }: Entry): VersionRecord {
  return {
    number: version,
    publishedAt: null,
    licenses: null,
    integrity,
    status: null,
    metadata,
    dependencies: null,
  };
}
