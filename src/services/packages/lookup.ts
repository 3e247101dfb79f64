/** From purls, names and repositories to packages. A single lookup is a batch of one. */
import { InputError } from '../../core/errors.ts';
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import type { Queryable } from '../../store/database.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { impossibleName, isUnstorable } from './names.ts';
import { type Candidate, purlTarget } from './purls.ts';
import type { PackageRow } from './queries/package-row.ts';
import { findByNames, type NameOf, resolveNames } from './queries/packages.ts';

/** What one item of a lookup asks for. */
export interface Wanted {
  /** Names that it may mean, one for each registry at most. */
  candidates: Candidate[];
  /** Set where it asks for a repository's packages instead. */
  repositoryUrl: string | null;
  version: string | null;
}

export type Within = (registry: IndexedRegistry) => boolean;

/** @throws InputError 422 for text that is no purl. */
export function wantedByPurl(directory: RegistryDirectory, purl: string, within?: Within): Wanted {
  return purlTarget(directory, purl, within);
}

/** A name in every registry that may have it. */
export function wantedByName(registries: readonly IndexedRegistry[], name: string): Wanted {
  const candidates: Candidate[] = [];
  if (!isUnstorable(name)) {
    for (const registry of registries) {
      const normalised = registry.definition.names.normalise(name);
      if (!impossibleName(registry, normalised)) candidates.push({ registry, name: normalised });
    }
  }
  return { candidates, repositoryUrl: null, version: null };
}

const keyOf = (registryId: number, name: string) => `${registryId}\n${name}`;

/**
 * The packages that each item means, in the order of the items. Names that are not indexed are tried as earlier names, then
 * under the ecosystem's alternatives. Items that ask for repositories get an empty list.
 */
export async function findWanted(db: Queryable, items: readonly Wanted[]): Promise<PackageRow[][]> {
  const asked = items.flatMap(item => item.candidates);
  if (asked.length === 0) return items.map(() => []);
  const found = new Map<string, PackageRow>();
  const remember = (rows: PackageRow[]) => {
    for (const row of rows) found.set(keyOf(row.registryId, row.name), row);
  };
  const nameOf = ({ registry, name }: Candidate): NameOf => ({ registryId: registry.id, name });
  remember(await findByNames(db, unique(asked.map(nameOf))));

  // A removed package's name may be an alias by now: what it was renamed to is what is meant.
  const unsure = asked.filter(({ registry, name }) => {
    const row = found.get(keyOf(registry.id, name));
    return !row || row.status === 'removed';
  });
  const others = await otherNames(db, unsure);
  remember(await findByNames(db, unique([...others.values()])));

  return items.map(({ candidates }) =>
    candidates.flatMap(({ registry, name }) => {
      const other = others.get(keyOf(registry.id, name));
      return found.get(keyOf(registry.id, other?.name ?? name)) ?? [];
    }),
  );
}

/** Current names of packages that are known by another one now, by the name asked for. */
async function otherNames(db: Queryable, asked: readonly Candidate[]): Promise<Map<string, NameOf>> {
  const names = new Map<string, NameOf>();
  if (asked.length === 0) return names;
  const spellings = asked.map(({ registry, name }) => [
    name,
    ...(registry.definition.names.alternatives?.(name) ?? []),
  ]);
  const rows = await resolveNames(
    db,
    unique(spellings.flatMap((list, i) => list.map(name => ({ registryId: asked[i]!.registry.id, name })))),
  );
  const current = new Map(rows.map(row => [keyOf(row.registryId, row.asked), row.name]));
  for (const [i, { registry, name }] of asked.entries()) {
    const known = spellings[i]!.map(spelling => current.get(keyOf(registry.id, spelling)));
    const other = known.find(candidate => candidate !== undefined);
    if (other !== undefined && other !== name)
      names.set(keyOf(registry.id, name), { registryId: registry.id, name: other });
  }
  return names;
}

function unique(names: readonly NameOf[]): NameOf[] {
  return [...new Map(names.map(n => [keyOf(n.registryId, n.name), n])).values()];
}

/**
 * The spellings, in lower case, under which packages of a repository may be stored: the forge's canonical one, and the
 * address as it was given where no forge is known.
 */
export function repositorySpellings(url: string, field = 'repository_url'): string[] {
  if (isUnstorable(url)) throw new InputError(field, `${field}: not valid UTF-8 text`);
  const canonical = normaliseRepositoryUrl(url);
  if (canonical !== null) return [canonical.toLowerCase()];
  const given = url.trim().toLowerCase().replace(/\/+$/, '');
  return [given, `${given}/`];
}
