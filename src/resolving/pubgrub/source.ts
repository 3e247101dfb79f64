/** Tells the solver what versions need, as facts over as many versions as share them, and which version to try. */
import type { Budget } from '../budget.ts';
import type { Universe } from '../types.ts';
import { type Fact, type PackageId, ROOT } from './incompatibility.ts';
import { createLoading } from './loading.ts';
import { type Asker, createNeedClauses, type Loose, looseKey, type Tag } from './needs.ts';
import type { Entry, Packages } from './packages.ts';
import {
  between,
  both,
  descending,
  either,
  has,
  isWithin,
  NOTHING,
  ofAscending,
  type Positions,
  sizeOf,
} from './positions.ts';
import type { Asked, Policy } from './rules.ts';
import type { Clause, Source, View } from './solver.ts';

/** Thrown where what was told is no longer so, because a package was met that provides what was asked for before. */
export const RESTART = Symbol('restart');

export interface SourceOptions {
  /** How many neighbours of a version are looked at for the same need, to each side. */
  reach: number;
  loose: Loose;
}

/** How often a package takes part in conflicts before it comes before others. */
const TROUBLESOME = 15;
const LATER = 1e9;

/**
 * What the solver asks of the packages of one resolution.
 * @throws RESTART, from its methods, when what was told before is no longer so: begin again with a new one over the same packages.
 */
