/**
 * Ivy's files: `ivy.xml` (https://ant.apache.org/ivy/history/2.5.2/ivyfile.html) and the reports of what it resolved
 * (https://ant.apache.org/ivy/history/2.5.2/use/report.html), one for each configuration, which sbt wrote too.
 */
import { childOf, childrenOf, parseXml, type XmlElement } from '../../../formats/xml.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestGraph,
  type ManifestReader,
} from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

export const ivyXml: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    if (root.name !== 'ivy-module')
      throw new ManifestError('not-this-format', 'the root element is not ivy-module');
    const info = childOf(root, 'info');
    const group = attribute(info, 'organisation');
    const dependencies: ManifestDependency[] = [];
    for (const one of childrenOf(childOf(root, 'dependencies'), 'dependency')) {
      // Without an organisation it is that of the module itself.
      const org = attribute(one, 'org') ?? group;
      const name = attribute(one, 'name');
      if (org === null || name === null) continue;
      dependencies.push(
        dependency(`${org}:${name}`, attribute(one, 'rev'), 'runtime', {
          direct: true,
          condition: attribute(one, 'conf'),
        }),
      );
    }
    const module = attribute(info, 'module');
    return {
      dependencies,
      project: {
        name: group !== null && module !== null ? `${group}:${module}` : module,
        version: attribute(info, 'revision'),
        license: attribute(childOf(info, 'license'), 'name'),
      },
    };
  },
};

export const ivyReport: ManifestReader = {
  parse(input) {
    const { root } = parseXml(input.bytes);
    if (root.name !== 'ivy-report')
      throw new ManifestError('not-this-format', 'the root element is not ivy-report');
    const info = childOf(root, 'info');
    if (info === undefined) throw new ManifestError('malformed', 'a report without info');
    const type = attribute(info, 'conf') ?? 'unknown';
    const project = moduleOf(info, 'module');
    const modules = childrenOf(childOf(root, 'dependencies'), 'module').flatMap(module => {
      const name = moduleOf(module, 'name');
      const revision = childOf(module, 'revision');
      const version = attribute(revision, 'name');
      return name === null || version === null
        ? []
        : [{ name, version, callers: childrenOf(revision, 'caller') }];
    });
    const isDirect = (callers: XmlElement[]) => callers.some(caller => moduleOf(caller, 'name') === project);
    return {
      dependencies: modules.map(({ name, version, callers }) =>
        dependency(name, version, type, { direct: callers.length > 0 ? isDirect(callers) : null }),
      ),
      project: { name: project, version: attribute(info, 'revision'), license: null },
      graph(): ManifestGraph {
        const graph = graphBuilder();
        for (const { name, version } of modules) graph.node(`${name}@${version}`, name, version);
        for (const { name, version, callers } of modules) {
          const node = graph.node(`${name}@${version}`, name, version);
          for (const caller of callers) {
            const from = moduleOf(caller, 'name');
            if (from === project) graph.root(node);
            else if (from !== null) {
              const revision = attribute(caller, 'callerrev');
              graph.edge(graph.node(`${from}@${revision ?? '*'}`, from, revision), node);
            }
          }
        }
        return graph.build();
      },
    };
  },
};

function attribute(element: XmlElement | undefined, name: string): string | null {
  return element?.attributes.get(name)?.trim() || null;
}

function moduleOf(element: XmlElement, name: string): string | null {
  const organisation = attribute(element, 'organisation');
  const module = attribute(element, name);
  return organisation === null || module === null ? null : `${organisation}:${module}`;
}
