/** What a POM means with all of its parents: https://maven.apache.org/pom.html#inheritance. Pure. */
import { interpolator } from './interpolation.ts';
import { managementKey, type Pom, type PomDependency, type PomLicense, type PomReference } from './pom.ts';
import { withActiveProfiles } from './profiles.ts';

export interface EffectivePom {
  /** The POM's own, or its parent's. */
  group: string | null;
  artifact: string | null;
  version: string | null;
  packaging: string;
  description: string | null;
  url: string | null;
  scm: Pom['scm'];
  licenses: PomLicense[];
  /** Names of the POM's own properties, in order. */
  ownProperties: string[];
  /** The value of a property, of the POM's own or one that it inherits; null where there is none. */
  property(name: string): string | null;
  dependencies: PomDependency[];
  /** What `dependencyManagement` says, by `managementKey`; imported BOMs are not in it. */
  managed: ReadonlyMap<string, PomDependency>;
  /** BOMs that `dependencyManagement` imports, in order. */
  imports: PomDependency[];
  repositories: string[];
  distributionRepositories: string[];
  relocation: PomReference | null;
  /** Of the POM itself. */
  comments: string[];
}

/** @param bare the POM, its parent, and so on: at least one. */
export function effectivePom(bare: readonly Pom[]): EffectivePom {
  const lineage = bare.map(withActiveProfiles);
  const [own, parent] = lineage as [Pom, Pom | undefined];
  const first = <T>(pick: (pom: Pom) => T | null): T | null => {
    for (const pom of lineage) {
      const value = pick(pom);
      if (value !== null) return value;
    }
    return null;
  };
  const firstList = <T>(pick: (pom: Pom) => readonly T[]): readonly T[] =>
    lineage.map(pick).find(list => list.length > 0) ?? [];

  const properties = new Map<string, string>();
  for (const pom of lineage)
    for (const [name, value] of pom.properties) if (!properties.has(name)) properties.set(name, value);

  const group = own.group ?? own.parent?.group ?? parent?.group ?? null;
  const version = own.version ?? own.parent?.version ?? parent?.version ?? null;
  const builtIn: Readonly<Record<string, string | null | undefined>> = {
    groupId: group,
    artifactId: own.artifact,
    version,
    packaging: own.packaging ?? 'jar',
    url: own.url,
    'parent.groupId': own.parent?.group,
    'parent.artifactId': own.parent?.artifact,
    'parent.version': own.parent?.version,
  };
  const lookup = (name: string): string | null => {
    const known = properties.get(name);
    if (known !== undefined) return known;
    const short = /^(?:project|pom)\./.test(name) ? name.slice(name.indexOf('.') + 1) : name;
    return Object.hasOwn(builtIn, short) ? (builtIn[short] ?? null) : null;
  };
  const interpolate = interpolator(lookup);
  const filled = <T extends string | null>(value: T) => (value === null ? value : interpolate(value));
  const reference = (of: PomReference): PomReference => ({
    group: filled(of.group),
    artifact: filled(of.artifact),
    version: filled(of.version),
  });
  const dependency = (of: PomDependency): PomDependency => ({
    group: interpolate(of.group),
    artifact: interpolate(of.artifact),
    version: filled(of.version),
    scope: filled(of.scope),
    type: filled(of.type),
    classifier: filled(of.classifier),
    optional: filled(of.optional),
    exclusions: of.exclusions.map(interpolate),
  });

  const managed = new Map<string, PomDependency>();
  // A BOM that a POM imports stands for the same one of its parents, in whatever version they import it.
  const imports = new Map<string, PomDependency>();
  for (const entry of lineage.flatMap(pom => pom.managed).map(dependency)) {
    const into = entry.scope === 'import' && entry.type === 'pom' ? imports : managed;
    if (!into.has(managementKey(entry))) into.set(managementKey(entry), entry);
  }
  const dependencies = new Map<string, PomDependency>();
  for (const entry of lineage.flatMap(pom => pom.dependencies).map(dependency))
    if (!dependencies.has(managementKey(entry))) dependencies.set(managementKey(entry), entry);

  return {
    group: filled(group),
    artifact: own.artifact,
    version: filled(version),
    packaging: own.packaging ?? 'jar',
    description: filled(first(pom => pom.description)),
    url: filled(first(pom => pom.url)),
    scm: firstList(pom => pom.scm).map(([field, address]) => [field, interpolate(address)]),
    licenses: firstList(pom => pom.licenses).map(({ name, url }) => ({
      name: filled(name),
      url: filled(url),
    })),
    ownProperties: [...own.properties.keys()],
    property: name => filled(properties.get(name) ?? null),
    dependencies: [...dependencies.values()],
    managed,
    imports: [...imports.values()],
    repositories: lineage.flatMap(pom => pom.repositories).map(interpolate),
    distributionRepositories: firstList(pom => pom.distributionRepositories).map(interpolate),
    relocation: own.relocation === null ? null : reference(own.relocation),
    comments: own.comments,
  };
}

/** The dependency with what management adds where it has none itself: a version, a scope, exclusions. Not whether it is optional. */
export function managedDependency(own: PomDependency, managed: PomDependency | undefined): PomDependency {
  if (managed === undefined) return own;
  return {
    ...own,
    version: own.version ?? managed.version,
    scope: own.scope ?? managed.scope,
    exclusions: own.exclusions.length > 0 ? own.exclusions : managed.exclusions,
  };
}
