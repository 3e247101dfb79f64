/**
 * `pyproject.toml`, https://packaging.python.org/en/latest/specifications/pyproject-toml/: `[project]`, `[dependency-groups]`
 * (https://packaging.python.org/en/latest/specifications/dependency-groups/), `[build-system]`, and the tables of Poetry, PDM, uv, Hatch and Flit.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import type { ManifestDependency, ManifestProject, ManifestReader, Unresolved } from '../../manifest.ts';
import { groupType, poetryDependencies } from './poetry.ts';
import { toolDependencies } from './pyproject-tools.ts';
import { listed, unique } from './requirement-text.ts';
import { applySources } from './uv-sources.ts';

export const pyproject: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'pyproject.toml');
    const project = tableOf(document.project);
    const tool = tableOf(document.tool);
    const poetry = tableOf(tool.poetry);
    const stated = listed(project.dependencies, 'runtime');
    const extras = Object.entries(tableOf(project['optional-dependencies'])).flatMap(([extra, list]) =>
      listed(list, 'optional', { optional: true, condition: `extra == "${extra}"` }),
    );
    const groups = Object.entries(tableOf(document['dependency-groups'])).flatMap(([group, list]) =>
      listed(list, groupType(group)),
    );
    // Until its second version Poetry named but itself there, as the tool that builds; its projects had no `[project]`.
    const build =
      document.project === undefined ? [] : listed(memberOf(document['build-system'], 'requires'), 'build');
    const dependencies = [
      ...withoutLent(poetryDependencies(poetry), stated),
      ...stated,
      ...extras,
      ...groups,
      ...toolDependencies(tool),
      ...build,
    ];
    applySources(dependencies, tool.uv);
    return {
      dependencies: unique(dependencies),
      project: projectOf(project, poetry, tool),
      unresolved: dynamicOf(project),
      includes: [...dynamicFiles(tool), ...membersOf(tool.uv)],
    };
  },
};

/**
 * Poetry's table beside `[project]` may only say where a package comes from. Such entries lend their source to what `[project]` states
 * and are left out.
 */
function withoutLent(
  poetry: ManifestDependency[],
  stated: readonly ManifestDependency[],
): ManifestDependency[] {
  const byName = new Map(stated.map(one => [one.name, one]));
  return poetry.filter(one => {
    const other = one.type === 'runtime' ? byName.get(one.name) : undefined;
    if (other === undefined || one.requirement !== '*') return true;
    other.source ??= one.source;
    other.local ??= one.local;
    return false;
  });
}

function projectOf(project: JsonDocument, poetry: JsonDocument, tool: JsonDocument): ManifestProject | null {
  const flit = tableOf(memberOf(tool.flit, 'metadata'));
  const name =
    textOrNull(project.name) ??
    textOrNull(poetry.name) ??
    textOrNull(flit['dist-name']) ??
    textOrNull(flit.module);
  const version = textOrNull(project.version) ?? textOrNull(poetry.version);
  const license =
    textOrNull(project.license) ??
    textOrNull(memberOf(project.license, 'text')) ??
    textOrNull(poetry.license) ??
    textOrNull(flit.license);
  return name === null && version === null && license === null ? null : { name, version, license };
}

/** What a project leaves to its build backend. */
function dynamicOf({ dynamic }: JsonDocument): Unresolved[] {
  if (!Array.isArray(dynamic)) return [];
  return ['version', 'dependencies', 'optional-dependencies']
    .filter(key => dynamic.includes(key))
    .map(key => ({ what: `${key} of the project is dynamic`, line: null }));
}

/** Files that setuptools reads the requirements from. */
function dynamicFiles(tool: JsonDocument): string[] {
  const dynamic = tableOf(memberOf(tool.setuptools, 'dynamic'));
  const sources = [dynamic.dependencies, ...Object.values(tableOf(dynamic['optional-dependencies']))];
  return sources.flatMap(source => memberOf(source, 'file')).filter(path => typeof path === 'string');
}

/** Paths and globs of a workspace's members, https://docs.astral.sh/uv/concepts/projects/workspaces/. */
function membersOf(uv: unknown): string[] {
  const members = memberOf(memberOf(uv, 'workspace'), 'members');
  return Array.isArray(members) ? members.filter(path => typeof path === 'string' && path !== '') : [];
}

export function tableOf(value: unknown): JsonDocument {
  return isJsonObject(value) ? value : {};
}
