/**
 * `var/macports/registry/registry.db`, the registry of installed ports (https://guide.macports.org/#internals.registry): SQLite with the tables `ports`, and
 * `dependencies`, which has the names that a port depends on.
 */
import { eachRecord, type SqliteValue } from '../../../formats/sqlite-table.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Port {
  id: number;
  name: string;
  version: string | null;
  isRequested: boolean | null;
}

export const registryDb: ManifestReader = {
  parse(input) {
    const ports: Port[] = [];
    eachRecord(input.bytes, 'ports', 'registry.db', (record, id) => {
      const name = textIn(record, 'name');
      // Others are there as archives that are not active.
      if (name === null || (record.has('state') && textIn(record, 'state') !== 'installed')) return;
      const [version, revision] = [textIn(record, 'version'), record.get('revision')];
      const isRevised = version !== null && typeof revision === 'number' && revision > 0;
      const requested = record.get('requested');
      ports.push({
        id,
        name,
        version: isRevised ? `${version}_${revision}` : version,
        isRequested: typeof requested === 'number' ? requested !== 0 : null,
      });
    });
    return {
      dependencies: ports.map(one => dependency(one.name, one.version, null, { direct: one.isRequested })),
      project: null,
      graph: () => {
        const graph = graphBuilder();
        const nodes = new Map(
          ports.map(one => [one.id, graph.node(`${one.name} #${one.id}`, one.name, one.version)]),
        );
        const byName = new Map(ports.map(one => [one.name.toLowerCase(), nodes.get(one.id) as number]));
        for (const one of ports) if (one.isRequested) graph.root(nodes.get(one.id) as number);
        eachRecord(input.bytes, 'dependencies', 'registry.db', record => {
          const from = nodes.get(Number(record.get('id')));
          const to = byName.get(textIn(record, 'name')?.toLowerCase() ?? '');
          if (from !== undefined && to !== undefined && from !== to) graph.edge(from, to);
        });
        return graph.build();
      },
    };
  },
};

function textIn(record: ReadonlyMap<string, SqliteValue>, column: string): string | null {
  const value = record.get(column);
  return typeof value === 'string' && value !== '' ? value : null;
}
