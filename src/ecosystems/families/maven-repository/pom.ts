/** A POM as it stands, without its parents: https://maven.apache.org/pom.html. Values are trimmed and not interpolated. */
import { UpstreamError } from '../../../core/errors.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../../formats/xml.ts';
import { clean } from '../whole-index/text.ts';
import { HTML_ENTITIES } from './html-entities.ts';

export interface PomLicense {
  name: string | null;
  url: string | null;
}

/** A dependency, or what `dependencyManagement` says of one. */
export interface PomDependency {
  group: string;
  artifact: string;
  version: string | null;
  scope: string | null;
  type: string | null;
  classifier: string | null;
  /** As written: `true`, `false` or a property. */
  optional: string | null;
  /** `group:artifact`, either may be `*`. */
  exclusions: readonly string[];
}

/** What a profile adds to its POM, and when. */
export interface PomProfile {
  isDefault: boolean;
  /** A property whose being set, or not (`!name`), activates it: https://maven.apache.org/guides/introduction/introduction-to-profiles.html */
  property: { name: string; value: string | null } | null;
  /** True where a JDK, an operating system or a file is asked for as well. */
  asksMachine: boolean;
  properties: ReadonlyMap<string, string>;
  dependencies: PomDependency[];
  managed: PomDependency[];
}

/** Coordinates of which parts may be missing or hold properties. */
export interface PomReference {
  group: string | null;
  artifact: string | null;
  version: string | null;
}

export interface Pom extends PomReference {
  parent: PomReference | null;
  packaging: string | null;
  description: string | null;
  url: string | null;
  /** `scm/url`, `connection` and `developerConnection`, as far as they are there. */
  scm: [field: string, address: string][];
  licenses: PomLicense[];
  properties: ReadonlyMap<string, string>;
  dependencies: PomDependency[];
  managed: PomDependency[];
  profiles: PomProfile[];
  repositories: string[];
  distributionRepositories: string[];
  /** Where the artifact went; parts that are missing stay as they are. */
  relocation: PomReference | null;
  comments: string[];
}

/** A hundred times what large POMs have. */
const LIMITS = { bytes: 4 * 1024 * 1024, depth: 60, nodes: 200_000 };
const MAX_DEPENDENCIES = 5_000;
const MAX_PROPERTIES = 5_000;
const MAX_COMMENTS = 100;
const MAX_PROFILES = 100;
const MAX_EXCLUSIONS = 200;

/** @throws UpstreamError `malformed` for what is no POM. */
export function parsePom(bytes: Uint8Array): Pom {
  const { root, comments } = parseXml(bytes, { limits: LIMITS, entities: HTML_ENTITIES });
  if (root.name !== 'project')
    throw new UpstreamError('malformed', `POM: it is a <${root.name.slice(0, 40)}>`);
  const distribution = childOf(root, 'distributionManagement');
  const relocation = childOf(distribution, 'relocation');
  const parent = childOf(root, 'parent');
  const scm = childOf(root, 'scm');
  return {
    ...referenceOf(root),
    parent: parent === undefined ? null : referenceOf(parent),
    packaging: text(root, 'packaging'),
    description: text(root, 'description', 20_000),
    url: text(root, 'url', 2_000),
    scm: ['url', 'connection', 'developerConnection'].flatMap(name => {
      const address = text(scm, name, 2_000);
      return address === null ? [] : [[`scm.${name}`, address] as [string, string]];
    }),
    licenses: listOf(root, 'licenses', 'license')
      .slice(0, 50)
      .map(license => ({ name: text(license, 'name', 500), url: text(license, 'url', 2_000) })),
    properties: propertiesOf(root),
    dependencies: dependenciesOf(root),
    managed: dependenciesOf(childOf(root, 'dependencyManagement')),
    profiles: listOf(root, 'profiles', 'profile').slice(0, MAX_PROFILES).map(profileOf),
    repositories: urlsOf(listOf(root, 'repositories', 'repository')),
    distributionRepositories: urlsOf([
      ...childrenOf(distribution, 'repository'),
      ...childrenOf(distribution, 'snapshotRepository'),
    ]),
    relocation: relocation === undefined ? null : referenceOf(relocation),
    comments: comments.slice(0, MAX_COMMENTS).map(comment => comment.slice(0, 20_000)),
  };
}

function referenceOf(element: XmlElement): PomReference {
  return {
    group: text(element, 'groupId'),
    artifact: text(element, 'artifactId'),
    version: text(element, 'version'),
  };
}

function text(element: XmlElement | undefined, name: string, max = 300): string | null {
  return clean(textOf(element, name), max);
}

function listOf(element: XmlElement, list: string, item: string): XmlElement[] {
  return childrenOf(childOf(element, list), item);
}

function urlsOf(repositories: XmlElement[]): string[] {
  return repositories
    .slice(0, 50)
    .map(repository => text(repository, 'url', 2_000))
    .filter(url => url !== null);
}

function propertiesOf(root: XmlElement): Map<string, string> {
  const properties = new Map<string, string>();
  for (const property of childOf(root, 'properties')?.children.slice(0, MAX_PROPERTIES) ?? []) {
    const value = clean(property.text, 2_000);
    if (value !== null && property.name.length <= 200) properties.set(property.name, value);
  }
  return properties;
}

function dependenciesOf(element: XmlElement | undefined): PomDependency[] {
  if (element === undefined) return [];
  const found: PomDependency[] = [];
  for (const dependency of listOf(element, 'dependencies', 'dependency').slice(0, MAX_DEPENDENCIES)) {
    const group = text(dependency, 'groupId');
    const artifact = text(dependency, 'artifactId');
    if (group === null || artifact === null) continue;
    found.push({
      group,
      artifact,
      version: text(dependency, 'version'),
      scope: text(dependency, 'scope'),
      type: text(dependency, 'type'),
      classifier: text(dependency, 'classifier'),
      optional: text(dependency, 'optional'),
      exclusions: exclusionsOf(dependency),
    });
  }
  return found;
}

function exclusionsOf(dependency: XmlElement): string[] {
  return listOf(dependency, 'exclusions', 'exclusion')
    .slice(0, MAX_EXCLUSIONS)
    .map(exclusion => `${text(exclusion, 'groupId') ?? '*'}:${text(exclusion, 'artifactId') ?? '*'}`);
}

function profileOf(profile: XmlElement): PomProfile {
  const activation = childOf(profile, 'activation');
  const property = childOf(activation, 'property');
  const name = text(property, 'name');
  return {
    isDefault: text(activation, 'activeByDefault') === 'true',
    property: name === null ? null : { name, value: text(property, 'value') },
    asksMachine: ['jdk', 'os', 'file'].some(condition => childOf(activation, condition) !== undefined),
    properties: propertiesOf(profile),
    dependencies: dependenciesOf(profile),
    managed: dependenciesOf(childOf(profile, 'dependencyManagement')),
  };
}

/** Two entries with one key are about the same file. */
export function managementKey({ group, artifact, type, classifier }: PomDependency): string {
  return [group, artifact, type ?? 'jar', classifier ?? ''].join(':');
}
