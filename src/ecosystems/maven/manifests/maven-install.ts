/**
 * `maven_install.json`, the lockfile of Bazel's rules_jvm_external: https://github.com/bazel-contrib/rules_jvm_external#pinning-artifacts-and-integration-with-bazels-downloader.
 * Version 2 has maps by `group:artifact[:type[:classifier]]`; before, there was a list of coordinates with versions.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const mavenInstall: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'maven_install.json');
    const artifacts = memberOf(document, 'artifacts');
    if (isJsonObject(artifacts)) return readMaps(artifacts, memberOf(document, 'dependencies'));
    const list = memberOf(memberOf(document, 'dependency_tree'), 'dependencies');
    if (Array.isArray(list)) return readList(list);
    throw new ManifestError('not-this-format', 'neither artifacts nor a dependency_tree');
  },
};

function readMaps(artifacts: Record<string, unknown>, edges: unknown) {
  const dependencies: ManifestDependency[] = [];
  const versions = new Map<string, string>();
  for (const [key, value] of Object.entries(artifacts)) {
    const version = memberOf(value, 'version');
    const name = nameOf(key);
    if (name === null || typeof version !== 'string') continue;
    versions.set(key, version);
    const sums = memberOf(value, 'shasums');
    const sum = isJsonObject(sums) ? Object.values(sums).find(one => typeof one === 'string') : undefined;
    dependencies.push(
      dependency(name, version, 'runtime', { integrity: typeof sum === 'string' ? `sha256:${sum}` : null }),
    );
  }
  return {
    dependencies,
    project: null,
    graph() {
      const graph = graphBuilder();
      for (const [key, version] of versions) graph.node(key, nameOf(key) as string, version);
      for (const [from, list] of isJsonObject(edges) ? Object.entries(edges) : []) {
        for (const to of Array.isArray(list) ? list : []) {
          const [first, second] = [nameOf(from), typeof to === 'string' ? nameOf(to) : null];
          if (first === null || second === null) continue;
          graph.edge(
            graph.node(from, first, versions.get(from) ?? null),
            graph.node(to, second, versions.get(to) ?? null),
          );
        }
      }
      return graph.build();
    },
  };
}

function readList(list: unknown[]) {
  const dependencies: ManifestDependency[] = [];
  const known = new Set<string>();
  for (const item of list) {
    const coordinates = memberOf(item, 'coord');
    const parts = typeof coordinates === 'string' ? coordinates.split(':', 7) : [];
    // `group:artifact[:type[:classifier]]:version`; sources and javadoc are files of the same module.
    const [name, version] = [parts.slice(0, 2).join(':'), parts.at(-1)];
    if (parts.length < 3 || parts.includes('') || version === undefined || known.has(`${name}:${version}`))
      continue;
    known.add(`${name}:${version}`);
    const sum = memberOf(item, 'sha256');
    dependencies.push(
      dependency(name, version, 'runtime', { integrity: typeof sum === 'string' ? `sha256:${sum}` : null }),
    );
  }
  return {
    dependencies,
    project: null,
    graph() {
      const graph = graphBuilder();
      const node = (coordinates: string) => {
        const parts = coordinates.split(':', 7);
        return graph.node(coordinates, parts.slice(0, 2).join(':'), parts.at(-1) ?? null);
      };
      for (const item of list) {
        const [from, needed] = [memberOf(item, 'coord'), memberOf(item, 'directDependencies')];
        if (typeof from !== 'string') continue;
        for (const to of Array.isArray(needed) ? needed : [])
          if (typeof to === 'string') graph.edge(node(from), node(to));
      }
      return graph.build();
    },
  };
}

function nameOf(key: string): string | null {
  const [group, artifact] = key.split(':', 3);
  return group && artifact ? `${group}:${artifact}` : null;
}
