/** Tells the solver what versions need, as facts over as many versions as share them, and which version to try. */
import { InputError } from '../../core/errors.ts';
import type { Budget } from '../budget.ts';
import type { Candidate, ProblemKind, Universe } from '../types.ts';
import { type Fact, type Option, type PackageId, ROOT } from './incompatibility.ts';
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
  without,
} from './positions.ts';
import type { Asked, Need, Policy, Wanted } from './rules.ts';
import type { Clause, Source, View } from './solver.ts';

/** What a fact is known by, beside what the solver knows. */
export interface Tag {
  subject: Entry;
  feature: string | null;
  need: Need | null;
  /** What is wrong with what is asked for by itself; null: nothing. */
  problem: ProblemKind | null;
  /** The package asked for, where it is one. */
  wanted: string | null;
}

/** Dependencies that are no longer insisted on, by `looseKey`: after 1 any version will do, after 2 none is needed. */
export type Loose = Map<string, 1 | 2>;

/** Of a dependency: who asks, for which feature, for what. */
export function looseKey({ subject, feature, wanted }: Pick<Tag, 'subject' | 'feature' | 'wanted'>): string {
  return `${subject.name}\0${feature ?? ''}\0${wanted ?? ''}`;
}

/** Thrown where what was told is no longer so, because a package was met that provides what was asked for before. */
export const RESTART = Symbol('restart');

export interface SourceOptions {
  /** How many neighbours of a version are looked at for the same need, to each side. */
  reach: number;
  loose: Loose;
}

/** How often a package takes part in conflicts before it comes before others. */
const TROUBLESOME = 15;
/** Names that are loaded to find out who provides something. */
const MOST_GROWN = 4_000;
const LATER = 1e9;

