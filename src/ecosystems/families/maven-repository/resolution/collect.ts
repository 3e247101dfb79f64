/**
 * All that could be in the tree, as Maven's resolver collects it: from every version the dependencies that are not optional, of
 * the scopes that pass on, not excluded on the way, with what the project manages. Of a range all versions are looked at, and
 * which are chosen is decided later (`select.ts`). What is reached in the same way twice is collected once, so that this is a
 * graph and grows no faster than the universe does.
 */
import type { Budget } from '../../../../resolving/budget.ts';
import type { Candidate, ResolveRequest, Universe, UniversePackage } from '../../../../resolving/types.ts';
import { type MavenRange, maven as scheme } from '../../../../versions/schemes/maven.ts';
import { type Dependency, type dependencyReader, isExcluded, type Naming } from './artifact.ts';
import { type Context, contextBook } from './context.ts';
import { MANAGING, type Managed } from './management.ts';
import { bestOf, constraintOf, newest, pinned, within } from './versions.ts';
import { relocationOf, type Wanted, wanting } from './wanted.ts';

/** One version that a dependency may become. */
export interface Member {
  wanted: Wanted;
  version: string;
  /** Null for what the universe does not hold: nearest wins, be it there or not. */
  candidate: Candidate | null;
  /** Null for a wish. */
  range: MavenRange | null;
  /** Null where nothing is below it. */
  below: Expansion | null;
}

/** A dependency in a place: all versions that it may become there, lowest first. */
export interface Group {
  wanted: Wanted;
  /** Keys of artifacts that are one for the choice of versions: its own and those to which it moved. */
  keys: string[];
  members: Member[];
  /** By the key of a member, what is below it in place of its own: it stands below itself (`circles.ts`). */
  tied?: ReadonlyMap<string, Expansion>;
  /** Why there are no members. */
  empty: 'missing' | 'pending' | 'no-match' | 'unreadable' | 'unstated' | null;
}

/** What a version has below it, in a context. */
export interface Expansion {
  candidate: Candidate;
  context: Context;
  groups: Group[];
}

export interface Collected {
  roots: Group[];
  pending: Set<string>;
}

interface Work {
  group: Group;
  wanted: Wanted;
  context: Context;
  relocations: number;
}

const MAX_RELOCATIONS = 8;
const WISH = { range: null };
const OF_PROJECTS: ReadonlySet<string> = new Set(['test', 'provided']);

/**
 * @param roots what the project has, its scopes and versions already managed.
 * @param kinds kinds of dependencies that are followed from packages.
 */
