/**
 * `Manifest.toml`, https://pkgdocs.julialang.org/v1/toml-files/#Manifest.toml: `[[deps.Name]]`, or `[[Name]]` of format 1. Entries without a
 * version and a place are parts of Julia itself and are left out.
 */
import { type TomlTable, type TomlValue, tomlTables } from '../../../formats/toml-tables.ts';
import { dependency, type ManifestGraph, type ManifestReader } from '../../manifest.ts';
import { graphBuilder } from '../../manifest-graph.ts';

interface Entry {
  name: string;
  values: Map<string, TomlValue>;
  /** Names that it requires, or UUIDs where names do not tell. */
  requires: string[];
}

const WANTED = new Set(['version', 'uuid', 'git-tree-sha1', 'repo-url', 'repo-rev', 'path', 'deps']);

export const manifestToml: ManifestReader = {
  parse(input) {
    const entries: Entry[] = [];
    let isFirst = true;
    const wanted = (key: string, table: readonly string[]) =>
      table.length > 0 && (WANTED.has(key) || table.at(-1) === 'deps');
    for (const table of tomlTables(input.text, 'Manifest.toml', wanted)) {
      const { keys, isItem, values } = table;
      if (isItem && keys.length <= 2) entries.push(entryOf(table));
      // `[deps.Name.deps]`: name = UUID.
      else if (!isFirst && keys.at(-1) === 'deps')
        for (const uuid of values.values())
          if (typeof uuid === 'string') entries[entries.length - 1]?.requires.push(uuid);
      isFirst = false;
    }
    const kept = entries.filter(({ values }) => ['version', 'path', 'repo-url'].some(key => values.has(key)));
    const dependencies = kept.map(({ name, values }) => {
      const [url, rev, path, tree] = ['repo-url', 'repo-rev', 'path', 'git-tree-sha1'].map(key =>
        text(values.get(key)),
      );
      return dependency(name, text(values.get('version')), 'runtime', {
        local: path ? true : null,
        source: path ?? (url && rev ? `${url}#${rev}` : url),
        integrity: tree ? `git-tree-sha1:${tree}` : null,
      });
    });
    return { dependencies, project: null, graph: () => graphOf(kept) };
  },
};

function entryOf({ keys, values }: TomlTable): Entry {
  const deps = values.get('deps');
  const requires = Array.isArray(deps) ? deps : deps instanceof Map ? [...deps.values()] : [];
  return { name: keys.at(-1) as string, values, requires: requires.filter(one => typeof one === 'string') };
}

/** Nodes are packages by UUID, since two may share a name; where there is none, by name. */
function graphOf(entries: readonly Entry[]): ManifestGraph {
  const graph = graphBuilder();
  const byKey = new Map<string, number>();
  const positions = entries.map(({ name, values }) => {
    const id = text(values.get('uuid')) ?? name;
    const position = graph.node(id, name, text(values.get('version')));
    byKey.set(id, position);
    if (!byKey.has(name)) byKey.set(name, position);
    return position;
  });
  for (const [i, { requires }] of entries.entries()) {
    for (const required of requires) {
      const to = byKey.get(required);
      if (to !== undefined) graph.edge(positions[i] as number, to);
    }
  }
  return graph.build();
}

function text(value: TomlValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
