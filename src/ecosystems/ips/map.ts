/** A package of the catalogs as a record (pure). README.md says what each field comes from. */
import type { JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { objectsIn } from '../../formats/json.ts';
import { intdot } from '../../versions/schemes/intdot.ts';
import { latestOf } from '../ecosystem.ts';
import { unlessEmpty } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { type Action, parseAction } from './actions.ts';
import { dependenciesOf } from './dependencies.ts';
import { type FmriVersion, parseFmriVersion } from './fmri.ts';
import { names } from './names.ts';

/** Most builds of one package. */
export const MAX_BUILDS = 10_000;
const MAX_ACTIONS = 20_000;

/** The actions of a package's builds in one part of a catalog, by version as it is written there. */
export type Actions = ReadonlyMap<string, readonly string[]>;

interface Build {
  version: FmriVersion;
  sha1: string | null;
  actions: string[];
}

/** A build with its actions; `attributes` are what those of the type `set` say. */
interface ReadBuild {
  build: Build;
  actions: readonly Action[];
  attributes: Action['attributes'];
}

/** `value` is what catalog.base says of the package, `parts` what the others say. Null for what is no package. */
export function mapPackage(
  key: string | null,
  value: unknown,
  parts: readonly Actions[],
): PackageRecord | null {
  const name = names.normalise(clean(key) ?? '');
  if (name !== key || names.problem(name) !== null) return null;
  const builds = newestBuilds(value);
  const read = builds.map(build => readBuild(build, parts));
  const newest = read.reduce<ReadBuild | null>(
    (best, each) => (best === null || isNewer(each.build.version, best.build.version) ? each : best),
    null,
  );
  if (newest === null) return null;
  const versions = read.map(versionRecord);
  const latestVersion = latestOf(versions, intdot);
  const facts = read.find(({ build }) => build.version.component === latestVersion) ?? newest;
  const { attributes } = facts;
  const say = (attribute: string, max?: number) => clean(attributes.get(attribute)?.[0], max);
  const homepage = webUrl(say('info.upstream-url', 2_048));
  return {
    name,
    namespace: names.namespace(name),
    description: say('pkg.summary', 10_000) ?? say('pkg.description', 10_000),
    homepage,
    ...chooseRepository(
      [],
      ['info.source-url', 'info.upstream-url'].map(attribute => [attribute, attributes.get(attribute)?.[0]]),
    ),
    licenses: null,
    keywords: [],
    status: statusOf(newest.attributes),
    downloads: null,
    fundingLinks: [],
    metadata: present({
      description: say('pkg.description', 10_000),
      classification: unlessEmpty(texts(attributes.get('info.classification'))),
      source_url: webUrl(say('info.source-url', 2_048)),
      upstream_name: say('com.oracle.info.name', 200),
      git_remote: say('userland.info.git-remote', 2_048),
      git_rev: say('userland.info.git-rev', 200),
      ...stateOf(newest),
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

/** Of the builds of one component version the newest, in the order in which the versions come. */
function newestBuilds(value: unknown): Build[] {
  const builds = new Map<string, Build>();
  for (const entry of objectsIn(value, MAX_BUILDS)) {
    const version = parseFmriVersion(entry.version);
    if (version === null) continue;
    const known = builds.get(version.component);
    if (known !== undefined && !isNewer(version, known.version)) continue;
    const digest = entry['signature-sha-1'];
    builds.set(version.component, {
      version,
      sha1: typeof digest === 'string' && /^[0-9a-f]{40}$/i.test(digest) ? digest.toLowerCase() : null,
      actions: actionsIn(entry.actions),
    });
  }
  return [...builds.values()];
}

/** The texts of a list of actions. */
export function actionsIn(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_ACTIONS).filter(text => typeof text === 'string');
}

/** By component, branch and time; what the package was built on does not count. */
function isNewer(a: FmriVersion, b: FmriVersion): boolean {
  const order = intdot.compare(a.component, b.component) || intdot.compare(a.branch, b.branch);
  return order === 0 ? (a.publishedAt ?? '') > (b.publishedAt ?? '') : order > 0;
}

/** With what the other parts say of the build. */
function readBuild(build: Build, parts: readonly Actions[]): ReadBuild {
  const actions: Action[] = [];
  let count = 0;
  for (const list of [build.actions, ...parts.map(part => part.get(build.version.text) ?? [])]) {
    for (const text of list) {
      if (++count > MAX_ACTIONS) break;
      const action = parseAction(text);
      if (action !== null) actions.push(action);
    }
  }
  return { build, actions, attributes: attributesOf(actions) };
}

function versionRecord(read: ReadBuild): VersionRecord {
  const { build, actions, attributes } = read;
  const { version, sha1 } = build;
  const status = statusOf(attributes);
  return {
    number: version.component,
    publishedAt: version.publishedAt,
    licenses: null,
    integrity: sha1 === null ? null : `sha1-${sha1}`,
    status,
    metadata: present({
      ips_version: version.text,
      architecture: unlessEmpty(texts(attributes.get('variant.arch'))),
      upstream_version:
        clean(attributes.get('com.oracle.info.version')?.[0], 200) ??
        clean(attributes.get('pkg.human-version')?.[0], 200),
      consolidation: clean(attributes.get('org.opensolaris.consolidation')?.[0], 200),
      ...stateOf(read),
    }),
    // What an empty package depends on is the one that took its place.
    dependencies: status === null ? dependenciesOf(actions) : [],
  };
}

/** An obsolete or renamed package is empty: it takes away what was installed before. */
function statusOf(attributes: Action['attributes']): 'deprecated' | null {
  return isTrue(attributes, 'pkg.obsolete') || isTrue(attributes, 'pkg.renamed') ? 'deprecated' : null;
}

function stateOf({ actions, attributes }: ReadBuild): JsonObject {
  const isRenamed = isTrue(attributes, 'pkg.renamed');
  const successors = isRenamed ? dependenciesOf(actions).map(({ name }) => name) : [];
  return present({
    obsolete: isTrue(attributes, 'pkg.obsolete') || null,
    renamed: isRenamed || null,
    renamed_to: unlessEmpty([...new Set(successors)].slice(0, 100)),
  });
}

function isTrue(attributes: Action['attributes'], name: string): boolean {
  return attributes.get(name)?.[0]?.toLowerCase() === 'true';
}

/** `set name=KEY value=VALUE` as values by key; of keys that are set twice the first counts. */
function attributesOf(actions: readonly Action[]): Action['attributes'] {
  const found = new Map<string, readonly string[]>();
  for (const { type, attributes } of actions) {
    const key = attributes.get('name')?.[0];
    if (type === 'set' && key !== undefined && !found.has(key)) found.set(key, attributes.get('value') ?? []);
  }
  return found;
}

function texts(values: readonly string[] | undefined): string[] {
  const found = (values ?? []).slice(0, 50).map(value => clean(value, 300));
  return [...new Set(found)].filter(text => text !== null);
}
