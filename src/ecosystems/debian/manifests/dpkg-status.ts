/**
 * The database of installed packages, https://manpages.debian.org/dpkg-query and deb822(5): var/lib/dpkg/status, or a file a package
 * in status.d where there is no dpkg. Packages that are not wholly installed do not count.
 */

import { scanStanzas } from '../../../formats/deb822-scan.ts';
import { relationsOf } from '../../../formats/debian-relations.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

const FIELDS = [
  'package',
  'version',
  'architecture',
  'status',
  'depends',
  'pre-depends',
  'provides',
] as const;

interface Installed {
  name: string;
  version: string | null;
  architecture: string;
  /** Depends, Pre-Depends and Provides as written. */
  relations: (string | undefined)[];
}

export const dpkgStatus: ManifestReader = {
  parse(input) {
    const installed: Installed[] = [];
    const dependencies: ManifestDependency[] = [];
    // A file of one package has no Status: it is there because it is installed.
    const isDatabase = input.path.endsWith('status');
    const fields = scanStanzas(input.text, FIELDS, values => {
      const name = values[0]?.trim();
      const status = values[3];
      if (!name || (status === undefined ? isDatabase : !isInstalled(status))) return;
      const version = values[1]?.trim() || null;
      const architecture = values[2]?.trim() ?? '';
      installed.push({ name, version, architecture, relations: [values[4], values[5], values[6]] });
      dependencies.push(dependency(name, version, null));
    });
    if (fields === 0 && input.text.trim() !== '')
      throw new ManifestError('not-this-format', 'no field of control data in it');
    return { dependencies, project: null, graph: () => graphOf(installed) };
  },
};

/** `install ok installed`; the first word is what is wanted and may be `hold` or `deinstall`. */
function isInstalled(status: string): boolean {
  return status.trimEnd().endsWith(' installed');
}

/** Of alternatives the first that is installed is taken, of a virtual package the first that provides it. */
function graphOf(installed: readonly Installed[]) {
  const graph = graphBuilder();
  const positions = new Map<string, number>();
  const put = (name: string, position: number) => {
    if (!positions.has(name)) positions.set(name, position);
  };
  const nodes = installed.map(({ name, version, architecture }) => {
    const node = graph.node(`${name}:${architecture}`, name, version);
    put(name, node);
    return node;
  });
  for (const [i, { relations }] of installed.entries())
    for (const group of relationsOf(relations[2] ?? ''))
      for (const { name } of group) put(name, nodes[i] as number);
  for (const [i, { relations }] of installed.entries()) {
    for (const group of [...relationsOf(relations[0] ?? ''), ...relationsOf(relations[1] ?? '')]) {
      const to = group
        .map(({ name }) => positions.get(name.split(':', 1)[0] as string))
        .find(of => of !== undefined);
      if (to !== undefined) graph.edge(nodes[i] as number, to);
    }
  }
  return graph.build();
}
