/** A packument as a record (pure). README.md says what each field comes from. */
import type { MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { declaredUrl } from '../../core/repository-url.ts';
import { npm as semver } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { licensesOf, mapVersion, removedVersion } from './map-version.ts';
import { names } from './names.ts';
import type { Packument } from './schema.ts';
import { cleanJson, cleanText, isDoc, present } from './text.ts';

export type Mapped = { kind: 'found'; record: PackageRecord } | { kind: 'gone'; status: 'unpublished' };

const PLACEHOLDERS = /^https:\/\/github\.com\/npm\/(deprecate-holder|security-holder)$/;
const MAX_TAGS = 500;

/** @throws UpstreamError `malformed` where a version is beyond the limits of `dependencies.ts`. */
export function mapPackument(packument: Packument, name: string): Mapped {
  const { document } = packument;
  const versions = versionsOf(packument);
  // After `npm unpublish` of a whole package `versions` is gone and `time.unpublished` says when.
  if (versions.every(version => version.status !== null)) return { kind: 'gone', status: 'unpublished' };

  const tags = tagsOf(document['dist-tags']);
  const latestVersion = latestVersionOf(versions, tags.latest);
  const latestManifest = latestVersion === null ? null : packument.versions[latestVersion];
  const latest = isDoc(latestManifest) ? latestManifest : {};
  const description = cleanText(latest.description, 16_384) ?? cleanText(document.description, 16_384);
  const homepage = webPage(document.homepage) ?? webPage(latest.homepage);
  const declared = addressOf(latest.repository);
  // Usually a copy of what the latest version says.
  const ofPackument = addressOf(document.repository);
  const repository = chooseRepository(
    [
      ['repository', declared],
      ['packument.repository', ofPackument === declared ? null : ofPackument],
    ],
    [['homepage', homepage]],
  );
  const isPlaceholder = PLACEHOLDERS.test(repository.repositoryUrl ?? '');
  const funding = Array.isArray(latest.funding) ? latest.funding : [latest.funding];

  const record: PackageRecord = {
    name,
    namespace: names.namespace(name),
    description,
    homepage: isPlaceholder ? null : homepage,
    ...(isPlaceholder ? chooseRepository([]) : repository),
    licenses: licensesOf(latest) ?? licensesOf(document),
    keywords: keywordsOf(latest.keywords ?? document.keywords),
    status: statusOf(description, versions),
    downloads: null,
    fundingLinks: [...new Set(funding.slice(0, 50).map(webPage))].filter(url => url !== null),
    metadata: present({
      'dist-tags': Object.keys(tags).length > 0 ? tags : undefined,
      funding: cleanJson(latest.funding, 4000),
      contentPolicy: cleanJson(latest.contentPolicy ?? document.contentPolicy, 1000),
      // The registry itself always dates the package too. A mirror that builds packuments from tarballs does not, and
      // dates versions by when it fetched them.
      mirrored_dates: !('created' in packument.time || 'modified' in packument.time) || undefined,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: maintainersOf(document.maintainers),
  };
  return { kind: 'found', record };
}

function versionsOf({ versions, time }: Packument): VersionRecord[] {
  const records: VersionRecord[] = [];
  const dateOf = (number: string) => (Object.hasOwn(time, number) ? time[number] : null);
  for (const number of Object.keys(versions))
    if (isNumber(number)) records.push(mapVersion(number, versions[number], dateOf(number)));
  for (const number of Object.keys(time))
    if (semver.isValid(number) && isNumber(number) && !Object.hasOwn(versions, number))
      records.push(removedVersion(number, time[number]));
  return records;
}

/** Old versions are not always SemVer, but always a short word. */
function isNumber(number: string): boolean {
  return number.length <= 256 && cleanText(number, 256) === number && number !== '__proto__';
}

function tagsOf(value: unknown): { [tag: string]: string } {
  const tags: { [tag: string]: string } = {};
  const entries = isDoc(value) ? Object.entries(value) : [];
  entries.sort(([a], [b]) => Number(b === 'latest') - Number(a === 'latest'));
  for (const [name, target] of entries.slice(0, MAX_TAGS)) {
    const tag = cleanText(name, 214);
    const number = cleanText(target, 256);
    if (tag !== null && tag !== '__proto__' && number !== null) tags[tag] = number;
  }
  return tags;
}

/**
 * What the registry's tag `latest` names. Where that is a pre-release, deprecated or gone although a stable version in
 * good standing exists, the highest of those; where none does, the tag again, else the highest that there is.
 */
function latestVersionOf(versions: VersionRecord[], tag: string | undefined): string | null {
  const good = versions.filter(
    version =>
      version.status === null && !('deprecated' in version.metadata) && semver.isStable(version.number),
  );
  if (good.some(version => version.number === tag)) return tag as string;
  if (good.length > 0) return latestOf(good, semver);
  if (versions.some(version => version.number === tag && version.status === null)) return tag as string;
  return latestOf(versions, semver);
}

/** A deprecated package is one whose stable versions (all versions, where it has no stable one) are deprecated. */
function statusOf(description: string | null, versions: VersionRecord[]): string | null {
  if (description === 'security holding package') return 'removed';
  const standing = versions.filter(version => version.status === null);
  const stable = standing.filter(version => semver.isStable(version.number));
  const counted = stable.length > 0 ? stable : standing;
  return counted.every(version => 'deprecated' in version.metadata) ? 'deprecated' : null;
}

/** `repository` as string, as `{url}` or, in old packages, as a list of these. */
function addressOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return cleanText(isDoc(first) ? first.url : first, 2048);
}

/** A http(s) URL from a string or `{url}`; null for all else, so that pages can link to it. */
function webPage(value: unknown): string | null {
  const address = addressOf(value);
  const url = address === null ? null : declaredUrl(address);
  return url !== null && /^https?:/i.test(url) ? url : null;
}

function keywordsOf(value: unknown): string[] {
  const list =
    typeof value === 'string' ? value.slice(0, 20_000).split(value.includes(',') ? ',' : /\s+/) : value;
  if (!Array.isArray(list)) return [];
  const keywords = new Set<string>();
  for (const item of list) {
    // One that is too long is left out: its beginning is another keyword.
    const keyword = cleanText(item, 201);
    if (keyword !== null && keyword.length <= 200) keywords.add(keyword);
    if (keywords.size === 100) break;
  }
  return [...keywords];
}

/** Maintainers as `{name, email}` or, in old packages, as `name <email>`. */
function maintainersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const records = new Map<string, MaintainerRecord>();
  for (const item of value.slice(0, 2000)) {
    const { name, email } = personOf(item);
    const uuid = name ?? email;
    if (uuid !== null && !records.has(uuid))
      records.set(uuid, { uuid, login: name, name: null, email, url: null, role: null });
  }
  return [...records.values()];
}

function personOf(item: unknown): { name: string | null; email: string | null } {
  if (isDoc(item)) return { name: cleanText(item.name, 200), email: emailOf(item.email) };
  const text = cleanText(item, 500) ?? '';
  const open = text.indexOf('<');
  if (open < 0) return { name: cleanText(text, 200), email: null };
  return { name: cleanText(text.slice(0, open), 200), email: emailOf(text.slice(open + 1).split('>', 1)[0]) };
}

function emailOf(value: unknown): string | null {
  const email = cleanText(value, 255);
  return email !== null && email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
