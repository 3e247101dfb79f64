/** `pipdeptree --json`, https://github.com/tox-dev/pipdeptree#as-json: each installed package with what it requires. */
import { memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestGraph, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { unique } from './requirement-text.ts';

const MAX_PACKAGES = 500_000;

export const dependencyGraphJson: ManifestReader = {
  parse(input) {
    const packages = objectsIn(parseJsonText(input.text, 'pip-dependency-graph.json'), MAX_PACKAGES);
    const dependencies = packages.flatMap(entry => {
      const name = textOrNull(memberOf(entry.package, 'package_name'));
      const version = textOrNull(memberOf(entry.package, 'installed_version'));
      return name === null ? [] : [dependency(name, version, 'runtime')];
    });
    return { dependencies: unique(dependencies), project: null, graph: () => graphOf(packages) };
  },
};

function graphOf(packages: readonly Record<string, unknown>[]): ManifestGraph {
  const graph = graphBuilder();
  const positions = new Map<string, number>();
  for (const entry of packages) {
    const key = textOrNull(memberOf(entry.package, 'key'));
    if (key === null) continue;
    const name = textOrNull(memberOf(entry.package, 'package_name')) ?? key;
    positions.set(key, graph.node(key, name, textOrNull(memberOf(entry.package, 'installed_version'))));
  }
  for (const entry of packages) {
    const from = positions.get(textOrNull(memberOf(entry.package, 'key')) ?? '');
    for (const required of objectsIn(entry.dependencies, MAX_PACKAGES)) {
      const to = positions.get(textOrNull(required.key) ?? '');
      if (from !== undefined && to !== undefined) graph.edge(from, to);
    }
  }
  return graph.build();
}
