/**
 * requirements.yml, https://docs.ansible.com/ansible/latest/galaxy/user_guide.html: lists of collections and roles, or of roles alone. A
 * repository without a name is called like its last part.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const requirementsYml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'requirements.yml', { scalars: 'text', duplicates: 'last' });
    const includes: string[] = [];
    const roles = Array.isArray(document) ? document : memberOf(document, 'roles');
    return {
      dependencies: [
        ...entriesOf(memberOf(document, 'collections'), 'collection', includes),
        ...entriesOf(roles, 'role', includes),
      ],
      project: null,
      includes,
    };
  },
};

function entriesOf(list: unknown, type: string, includes: string[]): ManifestDependency[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(entry => {
    if (typeof entry === 'string') return named(entry, type);
    if (!isJsonObject(entry)) return [];
    const include = textOrNull(entry.include);
    if (include !== null) includes.push(include);
    return entryOf(entry, type);
  });
}

/** `owner.name,1.0` or `owner.name:1.0`; an address as it is. */
function named(text: string, type: string): ManifestDependency[] {
  const [first = '', version] = isAddress(text) ? text.split(',', 2) : text.split(/[,:]/, 2);
  return entryOf({ src: first, version }, type);
}

function entryOf(entry: JsonDocument, type: string): ManifestDependency[] {
  const given = textOrNull(entry.name) ?? textOrNull(entry.role);
  const src = textOrNull(entry.src) ?? (given !== null && isAddress(given) ? given : null);
  const address = src !== null && isAddress(src) ? src : null;
  const name = given !== null && given !== address ? given : address === null ? src : lastPart(address);
  if (name === null || name === '') return [];
  return [
    dependency(address === null && src !== null ? src : name, textOrNull(entry.version), type, {
      direct: true,
      alias: address === null && src !== null && src !== name ? name : null,
      source: address ?? textOrNull(entry.source),
    }),
  ];
}

/** A URL, a path, or `git@host:path`. */
function isAddress(text: string): boolean {
  return text.includes('/') || text.includes('@');
}

function lastPart(address: string): string {
  const path = address.replace(/(?:\.git|\.tar\.gz)?\/?$/, '');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
}