export async function collect(
  naming: Naming,
  read: ReturnType<typeof dependencyReader>,
  roots: readonly Dependency[],
  managed: ReadonlyMap<string, Managed>,
  kinds: ReadonlySet<string>,
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
): Promise<Collected> {
  const contexts = contextBook(request.overrides);
  const want = wanting(managed, request.overrides);
  const locked = new Map(request.locked.map(({ name, version }) => [name, version]));
  // As Maven, a project whose versions something manages takes no version that nobody stated.
  const isProject = request.roots.some(({ kind }) => MANAGING.has(kind));
  const pending = new Set<string>();
  const groups = new Map<number, Map<Context, Group>>();
  const expansions = new Map<Candidate, Map<string, Map<Context, Expansion>>>();
  const ownDependencies = new Map<Candidate, Dependency[]>();
  let work: Work[] = [];
  let grown: Expansion[] = [];

  /** The group of a dependency in a context; null where something excludes it. */
  function groupOf(dependency: Dependency, context: Context, isRoot: boolean): Group | null {
    if (isExcluded(dependency.coordinates, context.exclusions)) return null;
    const known = isRoot ? undefined : groups.get(dependency.id)?.get(context);
    if (known !== undefined) return known;
    const wanted = want(dependency, context, { isRoot });
    const group: Group = { wanted, keys: [dependency.key], members: [], empty: null };
    if (!isRoot) {
      const ofDependency = groups.get(dependency.id) ?? new Map<Context, Group>();
      ofDependency.set(context, group);
      groups.set(dependency.id, ofDependency);
    }
    work.push({ group, wanted, context, relocations: 0 });
    return group;
  }

  /** @param key the artifact that has it below: each file of a version is collected by itself, as circles are told apart by files. */
  function expansionOf(candidate: Candidate, key: string, context: Context): Expansion | null {
    if (!candidate.dependencies || candidate.dependencies.length === 0) return null;
    const ofCandidate = expansions.get(candidate) ?? new Map<string, Map<Context, Expansion>>();
    const ofFile = ofCandidate.get(key) ?? new Map<Context, Expansion>();
    const known = ofFile.get(context);
    if (known !== undefined) return known;
    const expansion: Expansion = { candidate, context, groups: [] };
    ofFile.set(context, expansion);
    ofCandidate.set(key, ofFile);
    expansions.set(candidate, ofCandidate);
    grown.push(expansion);
    return expansion;
  }

  function dependenciesOf(candidate: Candidate): Dependency[] {
    let list = ownDependencies.get(candidate);
    if (list === undefined) {
      list = (candidate.dependencies ?? [])
        .filter(one => kinds.has(one.kind) && !one.optional)
        .map(record => read(record));
      ownDependencies.set(candidate, list);
    }
    return list;
  }

  function addMember(
    group: Group,
    wanted: Wanted,
    context: Context,
    candidate: Candidate,
    range: MavenRange | null,
  ): void {
    budget.spend();
    const below = wanted.dependency.traversed
      ? expansionOf(
          candidate,
          wanted.dependency.key,
          contexts.below(context, wanted.dependency, managed, candidate),
        )
      : null;
    group.members.push({ wanted, version: candidate.number, candidate, range, below });
  }

  /** Where the artifact moved, its group takes the target instead, if that is known. */
  function relocated(
    { group, wanted, context, relocations }: Work,
    candidate: Candidate,
  ): 'here' | 'moved' | { load: string } {
    const target =
      relocations < MAX_RELOCATIONS ? relocationOf(candidate, wanted.dependency, naming, read) : null;
    if (target === null) return 'here';
    const found = universe.get(target.name);
    if (found === undefined) return { load: target.name };
    if (found === 'pending') pending.add(target.name);
    if (typeof found === 'string') return 'here';
    group.keys.push(target.key);
    // As in Maven, it is looked at anew, with the scope that management gave to it.
    const passesOn = wanted.isRoot || !OF_PROJECTS.has(wanted.scope);
    if (!passesOn || isExcluded(target.coordinates, context.exclusions)) return 'moved';
    const isVersionKept = target.name === wanted.dependency.name;
    work.push({
      group,
      wanted: want(target, context, { isVersionKept }),
      context,
      relocations: relocations + 1,
    });
    return 'moved';
  }

  /** The names that have to be known first, where there are such; then it has to be done again. */
  function fill(item: Work): string | null {
    const { group, wanted, context } = item;
    const { name } = wanted.dependency;
    budget.spend();
    const found = universe.get(name) ?? 'missing';
    if (found === 'pending') pending.add(name);
    const { requirement } = wanted;
    const constraint = requirement === null ? WISH : constraintOf(requirement);
    if (constraint === 'unreadable') {
      group.empty = 'unreadable';
      return null;
    }
    const { range } = constraint;
    const pack = typeof found === 'string' ? null : contexts.visible(context, found);
    const chosen = pack === null ? [] : choose(pack, wanted, range);
    if (chosen.length === 0) {
      group.empty =
        found === 'pending'
          ? 'pending'
          : found === 'missing'
            ? 'missing'
            : requirement === null
              ? 'unstated'
              : 'no-match';
      // Nearest wins, whether it is there or not.
      const version = range === null ? requirement : pinned(range);
      if (version !== null) group.members.push({ wanted, version, candidate: null, range, below: null });
    }
    const before = group.members.length;
    for (const candidate of chosen) {
      const moved = relocated(item, candidate);
      // As in Maven, what stands above a version that moved is not looked at.
      if (moved === 'moved') break;
      if (moved !== 'here') {
        group.members.length = before;
        return moved.load;
      }
      addMember(group, wanted, context, candidate, range);
    }
    return null;
  }

  function choose(pack: UniversePackage, wanted: Wanted, range: MavenRange | null): readonly Candidate[] {
    const { requirement, dependency } = wanted;
    const exactly = (version: string) => pack.versions.filter(({ number }) => number === version);
    const lock = locked.get(dependency.name);
    if (lock !== undefined && (range === null || scheme.includes(range, lock))) {
      const kept = exactly(lock);
      if (kept.length > 0) return kept;
    }
    if (requirement === null)
      return wanted.isRoot && !isProject ? [bestOf(pack, null, budget)].filter(isFound) : [];
    if (requirement === 'LATEST' || requirement === 'RELEASE')
      return [newest(pack, requirement)].filter(isFound);
    const version = range === null ? requirement : pinned(range);
    return version === null ? within(pack, range!, budget) : exactly(version);
  }

  const top = contexts.top();
  const rootGroups = roots.map(root => groupOf(root, top, true)).filter(isFound);
  while (work.length > 0) {
    const now = work;
    work = [];
    await universe.load(new Set(now.map(({ wanted }) => wanted.dependency.name)));
    const targets = new Set<string>();
    const again: Work[] = [];
    for (const item of now) {
      const target = fill(item);
      if (target !== null) {
        targets.add(target);
        again.push(item);
      }
      await budget.pause();
    }
    if (targets.size > 0) await universe.load(targets);
    work.push(...again);
    const fresh = grown;
    grown = [];
    for (const expansion of fresh) {
      for (const dependency of dependenciesOf(expansion.candidate)) {
        budget.spend();
        const group = groupOf(dependency, expansion.context, false);
        if (group !== null) expansion.groups.push(group);
      }
      await budget.pause();
    }
  }
  return { roots: rootGroups, pending };
}

function isFound<T>(value: T | null): value is T {
  return value !== null;
}
