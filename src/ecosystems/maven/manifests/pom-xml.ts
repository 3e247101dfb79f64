/**
 * `pom.xml` (https://maven.apache.org/pom.html) as far as the file itself tells: its dependencies with what its own
 * `dependencyManagement` and properties add, then those of its profiles. Parents and imported BOMs are other files: what only
 * they know is reported as unresolved.
 */
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../../formats/xml.ts';
import { HTML_ENTITIES } from '../../families/maven-repository/html-entities.ts';
import { interpolator } from '../../families/maven-repository/interpolation.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestManagement,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';

type Fill = (value: string | null) => string | null;

interface Stated {
  name: string;
  version: string | null;
  scope: string | null;
  optional: string | null;
  path: string | null;
}

export const pomXml: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes, { entities: HTML_ENTITIES });
    if (root.name !== 'project')
      throw new ManifestError('not-this-format', 'the root element is not project');
    const own = interpolator(name => propertyOf(root, [root], name));
    const fill: Fill = value => (value === null ? null : own(value));
    const unresolved: Unresolved[] = [];
    const dependencies = statedIn(root, fill, unresolved).map(one => made(one, null));
    for (const profile of childrenOf(childOf(root, 'profiles'), 'profile')) {
      const ofProfile = interpolator(name => propertyOf(root, [profile, root], name));
      const id = textOf(profile, 'id') ?? 'default';
      for (const one of statedIn(
        profile,
        value => (value === null ? null : ofProfile(value)),
        unresolved,
        root,
      ))
        dependencies.push(made(one, `profile ${id}`));
    }
    const parent = childOf(root, 'parent');
    return {
      dependencies,
      project: {
        name: nameOf(
          fill(textOf(root, 'groupId') ?? textOf(parent, 'groupId')),
          fill(textOf(root, 'artifactId')),
        ),
        version: fill(textOf(root, 'version') ?? textOf(parent, 'version')),
        license: licenseOf(root),
      },
      manages: managementOf(root, fill),
      unresolved,
      includes: includesOf(root),
    };
  },
};

/**
 * One entry a name: the first stands, later ones (of other types and classifiers) only add what it does not say. What
 * management says comes after that; where a profile asks, its own management before that of the project.
 */
function statedIn(element: XmlElement, fill: Fill, unresolved: Unresolved[], project?: XmlElement): Stated[] {
  const found = new Map<string, Stated>();
  for (const entry of childrenOf(childOf(element, 'dependencies'), 'dependency')) {
    const one = statedOf(entry, fill);
    if (one === null) continue;
    const known = found.get(one.name);
    if (known === undefined) found.set(one.name, one);
    else {
      known.version ??= one.version;
      known.scope ??= one.scope;
      known.optional ??= one.optional;
    }
  }
  for (const holder of project === undefined ? [element] : [element, project]) {
    for (const entry of childrenOf(
      childOf(childOf(holder, 'dependencyManagement'), 'dependencies'),
      'dependency',
    )) {
      const managed = statedOf(entry, fill);
      if (managed === null) continue;
      if (managed.scope === 'import') {
        if (holder === element)
          unresolved.push({
            what: `what the BOM ${managed.name}:${managed.version ?? '*'} manages`,
            line: null,
          });
        continue;
      }
      const one = found.get(managed.name);
      if (one === undefined) continue;
      one.version ??= managed.version;
      one.scope ??= managed.scope;
    }
  }
  return [...found.values()];
}

function statedOf(entry: XmlElement, fill: Fill): Stated | null {
  const name = nameOf(fill(textOf(entry, 'groupId')), fill(textOf(entry, 'artifactId')));
  if (name === null) return null;
  return {
    name,
    version: fill(textOf(entry, 'version')),
    scope: fill(textOf(entry, 'scope')),
    optional: fill(textOf(entry, 'optional')),
    path: fill(textOf(entry, 'systemPath')),
  };
}

/** As the map writes them. */
function qualifiersOf(entry: XmlElement, { scope }: Stated, fill: Fill): Record<string, string> {
  const qualifiers: Record<string, string> = {};
  if (scope !== null) qualifiers.scope = scope;
  for (const member of ['type', 'classifier'] as const) {
    const value = fill(textOf(entry, member));
    if (value !== null) qualifiers[member] = value;
  }
  const exclusions = childrenOf(childOf(entry, 'exclusions'), 'exclusion').flatMap(
    one => nameOf(fill(textOf(one, 'groupId')), fill(textOf(one, 'artifactId')) ?? '*') ?? [],
  );
  if (exclusions.length > 0) qualifiers.exclusions = exclusions.join(',');
  return qualifiers;
}

