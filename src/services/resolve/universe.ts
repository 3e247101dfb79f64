/**
 * The universe that resolvers see: packages of one registry as the index has them, or had them on a day. Packages come in
 * batches, from memory where they have not changed, else from the store, else, within a budget, from their registry.
 */
import { LRUCache } from 'lru-cache';
import type { Budget } from '../../resolving/budget.ts';
import type { Universe, UniversePackage } from '../../resolving/types.ts';
import type { Queryable } from '../../store/database.ts';
import { databaseOf } from '../../store/database-turns.ts';
import { readUniverse, type UniverseVersion } from '../../store/universe.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { asOf, type KeptPackage, keptOf } from './kept.ts';
import { wholeUniverse } from './whole-universe.ts';

export type UniverseContext = Pick<RequestContext, 'db' | 'directory' | 'sync' | 'memory'>;

export interface UniverseOptions {
  /** Only versions published until then, in milliseconds since 1970. */
  before: number | null;
  /** Milliseconds in which packages that are not indexed are asked for at their registry; 0: they are not. */
  fetchMs: number;
  budget: Pick<Budget, 'signal'>;
}

export interface OpenedUniverse extends Universe {
  /** Packages whose versions have no dates, so that `before` could not be applied to them. */
  undated: Set<string>;
  /** Names that were brought in from the registry for this. */
  fetched: string[];
  /**
   * Reads what these versions depend on at the registry, where it is asked package by package and time is left. @returns whether anything
   * is known that was not: names that were loaded show it from now on, in new objects.
   */
  readVersions(versions: ReadonlyMap<string, readonly string[]>): Promise<boolean>;
}

interface Entry {
  kept: KeptPackage;
  readAt: number;
}

/** Of one statement: 500 packages of npm are some megabytes. */
const BATCH = 500;
const CACHE_BYTES = 128 * 1024 * 1024;
/** Asked for at a registry at the same time, of one resolution. */
const FETCHED_AT_ONCE = 8;
/** Queued for later where the time is over: who comes back finds so many more. */
const MOST_QUEUED = 200;

const caches = new WeakMap<Queryable, LRUCache<string, Entry>>();

function cacheOf(db: Queryable): LRUCache<string, Entry> {
  const database = databaseOf(db);
  let found = caches.get(database);
  if (!found) {
    found = new LRUCache({ maxSize: CACHE_BYTES, sizeCalculation: ({ kept }) => kept.bytes });
    caches.set(database, found);
  }
  return found;
}

