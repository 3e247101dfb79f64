/**
 * Environments: `spack.yaml` (https://spack.readthedocs.io/en/latest/environments.html), which lists specs, and `spack.lock`, which holds
 * what they became, by hash, with who needs whom.
 */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { specIn } from './spec.ts';

const MAX_DEPTH = 20;

export const spackYaml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'spack.yaml', { scalars: 'text' });
    const environment = memberOf(document, 'spack') ?? memberOf(document, 'env');
    if (!isJsonObject(environment)) throw new ManifestError('not-this-format', 'no key spack');
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const read = (specs: unknown, condition: string | null, depth: number) => {
      for (const item of Array.isArray(specs) ? specs : []) {
        if (typeof item === 'string') {
          if (item.trim().startsWith('$')) {
            // The lists of definitions are read below.
            if (definitionOf(environment, item) === null)
              unresolved.push({ what: `the list ${item}`, line: null });
            continue;
          }
          const spec = specIn(item);
          if (spec !== null)
            dependencies.push(dependency(spec.name, spec.version, 'runtime', { direct: true, condition }));
        } else if (isJsonObject(item) && depth < MAX_DEPTH) {
          // The first row of a matrix has the packages, the others what they are built with.
          const matrix = memberOf(item, 'matrix');
          if (Array.isArray(matrix)) read(matrix[0], condition, depth + 1);
        }
      }
    };
    read(environment.specs, null, 0);
    for (const definition of listOf(environment.definitions)) {
      const when = memberOf(definition, 'when');
      for (const [name, list] of isJsonObject(definition) ? Object.entries(definition) : [])
        if (name !== 'when') read(list, typeof when === 'string' ? when : null, 0);
    }
    const includes = listOf(environment.include).filter(one => typeof one === 'string');
    return { dependencies, project: null, unresolved, includes };
  },
};

function definitionOf(environment: unknown, item: string): unknown {
  const name = item.trim().replace(/^\$[%^]?/, '');
  return listOf(memberOf(environment, 'definitions')).find(one => memberOf(one, name) !== undefined) ?? null;
}

export const spackLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'spack.lock');
    const specs = memberOf(document, 'concrete_specs');
    if (!isJsonObject(specs)) throw new ManifestError('not-this-format', 'no concrete_specs');
    const roots = new Set(listOf(memberOf(document, 'roots')).map(root => memberOf(root, 'hash')));
    const entries = Object.entries(specs).flatMap(([hash, value]) => {
      // In the first version the package is the only member: `{"zlib": {"version": ...}}`.
      const inner =
        isJsonObject(value) && memberOf(value, 'name') === undefined ? Object.entries(value)[0] : undefined;
      const name = inner?.[0] ?? memberOf(value, 'name');
      const body = inner?.[1] ?? value;
      const version = memberOf(body, 'version');
      if (typeof name !== 'string' || name === '') return [];
      return [{ hash, name, version: typeof version === 'string' ? version : null, body }];
    });
    return {
      dependencies: entries.map(({ hash, name, version }) =>
        dependency(name, version, 'runtime', { direct: roots.size > 0 ? roots.has(hash) : null }),
      ),
      project: null,
      graph() {
        const graph = graphBuilder();
        const positions = new Map<string, number>();
        for (const { hash, name, version } of entries) positions.set(hash, graph.node(hash, name, version));
        for (const { hash, body } of entries) {
          const from = positions.get(hash) as number;
          if (roots.has(hash)) graph.root(from);
          for (const needed of hashesIn(memberOf(body, 'dependencies'))) {
            const to = positions.get(needed);
            if (to !== undefined) graph.edge(from, to);
          }
        }
        return graph.build();
      },
    };
  },
};

/** A list of objects with `hash`, or a map of them by name. */
function hashesIn(value: unknown): string[] {
  const items = isJsonObject(value) ? Object.values(value) : listOf(value);
  return items.map(item => memberOf(item, 'hash')).filter(hash => typeof hash === 'string');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
