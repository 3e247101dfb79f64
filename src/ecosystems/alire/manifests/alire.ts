/**
 * Alire, the package manager of Ada: alire.toml, https://alire.ada.dev/docs/#alire-toml-and-crate-manifests, and alire.lock, which holds the
 * solution: a state for each crate, with the release that was chosen.
 */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

const EVERYTHING = Number.POSITIVE_INFINITY;

export const alireToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'alire.toml');
    const pins = new Map(tablesOf(memberOf(document, 'pins')).flatMap(table => Object.entries(table)));
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    for (const table of tablesOf(memberOf(document, 'depends-on')))
      for (const [name, entry] of Object.entries(table)) {
        const version = textOrNull(entry);
        // Tables are cases of operating systems and the like.
        if (name === '' || (version === null && !name.startsWith('case('))) continue;
        if (version === null) readCases(name, entry, dependencies);
        else dependencies.push(pinned(name, version, pins.get(name), includes));
      }
    const license = memberOf(document, 'licenses');
    return {
      dependencies,
      includes,
      project: {
        name: textOrNull(memberOf(document, 'name')),
        version: textOrNull(memberOf(document, 'version')),
        license: Array.isArray(license) ? license.filter(textOrNull).join(', ') || null : textOrNull(license),
      },
    };
  },
};

export const alireLock: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'alire.lock');
    const states = objectsIn(memberOf(memberOf(document, 'solution'), 'state'), EVERYTHING);
    const dependencies = states.flatMap(state => {
      const name = textOrNull(state.crate);
      if (name === null) return [];
      const link = textOrNull(memberOf(state.link, 'path')) ?? textOrNull(memberOf(state.link, 'url'));
      const origin = memberOf(state.release, 'origin');
      const hash = memberOf(origin, 'hashes');
      return [
        dependency(name, versionOf(state) ?? textOrNull(state.versions), 'runtime', {
          direct: state.transitivity === undefined ? null : state.transitivity === 'direct',
          local: textOrNull(memberOf(state.link, 'path')) === null ? null : true,
          source: link ?? textOrNull(memberOf(origin, 'url')),
          integrity: Array.isArray(hash) ? textOrNull(hash[0]) : null,
        }),
      ];
    });
    return { dependencies, project: null, graph: () => graphOf(states) };
  },
};

/** One table, or several of them. */
function tablesOf(value: unknown): JsonDocument[] {
  return isJsonObject(value) ? [value] : objectsIn(value, EVERYTHING);
}

function pinned(name: string, version: string, pin: unknown, includes: string[]): ManifestDependency {
  const path = textOrNull(memberOf(pin, 'path'));
  if (path !== null) includes.push(path);
  return dependency(name, version, 'runtime', {
    direct: true,
    local: path === null ? null : true,
    source: path ?? textOrNull(memberOf(pin, 'url')),
  });
}

/** `"case(os)" = { linux = { a = "^1" } }`. */
function readCases(expression: string, cases: unknown, dependencies: ManifestDependency[]): void {
  if (!isJsonObject(cases)) return;
  for (const [value, table] of Object.entries(cases))
    if (isJsonObject(table))
      for (const [name, version] of Object.entries(table))
        if (name !== '' && typeof version === 'string')
          dependencies.push(
            dependency(name, version, 'runtime', { direct: true, condition: `${expression} = ${value}` }),
          );
}

function versionOf(state: JsonDocument): string | null {
  return textOrNull(memberOf(state.release, 'version'));
}

function graphOf(states: readonly JsonDocument[]) {
  const graph = graphBuilder();
  const nodes = new Map<string, number>();
  for (const state of states) {
    const name = textOrNull(state.crate);
    if (name === null) continue;
    const node = graph.node(name, name, versionOf(state));
    nodes.set(name, node);
    if (state.transitivity === 'direct') graph.root(node);
  }
  for (const { crate, release } of states) {
    const from = typeof crate === 'string' ? nodes.get(crate) : undefined;
    if (from === undefined) continue;
    for (const table of tablesOf(memberOf(release, 'depends-on')))
      for (const name of Object.keys(table)) {
        const to = nodes.get(name);
        if (to !== undefined) graph.edge(from, to);
      }
  }
  return graph.build();
}
