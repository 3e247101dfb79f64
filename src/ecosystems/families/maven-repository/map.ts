/** An artifact of a Maven repository as a record (pure). The folders' READMEs say what each field comes from. */
import type {
  DependencyRecord,
  Json,
  JsonObject,
  PackageRecord,
  VersionRecord,
} from '../../../core/records.ts';
import { chooseRepository } from '../../../core/repository-candidates.ts';
import { maven as scheme } from '../../../versions/schemes/maven.ts';
import { latestOf, type NameRules } from '../../ecosystem.ts';
import { unlessEmpty } from '../registry-api/values.ts';
import { clean, present, webUrl } from '../whole-index/text.ts';
import { extensionOf, keyOf } from './coordinates.ts';
import { type EffectivePom, managedDependency } from './effective.ts';
import { type DependencyKind, dependencyKinds } from './kinds.ts';
import { licensesOf } from './licenses.ts';
import { managementKey, type PomDependency } from './pom.ts';
import type { ReadVersion } from './reader.ts';

const MAX_OWN_PROPERTIES = 30;
const MAX_MANAGED = 5_000;

/** What was read of an artifact. */
export interface ArtifactFacts {
  /** All versions that the repository lists. */
  versions: readonly string[];
  /** By version: what its POM says. */
  read: ReadonlyMap<string, ReadVersion>;
  /** By version: the digest of its main file, in hexadecimal. */
  sha1: ReadonlyMap<string, string>;
}

export function mapArtifact(name: string, names: NameRules, facts: ArtifactFacts): PackageRecord {
  const versions = facts.versions.map(number => versionRecord(number, names, facts));
  const latestVersion = latestOf(versions, scheme);
  const main = mainVersion(latestVersion, facts);
  const pom = main?.pom ?? null;
  const homepage = webUrl(pom?.url);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(pom?.description?.replaceAll(/\s+/g, ' '), 10_000),
    homepage,
    ...chooseRepository(pom?.scm ?? [], [['url', pom?.url]]),
    licenses: pom && clean(licensesOf(pom), 2_000),
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      repositories: unlessEmpty(webUrls(pom?.repositories ?? [])),
      distribution_repositories: unlessEmpty(webUrls(pom?.distributionRepositories ?? [])),
      relocation: main?.relocatedTo ? keyOf(main.relocatedTo) : null,
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

/** The latest version, or else the highest of those whose POM is known. */
function mainVersion(latest: string | null, { read }: ArtifactFacts): ReadVersion | undefined {
  const known = latest === null ? undefined : read.get(latest);
  if (known !== undefined) return known;
  const [highest] = [...read.keys()].sort((a, b) => scheme.compare(b, a));
  return highest === undefined ? undefined : read.get(highest);
}

function versionRecord(number: string, names: NameRules, { read, sha1 }: ArtifactFacts): VersionRecord {
  const version = read.get(number);
  const digest = sha1.get(number);
  return {
    number,
    publishedAt: version?.publishedAt ?? null,
    licenses: version === undefined ? null : clean(licensesOf(version.pom), 2_000),
    integrity: digest === undefined ? null : `sha1-${digest}`,
    status: null,
    metadata: version === undefined ? {} : metadataOf(version, names),
    dependencies: version === undefined ? null : dependenciesOf(version, names),
  };
}

function metadataOf({ pom, relocatedTo }: ReadVersion, names: NameRules): JsonObject {
  const property = (...candidates: string[]): Json => {
    for (const candidate of candidates) {
      const value = clean(pom.property(candidate), 100);
      if (value !== null && !value.includes('${')) return value;
    }
    return null;
  };
  const properties: JsonObject = {};
  for (const name of pom.ownProperties.slice(0, MAX_OWN_PROPERTIES)) {
    const value = clean(pom.property(name), 200);
    if (value !== null && name !== '__proto__') properties[name] = value;
  }
  return present({
    packaging: pom.packaging === 'jar' ? null : pom.packaging,
    extension: extensionOf(pom.packaging) === 'jar' ? null : extensionOf(pom.packaging),
    relocation: relocatedTo === null ? null : keyOf(relocatedTo),
    java_version: property('java.version', 'javaVersion', 'maven.compiler.release', 'maven.compiler.target'),
    maven_compiler_source: property('maven.compiler.source'),
    maven_compiler_target: property('maven.compiler.target'),
    maven_compiler_release: property('maven.compiler.release'),
    properties: unlessEmpty(properties),
    management: pom.packaging === 'pom' ? unlessEmpty(managementOf(pom, names)) : null,
  });
}

/** What a parent or a BOM manages for others: its own, then the BOMs that it imports, which are other packages. */
function managementOf({ managed, imports }: EffectivePom, names: NameRules): JsonObject[] {
  return [...managed.values(), ...imports].slice(0, MAX_MANAGED).flatMap(entry => {
    const name = names.normalise(`${entry.group}:${entry.artifact}`);
    if (names.problem(name) !== null) return [];
    const kept = present({
      name,
      version: clean(entry.version, 300),
      scope: entry.scope,
      type: entry.type === 'jar' ? null : entry.type,
      classifier: entry.classifier,
      exclusions: entry.exclusions.length > 0 ? entry.exclusions.join(',') : null,
    });
    return [kept];
  });
}

/** Those of the POM and its parents, with what management and BOMs add. */
function dependenciesOf({ pom, imported }: ReadVersion, names: NameRules): DependencyRecord[] {
  return pom.dependencies.flatMap(own => {
    const key = managementKey(own);
    const managed = managedDependency(own, pom.managed.get(key));
    const dependency = managedDependency(managed, imported.get(key));
    const name = names.normalise(`${dependency.group}:${dependency.artifact}`);
    if (names.problem(name) !== null) return [];
    const record: DependencyRecord = {
      name,
      requirement: clean(dependency.version, 300),
      kind: kindOf(dependency),
      optional: dependency.optional?.toLowerCase() === 'true',
    };
    const qualifiers = qualifiersOf(dependency);
    return [Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record];
  });
}

function kindOf({ scope }: PomDependency): DependencyKind {
  return dependencyKinds.find(kind => kind === scope) ?? 'runtime';
}

function qualifiersOf({ type, classifier, scope, exclusions }: PomDependency): Record<string, string> {
  const qualifiers: Record<string, string> = {};
  if (type !== null && type !== 'jar') qualifiers.type = type;
  if (classifier !== null) qualifiers.classifier = classifier;
  // Its kind is also that of those that state no scope, which are on the class path of the compiler too.
  if (scope === 'runtime') qualifiers.scope = scope;
  if (exclusions.length > 0) qualifiers.exclusions = exclusions.join(',');
  return qualifiers;
}

function webUrls(urls: readonly string[]): string[] {
  return [...new Set(urls.map(webUrl))].filter(url => url !== null);
}
