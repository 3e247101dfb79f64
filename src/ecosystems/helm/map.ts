/** A package of Artifact Hub as a record (pure). README.md says what each field comes from. */
import type {
  DependencyRecord,
  JsonObject,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import {
  countOf,
  dateOfUnix,
  sha256Integrity,
  textsOf,
  versionNumber,
} from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { parsePackage } from './schema.ts';

const MAX_VERSIONS = 20_000;
const MAX_DEPENDENCIES = 1_000;

/** @throws UpstreamError `malformed`. */
export function mapPackage(asked: string, bytes: Uint8Array): PackageRecord {
  const { document, name } = parsePackage(bytes, asked);
  const versions = versionsOf(document);
  const homepage = webUrl(document.home_url);
  const repository = memberOf(document, 'repository');
  const chartRepository = clean(memberOf(repository, 'url'), 2_000);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(document.description, 10_000),
    homepage,
    ...chooseRepository(
      [['links.source', sourceOf(document)]],
      [
        ['repository.url', chartRepository],
        ['home_url', document.home_url],
      ],
    ),
    licenses: clean(document.license, 500),
    keywords: textsOf(document.keywords, { count: 100, length: 200 }),
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      app_version: clean(document.app_version, 200),
      chart_version: versionNumber(document.version),
      category: countOf(document.category),
      official: flagOf(document.official),
      deprecated: flagOf(document.deprecated),
      repository_url: chartRepository,
      repository_official: flagOf(memberOf(repository, 'official')),
      verified_publisher: flagOf(memberOf(repository, 'verified_publisher')),
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: maintainersOf(document.maintainers),
  };
}

/** Those that the package lists, and the one that it describes, whose facts are all known. */
function versionsOf(document: JsonDocument): VersionRecord[] {
  const versions = new Map<string, VersionRecord>();
  for (const listed of objectsIn(document.available_versions, MAX_VERSIONS)) {
    const number = versionNumber(listed.version);
    if (number !== null && !versions.has(number)) versions.set(number, versionRecord(number, listed));
  }
  const described = versionNumber(document.version);
  if (described === null) return [...versions.values()];
  const record = versionRecord(described, document);
  versions.set(described, {
    ...record,
    licenses: clean(document.license, 500),
    integrity: sha256Integrity(document.digest),
    metadata: {
      ...record.metadata,
      ...present({
        content_url: webUrl(document.content_url),
        kube_version: clean(memberOf(document.data, 'kubeVersion'), 200),
        type: clean(memberOf(document.data, 'type'), 50),
      }),
    },
    dependencies: dependenciesOf(memberOf(document.data, 'dependencies')),
  });
  return [...versions.values()];
}

function versionRecord(number: string, listed: JsonDocument): VersionRecord {
  return {
    number,
    publishedAt: dateOfUnix(listed.ts),
    licenses: null,
    integrity: null,
    status: null,
    metadata: present({
      app_version: clean(listed.app_version, 200),
      prerelease: flagOf(listed.prerelease),
      contains_security_updates: flagOf(listed.contains_security_updates),
    }),
    dependencies: null,
  };
}

/**
 * A dependency in a repository of Artifact Hub has that repository in its name. Others keep the name of their chart alone,
 * with the address of their repository; a chart that is part of this one has none.
 */
function dependenciesOf(list: unknown): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const said of objectsIn(list, MAX_DEPENDENCIES)) {
    const chart = clean(said.name, 200);
    if (chart === null) continue;
    const listed = clean(said.artifacthub_repository_name, 200);
    const name = listed === null ? chart : names.normalise(`${listed}/${chart}`);
    const repository = listed === null ? clean(said.repository, 500) : null;
    const requirement = clean(said.version, 500);
    const record: DependencyRecord = { name, requirement, kind: 'runtime', optional: false };
    const key = [name, requirement, repository].join(' ');
    records.set(key, repository === null ? record : { ...record, qualifiers: { repository } });
  }
  return [...records.values()];
}

/** The link that is called a source, as charts' `sources` and annotations are. */
function sourceOf(document: JsonDocument): string | null {
  const links = objectsIn(document.links, 200);
  const source = links.find(link => /source/i.test(clean(link.name, 200) ?? ''));
  return clean(source?.url, 2_000);
}

function maintainersOf(list: unknown): MaintainerRecord[] {
  const people = new Map<string, MaintainerRecord>();
  for (const said of objectsIn(list, 500)) {
    const name = clean(said.name, 200);
    const email = clean(said.email, 254);
    const uuid = email?.toLowerCase() ?? name;
    if (uuid === null || people.has(uuid)) continue;
    people.set(uuid, { uuid, login: null, name, email, url: null, role: null });
  }
  return [...people.values()];
}

function flagOf(value: unknown): JsonObject[string] {
  return typeof value === 'boolean' ? value : null;
}
