/** Releases of a distribution as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { cpan as scheme } from '../../versions/schemes/cpan.ts';
import { latestOf } from '../ecosystem.ts';
import { dateOf, sha256Integrity, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';
import type { Releases } from './releases.ts';

const MAX_DEPENDENCIES = 5_000;
const PAUSE_ID = /^[A-Z][A-Z0-9-]{1,30}$/;

/** The record, without maintainers, and the PAUSE id of the author of the release that it describes. */
export function mapReleases(
  name: string,
  { all, isComplete }: Releases,
): { record: PackageRecord; author: string | null } {
  const releases = new Map<string, JsonDocument>();
  for (const release of [...all].sort(byStanding)) {
    const number = numberOf(release);
    if (number !== null && !releases.has(number)) releases.set(number, release);
  }
  const versions = [...releases].map(([number, release]) => versionOf(number, release));
  const stated = [...releases].find(([, { status }]) => status === 'latest')?.[0] ?? null;
  const latestVersion = stated ?? latestOf(released(versions), scheme) ?? latestOf(versions, scheme);
  const newest = latestOf(
    versions.map(version => ({ ...version, status: null })),
    scheme,
  );
  const main = releases.get(latestVersion ?? newest ?? '') ?? (all[0] as JsonDocument);
  const { resources } = main;
  const repository = memberOf(resources, 'repository');
  const homepage = webUrl(memberOf(resources, 'homepage'));
  const author = clean(main.author, 40);
  const record: PackageRecord = {
    name,
    namespace: null,
    description: clean(main.abstract, 16_384),
    homepage,
    ...chooseRepository(
      [
        ['resources.repository.web', memberOf(repository, 'web')],
        ['resources.repository.url', memberOf(repository, 'url')],
      ],
      [['resources.homepage', memberOf(resources, 'homepage')]],
    ),
    licenses: licensesOf(main.license),
    keywords: textsOf(memberOf(main.metadata, 'keywords'), { count: 100, length: 200 }),
    status: statusOf(main, versions),
    downloads: null,
    fundingLinks: [],
    metadata: present({
      author,
      main_module: clean(main.main_module, 300),
      bugtracker: webUrl(memberOf(memberOf(resources, 'bugtracker'), 'web')),
    }),
    latestVersion,
    versions,
    versionsComplete: isComplete,
    maintainers: null,
  };
  return { record, author: author !== null && PAUSE_ID.test(author) ? author : null };
}

/** One number can be released by several authors: the one that CPAN installs, then what is there at all, comes first. */
function byStanding(a: JsonDocument, b: JsonDocument): number {
  const rank = ({ status, authorized }: JsonDocument) =>
    (status === 'latest' ? 4 : status === 'cpan' ? 2 : 0) + (authorized === true ? 1 : 0);
  return rank(b) - rank(a);
}

function numberOf({ version }: JsonDocument): string | null {
  return versionNumber(typeof version === 'number' ? String(version) : version);
}

/** Without developer releases, which the number does not always show. */
function released(versions: readonly VersionRecord[]): VersionRecord[] {
  return versions.filter(({ metadata }) => metadata.maturity !== 'developer');
}

/** `removed` where all releases were deleted: they are in the archive of deleted files, BackPAN, only. */
function statusOf(main: JsonDocument, versions: readonly VersionRecord[]): string | null {
  if (versions.length > 0 && versions.every(({ status }) => status === 'removed')) return 'removed';
  return main.deprecated === true ? 'deprecated' : null;
}

function versionOf(number: string, release: JsonDocument): VersionRecord {
  const date = clean(release.date, 40);
  return {
    number,
    // MetaCPAN leaves the zone out: it is UTC.
    publishedAt: dateOf(date !== null && /\d$/.test(date) && date.includes('T') ? `${date}Z` : date),
    licenses: licensesOf(release.license),
    integrity: sha256Integrity(release.checksum_sha256),
    status: release.status === 'backpan' ? 'removed' : null,
    metadata: present({
      download_url: webUrl(release.download_url),
      author: clean(release.author, 40),
      maturity: release.maturity === 'developer' ? 'developer' : null,
      authorized: release.authorized === false ? false : null,
    }),
    dependencies: dependenciesOf(release.dependency),
  };
}

/** Identifiers of https://metacpan.org/pod/CPAN::Meta::Spec#license; `unknown` is that nothing was said. */
function licensesOf(value: unknown): string | null {
  const said = textsOf(Array.isArray(value) ? value : [value], { count: 50, length: 200 });
  return said.filter(license => license !== 'unknown').join(',') || null;
}

const OPTIONAL = new Set(['recommends', 'suggests']);

function dependenciesOf(value: unknown): DependencyRecord[] {
  const found = new Map<string, DependencyRecord>();
  for (const { module, phase, relationship, version } of objectsIn(value, MAX_DEPENDENCIES)) {
    const kind = dependencyKinds.find(known => known === phase);
    const name = names.normalise(clean(module) ?? '');
    const optional = typeof relationship === 'string' && OPTIONAL.has(relationship);
    if (kind === undefined || names.problem(name) !== null) continue;
    // `conflicts` is none.
    if (!optional && relationship !== 'requires') continue;
    const requirement = clean(typeof version === 'number' ? String(version) : version);
    const record: DependencyRecord = { name, requirement, kind, optional };
    const key = `${kind} ${name} ${relationship}`;
    if (found.has(key)) continue;
    found.set(key, optional ? { ...record, qualifiers: { relationship: String(relationship) } } : record);
  }
  return [...found.values()];
}

/** An author by the document about them; of one without a document, the PAUSE id. @throws UpstreamError `malformed`. */
export function mapAuthor(pauseId: string, body: Uint8Array | null): MaintainerRecord {
  const author = body === null ? {} : parseJsonObject(body, `author ${pauseId}`);
  const [email = null] = textsOf(listOf(author.email), { count: 20, length: 254 }).filter(text =>
    /^[^\s@]+@[^\s@]+$/.test(text),
  );
  const url = listOf(author.website)
    .slice(0, 20)
    .map(webUrl)
    .find(found => found !== null);
  return {
    uuid: pauseId,
    login: pauseId,
    name: clean(author.name, 200),
    email,
    url: url ?? null,
    role: null,
  };
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) || value === undefined ? [] : [value];
}
