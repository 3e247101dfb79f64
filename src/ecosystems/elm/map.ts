/** The documents of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, parseJsonObject } from '../../formats/json.ts';
import { elm } from '../../versions/schemes/elm.ts';
import { latestOf } from '../ecosystem.ts';
import { dateOfUnix, textsOf } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;
const MAX_DEPENDENCIES = 5_000;

/** `releases.json`: when each version was published. */
export type Releases = ReadonlyMap<string, string | null>;

/** @throws UpstreamError `malformed` for what is no list of versions. */
export function parseReleases(bytes: Uint8Array, name: string): Releases {
  const document = parseJsonObject(bytes, `releases of ${name}`);
  const entries = Object.entries(document).filter(([number]) => number.length <= 100 && elm.isValid(number));
  if (entries.length === 0) throw new UpstreamError('malformed', `releases of ${name}: no versions`);
  if (entries.length > MAX_VERSIONS)
    throw new UpstreamError('malformed', `releases of ${name}: more than ${MAX_VERSIONS}`);
  return new Map(entries.map(([number, seconds]) => [number, dateOfUnix(seconds)]));
}

/** @param manifests `elm.json` of versions, by their numbers: as many as were asked for. */
export function mapPackage(
  name: string,
  releases: Releases,
  manifests: ReadonlyMap<string, Uint8Array>,
): PackageRecord {
  const documents = new Map(
    [...manifests].map(([number, bytes]) => [number, parseManifest(bytes, name, number)]),
  );
  const versions = [...releases].map(([number, publishedAt]) =>
    mapVersion(number, publishedAt, documents.get(number)),
  );
  const latestVersion = latestOf(versions, elm);
  const latest = documents.get(latestVersion ?? '') ?? {};
  return {
    name,
    namespace: names.namespace(name),
    description: clean(latest.summary),
    homepage: null,
    // The name is the repository: publishing checks for a tag there.
    ...chooseRepository([['name', `https://github.com/${name}`, name]]),
    licenses: clean(latest.license, 500),
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {},
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function parseManifest(bytes: Uint8Array, name: string, number: string): JsonDocument {
  const document = parseJsonObject(bytes, `elm.json of ${name} ${number}`);
  if (document.name !== name)
    throw new UpstreamError('malformed', `elm.json of ${name} ${number}: it is of another package`);
  return document;
}

function mapVersion(
  number: string,
  publishedAt: string | null,
  document: JsonDocument | undefined,
): VersionRecord {
  const modules = document?.['exposed-modules'];
  // Modules are a list, or lists under headings.
  const lists = isJsonObject(modules) ? Object.values(modules).flat() : modules;
  return {
    number,
    publishedAt,
    licenses: clean(document?.license, 500),
    integrity: null,
    status: null,
    metadata: present({
      elm_version: clean(document?.['elm-version'], 100),
      exposed_modules: document && textsOf(lists, { count: 200, length: 200 }),
    }),
    dependencies: document ? dependenciesOf(document) : null,
  };
}

function dependenciesOf(document: JsonDocument): DependencyRecord[] {
  return [...edgesOf(document.dependencies, 'runtime'), ...edgesOf(document['test-dependencies'], 'test')];
}

function edgesOf(value: unknown, kind: (typeof dependencyKinds)[number]): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const [key, said] of isJsonObject(value) ? Object.entries(value).slice(0, MAX_DEPENDENCIES) : []) {
    const name = names.normalise(key);
    if (names.problem(name) !== null) continue;
    records.set(name, { name, requirement: clean(said, 200), kind, optional: false });
  }
  return [...records.values()];
}
