/** The documents of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  Downloads,
  JsonObject,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { pub } from '../../versions/schemes/pub.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { countOf, dateOf, sha256Integrity, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { dependenciesOf } from './dependencies.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;
const MAX_FUNDING = 20;
const TEXTS = { count: 100, length: 200 };

/** The answers of the registry for one package; null for what it has not. */
export interface PubDocuments {
  /** `/api/packages/{name}` */
  package: Uint8Array;
  /** `/api/packages/{name}/score` */
  score: Uint8Array | null;
  /** `/api/packages/{name}/publisher` */
  publisher: Uint8Array | null;
}

/** @throws UpstreamError `malformed` for what is no package, or another one. */
export function mapPackage(name: string, documents: PubDocuments): PackageRecord {
  const document = parseJsonObject(documents.package, `package ${name}`);
  if (document.name !== name) throw malformed(name, 'it is of another package');
  if (!Array.isArray(document.versions)) throw malformed(name, 'no list of versions');
  if (document.versions.length > MAX_VERSIONS) throw malformed(name, `more than ${MAX_VERSIONS} versions`);

  const versions = new Map<string, VersionRecord>();
  for (const version of objectsIn(document.versions, MAX_VERSIONS)) {
    const number = versionNumber(version.version);
    if (number !== null) versions.set(number, mapVersion(number, version));
  }
  const latestVersion = latestVersionOf([...versions.values()], memberOf(document.latest, 'version'));
  const latest = memberOf(document.latest, 'pubspec');
  const pubspec = isJsonObject(latest) ? latest : {};
  const score = documents.score === null ? {} : parseJsonObject(documents.score, `score of ${name}`);
  const homepage = webUrl(pubspec.homepage);
  return {
    name,
    namespace: names.namespace(),
    description: clean(pubspec.description, 16_384),
    homepage,
    ...chooseRepository(
      [['repository', pubspec.repository]],
      [
        ['homepage', pubspec.homepage],
        ['issue_tracker', pubspec.issue_tracker],
      ],
    ),
    licenses: licensesOf(score),
    keywords: textsOf(pubspec.topics, TEXTS),
    status: document.isDiscontinued === true ? 'discontinued' : null,
    downloads: downloadsOf(score),
    fundingLinks: fundingOf(pubspec.funding),
    metadata: present({
      replaced_by: clean(document.replacedBy, 200),
      is_unlisted: document.isUnlisted === true || null,
      issue_tracker: webUrl(pubspec.issue_tracker),
      documentation: webUrl(pubspec.documentation),
      likes: countOf(score.likeCount),
      points: countOf(score.grantedPoints),
      max_points: countOf(score.maxPoints),
    }),
    latestVersion,
    versions: [...versions.values()],
    versionsComplete: true,
    maintainers: publisherOf(name, documents.publisher),
  };
}

/** What the registry calls latest, unless it was retracted. */
function latestVersionOf(versions: readonly VersionRecord[], said: unknown): string | null {
  const stands = versions.some(({ number, status }) => number === said && status === null);
  return stands ? (said as string) : latestOf(versions, pub);
}

function mapVersion(number: string, version: JsonDocument): VersionRecord {
  const pubspec = isJsonObject(version.pubspec) ? version.pubspec : null;
  return {
    number,
    publishedAt: dateOf(version.published),
    licenses: null,
    integrity: sha256Integrity(version.archive_sha256),
    status: version.retracted === true ? 'retracted' : null,
    metadata: pubspec === null ? {} : versionMetadata(pubspec),
    dependencies: pubspec === null ? null : dependenciesOf(pubspec),
  };
}

function versionMetadata(pubspec: JsonDocument): JsonObject {
  return present({
    environment: fragmentOf(pubspec.environment, 500),
    platforms: fragmentOf(isJsonObject(pubspec.platforms) ? Object.keys(pubspec.platforms) : null, 500),
    executables: fragmentOf(isJsonObject(pubspec.executables) ? Object.keys(pubspec.executables) : null, 500),
  });
}

/** Tags that say something of a licence, and name none. */
const NO_LICENSES = new Set(['fsf-libre', 'osi-approved', 'unknown']);

/** SPDX identifiers in lower case, as the registry has found them in the licence file of the latest version. */
function licensesOf(score: JsonDocument): string | null {
  const found = textsOf(score.tags, { count: 500, length: 200 })
    .filter(tag => tag.startsWith('license:'))
    .map(tag => tag.slice('license:'.length))
    .filter(license => license !== '' && !NO_LICENSES.has(license));
  return found.length > 0 ? found.join(',') : null;
}

function downloadsOf(score: JsonDocument): Downloads | null {
  const count = countOf(score.downloadCount30Days);
  return count === null ? null : { count, period: 'last-month' };
}

function fundingOf(value: unknown): string[] {
  const urls = Array.isArray(value) ? value.slice(0, MAX_FUNDING).map(webUrl) : [];
  return [...new Set(urls)].filter(url => url !== null);
}

/** The verified publisher, a domain. Null without one: the uploaders of the package are not told. */
function publisherOf(name: string, bytes: Uint8Array | null): MaintainerRecord[] | null {
  const id = bytes === null ? null : clean(parseJsonObject(bytes, `publisher of ${name}`).publisherId, 255);
  if (id === null) return null;
  return [{ uuid: id, login: id, name: null, email: null, url: null, role: 'publisher' }];
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `package ${name}: ${problem}`);
}
