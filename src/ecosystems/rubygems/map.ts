/** The documents of a gem as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  DependencyRecord,
  Downloads,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import {
  type JsonDocument,
  memberOf,
  objectsIn,
  parseJsonArray,
  parseJsonObject,
} from '../../formats/json.ts';
import { gem } from '../../versions/schemes/gem.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, textsOf } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { parseInfo } from './compact-index.ts';
import type { dependencyKinds } from './kinds.ts';
import { mapVersion, numberOf } from './map-version.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 50_000;
const MAX_OWNERS = 1_000;
const MAX_DEPENDENCIES = 2_000;
/** Members that can name the repository, best first. */
const PAGES = ['wiki_uri', 'documentation_uri', 'bug_tracker_uri', 'changelog_uri', 'homepage_uri'];

/** The answers of the registry for one gem; null for what it has not. */
export interface GemDocuments {
  /** `/api/v1/gems/{name}.json` */
  gem: Uint8Array;
  /** `/api/v1/versions/{name}.json` */
  versions: Uint8Array | null;
  /** `/api/v1/gems/{name}/owners.json` */
  owners: Uint8Array | null;
  /** `/info/{name}` */
  info: Uint8Array | null;
}

/** @throws UpstreamError `malformed` for what is no gem, or another one. */
export function mapGem(name: string, documents: GemDocuments): PackageRecord {
  const document = parseJsonObject(documents.gem, `gem ${name}`);
  if (document.name !== name) throw new UpstreamError('malformed', `gem ${name}: it is of another gem`);
  const needs = documents.info === null ? null : parseInfo(documents.info, name);
  const versions = versionsOf(name, documents.versions, needs);
  withDevelopment(versions, document);

  const funding = webUrl(document.funding_uri);
  return {
    name,
    namespace: names.namespace(),
    description: clean(document.info, 16_384),
    homepage: webUrl(document.homepage_uri),
    ...chooseRepository(
      [['source_code_uri', document.source_code_uri]],
      PAGES.map(member => [member, document[member]]),
    ),
    licenses: textsOf(document.licenses, { count: 50, length: 200 }).join(',') || null,
    keywords: [],
    status: null,
    downloads: downloadsOf(document),
    fundingLinks: funding === null ? [] : [funding],
    metadata: present({
      funding,
      documentation_uri: webUrl(document.documentation_uri),
      bug_tracker_uri: webUrl(document.bug_tracker_uri),
      changelog_uri: webUrl(document.changelog_uri),
      mailing_list_uri: webUrl(document.mailing_list_uri),
      wiki_uri: webUrl(document.wiki_uri),
      authors: clean(document.authors, 2_000),
      mfa_required: memberOf(document.metadata, 'rubygems_mfa_required') === 'true' || null,
    }),
    latestVersion: latestVersionOf(versions),
    versions: [...versions.values()],
    versionsComplete: true,
    maintainers: ownersOf(name, documents.owners),
  };
}

function versionsOf(
  name: string,
  bytes: Uint8Array | null,
  needs: ReadonlyMap<string, DependencyRecord[]> | null,
): Map<string, VersionRecord> {
  const list = bytes === null ? [] : parseJsonArray(bytes, `versions of ${name}`);
  if (list.length > MAX_VERSIONS)
    throw new UpstreamError('malformed', `versions of ${name}: more than ${MAX_VERSIONS}`);
  const versions = new Map<string, VersionRecord>();
  for (const listed of objectsIn(list, MAX_VERSIONS)) {
    const number = numberOf(listed);
    if (number !== null) versions.set(number, mapVersion(number, listed, needs?.get(number) ?? null));
  }
  return versions;
}

/** The gem's own document tells what the version that it is about needs for its development. */
function withDevelopment(versions: Map<string, VersionRecord>, document: JsonDocument): void {
  const number = numberOf({ number: document.version, platform: document.platform });
  const version = number === null ? undefined : versions.get(number);
  if (version === undefined) return;
  const { dependencies } = document;
  const runtime = version.dependencies ?? edgesOf(memberOf(dependencies, 'runtime'), 'runtime');
  version.dependencies = [...runtime, ...edgesOf(memberOf(dependencies, 'development'), 'development')];
}

function edgesOf(value: unknown, kind: (typeof dependencyKinds)[number]): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const said of objectsIn(value, MAX_DEPENDENCIES)) {
    const name = typeof said.name === 'string' ? names.normalise(said.name) : '';
    if (names.problem(name) !== null) continue;
    records.set(name, { name, requirement: clean(said.requirements, 1_000), kind, optional: false });
  }
  return [...records.values()];
}

/** Of one number on several platforms the one for any Ruby, else the first that is listed. */
function latestVersionOf(versions: ReadonlyMap<string, VersionRecord>): string | null {
  const byPlain = new Map<string, string>();
  for (const { number, metadata } of versions.values()) {
    const { platform } = metadata;
    const plain = typeof platform === 'string' ? number.slice(0, -platform.length - 1) : number;
    if (!byPlain.has(plain) || plain === number) byPlain.set(plain, number);
  }
  const latest = latestOf(
    [...byPlain.keys()].map(number => ({ number, status: null })),
    gem,
  );
  return latest === null ? null : (byPlain.get(latest) ?? null);
}

function downloadsOf({ downloads }: JsonDocument): Downloads | null {
  const count = countOf(downloads);
  return count === null ? null : { count, period: 'total' };
}

function ownersOf(name: string, bytes: Uint8Array | null): MaintainerRecord[] | null {
  if (bytes === null) return null;
  const records = new Map<string, MaintainerRecord>();
  for (const owner of objectsIn(parseJsonArray(bytes, `owners of ${name}`), MAX_OWNERS)) {
    const id = countOf(owner.id);
    if (id === null || records.has(String(id))) continue;
    records.set(String(id), {
      uuid: String(id),
      login: clean(owner.handle, 200),
      name: null,
      email: null,
      url: null,
      role: clean(owner.role, 100),
    });
  }
  return [...records.values()];
}
