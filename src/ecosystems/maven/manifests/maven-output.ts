/**
 * What plugins of Maven print: `dependency:list` in maven-resolved-dependencies.txt, `dependency:tree` as text and as a graph of
 * Graphviz (https://maven.apache.org/plugins/maven-dependency-plugin/tree-mojo.html).
 */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Module {
  /** `group:artifact` */
  name: string;
  version: string;
  /** The scope; of a project its packaging. */
  type: string;
  optional: boolean;
  id: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape.
const COLOUR = /\u001b?\[[0-9;]{0,20}m/g;

interface TreeLine {
  depth: number;
  module: Module;
}

const INFO = '[INFO] ';

/** `group:artifact:type:version:scope -- module ...`, with colours or without. */
export const mavenResolved: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const known = new Set<string>();
    for (const line of linesOf(text)) {
      if (line.charCodeAt(0) !== 32) continue;
      const plain = withoutColours(line);
      const end = plain.indexOf(' -- ');
      const [group, artifact, , version, scope, ...more] = (end < 0 ? plain : plain.slice(0, end))
        .trim()
        .split(':', 7);
      if (!group || !artifact || !version || !scope || more.length > 0 || group.includes(' ')) continue;
      const key = `${group}:${artifact}:${version}:${scope}`;
      if (known.has(key)) continue;
      known.add(key);
      const optional = scope.endsWith(' (optional)') ? true : null;
      dependencies.push(dependency(`${group}:${artifact}`, version, scope, { optional }));
    }
    return { dependencies, project: null };
  },
};

/** The trees of one or more projects; the projects themselves are no dependencies, not even of each other. */
export const mavenTree: ManifestReader = {
  parse({ text }) {
    const lines = treeLines(text);
    if (lines.length === 0) throw new ManifestError('not-this-format', 'no line of a dependency tree');
    const projects = new Set(lines.filter(({ depth }) => depth === 0).map(({ module }) => keyOf(module)));
    const dependencies: ManifestDependency[] = [];
    /** What is known of a module: its entry, or null for a project. Other writings of a module are found by their key. */
    const seen = new Map<Module, ManifestDependency | null>();
    const known = new Map<string, ManifestDependency>();
    for (const { depth, module } of lines) {
      if (depth === 0) continue;
      let one = seen.get(module);
      if (one === undefined) {
        const key = `${keyOf(module)}:${module.type}`;
        const isProject = projects.has(keyOf(module));
        one = isProject ? null : (known.get(key) ?? null);
        if (one === null && !isProject) {
          one = dependency(module.name, module.version, module.type, {
            direct: false,
            optional: module.optional || null,
          });
          known.set(key, one);
          dependencies.push(one);
        }
        seen.set(module, one);
      }
      if (one !== null) one.direct ||= depth === 1;
    }
    const root = lines.find(({ depth }) => depth === 0)?.module;
    return {
      dependencies,
      project: root === undefined ? null : { name: root.name, version: root.version, license: null },
      graph: () => graphOf(lines),
    };
  },
};

function graphOf(lines: readonly TreeLine[]) {
  const graph = graphBuilder();
  const above: number[] = [];
  for (const { depth, module } of lines) {
    const node = graph.node(module.id, module.name, module.version);
    const parent = above[depth - 1];
    if (parent !== undefined) graph.edge(parent, node);
    if (depth === 0) graph.root(node);
    above.length = Math.min(above.length, depth);
    above[depth] = node;
  }
  return graph.build();
}

/** `"a" -> "b" ;` for each edge, below `digraph "project" {`. */
export const mavenTreeDot: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const known = new Set<string>();
    const edges: [Module, Module][] = [];
    let root: Module | null = null;
    for (const line of linesOf(text)) {
      if (!line.includes('"')) continue;
      const [first, second] = quoted(line);
      if (first === undefined) continue;
      const from = moduleIn(first);
      if (from === null) continue;
      const to = second === undefined ? null : moduleIn(second);
      if (to === null) root ??= from;
      else {
        edges.push([from, to]);
        const key = `${keyOf(to)}:${to.type}`;
        if (known.has(key)) continue;
        known.add(key);
        dependencies.push(
          dependency(to.name, to.version, to.type, {
            direct: root !== null && from.id === root.id,
            optional: to.optional || null,
          }),
        );
      }
    }
    if (root === null) throw new ManifestError('not-this-format', 'no digraph of a project');
    const { name, version, id } = root;
    return {
      dependencies,
      project: { name, version, license: null },
      graph() {
        const graph = graphBuilder();
        graph.root(graph.node(id, name, version));
        for (const [from, to] of edges)
          graph.edge(graph.node(from.id, from.name, from.version), graph.node(to.id, to.name, to.version));
        return graph.build();
      },
    };
  },
};

function treeLines(text: string): TreeLine[] {
  const lines: TreeLine[] = [];
  // The trees of many projects repeat each other: each text of a module is read once.
  const read = new Map<string, Module | null>();
  for (const line of linesOf(text)) {
    if (!line.startsWith(INFO)) continue;
    let at = INFO.length;
    // Each level takes three characters: `+- `, `|  `.
    while (at < line.length && isBranch(line.charCodeAt(at))) at++;
    if ((at - INFO.length) % 3 !== 0) continue;
    const written = line.slice(at);
    let module = read.get(written);
    if (module === undefined) {
      module = moduleIn(written);
      read.set(written, module);
    }
    if (module !== null) lines.push({ depth: (at - INFO.length) / 3, module });
  }
  return lines;
}

/** A blank, `|`, `+`, `\` or `-`. */
function isBranch(code: number): boolean {
  return code === 32 || code === 124 || code === 43 || code === 92 || code === 45;
}

/**
 * `group:artifact:type:version` of a project, with a scope and perhaps a classifier before the version of all else. A tree with all
 * details has them in parentheses, with what became of them behind a hyphen.
 */
function moduleIn(written: string): Module | null {
  let text = written.trim();
  if (text.startsWith('('))
    text = (text.endsWith(')') ? text.slice(1, -1) : text.slice(1)).split(' - ', 1)[0] as string;
  const space = text.indexOf(' ');
  const remark = space < 0 ? '' : text.slice(space);
  const parts = (space < 0 ? text : text.slice(0, space)).split(':', 8);
  if (parts.length < 4 || parts.length > 6 || parts.includes('')) return null;
  // Headings of the log have colons and colours, too.
  if (!remark.startsWith(' (') && remark !== '') return null;
  const [group = '', artifact = '', packaging = ''] = parts;
  const [version = '', type = ''] = parts.length === 4 ? [parts[3], packaging] : parts.slice(-2);
  const coordinates = (parts.length === 4 ? parts : parts.slice(0, -1)).join(':');
  return {
    name: `${group}:${artifact}`,
    version,
    type,
    optional: remark.includes('(optional'),
    id: coordinates,
  };
}

function keyOf({ name, version }: Module): string {
  return `${name}:${version}`;
}

function quoted(line: string): string[] {
  const parts = line.split('"', 6);
  return parts.filter((_, i) => i % 2 === 1);
}

/** Without the sequences that set colours: escape, `[`, digits and `;`, `m`. Some logs have lost their escapes. */
function withoutColours(line: string): string {
  return line.includes('[') ? line.replaceAll(COLOUR, '') : line;
}
