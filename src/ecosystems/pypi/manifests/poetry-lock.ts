/** `poetry.lock`, https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock: `[[package]]` tables with sub-tables. */
import { type TomlTable, tomlTables } from '../../../formats/toml-tables.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { names } from '../names.ts';
import { type LockedPackage, lockGraph } from './lock-graph.ts';
import { hashOfFiles, isPackage, listOf, textOf } from './lock-values.ts';
import { groupType } from './poetry.ts';
import { withRef } from './uv-sources.ts';

const WANTED = new Set(['name', 'version', 'optional', 'category', 'groups', 'files', 'markers']);

export const poetryLock: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const packages: LockedPackage[] = [];
    /** What the last `[[package]]` gave, to which its sub-tables belong. */
    let current: ManifestDependency[] = [];
    const files = new Map<string, ManifestDependency[]>();
    const wanted = (key: string, table: readonly string[]) =>
      table[0] === 'package'
        ? table.length === 1
          ? WANTED.has(key)
          : table[1] !== 'extras'
        : table[1] === 'files';
    for (const table of tomlTables(input.text, 'poetry.lock', wanted)) {
      const [first, second] = table.keys;
      if (isPackage(table)) {
        current = packageOf(table);
        const one = current[0];
        if (one) {
          dependencies.push(...current);
          packages.push({ name: one.name, version: one.requirement, isRoot: false, requires: [] });
          files.set(one.alias ?? one.name, current);
        }
      } else if (first === 'package' && second === 'source') {
        for (const one of current) applySource(one, table);
      } else if (first === 'package' && second === 'dependencies') {
        for (const name of table.values.keys())
          packages[packages.length - 1]?.requires.push({ name, version: null });
      } else if (first === 'metadata' && second === 'files') {
        // Where hashes stood before lock version 2.
        for (const [name, list] of table.values)
          for (const one of files.get(name) ?? []) one.integrity ??= hashOfFiles(list);
      }
    }
    return { dependencies, project: null, graph: () => lockGraph(packages) };
  },
};

/** One entry for each group that a package is in. */
function packageOf({ values }: TomlTable): ManifestDependency[] {
  const written = textOf(values.get('name'));
  if (written === null) return [];
  const name = names.normalise(written);
  const category = textOf(values.get('category'));
  const groups = listOf(values.get('groups')).filter(group => typeof group === 'string');
  const types = groups.length > 0 ? groups : [category ?? 'main'];
  const markers = values.get('markers');
  return types.map(type =>
    dependency(name, textOf(values.get('version')), groupType(type), {
      optional: values.get('optional') === true ? true : null,
      alias: name === written ? null : written,
      integrity: hashOfFiles(values.get('files')),
      condition: textOf(markers instanceof Map ? (markers.get(type) ?? undefined) : markers),
    }),
  );
}

function applySource(one: ManifestDependency, { values }: TomlTable): void {
  const kind = textOf(values.get('type'));
  const url = textOf(values.get('url'));
  if (url === null) return;
  const ref = values.get('resolved_reference') ?? values.get('reference');
  one.source = kind === 'git' ? withRef(url, ref) : url;
  if (kind === 'directory' || kind === 'file') one.local = true;
}