export function createSource(
  packages: Packages,
  universe: Universe,
  policy: Policy,
  budget: Budget,
  { reach, loose }: SourceOptions,
): Source {
  const told = new Map<Entry, Map<string, Positions>>();
  const deferred = new Set<PackageId>();
  const counts = new Map<Entry, readonly number[] | null>();
  let isOutdated = false;
  const isProviding =
    policy.provides !== undefined || (policy.provided !== undefined && universe.providers !== undefined);
  const { clausesOf, askersOf, wasAsked } = createNeedClauses(packages, policy, loose, isProviding);
  const { prefetch, grow, lacksProvider } = createLoading(packages, universe, policy, budget);
  packages.onProvided = name => {
    isOutdated ||= wasAsked(name);
  };

  /** What is asked of a package by those that are selected. */
  function askedOf(entry: Entry, view: View): Asked & { by: Asker[] } {
    const by = askersOf(entry).filter(({ subject, versions, feature }) => {
      budget.spend();
      const version = view.decided(subject.id);
      return version >= 0 && has(versions, version) && (feature === null || view.decided(feature.id) >= 0);
    });
    let range = between(0, packages.countOf(entry.id));
    for (const { admitted } of by) range = both(range, admitted);
    return { requirements: by.map(({ requirement }) => requirement), range, versions: entry.versions, by };
  }

  function choose(id: PackageId, possible: Positions, view: View): number {
    const entry = packages.entry(id);
    const highest = possible[possible.length - 1]! - 1;
    if (entry.feature !== null || (!policy.tier && !policy.bar && entry.locked < 0)) return highest;
    if (entry.locked >= 0 && has(possible, entry.locked)) return entry.locked;
    if (!policy.tier && !policy.bar) return highest;
    const asking = askedOf(entry, view);
    let best = highest;
    let bestTier = Number.POSITIVE_INFINITY;
    for (const position of descending(possible)) {
      budget.spend();
      const candidate = entry.versions[position]!;
      let tier = policy.tier?.(candidate, asking) ?? 0;
      if (policy.bar?.(candidate, asking)) tier += LATER;
      if (tier >= bestTier) continue;
      best = position;
      bestTier = tier;
      if (tier <= 0) break;
    }
    if (bestTier < LATER || deferred.has(id)) return best;
    deferred.add(id);
    return -1;
  }

  function rank(id: PackageId, possible: Positions, view: View): number {
    if (deferred.has(id)) return LATER;
    const shown = policy.isHidden ? countsOf(packages.entry(id)) : null;
    const size = shown === null ? sizeOf(possible) : sumOver(possible, shown);
    if (size === 1 || (size === 0 && shown !== null)) return 0;
    if (view.conflicts(id) >= TROUBLESOME) return 1;
    if (policy.order === 'declared') return 2;
    if (policy.order !== 'newest') return size + 1;
    const end = possible[possible.length - 1]!;
    return 2 + (shown === null ? packages.countOf(id) - end : shown[shown.length - 1]! - shown[end]!);
  }

  /** How many versions below each position are not hidden; null where none is. */
  function countsOf(entry: Entry): readonly number[] | null {
    const known = counts.get(entry);
    if (known !== undefined) return known;
    budget.spend(entry.versions.length);
    const isAny = entry.feature === null && entry.versions.some(one => policy.isHidden!(one));
    const list = [0];
    if (isAny) for (const one of entry.versions) list.push(list.at(-1)! + (policy.isHidden!(one) ? 0 : 1));
    const found = isAny ? list : null;
    counts.set(entry, found);
    return found;
  }

  /** The versions around one at which `test` holds. */
  function around(entry: Entry, version: number, view: View, test: (position: number) => boolean): Positions {
    const count = packages.countOf(entry.id);
    const far = view.conflicts(entry.id) > 0 ? Math.max(reach, 256) : reach;
    let from = version;
    while (from > 0 && version - from < far && test(from - 1)) from--;
    let to = version + 1;
    while (to < count && to - version <= far && test(to)) to++;
    return between(from, to);
  }

  /** Adds a fact unless it was told before of this version; gives the versions that it is to be told of. */
  function news(
    entry: Entry,
    version: number,
    key: string,
    view: View,
    test: (position: number) => boolean,
  ): Positions | null {
    const known = told.get(entry) ?? new Map<string, Positions>();
    told.set(entry, known);
    const before = known.get(key) ?? NOTHING;
    if (has(before, version)) return null;
    const versions = around(entry, version, view, test);
    known.set(key, either(before, versions));
    return versions;
  }

  function refused(entry: Entry, version: number, view: View): Clause | null {
    const refusal = policy.refusal?.(entry.versions[version]!);
    if (!refusal || loose.has(looseKey({ subject: entry, feature: null, wanted: null }))) return null;
    const { because, kind } = refusal;
    const isSame = (position: number) => policy.refusal!(entry.versions[position]!)?.because === because;
    const versions = news(entry, version, `refused\0${because}`, view, isSame);
    if (versions === null) return null;
    const tag: Tag = { subject: entry, feature: null, need: null, problem: kind, wanted: null };
    return {
      terms: [[entry.id, versions]],
      cause: { fact: { kind: 'refused', subject: entry.id, feature: null, because, tag } },
    };
  }

  /** A version that what is asked does not go so far as to take. Not so once more is asked: so it names who asks. */
  function barred(entry: Entry, version: number, possible: Positions, view: View): Clause | null {
    if (
      !policy.bar ||
      entry.locked === version ||
      loose.has(looseKey({ subject: entry, feature: null, wanted: null }))
    )
      return null;
    const asking = askedOf(entry, view);
    const refusal = policy.bar(entry.versions[version]!, asking);
    if (!refusal) return null;
    const positions: number[] = [];
    for (const position of descending(possible)) {
      budget.spend();
      if (policy.bar(entry.versions[position]!, asking)?.because === refusal.because)
        positions.push(position);
    }
    const terms = new Map<PackageId, Positions>([[entry.id, ofAscending(positions.reverse())]]);
    for (const { subject, versions } of asking.by)
      if (subject.id !== ROOT) terms.set(subject.id, both(terms.get(subject.id) ?? versions, versions));
    const tag: Tag = { subject: entry, feature: null, need: null, problem: refusal.kind, wanted: null };
    const fact: Fact = { kind: 'refused', subject: entry.id, feature: null, because: refusal.because, tag };
    return { terms: [...terms], cause: { fact } };
  }

  function needed(entry: Entry, version: number, feature: Entry | null, view: View, clauses: Clause[]): void {
    const needs = packages.needs(entry, version, feature?.feature ?? null);
    for (const [key, need] of needs ?? []) {
      const isSame = (position: number) =>
        packages.needs(entry, position, feature?.feature ?? null)?.has(key) === true;
      const versions = news(
        entry,
        version,
        feature === null ? key : `${feature.feature}\0${key}`,
        view,
        isSame,
      );
      if (versions !== null) clauses.push(...clausesOf(entry, versions, feature, need));
    }
  }

  async function clauses(
    id: PackageId,
    version: number,
    open: Iterable<PackageId>,
    view: View,
  ): Promise<Clause[]> {
    const entry = packages.entry(id);
    const base = entry.feature === null ? entry : packages.named(entry.name)!;
    const at = entry.feature === null ? version : view.decided(base.id);
    const found: Clause[] = [];
    // A feature of what is not selected yet: told with it.
    if (at < 0) return found;
    await prefetch(base, at, open, view);
    if (isProviding && lacksProvider(base, at)) await grow();
    if (isOutdated) throw RESTART;
    if (id !== ROOT && entry.feature === null) {
      const refusal =
        refused(entry, version, view) ?? barred(entry, version, versionsOnly(entry, view), view);
      if (refusal !== null) return [refusal];
    }
    if (entry.feature === null) needed(base, at, null, view, found);
    for (const feature of entry.feature === null ? base.features.values() : [entry])
      if (feature === entry || isSelected(feature, view)) needed(base, at, feature, view, found);
    return found;
  }

  function isSelected(feature: Entry, view: View): boolean {
    return isWithin(view.possible(feature.id), between(0, 1));
  }

  function versionsOnly(entry: Entry, view: View): Positions {
    return both(view.possible(entry.id), between(0, entry.versions.length));
  }

  return { countOf: id => packages.countOf(id), rank, choose, clauses };
}

/** How many there are in a set, by how many there are below each position. */
function sumOver(set: Positions, below: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < set.length; i += 2) sum += below[set[i]!]! - below[set[i - 1]!]!;
  return sum;
}
