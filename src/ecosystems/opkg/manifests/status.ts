/**
 * The database of opkg, https://openwrt.org/docs/guide-user/additional-software/opkg: usr/lib/opkg/status, stanzas as of dpkg, or a
 * file a package in info. `Status: install user installed` is said of what was asked for.
 */
import { scanStanzas } from '../../../formats/deb822-scan.ts';
import { relationsOf } from '../../../formats/debian-relations.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

const FIELDS = ['package', 'version', 'status', 'depends'] as const;

export const status: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const depends: string[] = [];
    const isDatabase = input.path.endsWith('status');
    const fields = scanStanzas(input.text, FIELDS, values => {
      const name = values[0]?.trim();
      const words = values[2]?.trim().split(/\s+/);
      if (!name || (words ? words[2] !== 'installed' : isDatabase)) return;
      const direct = words ? words[1]?.split(',').includes('user') === true : null;
      dependencies.push(dependency(name, values[1]?.trim(), null, { direct }));
      depends.push(values[3] ?? '');
    });
    if (fields === 0 && input.text.trim() !== '')
      throw new ManifestError('not-this-format', 'no field of control data in it');
    return { dependencies, project: null, graph: () => graphOf(dependencies, depends) };
  },
};

function graphOf(installed: readonly ManifestDependency[], depends: readonly string[]) {
  const graph = graphBuilder();
  const nodes = new Map<string, number>();
  for (const { name, requirement, direct } of installed) {
    const node = graph.node(name, name, requirement);
    nodes.set(name, node);
    if (direct) graph.root(node);
  }
  for (const [i, { name }] of installed.entries()) {
    for (const group of relationsOf(depends[i] ?? '')) {
      const to = group.map(one => nodes.get(one.name)).find(of => of !== undefined);
      if (to !== undefined) graph.edge(nodes.get(name) as number, to);
    }
  }
  return graph.build();
}
