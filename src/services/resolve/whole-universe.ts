/**
 * Registries that are read as a whole (distributions) are held as a whole: who provides a name can only be told by looking at all
 * of them. Each is read once and kept until the registry changes.
 */
import { LRUCache } from 'lru-cache';
import type { Provider, Resolver } from '../../resolving/types.ts';
import type { Queryable } from '../../store/database.ts';
import { databaseOf } from '../../store/database-turns.ts';
import { readWholeUniverse, registryMark, type UniverseVersion } from '../../store/universe.ts';
import type { IndexedRegistry } from '../service.ts';
import { type KeptPackage, keptOf } from './kept.ts';

export interface WholeUniverse {
  packages: ReadonlyMap<string, KeptPackage>;
  providers(name: string): readonly Provider[];
  /** True where nothing of the registry has been imported. */
  isEmpty: boolean;
}

interface Held {
  mark: string;
  universe: Promise<WholeUniverse>;
}

/** A registry of 65,000 packages takes some 150 MB. */
const MOST_HELD = 3;
/** Versions of a piece are read without a pause: some milliseconds. */
const PIECE = 1_000;

const byDatabase = new WeakMap<Queryable, LRUCache<number, Held>>();

/** From memory where the registry has not changed since; those who ask at the same time share one reading. */
export async function wholeUniverse(
  asked: Queryable,
  registry: IndexedRegistry,
  signal: AbortSignal,
): Promise<WholeUniverse> {
  // Others wait for the same reading.
  const db = databaseOf(asked);
  let held = byDatabase.get(db);
  if (!held) {
    held = new LRUCache({ max: MOST_HELD, ttl: 3_600_000, ttlAutopurge: false });
    byDatabase.set(db, held);
  }
  const mark = await registryMark(asked, registry.id);
  const known = held.get(registry.id);
  if (known?.mark === mark) return raced(known.universe, signal);
  const universe = readAll(db, registry);
  const entry = { mark, universe };
  held.set(registry.id, entry);
  universe.catch(() => {
    if (held.get(registry.id) === entry) held.delete(registry.id);
  });
  return raced(universe, signal);
}

async function readAll(db: Queryable, registry: IndexedRegistry): Promise<WholeUniverse> {
  const resolver: Resolver | undefined = await registry.definition.resolution?.load();
  const provides = resolver?.provides?.bind(resolver) ?? (() => []);
  const kinds = { id: registry.id, dependencyKinds: registry.definition.dependencyKinds };
  const packages = new Map<string, KeptPackage>();
  const provided = new Map<string, Provider[]>();
  for await (const piece of readWholeUniverse(db, kinds, PIECE)) {
    for (const stored of piece) {
      const kept = keptOf(stored, registry.definition.versions);
      packages.set(kept.name, kept);
      for (const candidate of kept.whole.versions as readonly UniverseVersion[])
        for (const { name, version } of provides(candidate)) {
          const list = provided.get(name);
          if (list) list.push({ candidate, version });
          else provided.set(name, [{ candidate, version }]);
        }
    }
  }
  // The order of reading says nothing.
  for (const list of provided.values())
    list.sort((a, b) =>
      a.candidate.name < b.candidate.name ? -1 : a.candidate.name > b.candidate.name ? 1 : 0,
    );
  return { packages, providers: name => provided.get(name) ?? [], isEmpty: packages.size === 0 };
}

/** Whoever leaves does not wait; the reading goes on for others. */
function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
