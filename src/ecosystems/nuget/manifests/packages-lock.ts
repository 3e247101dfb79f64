/**
 * `packages.lock.json`: https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files#locking-dependencies.
 * Frameworks with their packages. A version that several frameworks use stands once, with the first of them as its condition
 * unless all use it.
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const packagesLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'packages.lock.json');
    const frameworks = memberOf(document, 'dependencies');
    if (!isJsonObject(frameworks)) throw new ManifestError('not-this-format', 'no dependencies');
    const dependencies: ManifestDependency[] = [];
    const known = new Map<string, { one: ManifestDependency; used: number }>();
    const filled = Object.entries(frameworks).filter(
      (entry): entry is [string, JsonDocument] => isJsonObject(entry[1]) && Object.keys(entry[1]).length > 0,
    );
    for (const [framework, packages] of filled) {
      for (const [name, value] of Object.entries(packages)) {
        const found = packageOf(name, value);
        if (found === null) continue;
        const key = `${name}\n${found.requirement}`;
        const before = known.get(key);
        if (before !== undefined) {
          before.used++;
          before.one.direct ||= found.direct;
          continue;
        }
        found.condition = framework;
        known.set(key, { one: found, used: 1 });
        dependencies.push(found);
      }
    }
    for (const { one, used } of known.values()) if (used === filled.length) one.condition = null;
    return { dependencies, project: null, graph: () => graphOf(filled.map(([, packages]) => packages)) };
  },
};

function packageOf(name: string, value: unknown): ManifestDependency | null {
  if (name === '' || !isJsonObject(value)) return null;
  const type = memberOf(value, 'type');
  if (typeof type === 'string' && type.toLowerCase() === 'project') return null;
  const resolved = memberOf(value, 'resolved');
  const requested = memberOf(value, 'requested');
  const hash = memberOf(value, 'contentHash');
  const version = typeof resolved === 'string' ? resolved : typeof requested === 'string' ? requested : null;
  return dependency(name, version, 'runtime', {
    direct: typeof type === 'string' ? type === 'Direct' : null,
    integrity: typeof hash === 'string' && hash !== '' ? `sha512-${hash}` : null,
  });
}

/** Within each framework a name has one version; projects of the solution are nodes, too. */
function graphOf(frameworks: readonly JsonDocument[]) {
  const graph = graphBuilder();
  for (const packages of frameworks) {
    const positions = new Map<string, number>();
    for (const [name, value] of Object.entries(packages)) {
      const resolved = memberOf(value, 'resolved');
      const version = typeof resolved === 'string' ? resolved : null;
      const node = graph.node(`${name}@${version ?? '*'}`, name, version);
      positions.set(name.toLowerCase(), node);
      if (memberOf(value, 'type') === 'Direct') graph.root(node);
    }
    for (const [name, value] of Object.entries(packages)) {
      const from = positions.get(name.toLowerCase()) as number;
      const needed = memberOf(value, 'dependencies');
      for (const other of isJsonObject(needed) ? Object.keys(needed) : []) {
        const to = positions.get(other.toLowerCase());
        if (to !== undefined) graph.edge(from, to);
      }
    }
  }
  return graph.build();
}
