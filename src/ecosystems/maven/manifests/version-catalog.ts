/**
 * Version catalogs (https://docs.gradle.org/current/userguide/version_catalogs.html): `gradle/libs.versions.toml`. What stands in
 * one is offered to the builds of a project; which of it is used, and in which configuration, the builds say.
 */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { coordinatesIn, RICH_VERSIONS } from './gradle-notation.ts';

export const versionCatalog: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'the version catalog');
    const versions = isJsonObject(document.versions) ? document.versions : {};
    const dependencies: ManifestDependency[] = [];
    for (const [alias, value] of entriesOf(document.libraries)) {
      const found = libraryOf(value, versions);
      if (found !== null) dependencies.push(dependency(found.name, found.version, 'library', { alias }));
    }
    for (const [alias, value] of entriesOf(document.plugins)) {
      const [id, version] =
        typeof value === 'string' ? splitLast(value) : [memberOf(value, 'id'), versionOf(value, versions)];
      // A plugin is found by its marker: https://docs.gradle.org/current/userguide/plugins.html#sec:plugin_markers
      if (typeof id === 'string' && id !== '')
        dependencies.push(dependency(`${id}:${id}.gradle.plugin`, version, 'plugin', { alias }));
    }
    return { dependencies, project: null };
  },
};

function libraryOf(value: unknown, versions: JsonDocument): { name: string; version: string | null } | null {
  if (typeof value === 'string') return coordinatesIn(value);
  const version = versionOf(value, versions);
  const module = memberOf(value, 'module');
  if (typeof module === 'string') {
    const found = coordinatesIn(module);
    return found === null ? null : { name: found.name, version };
  }
  const [group, name] = [memberOf(value, 'group'), memberOf(value, 'name')];
  if (typeof group !== 'string' || typeof name !== 'string' || group === '' || name === '') return null;
  return { name: `${group}:${name}`, version };
}

/** `version = "1"`, `version.ref = "key"`, or a rich version of which the strongest statement counts. */
function versionOf(value: unknown, versions: JsonDocument): string | null {
  const version = memberOf(value, 'version');
  const reference = memberOf(version, 'ref');
  return richVersion(typeof reference === 'string' ? memberOf(versions, reference) : version);
}

function richVersion(value: unknown): string | null {
  if (typeof value === 'string') return value;
  for (const key of RICH_VERSIONS) {
    const stated = memberOf(value, key);
    if (typeof stated === 'string') return stated;
  }
  return null;
}

function splitLast(text: string): [string, string | null] {
  const colon = text.lastIndexOf(':');
  return colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
}

function entriesOf(table: unknown): [string, unknown][] {
  return isJsonObject(table) ? Object.entries(table) : [];
}
