/** rpmdb.sqlite, the database of installed packages since rpm 4.16: a table `Packages` of headers. */
import { eachRow } from '../../../formats/sqlite-table.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { type RpmHeader, rpmHeader } from './rpm-header.ts';

/** Keys of who signs packages are stored like packages. */
const KEYS = 'gpg-pubkey';

export const rpmdb: ManifestReader = {
  parse(input) {
    const headers: RpmHeader[] = [];
    eachRow(input.bytes, 'Packages', 'rpmdb.sqlite', values => {
      const blob = values.find(value => value instanceof Uint8Array);
      const header = blob instanceof Uint8Array ? rpmHeader(blob) : null;
      if (header !== null && header.name !== KEYS) headers.push(header);
    });
    return {
      dependencies: headers.map(({ name, version }) => dependency(name, version, null)),
      project: null,
      graph: () => graphOf(headers),
    };
  },
};

/** A capability is the first package that provides it; files, which are many, are not looked up. */
function graphOf(headers: readonly RpmHeader[]) {
  const graph = graphBuilder();
  const providers = new Map<string, number>();
  const nodes = headers.map(({ name, version, provides }) => {
    const node = graph.node(`${name}-${version}`, name, version);
    for (const capability of [name, ...provides])
      if (!providers.has(capability)) providers.set(capability, node);
    return node;
  });
  for (const [i, { requires }] of headers.entries()) {
    for (const capability of requires) {
      const to = providers.get(capability);
      if (to !== undefined && to !== nodes[i]) graph.edge(nodes[i] as number, to);
    }
  }
  return graph.build();
}
