/**
 * `installed/vcpkg/status`: paragraphs as dpkg has them (https://learn.microsoft.com/en-us/vcpkg/reference/installation-tree-layout), of ports, and of features with a field
 * `Feature`. A later paragraph of one port replaces an earlier one.
 */
import { scanStanzas } from '../../../formats/deb822-scan.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

const FIELDS = [
  'package',
  'version',
  'port-version',
  'architecture',
  'status',
  'depends',
  'feature',
] as const;

interface Port {
  name: string;
  version: string | null;
  triplet: string;
  depends: string[];
}

export const status: ManifestReader = {
  parse(input) {
    const ports = new Map<string, Port>();
    const fields = scanStanzas(input.text, FIELDS, values => {
      const [name, version, portVersion, triplet = '', state, depends = ''] = values.map(value =>
        value?.trim(),
      );
      if (!name || values[6] !== undefined) return;
      const key = `${name}:${triplet}`;
      ports.delete(key);
      if (state?.endsWith(' installed') !== true) return;
      ports.set(key, {
        name,
        version: version ? `${version}${portVersion && portVersion !== '0' ? `#${portVersion}` : ''}` : null,
        triplet,
        depends: depends.split(',').map(item => item.trim()),
      });
    });
    if (fields === 0 && input.text.trim() !== '')
      throw new ManifestError('not-this-format', 'no field of ports in it');
    const installed = [...ports.values()];
    return {
      dependencies: installed.map(one =>
        dependency(one.name, one.version, null, { condition: one.triplet || null }),
      ),
      project: null,
      graph: () => {
        const graph = graphBuilder();
        for (const one of installed) graph.node(`${one.name}:${one.triplet}`, one.name, one.version);
        for (const one of installed) {
          const from = graph.node(`${one.name}:${one.triplet}`, one.name, one.version);
          for (const item of one.depends) {
            // `name`, `name[feature]`, `name:triplet` of the host.
            const [, name = '', triplet = one.triplet] =
              /^([^[:\s(]+)(?:\[[^\]]*\])?(?::(\S+))?/.exec(item) ?? [];
            const to = ports.get(`${name}:${triplet}`);
            if (to && to !== one)
              graph.edge(from, graph.node(`${to.name}:${to.triplet}`, to.name, to.version));
          }
        }
        return graph.build();
      },
    };
  },
};
