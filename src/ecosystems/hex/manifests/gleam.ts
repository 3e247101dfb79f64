/**
 * gleam.toml, https://gleam.run/writing-gleam/gleam-toml/, and manifest.toml, in which its build tool locks. A package that is known by
 * its path alone is a part of the project and named among `includes`.
 */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
] as const;

export const gleamToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'gleam.toml');
    const dependencies: ManifestDependency[] = [];
    const includes: string[] = [];
    for (const [section, type] of SECTIONS) {
      const table = memberOf(document, section);
      if (!isJsonObject(table)) continue;
      for (const [name, entry] of Object.entries(table)) {
        const version = textOrNull(entry) ?? textOrNull(memberOf(entry, 'version'));
        const git = textOrNull(memberOf(entry, 'git'));
        const path = textOrNull(memberOf(entry, 'path'));
        if (path !== null) includes.push(path);
        if (name === '' || (version === null && git === null)) continue;
        const requirement = version ?? textOrNull(memberOf(entry, 'ref'));
        dependencies.push(dependency(name, requirement, type, { direct: true, source: git }));
      }
    }
    const licences = memberOf(document, 'licences');
    return {
      dependencies,
      project: {
        name: textOrNull(memberOf(document, 'name')),
        version: textOrNull(memberOf(document, 'version')),
        license: Array.isArray(licences) ? licences.filter(textOrNull).join(', ') || null : null,
      },
      includes,
    };
  },
};

export const gleamManifest: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'manifest.toml');
    const packages = objectsIn(memberOf(document, 'packages'), Number.POSITIVE_INFINITY);
    const asked = memberOf(document, 'requirements');
    const isDirect = (name: string) => (isJsonObject(asked) ? Object.hasOwn(asked, name) : null);
    const dependencies = packages.flatMap(entry => {
      const name = textOrNull(entry.name);
      if (name === null || entry.source === 'local') return [];
      const hash = textOrNull(entry.outer_checksum);
      return [
        dependency(name, textOrNull(entry.version), 'runtime', {
          direct: isDirect(name),
          source: textOrNull(entry.repo),
          integrity: hash === null ? null : `sha256=${hash.toLowerCase()}`,
        }),
      ];
    });
    return { dependencies, project: null, graph: () => graphOf(packages, isDirect) };
  },
};

function graphOf(packages: readonly JsonDocument[], isDirect: (name: string) => boolean | null) {
  const graph = graphBuilder();
  for (const entry of packages) {
    const name = textOrNull(entry.name);
    if (name === null) continue;
    const node = graph.node(name, name, textOrNull(entry.version));
    if (isDirect(name)) graph.root(node);
  }
  const known = new Set(packages.map(({ name }) => name));
  for (const { name, requirements } of packages) {
    if (typeof name !== 'string' || name === '' || !Array.isArray(requirements)) continue;
    const from = graph.node(name, name, null);
    for (const to of requirements)
      if (typeof to === 'string' && to !== '' && known.has(to)) graph.edge(from, graph.node(to, to, null));
  }
  return graph.build();
}
