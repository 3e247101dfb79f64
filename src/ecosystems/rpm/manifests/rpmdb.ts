/**
 * The databases of installed packages: rpmdb.sqlite since rpm 4.16, Packages.db of SUSE, and Packages of what came before, a hash of
 * Berkeley DB. All hold the same headers.
 */
import { eachHashValue } from '../../../formats/berkeley-hash.ts';
import { eachRow } from '../../../formats/sqlite-table.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';
import { eachNdbBlob } from './ndb.ts';
import { type RpmHeader, rpmHeader } from './rpm-header.ts';

/** Keys of who signs packages are stored like packages. */
const KEYS = 'gpg-pubkey';

export const rpmdb: ManifestReader = databaseOf((bytes, on) =>
  eachRow(bytes, 'Packages', 'rpmdb.sqlite', values => {
    const blob = values.find(value => value instanceof Uint8Array);
    if (blob instanceof Uint8Array) on(blob);
  }),
);

export const berkeleyDatabase: ManifestReader = databaseOf((bytes, on) =>
  eachHashValue(bytes, 'Packages', on),
);

export const ndbDatabase: ManifestReader = databaseOf((bytes, on) => eachNdbBlob(bytes, 'Packages.db', on));

function databaseOf(eachBlob: (bytes: Uint8Array, on: (blob: Uint8Array) => void) => void): ManifestReader {
  return {
    parse(input) {
      const headers: RpmHeader[] = [];
      eachBlob(input.bytes, blob => {
        const header = rpmHeader(blob);
        if (header !== null && header.name !== KEYS) headers.push(header);
      });
      return {
        dependencies: headers.map(({ name, version }) => dependency(name, version, null)),
        project: null,
        graph: () => graphOf(headers),
      };
    },
  };
}

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
