/** The registries and the pure slots of their ecosystems, held in memory: what every request asks first. */
import type { Ecosystem } from '../ecosystems/ecosystem.ts';
import type { StoredRegistry } from '../store/registries.ts';
import type { IndexedRegistry, RegistryDirectory } from './service.ts';

/**
 * Other spellings of ecosystems: what purl types, OSV and older clients call them, to the ids that they mean. A spelling
 * always means itself as well.
 */
const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['gem', ['rubygems']],
  ['golang', ['go']],
  ['composer', ['packagist']],
  ['githubactions', ['actions']],
  ['brew', ['homebrew']],
  ['melpa', ['elpa']],
  ['nix', ['nixpkgs']],
  ['swift', ['swiftpm']],
  ['deb', ['debian', 'ubuntu']],
]);

/** The same backwards, but for `deb`: who says `debian` does not mean Ubuntu. */
const TYPES: ReadonlyMap<string, string> = new Map(
  [...SPELLINGS].filter(([, ids]) => ids.length === 1).map(([type, ids]) => [ids[0] as string, type]),
);

/**
 * @param stored registries as loaded from the store; those whose ecosystem has no definition here are left out, because
 * nothing can be said about their names, versions and links.
 */
export function createDirectory(
  stored: readonly StoredRegistry[],
  definitions: readonly Ecosystem[],
): RegistryDirectory {
  const byEcosystem = new Map(definitions.map(definition => [definition.id, definition]));
  const registries: IndexedRegistry[] = [];
  for (const row of stored) {
    const definition = byEcosystem.get(row.ecosystem);
    if (definition) registries.push(indexed(row, definition));
  }
  registries.sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.id - b.id);

  const exact = new Map(registries.map(registry => [registry.name, registry]));
  const folded = new Map(registries.map(registry => [registry.name.toLowerCase(), registry]));
  const ids = new Map(registries.map(registry => [registry.id, registry]));
  return {
    all: () => registries,
    byName(name) {
      const same = exact.get(name);
      if (same) return { registry: same, canonical: true };
      const other = folded.get(name.toLowerCase());
      return other ? { registry: other, canonical: false } : null;
    },
    byId: id => ids.get(id) ?? null,
    ofEcosystem(id) {
      const spelling = id.toLowerCase();
      const wanted = new Set([spelling, ...(SPELLINGS.get(spelling) ?? [])]);
      return registries.filter(registry => wanted.has(registry.ecosystem));
    },
    ofPurlType(type) {
      const spelling = type.toLowerCase();
      const wanted = new Set([spelling, TYPES.get(spelling)]);
      return registries.filter(r => wanted.has(r.definition.purl.type) || wanted.has(r.purlType));
    },
  };
}

function indexed(row: StoredRegistry, definition: Ecosystem): IndexedRegistry {
  const declared = row.metadata.icon_url;
  const avatar = row.github ? `https://github.com/${row.github}.png` : '';
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    ecosystem: row.ecosystem,
    purlType: row.purlType,
    isDefault: row.isDefault,
    version: row.version,
    metadata: row.metadata,
    github: row.github,
    iconUrl: typeof declared === 'string' && declared.startsWith('https://') ? declared : avatar,
    definition,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
