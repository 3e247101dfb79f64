/**
 * `deps.edn` of the Clojure CLI: https://clojure.org/reference/deps_edn. Libraries with coordinates of Maven, of git or of a folder; aliases
 * add or replace some.
 */
import { type EdnForm, ednEntries, ednValue, parseEdn } from '../../../formats/edn.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const ALIAS_TYPES = new Map([
  [':dev', 'development'],
  [':test', 'test'],
  [':build', 'build'],
]);
const ALIAS_KEYS = [':extra-deps', ':replace-deps', ':deps', ':override-deps'];
/** Hosts that a library's own name tells: `io.github.owner/name`. */
const FORGES = [
  ['io.github.', 'https://github.com/'],
  ['com.github.', 'https://github.com/'],
  ['io.gitlab.', 'https://gitlab.com/'],
  ['com.gitlab.', 'https://gitlab.com/'],
  ['io.bitbucket.', 'https://bitbucket.org/'],
  ['org.bitbucket.', 'https://bitbucket.org/'],
] as const;

export const depsEdn: ManifestReader = {
  parse(input) {
    const map = parseEdn(input.text, 'deps.edn').find(({ kind }) => kind === 'map');
    if (map === undefined) throw new ManifestError('not-this-format', 'no map');
    const dependencies: ManifestDependency[] = [];
    const read = (libraries: EdnForm | undefined, type: string, condition: string | null) => {
      for (const [name, coordinates] of ednEntries(libraries))
        if (name.kind === 'word') dependencies.push(dependencyOf(name.value, coordinates, type, condition));
    };
    read(ednValue(map, ':deps'), 'runtime', null);
    for (const [alias, value] of ednEntries(ednValue(map, ':aliases')))
      for (const key of ALIAS_KEYS)
        if (value.kind === 'map')
          read(ednValue(value, key), ALIAS_TYPES.get(alias.value) ?? 'runtime', `alias ${alias.value}`);
    return { dependencies, project: null };
  },
};

function dependencyOf(
  name: string,
  coordinates: EdnForm,
  type: string,
  condition: string | null,
): ManifestDependency {
  const text = (...keys: string[]) => {
    for (const key of keys) {
      const value = ednValue(coordinates, key);
      if (value?.kind === 'text') return value.value;
    }
    return null;
  };
  const [tag, sha] = [text(':git/tag', ':tag'), text(':git/sha', ':sha')];
  const root = text(':local/root');
  const isGit = tag !== null || sha !== null;
  return dependency(name, text(':mvn/version') ?? tag ?? sha, type, {
    direct: true,
    local: root === null ? null : true,
    source: root ?? text(':git/url') ?? (isGit ? addressOf(name) : null),
    condition,
    unresolved: coordinates.computed,
  });
}

function addressOf(name: string): string | null {
  const slash = name.indexOf('/');
  for (const [prefix, address] of FORGES)
    if (name.startsWith(prefix) && slash > prefix.length)
      return `${address}${name.slice(prefix.length, slash)}/${name.slice(slash + 1)}`;
  return null;
}
