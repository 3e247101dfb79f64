/** `pipdeptree --json`, https://github.com/tox-dev/pipdeptree#as-json: each installed package with what it requires. */
import { memberOf, objectsIn, parseJsonText } from '../../../formats/json.ts';
import { dependency, type ManifestGraph, type ManifestReader } from '../../manifest.ts';
import { unique } from './requirement-text.ts';

const MAX_PACKAGES = 500_000;

export const dependencyGraphJson: ManifestReader = {
  parse(input) {
    const packages = objectsIn(parseJsonText(input.text, 'pip-dependency-graph.json'), MAX_PACKAGES);
    const dependencies = packages.flatMap(entry => {
      const name = text(memberOf(entry.package, 'package_name'));
      const version = text(memberOf(entry.package, 'installed_version'));
      return name === null ? [] : [dependency(name, version, 'runtime')];
    });
    return { dependencies: unique(dependencies), project: null, graph: () => graphOf(packages) };
  },
};

function graphOf(packages: readonly Record<string, unknown>[]): ManifestGraph {
  const positions = new Map<string, number>();
  const nodes: ManifestGraph['nodes'] = [];
  for (const entry of packages) {
    const id = text(memberOf(entry.package, 'key'));
    if (id === null || positions.has(id)) continue;
    positions.set(id, nodes.length);
    const name = text(memberOf(entry.package, 'package_name')) ?? id;
    nodes.push({ id, name, version: text(memberOf(entry.package, 'installed_version')) });
  }
  const edges: ManifestGraph['edges'] = [];
  const done = new Set<number>();
  for (const entry of packages) {
    const from = positions.get(text(memberOf(entry.package, 'key')) ?? '');
    if (from === undefined || done.has(from)) continue;
    done.add(from);
    for (const required of objectsIn(entry.dependencies, MAX_PACKAGES)) {
      const to = positions.get(text(required.key) ?? '');
      if (to !== undefined) edges.push([from, to]);
    }
  }
  return { nodes, edges, roots: null };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
