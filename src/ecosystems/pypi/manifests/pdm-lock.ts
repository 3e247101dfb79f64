/** `pdm.lock`, https://pdm-project.org/en/latest/usage/lockfile/: `[[package]]` tables that name their groups and requirements. */
import { type TomlTable, tomlTables } from '../../../formats/toml-tables.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { type LockedPackage, lockGraph } from './lock-graph.ts';
import { hashOfFiles, isPackage, listOf, textOf } from './lock-values.ts';
import { splitRequirement } from './requirement-text.ts';
import { withRef } from './uv-sources.ts';

const WANTED = new Set([
  'name',
  'version',
  'groups',
  'marker',
  'dependencies',
  'files',
  'git',
  'revision',
  'ref',
  'path',
  'url',
]);

export const pdmLock: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const packages: TomlTable[] = [];
    const wanted = (key: string, table: readonly string[]) => table[0] === 'package' && WANTED.has(key);
    for (const table of tomlTables(input.text, 'pdm.lock', wanted)) {
      const one = isPackage(table) ? packageOf(table) : null;
      if (one === null) continue;
      dependencies.push(one);
      packages.push(table);
    }
    return { dependencies, project: null, graph: () => lockGraph(packages.map(lockedOf)) };
  },
};

function packageOf({ values }: TomlTable): ManifestDependency | null {
  const name = textOf(values.get('name'));
  if (name === null) return null;
  const git = textOf(values.get('git'));
  const path = textOf(values.get('path'));
  const groups = listOf(values.get('groups'));
  return dependency(name, textOf(values.get('version')), groups.includes('dev') ? 'develop' : 'runtime', {
    local: path === null ? null : true,
    source:
      git === null
        ? (path ?? textOf(values.get('url')))
        : withRef(git, values.get('revision') ?? values.get('ref')),
    integrity: hashOfFiles(values.get('files')),
    condition: textOf(values.get('marker')),
  });
}

function lockedOf({ values }: TomlTable): LockedPackage {
  const requires = listOf(values.get('dependencies')).map(text =>
    typeof text === 'string' ? splitRequirement(text) : null,
  );
  return {
    name: textOf(values.get('name')) ?? '',
    version: textOf(values.get('version')),
    isRoot: false,
    requires: requires.filter(one => one !== null).map(({ name }) => ({ name, version: null })),
  };
}
