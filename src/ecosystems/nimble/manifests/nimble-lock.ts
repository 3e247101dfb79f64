/** `nimble.lock`, https://nim-lang.github.io/nimble/nimble-reference.html#nimble-lock: packages by name. */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const nimbleLock: ManifestReader = {
  parse(input) {
    const table = memberOf(parseJsonText(input.text, 'nimble.lock'), 'packages');
    if (!isJsonObject(table)) throw new ManifestError('not-this-format', 'no packages');
    const packages = Object.entries(table).filter(([name, entry]) => name !== '' && isJsonObject(entry));
    const dependencies = packages.map(([name, entry]) => {
      const [url, revision, version] = ['url', 'vcsRevision', 'version'].map(key =>
        textOrNull(memberOf(entry, key)),
      );
      const sha1 = textOrNull(memberOf(memberOf(entry, 'checksums'), 'sha1'));
      return dependency(name, version, 'runtime', {
        source: url && revision ? `${url}#${revision}` : url,
        integrity: sha1 === null ? null : `sha1:${sha1}`,
      });
    });
    return { dependencies, project: null, graph: () => graphOf(packages as [string, JsonDocument][]) };
  },
};

function graphOf(packages: readonly [string, JsonDocument][]) {
  const graph = graphBuilder();
  const positions = new Map(
    packages.map(([name, { version }]) => [name, graph.node(name, name, textOrNull(version))]),
  );
  for (const [name, { dependencies }] of packages) {
    for (const required of Array.isArray(dependencies) ? dependencies : []) {
      const to = positions.get(required);
      if (to !== undefined) graph.edge(positions.get(name) as number, to);
    }
  }
  return graph.build();
}