interface Asker {
  subject: Entry;
  versions: Positions;
  feature: Entry | null;
  requirement: string;
  admitted: Positions;
}

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
  const askers = new Map<Entry, Asker[]>();
  const deferred = new Set<PackageId>();
  const counts = new Map<Entry, readonly number[] | null>();
  const asked = new Set<string>();
  const grown = new Set<Entry>();
  let isOutdated = false;
  packages.onProvided = name => {
    isOutdated ||= asked.has(name);
  };

  const isProviding =
    policy.provides !== undefined || (policy.provided !== undefined && universe.providers !== undefined);

  /** What is asked of a package by those that are selected. */
  function askedOf(entry: Entry, view: View): Asked & { by: Asker[] } {
    const by = (askers.get(entry) ?? []).filter(({ subject, versions, feature }) => {
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

  /** Everything that is needed next by what is likely to be selected next, loaded at once. */
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

  /** Loads all that anything loaded may need, to find who provides a name. */
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

  function needing(feature: Entry | null): readonly [PackageId, Positions][] {
    return feature === null ? [] : [[feature.id, between(0, 1)]];
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

  function clausesOf(entry: Entry, versions: Positions, feature: Entry | null, need: Need): Clause[] {
    if (need.unsupported !== undefined) return [];
    const subject: [PackageId, Positions][] = [[entry.id, versions], ...needing(feature)];
    const about = { subject: entry.id, feature: feature?.id ?? null };
    const clauses: Clause[] = [];
    const options: Option[] = [];
    let problem: ProblemKind | null = null;
    let note: string | null = null;
    for (const wanted of need.options) {
      const found = optionsOf(entry, feature, wanted, need.forbids);
      if (found === 'unknown') return [];
      // What cannot be read bounds nothing.
      if (found instanceof InputError && need.constrains) return [];
      if (found instanceof InputError) {
        problem ??= 'unsupported';
        note ??= 'which cannot be read';
        options.push({ package: packages.named(wanted.name)!.id, versions: NOTHING, words: inWords(wanted) });
        continue;
      }
      options.push(...found);
      const own = packages.named(wanted.name)!;
      if (found.some(option => option.versions.length > 0)) {
        for (const { package: id, versions: admitted } of found) {
          const list = askers.get(packages.entry(id)) ?? [];
          list.push({ subject: entry, versions, feature, requirement: wanted.requirement ?? '*', admitted });
          askers.set(packages.entry(id), list);
        }
      } else if (own.state === 'missing') {
        problem ??= 'missing-package';
        note ??= 'which does not exist';
      } else {
        problem ??= own.isPlatform ? 'environment' : 'no-matching-version';
        note ??= own.isPlatform ? platformNote(own) : 'which no version satisfies';
      }
    }
    const some = options.filter(option => option.versions.length > 0);
    const tag: Tag = {
      subject: entry,
      feature: feature?.feature ?? null,
      need,
      problem: some.length > 0 || need.constrains ? null : problem,
      wanted: need.options[0]?.name ?? null,
    };
    if (need.forbids) {
      for (const option of some)
        clauses.push({
          terms: [...subject, [option.package, option.versions]],
          cause: { fact: { kind: 'conflicts', with: option, tag, ...about } },
        });
      return clauses;
    }
    if (need.constrains) {
      for (const { package: id, versions: admitted, words } of options) {
        const others = without(admitted, packages.countOf(id));
        const option = { package: id, versions: others, words: `other versions than ${words}` };
        if (others.length > 0)
          clauses.push({
            terms: [...subject, [id, others]],
            cause: { fact: { kind: 'conflicts', with: option, tag, ...about } },
          });
      }
      return clauses;
    }
    const shown = some.length > 0 ? some : options;
    clauses.push({
      terms: [...subject, ...complements(some)],
      cause: {
        fact: { kind: 'depends', options: shown, note: some.length > 0 ? null : note, tag, ...about },
      },
    });
    const [only] = need.options;
    if (need.options.length === 1 && some.length > 0)
      for (const name of only!.features ?? []) {
        const turned = packages.feature(packages.named(only!.name)!, name);
        const option = { package: turned.id, versions: between(0, 1), words: packages.label(turned.id) };
        clauses.push({
          terms: [...subject, ...complements([option])],
          cause: { fact: { kind: 'depends', options: [option], note: null, tag, ...about } },
        });
      }
    return clauses;
  }

  /** What would do for a need: versions of the package, and of those that provide it. `unknown` where that is not known yet. */
  function optionsOf(
    subject: Entry,
    feature: Entry | null,
    wanted: Wanted,
    forbids: Need['forbids'],
  ): Option[] | 'unknown' | InputError {
    const own = packages.named(wanted.name)!;
    const looseness = forbids
      ? 0
      : (loose.get(looseKey({ subject, feature: feature?.feature ?? null, wanted: wanted.name })) ?? 0);
    if (own.state === 'pending' || looseness === 2) return 'unknown';
    const requirement = looseness === 1 ? null : wanted.requirement;
    const versions = packages.admitted(own, requirement);
    if (versions instanceof InputError) return versions;
    const words = inWords(wanted);
    const options: Option[] = [{ package: own.id, versions, words }];
    if (isProviding) {
      asked.add(wanted.name);
      const byEntry = new Map<Entry, number[]>();
      for (const { entry, position, version, replaces } of packages.providers(wanted.name)) {
        // Who needs what it provides itself has it.
        if (forbids && (entry === subject || (forbids === 'replacing' && !replaces))) continue;
        if (requirement !== null && policy.provided?.(requirement, version) === false) continue;
        const list = byEntry.get(entry) ?? [];
        list.push(position);
        byEntry.set(entry, list);
      }
      for (const [entry, positions] of byEntry)
        options.push({
          package: entry.id,
          versions: ofAscending(positions.sort((a, b) => a - b)),
          words: `${words} (by ${entry.name})`,
        });
    }
    // Nothing would do, and nothing is insisted on.
    if (looseness === 1 && options.every(option => option.versions.length === 0)) return 'unknown';
    return options;
  }

  function complements(options: readonly Option[]): [PackageId, Positions][] {
    return options.map(option => [
      option.package,
      without(option.versions, packages.countOf(option.package) + 1),
    ]);
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

  /** True where something is needed that is not there by its own name, nor by anybody that is known. */
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

  return { countOf: id => packages.countOf(id), rank, choose, clauses };
}

/** `name[feature] requirement`, as explanations have it. */
export function inWords({ name, requirement, features = [] }: Wanted): string {
  const label = features.length > 0 ? `${name}[${features.join(',')}]` : name;
  return requirement === null ? label : `${label} ${requirement}`;
}

function platformNote({ versions }: Entry): string {
  return versions.length === 0
    ? 'which is not there'
    : `and ${versions.map(({ number }: Candidate) => number).join(', ')} is given`;
}

/** How many there are in a set, by how many there are below each position. */
function sumOver(set: Positions, below: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < set.length; i += 2) sum += below[set[i]!]! - below[set[i - 1]!]!;
  return sum;
}
