/**
 * What tools state in their own tables of pyproject.toml: PDM (https://pdm-project.org/en/latest/reference/pep621/), uv
 * (https://docs.astral.sh/uv/reference/settings/), Hatch (https://hatch.pypa.io/latest/config/environment/overview/), Flit
 * (https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata).
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import type { ManifestDependency } from '../../manifest.ts';
import { groupType } from './poetry.ts';
import { listed } from './requirement-text.ts';

export function toolDependencies(tool: JsonDocument): ManifestDependency[] {
  return [
    ...pdm(tool.pdm),
    ...listed(memberOf(tool.uv, 'dev-dependencies'), 'develop'),
    ...hatch(tool.hatch),
    ...flit(tool.flit),
  ];
}

function pdm(table: unknown): ManifestDependency[] {
  return entriesOf(memberOf(table, 'dev-dependencies')).flatMap(([group, list]) =>
    listed(list, groupType(group)),
  );
}

export function hatch(table: unknown): ManifestDependency[] {
  return entriesOf(memberOf(table, 'envs')).flatMap(([name, environment]) => {
    const type = name === 'default' ? 'develop' : groupType(name);
    return [
      ...listed(memberOf(environment, 'dependencies'), type),
      ...listed(memberOf(environment, 'extra-dependencies'), type),
    ];
  });
}

function flit(table: unknown): ManifestDependency[] {
  const metadata = memberOf(table, 'metadata');
  return [
    ...listed(memberOf(metadata, 'requires'), 'runtime'),
    ...listed(memberOf(metadata, 'dev-requires'), 'develop'),
    ...entriesOf(memberOf(metadata, 'requires-extra')).flatMap(([extra, list]) =>
      listed(list, 'optional', { optional: true, condition: `extra == "${extra}"` }),
    ),
  ];
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
