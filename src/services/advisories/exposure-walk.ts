/** From the packages of an advisory along their dependents: whose latest version asks for something that lets an affected version in. */
import type { Exposure } from '../../advisories/index.ts';
import { type Budget, BudgetError, createBudget } from '../../resolving/budget.ts';
import { currentDependents, findMentionedIn, listedReleasesOf } from '../../store/advisory-exposure.ts';
import type { AdvisoryPackageRow } from '../../store/advisory-queries.ts';
import type { Queryable } from '../../store/database.ts';
import { schemeOf } from '../../versions/index.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { EVERY_KIND, followedKinds } from './exposure-kinds.ts';
import { type JudgedPair, judgePairs } from './exposure-pairs.ts';
import { type Asked, asked, exposureIn, RANK, takes, UNTOLD } from './exposure-verdicts.ts';

/** Pairs of a dependency and a dependent that one answer looks at, and how many milliseconds it may take. */
export const MAX_EXAMINED = 500_000;
export const MAX_MS = 20_000;

/** Packages of one advisory that one answer is about; hardly any has more. */
const MAX_PACKAGES = 100;

/** Names and texts by their numbers: there may be hundreds of thousands, and `exposure-listed.ts` reads those that are shown. */
export interface ExposedPackage {
  exposure: Exposure;
  registry: IndexedRegistry;
  id: number;
  /** Its latest version, which asks so. */
  version: string;
  /** 1: it depends on the advisory's package itself. */
  depth: number;
  /** What it depends on: a package of the advisory, or one that is exposed itself. */
  throughId: number;
  /** 0: it asks for nothing in particular. */
  requirement: number;
  /** As bits. */
  kinds: number;
  dependents: number;
  critical: boolean;
}

export interface ExposureWalk {
  /** Packages of the advisory, in each registry that mentions them. */
  of: {
    registry: IndexedRegistry;
    name: string;
    dependents: number;
    versions: number;
    /** False where nothing can be told of this registry's versions: no order is known, or it depends on the release. */
    isTold: boolean;
  }[];
  /** Each package once: by the shortest way on which it is exposed, else by what is known of it as a direct dependent. */
  found: ExposedPackage[];
  examined: number;
  /** True where there are more dependents, or packages, than were looked at. */
  truncated: boolean;
  /** The first depth at which none was looked at though there are dependents, or no time was left to ask; null where there is none. */
  unreached: number | null;
}

export interface WalkOptions {
  /** 1: direct dependents only. */
  depth: number;
  /** Pairs of a dependency and a dependent that are looked at. */
  limit?: number;
  /** Milliseconds. */
  time?: number;
  /** Its reason is thrown when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Breadth-first, the most used first. A direct dependent is exposed when what it asks for lets an affected version in; a further one
 * when what it asks for lets in the latest version of a package that is exposed.
 */
export async function walkExposure(
  { db, directory }: { db: Queryable; directory: RegistryDirectory },
  packages: readonly AdvisoryPackageRow[],
  { depth, limit = MAX_EXAMINED, time = MAX_MS, signal }: WalkOptions,
): Promise<ExposureWalk> {
  const budget = createBudget({ time, ...(signal ? { signal } : {}) });
  const walk: ExposureWalk = {
    of: [],
    found: [],
    examined: 0,
    truncated: packages.length > MAX_PACKAGES,
    unreached: null,
  };
  const byRegistry = new Map<IndexedRegistry, Map<number, Asked>>();
  for (const about of packages.slice(0, MAX_PACKAGES)) {
    const registries = directory.ofEcosystem(about.ecosystem);
    const mentions = await findMentionedIn(
      db,
      registries.map(({ id }) => id),
      about.name,
    );
    for (const { registryId, id, dependents } of mentions) {
      const registry = directory.byId(registryId);
      if (!registry) continue;
      const versions = await listedReleasesOf(db, id);
      const ask = exposureIn(registry, about, versions);
      walk.of.push({
        registry,
        name: about.name,
        dependents,
        versions: versions.length,
        isTold: ask !== null,
      });
      const origins = byRegistry.get(registry) ?? new Map<number, Asked>();
      byRegistry.set(registry, origins.set(id, asked(ask ?? (() => UNTOLD))));
    }
  }
  for (const [registry, origins] of byRegistry)
    await walkRegistry(db, registry, origins, { depth, limit, budget }, walk);
  return walk;
}

async function walkRegistry(
  db: Queryable,
  registry: IndexedRegistry,
  origins: ReadonlyMap<number, Asked>,
  { depth, limit, budget }: { depth: number; limit: number; budget: Budget },
  walk: ExposureWalk,
): Promise<void> {
  const scheme = schemeOf(registry.ecosystem);
  const found = new Map<number, ExposedPackage>();
  const followed = followedKinds(registry);
  const seen = new Set<number>();
  /** What is asked of a further dependent depends on the exposed version alone, and many packages share theirs. */
  const byVersion = new Map<string, Asked>();
  const askedOf = (version: string): Asked | null => {
    const known = byVersion.get(version);
    if (known || !scheme) return known ?? null;
    const made = asked(takes(scheme, version));
    byVersion.set(version, made);
    return made;
  };
  let frontier = origins;
  for (let level = 1; level <= depth && frontier.size > 0; level++) {
    const counted = level === 1 ? EVERY_KIND : followed;
    const left = limit - walk.examined;
    const pairs = await currentDependents(db, registry.id, frontier.keys(), {
      kinds: counted,
      limit: left + 1,
    });
    budget.signal.throwIfAborted();
    if (pairs.length > left) walk.truncated = true;
    const before = walk.examined;
    const next = new Map<number, Asked>();
    const take = (pair: JudgedPair | null) => {
      walk.examined++;
      if (pair === null || pair.dependentId === pair.dependencyId) return;
      const { verdict } = pair.exposure;
      // What is not told of direct dependents is a finding; further on there is no end to it.
      if (level > 1 && verdict !== 'admits') return;
      const question = pair.passesOn && !seen.has(pair.dependentId) ? askedOf(pair.version) : null;
      if (question) {
        seen.add(pair.dependentId);
        next.set(pair.dependentId, question);
      }
      const known = found.get(pair.dependentId);
      if (!known || RANK[known.exposure.verdict] < RANK[verdict])
        found.set(pair.dependentId, exposed(registry, pair, level));
    };
    const questionOf = (id: number) => frontier.get(id) as Asked;
    const question = { db, registryId: registry.id, questionOf, counted, followed, budget };
    const isWhole = await inTime(judgePairs(question, pairs, Math.min(pairs.length, left), take));
    if (!isWhole) walk.truncated = true;
    const unreached = pairs.length > 0 && walk.examined === before ? level : isWhole ? null : level + 1;
    if (unreached !== null && unreached <= depth)
      walk.unreached = Math.min(walk.unreached ?? unreached, unreached);
    if (unreached !== null) break;
    frontier = next;
  }
  for (const of of found.values()) walk.found.push(of);
}

/** @returns false where the time was over. */
async function inTime(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof BudgetError) return false;
    throw error;
  }
}

function exposed(registry: IndexedRegistry, pair: JudgedPair, depth: number): ExposedPackage {
  const { exposure, dependentId, version, dependencyId, requirement, kinds, dependents, critical } = pair;
  return {
    exposure,
    registry,
    id: dependentId,
    version,
    depth,
    throughId: dependencyId,
    requirement,
    kinds,
    dependents,
    critical,
  };
}
