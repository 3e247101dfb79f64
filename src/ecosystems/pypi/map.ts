/** The documents of a project as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type {
  Downloads,
  JsonObject,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { pypi as scheme } from '../../versions/schemes/pypi.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { licensesOf } from './licenses.ts';
import { mapVersion } from './map-version.ts';
import { names } from './names.ts';
import { projectUrls } from './project-urls.ts';

export interface ProjectDocuments {
  name: string;
  /** The JSON of the project. */
  project: JsonDocument;
  /** The project's page of the simple index, where its JSON does not tell the status; else null. */
  simple: JsonDocument | null;
  /** The JSON of single releases. */
  releases: readonly JsonDocument[];
}

const MAX_VERSIONS = 20_000;

/** @throws UpstreamError `malformed` for documents that are of another form, or of another project. */
export function mapProject({ name, project, simple, releases }: ProjectDocuments): PackageRecord {
  const info = infoOf(project, name);
  const urls = projectUrls(info);
  const versions = versionsOf(
    project,
    info,
    releases.map(release => infoOf(release, name)),
  );
  const published = clean(info.name, 200);
  return {
    name,
    namespace: null,
    description: said(info.summary, 16_384),
    homepage: urls.homepage,
    ...urls.repository,
    licenses: licensesOf(info),
    keywords: keywordsOf(info.keywords),
    ...statusOf(project['project-status'] ?? simple?.['project-status']),
    downloads: null,
    fundingLinks: urls.funding,
    metadata: present({
      published_name: published === name ? null : published,
      documentation: urls.documentation,
      classifiers: unlessEmpty(textsOf(info.classifiers, { count: 200, length: 300 })),
      organization: clean(memberOf(project.ownership, 'organization'), 200),
      ...statusReason(project['project-status'] ?? simple?.['project-status']),
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: maintainersOf(memberOf(project.ownership, 'roles')),
  };
}

/**
 * A project of which there is nothing but its page of the simple index: one without releases, or in quarantine.
 * @throws UpstreamError `malformed` for the page of another project.
 */
export function mapBareProject(name: string, simple: JsonDocument): PackageRecord {
  if (names.normalise(clean(simple.name, 300) ?? '') !== name)
    throw malformed(name, 'the page of another project');
  const status = simple['project-status'];
  return {
    name,
    namespace: null,
    description: null,
    homepage: null,
    repositoryUrl: null,
    repositoryCandidates: [],
    licenses: null,
    keywords: [],
    ...statusOf(status),
    downloads: null,
    fundingLinks: [],
    metadata: present(statusReason(status)),
    latestVersion: null,
    versions: [],
    versionsComplete: true,
    maintainers: null,
  };
}

/** Downloads of the last month, by pypistats.org; null where it does not know the project. */
export function mapDownloads(bytes: Uint8Array): Downloads | null {
  const count = countOf(memberOf(parseJsonObject(bytes, 'downloads').data, 'last_month'));
  return count === null ? null : { count, period: 'last-month' };
}

function infoOf(document: JsonDocument, name: string): JsonDocument {
  const { info } = document;
  if (!isJsonObject(info)) throw malformed(name, 'no info');
  if (names.normalise(clean(info.name, 300) ?? '') !== name)
    throw malformed(name, 'it is of another project');
  return info;
}

function versionsOf(
  project: JsonDocument,
  latest: JsonDocument,
  others: readonly JsonDocument[],
): VersionRecord[] {
  const infos = new Map([latest, ...others].map(info => [info.version, info]));
  const releases = isJsonObject(project.releases) ? project.releases : {};
  const numbers = Object.keys(releases).slice(0, MAX_VERSIONS);
  const current = versionNumber(latest.version);
  // Some indexes that speak the same language describe the files of the latest release alone.
  if (current !== null && !Object.hasOwn(releases, current)) numbers.push(current);
  const isNumber = (number: string) => versionNumber(number) !== null;
  return numbers.filter(isNumber).map(number => {
    const files = Object.hasOwn(releases, number) ? releases[number] : project.urls;
    return mapVersion(number, files, infos.get(number) ?? null);
  });
}

/** https://peps.python.org/pep-0792/: `active` is the state of every project of which nothing is said. */
function statusOf(value: unknown): { status: string | null } {
  const status = clean(memberOf(value, 'status'), 50)?.toLowerCase() ?? null;
  return { status: status === 'active' || status === null || !/^[a-z-]+$/.test(status) ? null : status };
}

function statusReason(value: unknown): JsonObject {
  return present({ status_reason: clean(memberOf(value, 'reason')) });
}

/** Words between commas; without a comma between spaces. */
function keywordsOf(value: unknown): string[] {
  const text = said(value, 20_000);
  const list = Array.isArray(value) ? value : (text?.split(text.includes(',') ? ',' : /\s+/) ?? []);
  return textsOf(list, { count: 200, length: 200 });
}

/** Null also for what old build tools wrote for a field that was left empty. */
function said(value: unknown, max: number): string | null {
  const text = clean(value, max);
  return text === 'UNKNOWN' ? null : text;
}

function maintainersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const found = new Map<string, MaintainerRecord>();
  for (const { user, role } of objectsIn(value, 1_000)) {
    const login = clean(user, 200);
    if (login === null || found.has(login)) continue;
    found.set(login, { uuid: login, login, name: null, email: null, url: null, role: clean(role, 100) });
  }
  return [...found.values()];
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `project ${name}: ${problem}`);
}
