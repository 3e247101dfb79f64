/**
 * cpanfile.snapshot of Carton, https://metacpan.org/pod/Carton: distributions with their versions, what they provide and what they
 * require, by levels of two blanks.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Distribution {
  id: string;
  name: string;
  version: string | null;
  provides: string[];
  requires: string[];
}

export const snapshot: ManifestReader = {
  parse({ text }) {
    const distributions = distributionsIn(text);
    const dependencies: ManifestDependency[] = distributions.map(({ name, version }) =>
      dependency(name, version, 'runtime'),
    );
    return { dependencies, project: null, graph: () => graphOf(distributions) };
  },
};

function distributionsIn(text: string): Distribution[] {
  const found: Distribution[] = [];
  let current: Distribution | null = null;
  let modules: string[] | null = null;
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    let indent = 0;
    while (text.charCodeAt(at + indent) === 0x20) indent++;
    const start = at + indent;
    if (indent === 2 && start < end) {
      current = distributionOf(text.slice(start, end).trim());
      modules = null;
      if (current) found.push(current);
    } else if (indent === 4 && current) {
      if (text.startsWith('provides:', start)) modules = current.provides;
      else modules = text.startsWith('requirements:', start) ? current.requires : null;
    } else if (indent === 6 && modules) {
      const space = text.indexOf(' ', start);
      modules.push(text.slice(start, space < 0 || space > end ? end : space).trim());
    }
    at = end + 1;
  }
  return found;
}

/** `Foo-Bar-1.23` is version 1.23 of `Foo::Bar`; a `v` before the version is left out. */
function distributionOf(id: string): Distribution | null {
  const hyphen = id.lastIndexOf('-');
  if (hyphen < 1) return null;
  const version = id.slice(hyphen + 1).replace(/^v/, '');
  return {
    id,
    name: id.slice(0, hyphen).replaceAll('-', '::'),
    version: version || null,
    provides: [],
    requires: [],
  };
}

/** A module is what the first distribution that provides it is; those of Perl itself are in none. */
function graphOf(distributions: readonly Distribution[]) {
  const graph = graphBuilder();
  const providers = new Map<string, number>();
  for (const { id, name, version, provides } of distributions) {
    const node = graph.node(id, name, version);
    for (const module of provides) if (!providers.has(module)) providers.set(module, node);
  }
  for (const { id, name, version, requires } of distributions) {
    const from = graph.node(id, name, version);
    for (const module of requires) {
      const to = providers.get(module);
      if (to !== undefined && to !== from) graph.edge(from, to);
    }
  }
  return graph.build();
}
