/**
 * What a restore or a build left: `project.assets.json`, its predecessor `project.lock.json`, and `*.deps.json` beside a built
 * program (https://github.com/dotnet/cli/blob/rel/1.0.0/Documentation/specs/runtime-configuration-file.md). All have targets,
 * which are maps of `name/version`, and libraries with the hashes of the packages.
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

/** The packages of the last framework, by name, that has any. */
export const projectAssets: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'project.assets.json');
    const target = lastTarget(memberOf(document, 'targets'));
    const libraries = memberOf(document, 'libraries');
    const direct = namesOfProject(document);
    const dependencies: ManifestDependency[] = [];
    for (const [key, value] of Object.entries(target)) {
      if (memberOf(value, 'type') !== 'package') continue;
      const { name, version } = splitKey(key);
      if (name === '') continue;
      dependencies.push(
        dependency(name, version, 'runtime', {
          direct: direct === null ? null : direct.has(name.toLowerCase()),
          integrity: hashOf(memberOf(libraries, key)),
        }),
      );
    }
    const project = memberOf(document, 'project');
    const restore = memberOf(project, 'restore');
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    return {
      dependencies,
      project: isJsonObject(project)
        ? { name: text(memberOf(restore, 'projectName')), version: text(project.version), license: null }
        : null,
      graph: () => graphOf(target, direct),
    };
  },
};

/** `libraries`, each once, whatever target uses them. */
export const projectLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'project.lock.json');
    return {
      dependencies: librariesOf(document, () => true),
      project: null,
      graph: () => graphOf(lastTarget(memberOf(document, 'targets')), null),
    };
  },
};

export const depsJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'deps.json');
    if (!isJsonObject(memberOf(document, 'libraries')))
      throw new ManifestError('not-this-format', 'no libraries');
    const targets = memberOf(document, 'targets');
    const named = memberOf(memberOf(document, 'runtimeTarget'), 'name');
    const chosen = typeof named === 'string' ? memberOf(targets, named) : undefined;
    const target = isJsonObject(chosen) ? chosen : lastTarget(targets);
    const libraries = Object.entries(memberOf(document, 'libraries') as JsonDocument);
    const own = libraries.find(([, value]) => memberOf(value, 'type') === 'project')?.[0];
    const needed = own === undefined ? undefined : memberOf(memberOf(target, own), 'dependencies');
    const direct = isJsonObject(needed) ? new Set(Object.keys(needed).map(name => name.toLowerCase())) : null;
    const dependencies = librariesOf(document, type => type !== 'project');
    for (const one of dependencies) one.direct = direct?.has(one.name.toLowerCase()) ?? null;
    const project = own === undefined ? null : splitKey(own);
    return {
      dependencies,
      project: project && { name: project.name || null, version: project.version, license: null },
      graph: () => graphOf(target, direct),
    };
  },
};

function librariesOf(document: unknown, isWanted: (type: unknown) => boolean): ManifestDependency[] {
  const libraries = memberOf(document, 'libraries');
  if (!isJsonObject(libraries)) return [];
  return Object.entries(libraries).flatMap(([key, value]) => {
    const { name, version } = splitKey(key);
    if (name === '' || !isWanted(memberOf(value, 'type'))) return [];
    return dependency(name, version, 'runtime', { integrity: hashOf(value) });
  });
}

function lastTarget(targets: unknown): JsonDocument {
  let last: JsonDocument = {};
  for (const key of isJsonObject(targets) ? Object.keys(targets).sort() : []) {
    const target = memberOf(targets, key);
    if (isJsonObject(target) && Object.keys(target).length > 0) last = target;
  }
  return last;
}

/** Names that the project's own frameworks ask for; null where the file does not say. */
function namesOfProject(document: unknown): Set<string> | null {
  const frameworks = memberOf(memberOf(document, 'project'), 'frameworks');
  if (!isJsonObject(frameworks)) return null;
  const names = Object.values(frameworks).map(framework => memberOf(framework, 'dependencies'));
  return new Set(
    names.flatMap(list => (isJsonObject(list) ? Object.keys(list) : [])).map(name => name.toLowerCase()),
  );
}

function graphOf(target: JsonDocument, direct: ReadonlySet<string> | null) {
  const graph = graphBuilder();
  const positions = new Map<string, number>();
  for (const key of Object.keys(target)) {
    const { name, version } = splitKey(key);
    const node = graph.node(key, name, version);
    positions.set(name.toLowerCase(), node);
    if (direct?.has(name.toLowerCase())) graph.root(node);
  }
  for (const [key, value] of Object.entries(target)) {
    const from = positions.get(splitKey(key).name.toLowerCase()) as number;
    const needed = memberOf(value, 'dependencies');
    for (const other of isJsonObject(needed) ? Object.keys(needed) : []) {
      const to = positions.get(other.toLowerCase());
      if (to !== undefined) graph.edge(from, to);
    }
  }
  return graph.build();
}

function splitKey(key: string): { name: string; version: string | null } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { name: key, version: null }
    : { name: key.slice(0, slash), version: key.slice(slash + 1) };
}

/** `sha512`: base64, with `sha512-` before it in deps.json only. */
function hashOf(library: unknown): string | null {
  const hash = memberOf(library, 'sha512');
  if (typeof hash !== 'string' || hash === '') return null;
  return hash.startsWith('sha512-') ? hash : `sha512-${hash}`;
}
