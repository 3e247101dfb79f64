/** `pylock.toml`, https://packaging.python.org/en/latest/specifications/pylock-toml/: `[[packages]]` with where each comes from. */
import { type TomlTable, type TomlValue, tomlTables } from '../../../formats/toml-tables.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { type LockedPackage, lockGraph } from './lock-graph.ts';
import { isPackage, listOf, member, textOf } from './lock-values.ts';
import { isPublicIndex } from './requirement-text.ts';
import { withRef } from './uv-sources.ts';

/** The keys of one package that may stand in its table or in tables below it. */
const PLACES = new Set(['vcs', 'directory', 'archive', 'sdist', 'wheels', 'dependencies']);
const WANTED = new Set(['name', 'version', 'marker', 'index', ...PLACES]);

interface Entry {
  values: Map<string, TomlValue>;
}

export const pylock: ManifestReader = {
  parse(input) {
    const entries: Entry[] = [];
    let isLock = false;
    const wanted = (key: string, table: readonly string[]) =>
      table.length === 0
        ? key === 'lock-version'
        : table[0] === 'packages' && (table.length > 1 || WANTED.has(key));
    for (const table of tomlTables(input.text, 'pylock.toml', wanted)) {
      if (table.values.has('lock-version')) isLock = true;
      if (isPackage(table)) entries.push({ values: table.values });
      else if (table.keys[0] === 'packages' && PLACES.has(table.keys[1] ?? ''))
        below(entries[entries.length - 1], table);
    }
    if (!isLock && entries.length === 0) {
      const isEmpty = input.text.trim() === '';
      throw new ManifestError(isEmpty ? 'empty' : 'not-this-format', 'no lock-version');
    }
    const dependencies = entries.map(packageOf).filter(one => one !== null);
    return { dependencies, project: null, graph: () => lockGraph(entries.map(lockedOf)) };
  },
};

/** `[packages.sdist]`, `[[packages.wheels]]` and `[packages.wheels.hashes]` put where they would stand inline. */
function below(entry: Entry | undefined, { keys, isItem, values }: TomlTable): void {
  const key = keys[1] as string;
  if (entry === undefined) return;
  const existing = entry.values.get(key);
  if (keys.length === 3) {
    const holder = Array.isArray(existing) ? existing[existing.length - 1] : existing;
    if (holder instanceof Map) holder.set(keys[2] as string, values);
  } else if (!isItem) entry.values.set(key, values);
  else if (Array.isArray(existing)) existing.push(values);
  else entry.values.set(key, [values]);
}

function packageOf({ values }: Entry): ManifestDependency | null {
  const name = textOf(values.get('name'));
  if (name === null) return null;
  const [vcs, directory, archive] = [values.get('vcs'), values.get('directory'), values.get('archive')];
  const index = textOf(values.get('index'));
  const path = textOf(member(directory, 'path')) ?? textOf(member(archive, 'path'));
  const repository = textOf(member(vcs, 'url')) ?? textOf(member(vcs, 'path'));
  return dependency(name, textOf(values.get('version')), 'runtime', {
    local: directory !== undefined || path !== null ? true : null,
    source:
      repository === null
        ? (path ?? textOf(member(archive, 'url')) ?? (index === null || isPublicIndex(index) ? null : index))
        : withRef(repository, member(vcs, 'commit-id')),
    integrity: hashOf(archive) ?? hashOf(values.get('sdist')) ?? hashOf(listOf(values.get('wheels'))[0]),
    condition: textOf(values.get('marker')),
  });
}

/** The strongest that is usual, else the first there is. */
function hashOf(file: TomlValue | undefined): string | null {
  const hashes = member(file, 'hashes');
  if (!(hashes instanceof Map)) return null;
  const sha256 = textOf(hashes.get('sha256'));
  if (sha256 !== null) return `sha256:${sha256}`;
  for (const [algorithm, digest] of hashes) if (textOf(digest) !== null) return `${algorithm}:${digest}`;
  return null;
}

function lockedOf({ values }: Entry): LockedPackage {
  const requires = listOf(values.get('dependencies')).flatMap(one => {
    const name = textOf(member(one, 'name'));
    return name === null ? [] : [{ name, version: textOf(member(one, 'version')) }];
  });
  const version = textOf(values.get('version'));
  return { name: textOf(values.get('name')) ?? '', version, isRoot: false, requires };
}
