/**
 * rebar.lock, https://rebar3.org/docs/configuration/dependencies/#lock-files: `{Version, [{Name, Source, Level}]}.` and behind it the
 * hashes by name. Older files hold the list alone. What is at level 0 is asked for by the project itself.
 */
import {
  type ErlangTerm,
  listItems,
  nameOf,
  parseErlangTerms,
  propertyOf,
} from '../../../formats/erlang-terms.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const rebarLock: ManifestReader = {
  parse(input) {
    const terms = parseErlangTerms(input.text, 'rebar.lock');
    const first = terms[0];
    const locked = first?.kind === 'tuple' ? first.items[1] : first;
    const hashes = hashesIn(terms.slice(1));
    const dependencies: ManifestDependency[] = [];
    for (const entry of listItems(locked)) {
      const one = entry.kind === 'tuple' ? entryOf(entry.items, hashes) : null;
      if (one) dependencies.push(one);
    }
    return { dependencies, project: null };
  },
};

/** `{pkg_hash, [{Name, Hash}]}`: of the archive's contents; that of the whole archive is `pkg_hash_ext`. */
function hashesIn(terms: readonly ErlangTerm[]): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const list of terms) {
    for (const pair of listItems(propertyOf(listItems(list), 'pkg_hash'))) {
      const [name, hash] = pair.kind === 'tuple' ? pair.items.map(nameOf) : [];
      if (name && hash) hashes.set(name, hash.toLowerCase());
    }
  }
  return hashes;
}

function entryOf(
  [nameTerm, from, level]: readonly ErlangTerm[],
  hashes: ReadonlyMap<string, string>,
): ManifestDependency | null {
  const key = nameOf(nameTerm);
  if (key === null || from?.kind !== 'tuple') return null;
  const [scheme, where, version] = from.items;
  const direct = level?.kind === 'other' ? level.text === '0' : null;
  if (nameOf(scheme) !== 'pkg')
    return dependency(
      key,
      version?.kind === 'tuple' ? nameOf(version.items[1]) : nameOf(version),
      'runtime',
      {
        direct,
        source: nameOf(where),
      },
    );
  const name = nameOf(where) ?? key;
  const hash = hashes.get(key);
  return dependency(name, nameOf(version), 'runtime', {
    direct,
    alias: name === key ? null : key,
    integrity: hash === undefined ? null : `sha256=${hash}`,
  });
}
