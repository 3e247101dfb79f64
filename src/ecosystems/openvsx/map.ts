/** The documents of an extension as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { npm as semver } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { countOf, dateOf, textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

export interface ExtensionDocuments {
  name: string;
  /** The document of the extension: its latest version. */
  extension: JsonDocument;
  /** Each version on each platform; empty where `extension` is all that there is. */
  entries: readonly JsonDocument[];
  /** True where `entries` are all. */
  isComplete: boolean;
}

const MAX_DEPENDENCIES = 1_000;
const MAX_VERSIONS = 20_000;

/** @throws UpstreamError `malformed` for a document that is of another extension or names no version. */
export function mapExtension({ name, extension, entries, isComplete }: ExtensionDocuments): PackageRecord {
  const said = `${clean(extension.namespace) ?? ''}/${clean(extension.name) ?? ''}`;
  if (names.normalise(said) !== name) throw malformed(name, `it is of another one, ${said.slice(0, 200)}`);
  const versions = versionsOf(entries.length > 0 ? entries : [extension]);
  if (versions.length === 0) throw malformed(name, 'no version');

  const homepage = webUrl(extension.homepage);
  const funding = webUrl(extension.sponsorLink);
  const downloads = countOf(extension.downloadCount);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(extension.description, 16_384),
    homepage,
    ...chooseRepository([['repository', extension.repository]], [['homepage', extension.homepage]]),
    licenses: clean(extension.license),
    keywords: textsOf(extension.tags, { count: 300, length: 200 }).filter(tag => !tag.startsWith('__')),
    status: extension.deprecated === true ? 'deprecated' : null,
    downloads: downloads === null ? null : { count: downloads, period: 'total' },
    fundingLinks: funding === null ? [] : [funding],
    metadata: present({
      published_name: said === name ? null : said,
      display_name: clean(extension.displayName),
      categories: unlessEmpty(textsOf(extension.categories, { count: 50, length: 200 })),
      average_rating: rating(extension.averageRating),
      review_count: countOf(extension.reviewCount),
      verified: extension.verified === true || null,
      bugs: webUrl(extension.bugs),
      replacement: fragmentOf(extension.replacement, 1_000),
    }),
    latestVersion: statedLatest(versions, extension, entries) ?? latestOf(versions, semver),
    versions,
    versionsComplete: isComplete,
    maintainers: maintainersOf(extension.publishedBy),
  };
}

function versionsOf(entries: readonly JsonDocument[]): VersionRecord[] {
  const groups = new Map<string, JsonDocument[]>();
  for (const entry of entries) {
    const number = versionNumber(entry.version);
    if (number === null || (groups.size === MAX_VERSIONS && !groups.has(number))) continue;
    groups.set(number, [...(groups.get(number) ?? []), entry]);
  }
  return [...groups].map(([number, group]) => versionOf(number, group));
}

/** One version from what is said of it for each platform; the universal file speaks first. */
function versionOf(number: string, group: readonly JsonDocument[]): VersionRecord {
  const main =
    group.find(({ targetPlatform }) => targetPlatform === 'universal') ?? (group[0] as JsonDocument);
  const dates = group.map(({ timestamp }) => dateOf(timestamp)).filter(date => date !== null);
  const platforms = textsOf(
    group.map(({ targetPlatform }) => targetPlatform),
    { count: 50, length: 50 },
  );
  return {
    number,
    publishedAt: dates.sort()[0] ?? null,
    licenses: clean(main.license),
    integrity: null,
    status: group.every(({ downloadable }) => downloadable === false) ? 'yanked' : null,
    metadata: present({
      download_url: webUrl(memberOf(main.files, 'download')),
      target_platforms: platforms.every(platform => platform === 'universal') ? null : platforms,
      pre_release: main.preRelease === true || null,
      preview: main.preview === true || null,
      engines: fragmentOf(main.engines, 500),
      extension_kind: fragmentOf(main.extensionKind, 500),
      published_by: clean(memberOf(main.publishedBy, 'loginName'), 200),
    }),
    dependencies: [
      ...dependenciesOf(main.dependencies, 'runtime'),
      ...dependenciesOf(main.bundledExtensions, 'bundled'),
    ],
  };
}

/** Extensions that are needed, or come along: without requirements, the newest one fits. */
function dependenciesOf(value: unknown, kind: (typeof dependencyKinds)[number]): DependencyRecord[] {
  const found = new Set<string>();
  for (const { namespace, extension } of objectsIn(value, MAX_DEPENDENCIES)) {
    const name = names.normalise(`${clean(namespace) ?? ''}/${clean(extension) ?? ''}`);
    if (names.problem(name) === null) found.add(name);
  }
  return [...found].map(name => ({ name, requirement: null, kind, optional: false }));
}

/** The version that the registry calls latest, where it stands. */
function statedLatest(
  versions: readonly VersionRecord[],
  extension: JsonDocument,
  entries: readonly JsonDocument[],
): string | null {
  const stated = [extension, ...entries].find(
    ({ versionAlias }) => Array.isArray(versionAlias) && versionAlias.includes('latest'),
  );
  const version = versions.find(({ number, status }) => number === stated?.version && status === null);
  return version?.number ?? null;
}

function maintainersOf(value: unknown): MaintainerRecord[] | null {
  const login = isJsonObject(value) ? clean(value.loginName, 200) : null;
  if (login === null || !isJsonObject(value)) return null;
  return [
    {
      uuid: login,
      login,
      name: clean(value.fullName, 200),
      email: null,
      url: webUrl(value.homepage),
      role: null,
    },
  ];
}

function rating(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 5 ? value : null;
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `extension ${name}: ${problem}`);
}
