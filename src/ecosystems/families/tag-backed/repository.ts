/**
 * What a repository index says of a repository and its tags (pure). Registries that are no more than a convention about
 * repositories have their facts from there. The answers are those of
 * https://repos.ecosyste.ms/docs: `/repositories/lookup`, `/tags` and `/releases`.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { PackageRecord, VersionRecord } from '../../../core/records.ts';
import { chooseRepository } from '../../../core/repository-candidates.ts';
import { declaredUrl, normaliseRepositoryUrl } from '../../../core/repository-url.ts';
import { memberOf, objectsIn, parseJsonArray, parseJsonObject } from '../../../formats/json.ts';
import { latestOf, type VersionRules } from '../../ecosystem.ts';
import { dateOf, textsOf, versionNumber } from '../registry-api/values.ts';
import { clean, present, webUrl } from '../whole-index/text.ts';
import { fundingLinksOf } from './funding.ts';

export interface Repository {
  /** `owner/name`, as the forge spells it now: a renamed repository has its new name. */
  fullName: string;
  /** What the index calls the forge: `GitHub`, `gitlab.com`. */
  host: string;
  /** Null where the index names no forge. */
  url: string | null;
  owner: string | null;
  description: string | null;
  homepage: string | null;
  keywords: string[];
  license: string | null;
  defaultBranch: string | null;
  isArchived: boolean;
  fundingLinks: string[];
}

/** `/repositories/lookup`. @throws UpstreamError `malformed`. */
export function parseRepository(bytes: Uint8Array, what: string): Repository {
  const document = parseJsonObject(bytes, `repository of ${what}`);
  const fullName = clean(document.full_name, 500);
  const host = clean(memberOf(document.host, 'name'), 200);
  if (fullName === null || host === null || !isPath(fullName))
    throw new UpstreamError('malformed', `repository of ${what}: it has no name or no host`);
  const site = webUrl(memberOf(document.host, 'url'));
  const address = site && `${site.replace(/\/$/, '')}/${fullName}`;
  const license = clean(document.license, 200);
  return {
    fullName,
    host,
    url: address && (normaliseRepositoryUrl(address) ?? declaredUrl(address)),
    owner: clean(document.owner, 200),
    description: clean(document.description, 10_000),
    homepage: webUrl(document.homepage),
    keywords: textsOf(document.topics, { count: 100, length: 100 }),
    // GitHub's word for a licence that it does not recognise.
    license: license?.toLowerCase() === 'other' ? null : license,
    defaultBranch: versionNumber(document.default_branch),
    isArchived: document.archived === true,
    fundingLinks: fundingLinksOf(memberOf(document.metadata, 'funding')),
  };
}

/** Without empty, `.` and `..` segments. */
function isPath(fullName: string): boolean {
  return !fullName.split('/').some(segment => segment === '' || /^\.{1,2}$/.test(segment));
}

export interface Tag {
  name: string;
  sha: string | null;
  publishedAt: string | null;
  downloadUrl: string | null;
}

/** One page of `/tags`. @throws UpstreamError `malformed`. */
export function parseTags(bytes: Uint8Array, what: string): Tag[] {
  return objectsIn(parseJsonArray(bytes, `tags of ${what}`), 10_000).flatMap(tag => {
    const name = versionNumber(tag.name);
    if (name === null) return [];
    return [
      {
        name,
        sha: commitOf(tag.sha),
        publishedAt: dateOf(tag.published_at),
        downloadUrl: webUrl(tag.download_url),
      },
    ];
  });
}

/** One page of `/releases`: whether the release of a tag can be changed, where that is known. */
export function parseImmutable(bytes: Uint8Array, what: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const release of objectsIn(parseJsonArray(bytes, `releases of ${what}`), 10_000)) {
    const tag = versionNumber(release.tag_name);
    if (tag !== null && typeof release.immutable === 'boolean') found.set(tag, release.immutable);
  }
  return found;
}

/** A commit, by SHA-1 or SHA-256. */
export function commitOf(value: unknown): string | null {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
    ? value.toLowerCase()
    : null;
}

/** Tags as versions, each once, with nothing said about what they depend on. */
export function versionsOf(tags: readonly Tag[]): VersionRecord[] {
  const versions = new Map<string, VersionRecord>();
  for (const { name, sha, publishedAt, downloadUrl } of tags) {
    if (versions.has(name)) continue;
    versions.set(name, {
      number: name,
      publishedAt,
      licenses: null,
      integrity: null,
      status: null,
      metadata: present({ sha, download_url: downloadUrl }),
      dependencies: null,
    });
  }
  return [...versions.values()];
}

/** What a repository and its tags say of a package. */
export function recordOf(
  name: string,
  repository: Repository,
  versions: VersionRecord[],
  rules: VersionRules,
): PackageRecord {
  return {
    name,
    namespace: repository.owner,
    description: repository.description,
    homepage: repository.homepage,
    ...chooseRepository([['full_name', repository.url, repository.fullName]]),
    licenses: repository.license,
    keywords: repository.keywords,
    status: null,
    downloads: null,
    fundingLinks: repository.fundingLinks,
    metadata: present({
      default_branch: repository.defaultBranch,
      archived: repository.isArchived ? true : null,
    }),
    latestVersion: latestOf(versions, rules),
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}
