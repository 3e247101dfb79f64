/** pubspec.yaml, https://dart.dev/tools/pub/dependencies: versions, or where a package comes from with or without one. */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYamlObject } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['dev_dependencies', 'development'],
] as const;

export const pubspecYaml: ManifestReader = {
  parse(input) {
    const document = parseYamlObject(input.text, 'pubspec.yaml', { scalars: 'text', duplicates: 'last' });
    const dependencies: ManifestDependency[] = [];
    for (const [section, type] of SECTIONS) {
      const table = document[section];
      if (!isJsonObject(table)) continue;
      for (const [name, entry] of Object.entries(table))
        if (name !== '') dependencies.push(entryOf(name, entry, type));
    }
    const members = document.workspace;
    return {
      dependencies,
      project: { name: textOrNull(document.name), version: textOrNull(document.version), license: null },
      includes: Array.isArray(members) ? members.filter(textOrNull) : [],
    };
  },
};

function entryOf(name: string, entry: unknown, type: string): ManifestDependency {
  if (!isJsonObject(entry)) return dependency(name, textOrNull(entry), type, { direct: true });
  const path = textOrNull(entry.path);
  return dependency(name, textOrNull(entry.version), type, {
    direct: true,
    local: path === null ? null : true,
    source: path ?? sourceOf(entry),
  });
}

/** `git: url` or `git: {url, ref}`, `hosted: url` or `hosted: {url}`, `sdk: flutter`. */
function sourceOf(entry: JsonDocument): string | null {
  const { git, hosted } = entry;
  const url = textOrNull(git) ?? textOrNull(memberOf(git, 'url'));
  if (url !== null) {
    const reference = textOrNull(memberOf(git, 'ref'));
    return reference === null ? url : `${url}#${reference}`;
  }
  const sdk = textOrNull(entry.sdk);
  return sdk === null ? (textOrNull(hosted) ?? textOrNull(memberOf(hosted, 'url'))) : `sdk:${sdk}`;
}
