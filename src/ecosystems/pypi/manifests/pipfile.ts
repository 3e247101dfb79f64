/** `Pipfile` and `Pipfile.lock`, https://pipenv.pypa.io/en/latest/pipfile.html: packages in categories, as TOML and as JSON. */
import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { isPublicIndex } from './requirement-text.ts';
import { withRef } from './uv-sources.ts';

/** Tables of a Pipfile that are no categories of packages. */
const OTHER_TABLES = new Set(['source', 'requires', 'scripts', 'pipenv']);
const TYPES: ReadonlyMap<string, string> = new Map([
  ['packages', 'runtime'],
  ['default', 'runtime'],
  ['dev-packages', 'develop'],
]);
/** Markers that may stand as keys of their own: `sys_platform = "== 'win32'"`. */
const MARKERS = [
  'os_name',
  'sys_platform',
  'platform_machine',
  'platform_python_implementation',
  'platform_release',
  'platform_system',
  'platform_version',
  'python_version',
  'python_full_version',
  'implementation_name',
  'implementation_version',
];
const MAX_SOURCES = 1000;

export const pipfile: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'Pipfile');
    const categories = ['packages', 'dev-packages', ...Object.keys(document)].filter(
      name => !OTHER_TABLES.has(name),
    );
    return { dependencies: read(document, new Set(categories), document.source, true), project: null };
  },
};

export const pipfileLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'Pipfile.lock');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no JSON object');
    const groups = Object.keys(document).filter(name => name !== '_meta');
    return {
      dependencies: read(document, new Set(groups), memberOf(document._meta, 'sources'), null),
      project: null,
    };
  },
};

function read(
  document: Record<string, unknown>,
  categories: ReadonlySet<string>,
  sources: unknown,
  direct: true | null,
): ManifestDependency[] {
  const indexes = new Map<unknown, unknown>(
    objectsIn(sources, MAX_SOURCES).map(({ name, url }) => [name, url]),
  );
  const dependencies: ManifestDependency[] = [];
  for (const category of categories) {
    const packages = Object.hasOwn(document, category) ? document[category] : undefined;
    if (!isJsonObject(packages)) continue;
    for (const [name, stated] of Object.entries(packages)) {
      if (name === '') continue;
      if (typeof stated !== 'string' && !isJsonObject(stated)) continue;
      const one = dependency(name, null, TYPES.get(category) ?? category, { direct });
      if (typeof stated === 'string') one.requirement = stated;
      else describe(one, stated, indexes);
      dependencies.push(one);
    }
  }
  return dependencies;
}

function describe(
  one: ManifestDependency,
  stated: Record<string, unknown>,
  indexes: ReadonlyMap<unknown, unknown>,
): void {
  const { version, git, ref, path, file, hashes, index } = stated;
  const place = textOrNull(path) ?? textOrNull(file);
  if (textOrNull(git) !== null) {
    one.source = withRef(git as string, ref);
    one.requirement = one.source;
  } else if (place !== null) {
    one.source = place;
    one.local = place.includes('://') ? null : true;
  } else {
    const url = textOrNull(indexes.get(index));
    one.source = url === null || isPublicIndex(url) ? null : url;
  }
  if (textOrNull(version) !== null) one.requirement = version as string;
  const conditions = MARKERS.filter(name => textOrNull(stated[name]) !== null).map(
    name => `${name} ${stated[name]}`,
  );
  if (textOrNull(stated.markers) !== null) conditions.unshift(stated.markers as string);
  one.condition = conditions.length > 0 ? conditions.join(' and ') : null;
  if (Array.isArray(hashes)) one.integrity = textOrNull(hashes[0]);
}
