/** From any spelling of an ecosystem, or from a purl, to the ecosystem and back. */
import { ECOSYSTEM_NAMES, type EcosystemNames } from './ecosystem-names.ts';
import type { Purl } from './purl.ts';

const MAX_NAME_LENGTH = 100;

function key(spelling: string): string {
  return spelling.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const byType = new Map<string, EcosystemNames[]>();
const byId = new Map(ECOSYSTEM_NAMES.map(names => [names.ecosystem, names]));
const bySpelling = new Map<string, EcosystemNames>();
for (const names of ECOSYSTEM_NAMES) {
  byType.set(names.type, [...(byType.get(names.type) ?? []), names]);
}
// An ecosystem's own id comes before types, and types before nicknames: `rpm`, `deb` and `apk` must not depend on the order.
const add = (spelling: string, names: EcosystemNames) => {
  if (!bySpelling.has(key(spelling))) bySpelling.set(key(spelling), names);
};
for (const names of ECOSYSTEM_NAMES) add(names.ecosystem, names);
for (const names of ECOSYSTEM_NAMES) if (names.namespace === null) add(names.type, names);
for (const names of ECOSYSTEM_NAMES) for (const alias of names.aliases) add(alias, names);

/**
 * The ecosystem that a name means: an id, a purl type, or a spelling of OSV (`Debian:12`, `crates.io`), GHSA (`COMPOSER`),
 * deps.dev or ecosyste.ms. The type of several distributions means the one it is named after: `deb` Debian, `apk` Alpine.
 *
 * @returns null for a name that is not known.
 */
export function findEcosystem(name: string): EcosystemNames | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  const colon = name.indexOf(':');
  return bySpelling.get(key(colon === -1 ? name : name.slice(0, colon))) ?? null;
}

/** The purl type of an ecosystem, in any spelling; null where it is not known. */
export function purlTypeOf(name: string): string | null {
  return findEcosystem(name)?.type ?? null;
}

/** The ecosystems that share a purl type, in alphabetical order; none for a type that is not known. */
export function ecosystemsOfType(type: string): readonly string[] {
  return (byType.get(type) ?? []).map(names => names.ecosystem).sort();
}

/**
 * The ecosystem of a purl; null where its type is not known, or where its namespace names a distribution that is not.
 * The types under which ecosyste.ms files distributions (`pkg:debian/curl`) are understood too.
 */
export function ecosystemOfPurl({ type, namespace }: Pick<Purl, 'type' | 'namespace'>): string | null {
  const sharing = byType.get(type);
  if (sharing === undefined) return byId.get(type)?.ecosystem ?? null;
  const first = namespace === null ? null : (namespace.split('/', 1)[0] ?? null);
  const found =
    sharing.find(names => names.namespace !== null && names.namespace === first?.toLowerCase()) ??
    sharing.find(names => names.namespace === null);
  return found?.ecosystem ?? null;
}
