/** The packages of one resolution: their versions and needs, numbered for the solver, read once and remembered. */
import { InputError } from '../../core/errors.ts';
import type { Budget } from '../budget.ts';
import type { Candidate, ResolveRequest, Universe, UniversePackage } from '../types.ts';
import { type PackageId, ROOT } from './incompatibility.ts';
import { between, type Positions } from './positions.ts';
import { asWanted, dependencyNeeds, type Need, type Policy, type Wanted } from './rules.ts';
import type { Vocabulary } from './words.ts';

export { positionsWhere } from './positions.ts';

export interface Entry {
  readonly id: PackageId;
  readonly name: string;
  /** What of the package it stands for, with its one version "on"; null for the package itself. */
  readonly feature: string | null;
  readonly state: 'found' | 'missing' | 'pending';
  /** Not of the universe. */
  readonly isPlatform: boolean;
  readonly versions: readonly Candidate[];
  /** The position of the version that the request has locked, or -1. */
  readonly locked: number;
  /** Those of the package, by what they stand for. */
  readonly features: Map<string, Entry>;
}

/** A version that answers to another name. */
export interface Provision {
  entry: Entry;
  position: number;
  version: string | null;
  replaces: boolean;
}

export interface Packages extends Vocabulary {
  readonly root: Entry;
  entry(id: PackageId): Entry;
  /** The package of that name, where it was loaded. */
  named(name: string): Entry | undefined;
  feature(of: Entry, feature: string): Entry;
  load(names: Iterable<string>): Promise<void>;
  isLoaded(name: string): boolean;
  /** By key, what a version needs; null where it has no such feature. */
  needs(of: Entry, version: number, feature: string | null): ReadonlyMap<string, Need> | null;
  /** The versions that a requirement takes; an error in words for one that cannot be read. */
  admitted(of: Entry, requirement: string | null): Positions | InputError;
  /** Those that answer to a name beside the package of that name. */
  providers(name: string): Provision[];
  /** True where the request replaces the requirement with which the package asks for something. */
  isOverridden(from: Entry, wanted: Wanted): boolean;
  /** Called for each name that a loaded version provides. */
  onProvided: (name: string) => void;
  all(): Iterable<Entry>;
}

/**
 * The packages of one request, with those of the platform that the policy gives. Numbers go up from `ROOT` as packages are met.
 * @param kinds the kinds of dependencies that are followed from packages; those of the request are all followed.
 */
