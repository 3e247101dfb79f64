/**
 * go.graph, the output of `go mod graph`, https://go.dev/ref/mod#go-mod-graph: an edge a line, `module@version module@version`, the
 * main module without a version. Of a module required in several versions all are listed; the highest is built.
 */
import {
  dependency,
  type ManifestDependency,
  type ManifestNode,
  type ManifestReader,
} from '../../manifest.ts';

export const goGraph: ManifestReader = {
  parse({ text }) {
    const positions = new Map<string, number>();
    const nodes: ManifestNode[] = [];
    const edges: [number, number][] = [];
    const nodeOf = (id: string): number => {
      let position = positions.get(id);
      if (position === undefined) {
        position = nodes.length;
        positions.set(id, position);
        const sign = id.lastIndexOf('@');
        nodes.push(
          sign > 0
            ? { id, name: id.slice(0, sign), version: id.slice(sign + 1) }
            : { id, name: id, version: null },
        );
      }
      return position;
    };
    for (let at = 0; at < text.length; ) {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      const space = text.indexOf(' ', at);
      if (space < 0) break;
      const to = text.slice(space + 1, end).trim();
      if (space > at && space < end && to !== '') edges.push([nodeOf(text.slice(at, space)), nodeOf(to)]);
      at = end + 1;
    }
    const mains = new Set(nodes.flatMap((node, i) => (node.version === null ? [i] : [])));
    const roots = new Set(edges.flatMap(([from, to]) => (mains.has(from) ? [to] : [])));
    const dependencies: ManifestDependency[] = [];
    // `go` and `toolchain` stand for the toolchain, not for modules.
    for (const [i, { name, version }] of nodes.entries())
      if (version !== null && name !== 'go' && name !== 'toolchain')
        dependencies.push(dependency(name, version, 'runtime', { direct: roots.has(i) }));
    const main = mains.values().next().value;
    return {
      dependencies,
      project: main === undefined ? null : { name: nodes[main]!.name, version: null, license: null },
      graph: () => ({ nodes, edges, roots: [...roots] }),
    };
  },
};
