/** Loads what the search will look at next, in as few batches as can be. */
import type { Budget } from '../budget.ts';
import type { Universe } from '../types.ts';
import { type PackageId, ROOT } from './incompatibility.ts';
import type { Entry, Packages } from './packages.ts';
import { has, type Positions } from './positions.ts';
import type { Policy } from './rules.ts';
import type { View } from './solver.ts';

/** Names that are loaded to find out who provides something. */
const MOST_GROWN = 4_000;

export interface Loading {
  /** Everything that is needed next by what is likely to be selected next, loaded at once. */
  prefetch(entry: Entry, version: number, open: Iterable<PackageId>, view: View): Promise<void>;
  /** Loads all that anything loaded may need, to find who provides a name. */
  grow(): Promise<void>;
  /** True where something is needed that is not there by its own name, nor by anybody that is known. */
  lacksProvider(entry: Entry, version: number): boolean;
}

export function createLoading(
  packages: Packages,
  universe: Universe,
  policy: Policy,
  budget: Budget,
): Loading {
  const grown = new Set<Entry>();

  async function prefetch(
    entry: Entry,
    version: number,
    open: Iterable<PackageId>,
    view: View,
  ): Promise<void> {
    const names = new Set<string>();
    const want = (from: Entry, position: number, feature: string | null) => {
      for (const need of packages.needs(from, position, feature)?.values() ?? [])
        for (const { name } of need.options) if (!packages.isLoaded(name)) names.add(name);
    };
    wantOf(entry, version);
    if (names.size === 0) return;
    for (const id of open) {
      const other = packages.entry(id);
      if (id === entry.id || other.feature !== null) continue;
      const possible = view.possible(id);
      budget.spend();
      if (possible.length > 0) wantOf(other, likely(other, possible));
    }
    for (const name of [...names])
      for (const { candidate } of universe.providers?.(name) ?? []) names.add(candidate.name);
    await packages.load(names);
    if (universe.providers && policy.provided)
      await packages.load(
        [...names].flatMap(name => universe.providers!(name).map(({ candidate }) => candidate.name)),
      );

    function wantOf(from: Entry, position: number): void {
      want(from, position, from.feature);
      if (from.feature !== null) return;
      for (const [name, feature] of from.features)
        if (!has(view.possible(feature.id), 1)) want(from, position, name);
    }
  }

  /** Without asking the policy: where it would choose another, that one's needs are loaded when it is chosen. */
  function likely(entry: Entry, possible: Positions): number {
    return entry.locked >= 0 && has(possible, entry.locked)
      ? entry.locked
      : possible[possible.length - 1]! - 1;
  }

  async function grow(): Promise<void> {
    for (let names = new Set<string>(); ; names = new Set()) {
      for (const entry of packages.all()) {
        if (grown.size > MOST_GROWN) return;
        if (grown.has(entry) || entry.feature !== null || entry.id === ROOT) continue;
        grown.add(entry);
        for (let version = 0; version < entry.versions.length; version++)
          for (const need of packages.needs(entry, version, null)?.values() ?? [])
            for (const { name } of need.options) if (!packages.isLoaded(name)) names.add(name);
      }
      if (names.size === 0) return;
      await packages.load(names);
      await budget.pause();
    }
  }

  function lacksProvider(entry: Entry, version: number): boolean {
    for (const need of packages.needs(entry, version, null)?.values() ?? []) {
      if (need.forbids || need.unsupported !== undefined) continue;
      const isThere = need.options.some(
        ({ name }) => (packages.named(name)?.versions.length ?? 0) > 0 || packages.providers(name).length > 0,
      );
      if (!isThere) return true;
    }
    return false;
  }

  return { prefetch, grow, lacksProvider };
}