export function createPackages(
  request: ResolveRequest,
  kinds: ReadonlySet<string>,
  universe: Universe,
  policy: Policy,
  budget: Budget,
): Packages {
  const entries: Entry[] = [];
  const byName = new Map<string, Entry>();
  const provided = new Map<string, Provision[]>();
  const sets: Map<string, Positions | InputError>[] = [];
  const texts: Map<string, string>[] = [];
  const needs = new Map<Entry, Map<string | null, (ReadonlyMap<string, Need> | null | undefined)[]>>();
  const overrides = overridesOf(request);
  const locked = new Map(request.locked.map(one => [one.name, one.version]));

  function add(entry: Omit<Entry, 'id' | 'features'>): Entry {
    const added: Entry = { ...entry, id: entries.length, features: new Map() };
    entries.push(added);
    sets.push(new Map());
    texts.push(new Map());
    return added;
  }

  function addPackage(
    name: string,
    found: UniversePackage | 'missing' | 'pending',
    isPlatform: boolean,
  ): void {
    const isFound = typeof found !== 'string';
    const versions = !isFound
      ? []
      : isPlatform
        ? found.versions
        : (policy.versions?.(found) ?? found.versions);
    const number = locked.get(name);
    const entry = add({
      name,
      feature: null,
      state: isFound ? 'found' : found,
      isPlatform,
      versions,
      locked:
        number === undefined
          ? -1
          : versions.findIndex(one => policy.isLocked?.(one, number) ?? one.number === number),
    });
    byName.set(name, entry);
    if (!policy.provides) return;
    versions.forEach((candidate, position) => {
      for (const { name: virtual, version, replaces = false } of policy.provides!(candidate)) {
        const list = provided.get(virtual) ?? [];
        list.push({ entry, position, version, replaces });
        provided.set(virtual, list);
        packages.onProvided(virtual);
      }
    });
  }

  function rootNeeds(): readonly Need[] {
    if (policy.roots) return policy.roots();
    const wanted = request.roots.map(root => ({ ...root, optional: false }));
    return dependencyNeeds(wanted, new Set(wanted.map(root => root.kind)), asWanted);
  }

  function needsOf(
    { name, id, versions }: Entry,
    version: number,
    feature: string | null,
  ): readonly Need[] | null {
    let found: readonly Need[] | null;
    if (id === ROOT) found = rootNeeds();
    else {
      const candidate = versions[version]!;
      if (feature !== null) found = policy.featureNeeds?.(candidate, feature) ?? null;
      else found = policy.needs?.(candidate) ?? dependencyNeeds(candidate.dependencies ?? [], kinds);
    }
    if (found === null || overrides.size === 0) return found;
    const from = id === ROOT ? null : name;
    return found.map(need =>
      need.forbids ? need : { ...need, options: need.options.map(one => overridden(overrides, from, one)) },
    );
  }

  const packages: Packages = {
    root: undefined as unknown as Entry,
    onProvided: () => {},
    entry: id => entries[id]!,
    named: name => byName.get(name),
    isLoaded: name => byName.has(name),
    all: () => entries,
    label: id => {
      const { name, feature } = entries[id]!;
      return feature === null ? name : `${name}[${feature}]`;
    },
    countOf: id => (entries[id]!.feature === null && id !== ROOT ? entries[id]!.versions.length : 1),
    number: (id, position) =>
      (entries[id]!.feature === null ? entries[id]!.versions[position]?.number : null) ?? '',
    requirementOf: (id, versions) => texts[id]!.get(versions.join()) ?? null,
    feature(of, feature) {
      let entry = of.features.get(feature);
      if (entry === undefined) {
        entry = add({ ...of, feature, locked: -1 });
        of.features.set(feature, entry);
      }
      return entry;
    },
    async load(names) {
      const missing = new Set<string>();
      for (const name of names) {
        if (byName.has(name)) continue;
        const own = policy.platform?.(name) ?? null;
        if (own === null) missing.add(name);
        else addPackage(name, own, true);
      }
      if (missing.size === 0) return;
      await universe.load(missing);
      for (const name of missing) {
        budget.spend();
        const found = universe.get(name);
        if (!byName.has(name)) addPackage(name, found ?? 'missing', false);
      }
    },
    needs(of, version, feature) {
      const base = feature === null ? of : byName.get(of.name)!;
      const cached =
        needs.get(base) ?? new Map<string | null, (ReadonlyMap<string, Need> | null | undefined)[]>();
      needs.set(base, cached);
      const list = cached.get(feature) ?? [];
      cached.set(feature, list);
      let found = list[version];
      if (found === undefined) {
        const read = needsOf(base, version, feature);
        budget.spend(1 + (read?.length ?? 0));
        found = read && new Map(read.map(need => [keyOf(need), need]));
        list[version] = found;
      }
      return found;
    },
    admitted(of, requirement) {
      const all = between(0, packages.countOf(of.id));
      if (requirement === null) return all;
      const known = sets[of.id]!.get(requirement);
      if (known !== undefined) return known;
      budget.spend();
      let set: Positions | InputError;
      try {
        set = policy.admitted(requirement, of.versions, of.name);
        const key = set.join();
        if (!texts[of.id]!.has(key)) texts[of.id]!.set(key, requirement);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        set = error;
      }
      sets[of.id]!.set(requirement, set);
      return set;
    },
    isOverridden: ({ id, name }, wanted) =>
      overridden(overrides, id === ROOT ? null : name, wanted) !== wanted,
    providers(name) {
      const list = [...(provided.get(name) ?? [])];
      if (!policy.provided) return list;
      for (const { candidate, version } of universe.providers?.(name) ?? []) {
        const entry = byName.get(candidate.name);
        const position = entry?.versions.findIndex(one => one.number === candidate.number) ?? -1;
        if (
          entry !== undefined &&
          position >= 0 &&
          !list.some(one => one.entry === entry && one.position === position)
        )
          list.push({ entry, position, version, replaces: false });
      }
      return list;
    },
  };
  const root = add({ name: '', feature: null, state: 'found', isPlatform: false, versions: [], locked: -1 });
  return Object.assign(packages, { root });
}

/** Two needs with one key ask for the same. */
function keyOf({ options, forbids, constrains, dependency }: Need): string {
  const texts = options.map(
    ({ name, requirement, features = [] }) => `${name}\0${requirement ?? ''}\0${features.join()}`,
  );
  const kind = forbids ? `!${forbids}` : constrains ? `?${dependency.kind}` : dependency.kind;
  return `${kind}\0${texts.join('\0|')}`;
}

function overridesOf(
  request: ResolveRequest,
): ReadonlyMap<string, { within: string | null; requirement: string }[]> {
  const found = new Map<string, { within: string | null; requirement: string }[]>();
  for (const { name, within, requirement } of request.overrides) {
    if (within.length > 1)
      throw new InputError(
        'overrides',
        `${name} is overridden within ${within.join(' > ')}: here one package is the most`,
        422,
      );
    const list = found.get(name) ?? [];
    list.push({ within: within[0] ?? null, requirement });
    found.set(name, list);
  }
  return found;
}

/** With the requirement that the request replaces; one for the asking package goes before one for all. */
export function overridden<W extends Wanted>(
  overrides: ReturnType<typeof overridesOf>,
  from: string | null,
  wanted: W,
): W {
  const list = overrides.get(wanted.name);
  if (list === undefined) return wanted;
  const found =
    list.find(({ within }) => within !== null && within === from) ??
    list.find(({ within }) => within === null);
  return found === undefined ? wanted : { ...wanted, requirement: found.requirement };
}
