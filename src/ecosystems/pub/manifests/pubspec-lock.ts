/** pubspec.lock, https://dart.dev/tools/pub/glossary#lockfile: the version of every package, and where it comes from. */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYamlObject } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const PUB_DEV = new Set(['https://pub.dev', 'https://pub.dartlang.org']);

export const pubspecLock: ManifestReader = {
  parse(input) {
    const { packages } = parseYamlObject(input.text, 'pubspec.lock', { scalars: 'text', duplicates: 'last' });
    const dependencies: ManifestDependency[] = [];
    if (isJsonObject(packages))
      for (const [name, entry] of Object.entries(packages))
        if (name !== '' && isJsonObject(entry)) dependencies.push(entryOf(name, entry));
    return { dependencies, project: null };
  },
};

/** All are `runtime`; what only development asks for (`direct dev`) has `dev` as its condition. */
function entryOf(name: string, entry: JsonDocument): ManifestDependency {
  const { description } = entry;
  const role = textOrNull(entry.dependency);
  const hash = textOrNull(memberOf(description, 'sha256'));
  return dependency(name, textOrNull(entry.version), 'runtime', {
    direct: role === null ? null : role.startsWith('direct'),
    local: entry.source === 'path' ? true : null,
    source: sourceOf(entry.source, description),
    integrity: hash === null ? null : `sha256:${hash}`,
    condition: role === 'direct dev' ? 'dev' : null,
  });
}

function sourceOf(source: unknown, description: unknown): string | null {
  if (source === 'sdk') return `sdk:${textOrNull(description) ?? ''}`;
  if (source === 'path') return textOrNull(memberOf(description, 'path'));
  const url = textOrNull(memberOf(description, 'url'));
  if (source !== 'git') return url === null || PUB_DEV.has(url) ? null : url;
  const commit = textOrNull(memberOf(description, 'resolved-ref'));
  return url === null || commit === null ? url : `${url}#${commit}`;
}
