/** From the packages of an advisory along their dependents: whose latest version asks for something that lets an affected version in. */
import type { Exposure, ExposureOf } from '../../advisories/index.ts';
import {
  type CurrentDependent,
  currentDependents,
  findMentionedIn,
  listedReleasesOf,
} from '../../store/advisory-exposure.ts';
import type { AdvisoryPackageRow } from '../../store/advisory-queries.ts';
import type { Queryable } from '../../store/database.ts';
import { readDependencies, type StoredDependency } from '../../store/dependencies.ts';
import { schemeOf } from '../../versions/index.ts';
import type { IndexedRegistry, RegistryDirectory } from '../service.ts';
import { exposureIn, RANK, takes, UNTOLD, worstOf } from './exposure-verdicts.ts';

/** Pairs of a dependency and a dependent that one answer looks at. */
export const MAX_EXAMINED = 5_000;

/** Packages of one advisory that one answer is about; hardly any has more. */
const MAX_PACKAGES = 100;
/** Kinds that do not come along when a package is installed from its registry: they are counted, and not followed. */
const STAYS_BEHIND: ReadonlySet<string> = new Set([
  'build',
  'build-depends',
  'build-depends-arch',
  'build-depends-indep',
  'configure',
  'dev',
  'develop',
  'development',
  'enhances',
  'provided',
  'suggests',
  'test',
]);
/** Versions whose dependencies are read at once. */
const READ_AT_ONCE = 600;
const EVERY_KIND = 2 ** 30 - 1;

export interface ExposedPackage extends Exposure {
  registry: IndexedRegistry;
  id: number;
  name: string;
  /** Its latest version, which asks so. */
  version: string;
  /** 1: it depends on the advisory's package itself. */
  depth: number;
  /** What it depends on: a package of the advisory, or one that is exposed itself. */
  through: string;
  requirement: string | null;
  kinds: string[];
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
  /** The first depth at which there are dependents of which none was looked at; null where there is none. */
  unreached: number | null;
}

/**
 * Breadth-first, the most used first. A direct dependent is exposed when what it asks for lets an affected version in; a further one
 * when what it asks for lets in the latest version of a package that is exposed.
 *
 * @param depth 1: direct dependents only.
 * @param limit pairs of a dependency and a dependent that are looked at.
 */
export async function walkExposure(
  { db, directory }: { db: Queryable; directory: RegistryDirectory },
  packages: readonly AdvisoryPackageRow[],
  depth: number,
  limit: number = MAX_EXAMINED,
): Promise<ExposureWalk> {
  const walk: ExposureWalk = {
    of: [],
    found: [],
    examined: 0,
    truncated: packages.length > MAX_PACKAGES,
    unreached: null,
  };
  const byRegistry = new Map<IndexedRegistry, Map<number, Origin>>();
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
      const origins = byRegistry.get(registry) ?? new Map<number, Origin>();
      byRegistry.set(registry, origins.set(id, { name: about.name, ask: ask ?? (() => UNTOLD) }));
    }
  }
  for (const [registry, origins] of byRegistry)
    await walkRegistry(db, registry, origins, { depth, limit }, walk);
  return walk;
}

interface Origin {
  name: string;
  ask: ExposureOf;
}

async function walkRegistry(
  db: Queryable,
  registry: IndexedRegistry,
  origins: ReadonlyMap<number, Origin>,
  { depth, limit }: { depth: number; limit: number },
  walk: ExposureWalk,
): Promise<void> {
  const scheme = schemeOf(registry.ecosystem);
  const found = new Map<number, ExposedPackage>();
  const followed = new Set<number>();
  let frontier = origins;
  for (let level = 1; level <= depth && frontier.size > 0; level++) {
    const left = limit - walk.examined;
    const pairs = await currentDependents(db, registry.id, [...frontier.keys()], {
      kinds: level === 1 ? EVERY_KIND : followedKinds(registry),
      limit: left + 1,
    });
    if (pairs.length > left) walk.truncated = true;
    if (pairs.length > 0 && left === 0) {
      walk.unreached = Math.min(walk.unreached ?? level, level);
      break;
    }
    const looked = pairs.slice(0, left);
    walk.examined += looked.length;
    const next = new Map<number, Origin>();
    for (const { pair, edges } of await withEdges(db, registry, looked)) {
      const { name: through, ask } = frontier.get(pair.dependencyId) as Origin;
      const worst = worstOf(level === 1 ? edges : edges.filter(isFollowed), ask);
      // What is not told of direct dependents is a finding; further on there is no end to it.
      if (!worst || pair.id === pair.dependencyId || (level > 1 && worst.exposure.verdict !== 'admits'))
        continue;
      const passesOn = edges.some(of => isFollowed(of) && ask(of.requirement).verdict === 'admits');
      if (scheme && passesOn && !followed.has(pair.id)) {
        followed.add(pair.id);
        next.set(pair.id, { name: pair.name, ask: takes(scheme, pair.version) });
      }
      const known = found.get(pair.id);
      if (known && RANK[known.verdict] >= RANK[worst.exposure.verdict]) continue;
      found.set(pair.id, {
        ...worst.exposure,
        registry,
        id: pair.id,
        name: pair.name,
        version: pair.version,
        depth: level,
        through,
        requirement: worst.edge.requirement,
        kinds: [...new Set(edges.map(({ kind }) => kind))],
        dependents: pair.dependents,
        critical: pair.critical,
      });
    }
    frontier = next;
  }
  walk.found.push(...found.values());
}

function isFollowed({ kind }: StoredDependency): boolean {
  return !STAYS_BEHIND.has(kind);
}

function followedKinds({ definition }: IndexedRegistry): number {
  let mask = 0;
  for (const [bit, kind] of definition.dependencyKinds.entries())
    if (!STAYS_BEHIND.has(kind)) mask |= 1 << bit;
  return mask;
}

/** What each of these asks of the package that it was found by. */
async function withEdges(
  db: Queryable,
  registry: IndexedRegistry,
  pairs: readonly CurrentDependent[],
): Promise<{ pair: CurrentDependent; edges: StoredDependency[] }[]> {
  const kinds = { id: registry.id, dependencyKinds: [...registry.definition.dependencyKinds] };
  const sets = pairs.map(({ versionId, id, dependencySet }) => ({
    id: versionId,
    packageId: id,
    set: dependencySet,
  }));
  const lists: (StoredDependency[] | null)[] = [];
  // Some at a time: others want connections too.
  for (let at = 0; at < sets.length; at += READ_AT_ONCE)
    lists.push(...(await readDependencies(db, kinds, sets.slice(at, at + READ_AT_ONCE))));
  return pairs.map((pair, i) => ({
    pair,
    edges: (lists[i] ?? []).filter(({ packageId }) => packageId === pair.dependencyId),
  }));
}
