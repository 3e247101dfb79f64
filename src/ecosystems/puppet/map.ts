/** The documents of a module as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { npm as semver } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { countOf, dateOf, sha256Integrity, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

export interface ModuleDocuments {
  name: string;
  /** The document of the module. */
  module: JsonDocument;
  /** Documents of releases. */
  releases: readonly JsonDocument[];
}

const MAX_RELEASES = 5_000;
const MAX_DEPENDENCIES = 1_000;

/** The releases in the document of one, or in a list. */
export function releasesIn(document: JsonDocument): JsonDocument[] {
  return Array.isArray(document.results) ? objectsIn(document.results, MAX_RELEASES) : [document];
}

/**
 * Null for a module all of whose releases were taken back.
 *
 * @throws UpstreamError `malformed` for a document that is of another module.
 */
export function mapModule({ name, module, releases }: ModuleDocuments): PackageRecord | null {
  const said = clean(module.slug) ?? '';
  if (names.normalise(said) !== name)
    throw new UpstreamError('malformed', `module ${name}: it is of another one, ${said.slice(0, 200)}`);
  const current = isJsonObject(module.current_release) ? module.current_release : null;
  if (current === null) return null;

  const metadata = isJsonObject(current.metadata) ? current.metadata : {};
  const versions = versionsOf(module, [current, ...releases], name);
  const homepage = webUrl(metadata.project_page) ?? webUrl(module.homepage_url);
  const downloads = countOf(module.downloads);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(metadata.summary, 16_384),
    homepage,
    ...chooseRepository(
      [['source', metadata.source]],
      [
        ['project_page', metadata.project_page],
        ['homepage_url', module.homepage_url],
      ],
    ),
    licenses: clean(metadata.license),
    keywords: textsOf(current.tags, { count: 100, length: 200 }),
    status: clean(module.deprecated_at) === null ? null : 'deprecated',
    downloads: downloads === null ? null : { count: downloads, period: 'total' },
    fundingLinks: [],
    metadata: present({
      deprecated_for: clean(module.deprecated_for),
      superseded_by: clean(memberOf(module.superseded_by, 'slug') ?? module.superseded_by, 200),
      endorsement: clean(module.endorsement, 100),
      supported: module.supported === true || null,
      issues_url: webUrl(metadata.issues_url) ?? webUrl(module.issues_url),
      feedback_score: countOf(module.feedback_score),
    }),
    latestVersion: latestOf(versions, semver),
    versions,
    versionsComplete: true,
    maintainers: ownerOf(module.owner),
  };
}

/** Releases of which there is a document, then those that the module only lists. */
function versionsOf(module: JsonDocument, releases: readonly JsonDocument[], name: string): VersionRecord[] {
  const versions = new Map<string, VersionRecord>();
  for (const release of releases) {
    const number = versionNumber(release.version);
    const of = memberOf(release.module, 'slug');
    const isOfModule = of === undefined || (typeof of === 'string' && names.normalise(of) === name);
    if (number !== null && isOfModule && !versions.has(number))
      versions.set(number, versionOf(number, release));
  }
  for (const listed of objectsIn(module.releases, MAX_RELEASES)) {
    const number = versionNumber(listed.version);
    if (number !== null && !versions.has(number)) versions.set(number, versionOf(number, listed));
  }
  return [...versions.values()];
}

function versionOf(number: string, release: JsonDocument): VersionRecord {
  const metadata = isJsonObject(release.metadata) ? release.metadata : null;
  return {
    number,
    publishedAt: dateOf(release.created_at),
    licenses: clean(metadata?.license),
    integrity: sha256Integrity(release.file_sha256),
    status: clean(release.deleted_at) === null ? null : 'removed',
    metadata: present({
      deleted_for: clean(release.deleted_for),
      downloads: countOf(release.downloads),
      file_size: countOf(release.file_size),
      supported: release.supported === true || null,
      pdk: release.pdk === true || null,
      requirements: fragmentOf(metadata?.requirements, 500),
      operatingsystem_support: fragmentOf(metadata?.operatingsystem_support, 2_000),
    }),
    dependencies: metadata === null ? null : dependenciesOf(metadata.dependencies),
  };
}

function dependenciesOf(value: unknown): DependencyRecord[] {
  const found = new Map<string, DependencyRecord>();
  for (const { name: said, version_requirement } of objectsIn(value, MAX_DEPENDENCIES)) {
    const name = names.normalise(clean(said) ?? '');
    if (names.problem(name) !== null || found.has(name)) continue;
    found.set(name, { name, requirement: clean(version_requirement), kind: 'runtime', optional: false });
  }
  return [...found.values()];
}

/** The account in whose name the module is published. */
function ownerOf(value: unknown): MaintainerRecord[] | null {
  const login = clean(memberOf(value, 'username'), 200) ?? clean(memberOf(value, 'slug'), 200);
  const uuid = clean(memberOf(value, 'slug'), 200) ?? login;
  return uuid === null ? null : [{ uuid, login, name: null, email: null, url: null, role: 'owner' }];
}