/** Registries that are read as a whole are there at once, with those who provide names; others come as they are asked for. */
export async function openUniverse(
  context: UniverseContext,
  registry: IndexedRegistry,
  options: UniverseOptions,
): Promise<OpenedUniverse> {
  const whole =
    registry.definition.connector.mode === 'batch'
      ? await wholeUniverse(context.db, registry, options.budget.signal)
      : null;
  const { before } = options;
  const { definition } = registry;
  const held = new Map<string, UniversePackage | 'missing' | 'pending'>();
  const undated = new Set<string>();
  const fetched: string[] = [];
  const until = performance.now() + options.fetchMs;
  let queued = 0;

  const show = (kept: KeptPackage): UniversePackage =>
    before === null ? kept.whole : asOf(kept, before, definition.versions, undated);

  const load = async (given: Iterable<string>): Promise<void> => {
    const names = [...new Set(given)].filter(name => !held.has(name));
    if (names.length === 0) return;
    options.budget.signal.throwIfAborted();
    if (whole) {
      for (const name of names) {
        const kept = whole.packages.get(name);
        held.set(name, kept ? show(kept) : whole.isEmpty ? 'pending' : 'missing');
      }
      return;
    }
    const lacking = await fromStore(context, registry, names, kept => held.set(kept[0], show(kept[1])));
    options.budget.signal.throwIfAborted();
    if (lacking.length > 0) await fetchAll(lacking);
  };

  const fetchAll = async (names: string[]): Promise<void> => {
    const { names: rules } = definition;
    const waiting = names.filter(name => {
      const isPossible = rules.normalise(name) === name && rules.problem(name) === null;
      held.set(name, isPossible ? 'pending' : 'missing');
      return isPossible;
    });
    if (options.fetchMs === 0) return;
    const arrived: string[] = [];
    const ask = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        options.budget.signal.throwIfAborted();
        const left = until - performance.now();
        if (left <= 0) {
          if (queued++ < MOST_QUEUED) await context.sync.refresh(registry, name);
          continue;
        }
        const outcome = await context.sync.package(registry, name, { budgetMs: left });
        if (outcome === 'missing') held.set(name, 'missing');
        if (outcome === 'indexed') arrived.push(name);
      }
    };
    await Promise.all(Array.from({ length: Math.min(FETCHED_AT_ONCE, waiting.length) }, ask));
    options.budget.signal.throwIfAborted();
    if (arrived.length === 0) return;
    fetched.push(...arrived);
    const lost = await fromStore(context, registry, arrived, kept => held.set(kept[0], show(kept[1])));
    for (const name of lost) held.set(name, 'missing');
  };

  const readVersions = async (versions: ReadonlyMap<string, readonly string[]>): Promise<boolean> => {
    const { connector } = definition;
    if (connector.mode !== 'package' || connector.onDemand !== true) return false;
    const waiting = [...versions];
    const arrived: string[] = [];
    const ask = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        options.budget.signal.throwIfAborted();
        const left = until - performance.now();
        if (left <= 0) return;
        const [name, numbers] = next;
        const outcome = await context.sync.package(registry, name, { budgetMs: left, versions: numbers });
        if (outcome === 'indexed') arrived.push(name);
      }
    };
    await Promise.all(Array.from({ length: Math.min(FETCHED_AT_ONCE, waiting.length) }, ask));
    options.budget.signal.throwIfAborted();
    if (arrived.length === 0) return false;
    // What is in memory is from before, and may not have heard of it yet.
    for (const name of arrived) cacheOf(context.db).delete(`${registry.id}/${name}`);
    await fromStore(context, registry, arrived, kept => held.set(kept[0], show(kept[1])));
    for (const name of arrived) if (!fetched.includes(name)) fetched.push(name);
    return true;
  };

  return {
    load,
    readVersions,
    get: name => held.get(name),
    ...(whole ? { providers: providersAsOf(whole.providers, before) } : {}),
    undated,
    fetched,
  };
}

function providersAsOf(
  providers: NonNullable<Universe['providers']>,
  before: number | null,
): NonNullable<Universe['providers']> {
  if (before === null) return providers;
  return name =>
    providers(name).filter(({ candidate }) => {
      const at = (candidate as UniverseVersion).publishedMs;
      return at === null || at <= before;
    });
}

/** @returns the names that the store does not have. */
async function fromStore(
  { db, memory }: UniverseContext,
  registry: IndexedRegistry,
  names: readonly string[],
  take: (found: [asked: string, kept: KeptPackage]) => void,
): Promise<string[]> {
  const cache = cacheOf(db);
  const unknown: string[] = [];
  for (const name of names) {
    const key = `${registry.id}/${name}`;
    const entry = cache.get(key);
    if (entry && memory.isCurrent([`package:${entry.kept.id}`], entry.readAt)) take([name, entry.kept]);
    else unknown.push(name);
  }
  const found = new Set<string>();
  for (let at = 0; at < unknown.length; at += BATCH) {
    const readAt = memory.now();
    const kinds = { id: registry.id, dependencyKinds: registry.definition.dependencyKinds };
    for (const stored of await readUniverse(db, kinds, unknown.slice(at, at + BATCH))) {
      const kept = keptOf(stored, registry.definition.versions);
      found.add(stored.asked);
      take([stored.asked, kept]);
      // An earlier name may become another package's, of which nothing here would hear.
      if (stored.asked === stored.name && memory.isCurrent([`package:${kept.id}`], readAt))
        cache.set(`${registry.id}/${stored.asked}`, { kept, readAt });
    }
  }
  return unknown.filter(name => !found.has(name));
}