/** The project's dependencies, of profiles none, of which a name and a version do not tell all. */
function artifactsOf(root: XmlElement, fill: Fill): ManifestManagement[] {
  const byName = new Map<string, ManifestManagement[]>();
  for (const entry of childrenOf(childOf(root, 'dependencies'), 'dependency')) {
    const one = statedOf(entry, fill);
    if (one === null || one.path !== null) continue;
    const { name, version: requirement } = one;
    const qualifiers = qualifiersOf(entry, one, fill);
    if (one.optional === 'true') qualifiers.optional = 'true';
    const list = byName.get(name) ?? [];
    list.push({ kind: 'artifact', name, requirement, qualifiers });
    byName.set(name, list);
  }
  const isPlain = ({
    qualifiers: { type = 'jar', classifier, exclusions, scope } = {},
  }: ManifestManagement) =>
    type === 'jar' && classifier === undefined && exclusions === undefined && scope !== 'runtime';
  return [...byName.values()].filter(list => list.length > 1 || !list.every(isPlain)).flat();
}

/** The project's own management, of profiles none, and its parent: what these say of which artifact is for a resolver to find out. */
function managementOf(root: XmlElement, fill: Fill): ManifestManagement[] {
  const found = artifactsOf(root, fill);
  const own = childOf(childOf(root, 'dependencyManagement'), 'dependencies');
  for (const entry of childrenOf(own, 'dependency')) {
    const one = statedOf(entry, fill);
    if (one === null) continue;
    const { name, version: requirement } = one;
    if (one.scope === 'import') {
      found.push({ kind: 'import', name, requirement });
      continue;
    }
    const qualifiers = qualifiersOf(entry, one, fill);
    found.push({
      kind: 'management',
      name,
      requirement,
      ...(Object.keys(qualifiers).length > 0 ? { qualifiers } : {}),
    });
  }
  const parent = childOf(root, 'parent');
  const name = nameOf(fill(textOf(parent, 'groupId')), fill(textOf(parent, 'artifactId')));
  if (name !== null) found.push({ kind: 'parent', name, requirement: fill(textOf(parent, 'version')) });
  return found;
}

function made(
  { name, version, scope, optional, path }: Stated,
  condition: string | null,
): ManifestDependency {
  return dependency(name, version, scope, {
    direct: true,
    optional: optional === null ? null : optional === 'true',
    local: path === null ? null : true,
    source: path,
    condition,
    unresolved: version?.includes('${') === true,
  });
}

function nameOf(group: string | null, artifact: string | null): string | null {
  return group === null || artifact === null ? null : `${group}:${artifact}`;
}

/**
 * A property: of the `properties` of the holders, in order; else what the elements of the project say, by their path
 * (`project.version`, also without `project.`), and where they are missing the same of the parent.
 */
function propertyOf(root: XmlElement, holders: readonly XmlElement[], name: string): string | null {
  for (const holder of holders) {
    const value = textOf(childOf(holder, 'properties'), name);
    if (value !== null) return value;
  }
  const path = name.split('.');
  if (path[0] === 'project' || path[0] === 'pom') path.shift();
  return atPath(root, path) ?? atPath(childOf(root, 'parent'), path);
}

function atPath(from: XmlElement | undefined, path: readonly string[]): string | null {
  let element = from;
  for (const step of path.slice(0, 20)) element = childOf(element, step);
  return element === from ? null : element?.text.trim() || null;
}

function licenseOf(root: XmlElement): string | null {
  const names = childrenOf(childOf(root, 'licenses'), 'license').flatMap(
    license => textOf(license, 'name') ?? [],
  );
  return names.length > 0 ? names.join(', ') : null;
}

/** The parent's file where it is named, and the modules. */
function includesOf(root: XmlElement): string[] {
  const path = textOf(childOf(root, 'parent'), 'relativePath');
  const modules = childrenOf(childOf(root, 'modules'), 'module').flatMap(module => module.text.trim() || []);
  return path === null ? modules : [path, ...modules];
}
