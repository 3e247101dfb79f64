/** `[tool.poetry]` of pyproject.toml, https://python-poetry.org/docs/dependency-specification/. */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';
import { names } from '../names.ts';
import { both } from './requirement-text.ts';
import { withRef } from './uv-sources.ts';

/** The tables in the order in which they are given out; `dev` is the group that Poetry had before it had groups. */
export function poetryDependencies(poetry: JsonDocument): ManifestDependency[] {
  const dependencies: ManifestDependency[] = [];
  read(poetry.dependencies, 'runtime', null, dependencies);
  read(poetry['dev-dependencies'], 'develop', null, dependencies);
  if (!isJsonObject(poetry.group)) return dependencies;
  for (const [group, table] of Object.entries(poetry.group)) {
    const optional = memberOf(table, 'optional') === true || null;
    read(memberOf(table, 'dependencies'), groupType(group), optional, dependencies);
  }
  return dependencies;
}

/** A group's name as a type. */
export function groupType(group: string): string {
  return group === 'dev' ? 'develop' : group === 'main' || group === 'default' ? 'runtime' : group;
}

function read(table: unknown, type: string, optional: true | null, dependencies: ManifestDependency[]): void {
  if (!isJsonObject(table)) return;
  for (const [written, stated] of Object.entries(table)) {
    const name = names.normalise(written);
    if (name === '') continue;
    // Several constraints on one package, each for its own circumstances.
    for (const one of Array.isArray(stated) ? stated : [stated]) {
      if (typeof one !== 'string' && !isJsonObject(one)) continue;
      const more = { direct: true, optional, alias: name === written ? null : written };
      dependencies.push(
        typeof one === 'string'
          ? dependency(name, one, type, more)
          : described(dependency(name, null, type, more), one),
      );
    }
  }
}

function described(one: ManifestDependency, stated: JsonDocument): ManifestDependency {
  const { version, git, rev, tag, branch, path, file, url, source, optional, markers, python, platform } =
    stated;
  const place = textOrNull(path) ?? textOrNull(file);
  if (textOrNull(git) !== null) {
    one.source = withRef(git as string, rev ?? tag ?? branch);
    one.requirement = one.source;
  } else {
    one.source = place ?? textOrNull(url) ?? textOrNull(source);
    one.requirement = textOrNull(version) ?? '*';
  }
  if (place !== null) one.local = true;
  if (optional === true) one.optional = true;
  const applies = [
    textOrNull(python) === null ? null : `python ${python}`,
    textOrNull(platform) === null ? null : `platform ${platform}`,
  ];
  one.condition = applies.reduce(both, textOrNull(markers));
  return one;
}
