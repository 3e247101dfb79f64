/** What an ecosystem states so that `oneVersion` makes a resolver of it. README.md tells it by example. */
import type { DependencyRecord } from '../../core/records.ts';
import type { Candidate, ProblemKind, ResolveRequest, Resolver, UniversePackage } from '../types.ts';
import type { Positions } from './positions.ts';

export interface OneVersionRules
  extends Pick<Resolver, 'id' | 'description' | 'kinds' | 'environment' | 'options'> {
  /**
   * The rules for one request. Called once; what it gives is used by one resolution only, so it may remember.
   *
   * @param settings environment and options with their defaults.
   * @throws InputError for a root, an override or a setting that cannot be read.
   */
  begin(request: ResolveRequest, settings: Settings): Policy;
}

export interface Settings {
  environment: Readonly<Record<string, string>>;
  options: Readonly<Record<string, string>>;
}

/** Something asked for: a name with a requirement. */
export interface Wanted {
  name: string;
  /** Null: any version. */
  requirement: string | null;
  /** What of it is to be turned on: extras of PyPI, features. */
  features?: readonly string[];
}

/** What a version needs, or does not stand. */
export interface Need {
  /** What the edge says. */
  dependency: DependencyRecord;
  /** Any one of these, best first; of `forbids`, none of them. */
  options: readonly Wanted[];
  /**
   * True: whoever needs this cannot be selected together with the options, nor with those who provide them; with `replacing`, of these only
   * with who replaces them, too. No edge comes of it.
   */
  forbids?: boolean | 'replacing';
  /** True: whoever needs this does without the options, but where one of them is selected it is within its requirement. */
  constrains?: boolean;
  /**
   * Why it is left out of account, where it names what no index holds (an address): its edge leads nowhere, and the problem is
   * `unsupported`. Behind the version that has it: "depends on b from https://...".
   */
  unsupported?: string;
  /** The condition under which it counts, for the edge. */
  marker?: string;
}

export interface Provided {
  name: string;
  version: string | null;
  /** It stands in the place of the package of that name. */
  replaces?: boolean;
}

/** Why something cannot be used. */
export interface Refusal {
  kind: ProblemKind;
  /** Behind the version: "needs Python >=3.9, and 3.8 is given". */
  because: string;
}

/** What is asked of a package by all that is selected so far. */
export interface Asked {
  /** Of the dependencies that ask for it, as written, after overrides. */
  readonly requirements: readonly string[];
  /** The versions that satisfy them all. */
  readonly range: Positions;
  /** The versions that take part. */
  readonly versions: readonly Candidate[];
}

export interface Policy {
  /** The versions of a package that take part, lowest first: without those for other platforms, say. Default: all. */
  versions?(found: UniversePackage): readonly Candidate[];
  /**
   * Of `versions`, those that the requirement admits; remembered for each name and requirement. `positionsIn` finds them by
   * binary search.
   *
   * @throws InputError for a requirement that cannot be read: what has it cannot be used, and the problem is `unsupported`.
   */
  admitted(requirement: string, versions: readonly Candidate[], name: string): Positions;
  /**
   * Lower is taken before higher, whatever their versions; of equal ones the highest version. Locked versions come before all, so
   * they are not to be regarded here. Zero is the best there is. Default: zero.
   */
  tier?(candidate: Candidate, asked: Asked): number;
  /** True where it is the version that a lockfile names. Default: they are spelled alike. */
  isLocked?(candidate: Candidate, version: string): boolean;
  /** Why a version cannot be used at all, or null. */
  refusal?(candidate: Candidate): Refusal | null;
  /**
   * True for a version that takes no part unless the policy relaxes: `refusal` says why, and `order` does not count it. Default: none.
   */
  isHidden?(candidate: Candidate): boolean;
  /** Why it cannot be used for what is asked now, though it would satisfy it: a yanked version that nobody names. */
  bar?(candidate: Candidate, asked: Asked): Refusal | null;
  /** What a version needs. Default: `dependencyNeeds` of the kinds of the request. */
  needs?(candidate: Candidate): readonly Need[];
  /** What the request asks for. Default: one need for each root, whose `features` are none. */
  roots?(): readonly Need[];
  /** What it needs besides where a feature is turned on; null where it has no such feature. */
  featureNeeds?(candidate: Candidate, feature: string): readonly Need[] | null;
  /**
   * A package that is not of the universe: the platform (`php`, `ext-json`), or null. Nodes of it have no candidate of the universe.
   */
  platform?(name: string): UniversePackage | null;
  /** The names that a version answers to beside its own (`provide`, `replace`), with the version or range in which it does. */
  provides?(candidate: Candidate): readonly Provided[];
  /** True where a provider of that version would do for the requirement. Needed with `provides`, or with `universe.providers`. */
  provided?(requirement: string, version: string | null): boolean;
  /**
   * Which package is decided on next. `declared`: as they came to be needed. `fewest`: with the fewest versions left, as pub does.
   * `newest`: with the fewest versions above what is left of it, as Bundler does. With all of them, a package with one version left comes first, and one that is in conflicts all the time before others.
   * Default `fewest`.
   */
  order?: 'declared' | 'fewest' | 'newest';
  /**
   * Called when there is no solution, with the names that its proof speaks of. True: the policy has become more lenient (has let
   * pre-releases in), so try again.
   */
  relax?(names: ReadonlySet<string>): boolean;
}

/** The needs of dependencies in the plain case: alternatives in one, optional ones left out, `*` or nothing for any version. */
export function dependencyNeeds(
  dependencies: readonly DependencyRecord[],
  kinds: ReadonlySet<string>,
  wanted: (dependency: DependencyRecord) => Wanted = asWanted,
): Need[] {
  const needs: { dependency: DependencyRecord; options: Wanted[] }[] = [];
  let isFollowed = false;
  for (const dependency of dependencies) {
    if (dependency.alternative !== true) isFollowed = kinds.has(dependency.kind) && !dependency.optional;
    if (!isFollowed) continue;
    if (dependency.alternative === true && needs.length > 0)
      needs[needs.length - 1]!.options.push(wanted(dependency));
    else needs.push({ dependency, options: [wanted(dependency)] });
  }
  return needs;
}

/** What an optional dependency says in ecosystems in which it bounds what others bring along. */
export function constraint(dependency: DependencyRecord): Need {
  return { dependency, options: [asWanted(dependency)], constrains: true };
}

/** A package that the platform brings in exactly that version, for `Policy.platform`. */
export function platformPackage(name: string, number: string): UniversePackage {
  const candidate: Candidate = {
    name,
    number,
    publishedAt: null,
    status: null,
    metadata: {},
    dependencies: [],
  };
  return { name, metadata: {}, status: null, latest: number, versions: [candidate] };
}

/** As the record says it, any version being null. */
export function asWanted({ name, requirement }: DependencyRecord): Wanted {
  return { name, requirement: requirement === '*' || requirement === '' ? null : requirement };
}
