/**
 * `conan.lock`: lists of references (Conan 2, https://docs.conan.io/2/tutorial/versioning/lockfiles.html), or a graph of nodes
 * (Conan 1, https://docs.conan.io/1/versioning/lockfiles.html).
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { referenceIn } from './reference.ts';

const LISTS = [
  ['requires', 'runtime'],
  ['build_requires', 'development'],
  ['python_requires', 'development'],
] as const;

export const conanLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'conan.lock');
    const nodes = memberOf(memberOf(document, 'graph_lock'), 'nodes');
    if (isJsonObject(nodes)) return readNodes(nodes);
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no object');
    const dependencies: ManifestDependency[] = [];
    for (const [key, type] of LISTS) {
      const list = document[key];
      for (const item of Array.isArray(list) ? list : []) {
        const reference = typeof item === 'string' ? referenceIn(item) : null;
        if (reference !== null) dependencies.push(dependency(reference.name, reference.version, type));
      }
    }
    return { dependencies, project: null };
  },
};

/** A node with a path is a recipe of the project itself. */
function readNodes(nodes: JsonDocument) {
  const referenceOf = (node: unknown) => {
    const written = memberOf(node, 'pref') ?? memberOf(node, 'ref');
    return typeof written === 'string' ? referenceIn(written) : null;
  };
  const isOwn = (node: unknown) => {
    const path = memberOf(node, 'path');
    return typeof path === 'string' && path !== '';
  };
  const idsIn = (node: unknown) =>
    ['requires', 'build_requires'].flatMap(key => {
      const list = memberOf(node, key);
      return Array.isArray(list) ? list.filter(id => typeof id === 'string') : [];
    });
  const own = Object.values(nodes).filter(isOwn);
  const direct = new Set(own.flatMap(idsIn));
  const dependencies: ManifestDependency[] = [];
  for (const [id, node] of Object.entries(nodes)) {
    const reference = isOwn(node) ? null : referenceOf(node);
    if (reference === null) continue;
    const type = memberOf(node, 'context') === 'build' ? 'development' : 'runtime';
    dependencies.push(
      dependency(reference.name, reference.version, type, { direct: own.length > 0 ? direct.has(id) : null }),
    );
  }
  return {
    dependencies,
    project: null,
    graph() {
      const graph = graphBuilder();
      const positions = new Map<string, number>();
      for (const [id, node] of Object.entries(nodes)) {
        const reference = isOwn(node) ? null : referenceOf(node);
        if (reference !== null) positions.set(id, graph.node(id, reference.name, reference.version));
      }
      for (const [id, node] of Object.entries(nodes)) {
        for (const other of idsIn(node)) {
          const to = positions.get(other);
          const from = positions.get(id);
          if (to === undefined) continue;
          if (from !== undefined) graph.edge(from, to);
          else if (isOwn(node)) graph.root(to);
        }
      }
      return graph.build();
    },
  };
}
