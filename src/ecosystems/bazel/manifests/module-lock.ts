/**
 * `MODULE.bazel.lock`: https://bazel.build/external/lockfile. Since version 10 the addresses of the files that were read from
 * registries: a module that was selected is one whose `source.json` was read, others are only candidates. Before, a graph of the
 * selected modules.
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const moduleLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'MODULE.bazel.lock');
    const graph = memberOf(document, 'moduleDepGraph');
    if (isJsonObject(graph)) return readGraph(graph);
    const hashes = memberOf(document, 'registryFileHashes');
    if (!isJsonObject(hashes)) throw new ManifestError('not-this-format', 'no registryFileHashes');
    const dependencies: ManifestDependency[] = [];
    for (const address of Object.keys(hashes)) {
      // `https://registry/modules/<name>/<version>/source.json`
      if (!address.endsWith('/source.json')) continue;
      const parts = address.split('/');
      const [folder, name, version] = parts.slice(-4, -1);
      if (folder !== 'modules' || !name || !version) continue;
      const registry = parts.slice(0, -4).join('/');
      dependencies.push(
        dependency(name, version, 'runtime', { source: registry === CENTRAL ? null : registry }),
      );
    }
    return { dependencies, project: null };
  },
};

const CENTRAL = 'https://bcr.bazel.build';

/** Modules by `name@version`; the project's own is `<root>`. */
function readGraph(modules: JsonDocument) {
  const root = memberOf(modules, '<root>');
  const direct = new Set(keysNeededBy(root));
  const dependencies: ManifestDependency[] = [];
  for (const [key, value] of Object.entries(modules)) {
    const [name, version] = [memberOf(value, 'name'), memberOf(value, 'version')];
    if (key === '<root>' || typeof name !== 'string' || name === '') continue;
    const stated = typeof version === 'string' && version !== '' ? version : null;
    dependencies.push(dependency(name, stated, 'runtime', { direct: direct.has(key) }));
  }
  return {
    dependencies,
    project: null,
    graph() {
      const graph = graphBuilder();
      const positions = new Map<string, number>();
      for (const [key, value] of Object.entries(modules)) {
        const [name, version] = [memberOf(value, 'name'), memberOf(value, 'version')];
        if (key === '<root>' || typeof name !== 'string' || name === '') continue;
        positions.set(key, graph.node(key, name, typeof version === 'string' ? version : null));
      }
      for (const [key, value] of Object.entries(modules)) {
        const from = positions.get(key);
        for (const needed of keysNeededBy(value)) {
          const to = positions.get(needed);
          if (to === undefined) continue;
          if (from !== undefined) graph.edge(from, to);
          else if (key === '<root>') graph.root(to);
        }
      }
      return graph.build();
    },
  };
}

function keysNeededBy(module: unknown): string[] {
  const needed = memberOf(module, 'deps');
  return isJsonObject(needed) ? Object.values(needed).filter(key => typeof key === 'string') : [];
}
