/** `uv.lock`, https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile: `[[package]]` tables, the project's own members among them. */
import { type TomlTable, type TomlValue, tomlTables } from '../../../formats/toml-tables.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
} from '../../manifest.ts';
import { type LockedPackage, lockGraph } from './lock-graph.ts';
import { hashOfFiles, isPackage, listOf, member, textOf } from './lock-values.ts';
import { isPublicIndex } from './requirement-text.ts';

const WANTED = new Set(['name', 'version', 'source', 'dependencies', 'sdist', 'wheels']);
/** Sources that are folders of the project itself. */
const MEMBERS = ['virtual', 'editable', 'workspace'];
/** Tables of a package whose keys are extras or groups, each with a list of what it requires. */
const MORE = new Set(['optional-dependencies', 'dev-dependencies']);

export const uvLock: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const packages: LockedPackage[] = [];
    let project: ManifestProject | null = null;
    const wanted = (key: string, table: readonly string[]) =>
      table[0] === 'package' && (table.length === 1 ? WANTED.has(key) : MORE.has(table[1] as string));
    for (const table of tomlTables(input.text, 'uv.lock', wanted)) {
      const { values, keys } = table;
      const last = packages[packages.length - 1];
      if (isPackage(table)) {
        const one = packageOf(table);
        if (one === null) continue;
        dependencies.push(one);
        const version = textOf(values.get('version'));
        const isRoot = isMember(values.get('source'));
        if (isRoot && isAtRoot(values.get('source'))) project = { name: one.name, version, license: null };
        packages.push({ name: one.name, version, isRoot, requires: requiredOf(values.get('dependencies')) });
      } else if (last && keys[0] === 'package' && MORE.has(keys[1] as string))
        for (const list of values.values()) last.requires.push(...requiredOf(list));
    }
    markDirect(dependencies, packages);
    return { dependencies, project, graph: () => lockGraph(packages) };
  },
};

function packageOf({ values }: TomlTable): ManifestDependency | null {
  const name = textOf(values.get('name'));
  if (name === null) return null;
  const source = values.get('source');
  const registry = textOf(member(source, 'registry'));
  const path = textOf(member(source, 'path')) ?? textOf(member(source, 'directory'));
  const place = textOf(member(source, 'git')) ?? textOf(member(source, 'url')) ?? path;
  return dependency(name, textOf(values.get('version')), 'runtime', {
    local: isMember(source) || path !== null ? true : null,
    source: place ?? (registry === null || isPublicIndex(registry) ? null : registry),
    integrity: textOf(member(values.get('sdist'), 'hash')) ?? hashOfFiles(values.get('wheels')),
  });
}

/** Direct is what a member of the project requires, be it in an extra or a group. */
function markDirect(dependencies: readonly ManifestDependency[], packages: readonly LockedPackage[]): void {
  const roots = packages.filter(({ isRoot }) => isRoot);
  if (roots.length === 0) return;
  const asked = new Set(roots.flatMap(({ requires }) => requires.map(({ name }) => name)));
  for (const one of dependencies) one.direct = asked.has(one.name);
}

function requiredOf(list: TomlValue | undefined): LockedPackage['requires'] {
  return listOf(list).flatMap(entry => {
    const name = textOf(member(entry, 'name'));
    return name === null ? [] : [{ name, version: textOf(member(entry, 'version')) }];
  });
}

function isMember(source: TomlValue | undefined): boolean {
  return MEMBERS.some(kind => member(source, kind) !== undefined);
}

function isAtRoot(source: TomlValue | undefined): boolean {
  return MEMBERS.some(kind => member(source, kind) === '.');
}
