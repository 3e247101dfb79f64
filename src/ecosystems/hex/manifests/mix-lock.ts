/**
 * mix.lock, https://hexdocs.pm/mix/Mix.Tasks.Deps.html: a map that Mix writes, one package a line:
 * `"key": {:hex, :name, "version", "inner sha256", managers, dependencies, "repository", "outer sha256"}` or
 * `"key": {:git, "url", "revision", options}`. The inner hash is of the files, the outer one of the archive.
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Entry {
  key: string;
  /** Atoms and texts of the tuple, up to its first list and from there on; lists are left out. */
  values: string[];
  /** Where its lists begin; the second one of a package of Hex is what it depends on. */
  lists: number[];
}

const QUOTE = 0x22;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_TUPLE = 0x7b;
const CLOSE_TUPLE = 0x7d;

export const mixLock: ManifestReader = {
  parse({ text }) {
    const dependencies: ManifestDependency[] = [];
    const entries: Entry[] = [];
    eachEntry(text, entry => {
      const { key, values } = entry;
      const [scheme, second = '', third = ''] = values;
      if (scheme === 'hex') {
        const hash = values[3];
        const repository = values[4];
        dependencies.push(
          dependency(second || key, third || null, 'runtime', {
            alias: second === '' || second === key ? null : key,
            integrity: hash ? `sha256=${hash}` : null,
            source: repository === undefined || repository === 'hexpm' ? null : repository,
          }),
        );
      } else if (scheme === 'git')
        dependencies.push(dependency(key, third || null, 'runtime', { source: second || null }));
      else return;
      entries.push(entry);
    });
    return { dependencies, project: null, graph: () => graphOf(text, entries) };
  },
};

function eachEntry(text: string, on: (entry: Entry) => void): void {
  let at = text.indexOf('%{') + 2;
  if (at < 2) return;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    const close = open < 0 ? -1 : text.indexOf('"', open + 1);
    const tuple = close < 0 ? -1 : text.indexOf('{', close);
    if (tuple < 0) return;
    const entry: Entry = { key: text.slice(open + 1, close), values: [], lists: [] };
    at = readTuple(text, tuple + 1, entry);
    if (entry.key !== '') on(entry);
  }
}

/** Reads the tuple whose inside begins at `start`; gives the position behind it. */
function readTuple(text: string, start: number, entry: Entry): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === CLOSE_TUPLE) return at + 1;
    if (code === QUOTE) {
      const close = text.indexOf('"', at + 1);
      if (close < 0) return text.length;
      entry.values.push(text.slice(at + 1, close));
      at = close + 1;
    } else if (code === COLON) {
      const end = atomEnd(text, at + 1);
      entry.values.push(unquoted(text.slice(at + 1, end)));
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_TUPLE) {
      if (code === OPEN_LIST) entry.lists.push(at);
      at = bracketEnd(text, at);
    } else at++;
  }
  return at;
}

/** Behind the bracket that closes the one at `start`; texts are passed over. */
function bracketEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = text.indexOf('"', at + 1);
      if (at < 0) return text.length;
    } else if (code === OPEN_LIST || code === OPEN_TUPLE) depth++;
    else if ((code === CLOSE_LIST || code === CLOSE_TUPLE) && --depth === 0) return at + 1;
  }
  return text.length;
}

/** An atom ends at a comma, a bracket or a blank; `:"..."` at its quote. */
function atomEnd(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) {
    const close = text.indexOf('"', start + 1);
    return close < 0 ? text.length : close + 1;
  }
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0x2c || code === CLOSE_TUPLE || code === CLOSE_LIST) break;
  }
  return at;
}

function unquoted(atom: string): string {
  return atom.startsWith('"') ? atom.slice(1, -1) : atom;
}

/** The file does not tell what the project itself asks for. */
function graphOf(text: string, entries: readonly Entry[]) {
  const graph = graphBuilder();
  const known = new Set(entries.map(({ key }) => key));
  for (const { key, values } of entries)
    graph.node(key, values[0] === 'hex' ? values[1] || key : key, values[2] ?? null);
  for (const { key, values, lists } of entries) {
    const list = values[0] === 'hex' ? lists[1] : undefined;
    if (list === undefined) continue;
    for (const name of namesIn(text, list))
      if (known.has(name)) graph.edge(graph.node(key, key, null), graph.node(name, name, null));
  }
  return graph.build();
}

/** The names of `[{:name, ...}, {:other, ...}]`. */
function namesIn(text: string, start: number): string[] {
  const end = bracketEnd(text, start);
  const names: string[] = [];
  for (let at = start + 1; at < end; ) {
    if (text.charCodeAt(at) !== OPEN_TUPLE) {
      at++;
      continue;
    }
    if (text.charCodeAt(at + 1) === COLON) names.push(unquoted(text.slice(at + 2, atomEnd(text, at + 2))));
    at = bracketEnd(text, at);
  }
  return names;
}
