/** The units of one resolution, made of the universe as they are needed, and who satisfies what. */
import type { Budget } from '../budget.ts';
import type { Candidate, Universe, UniversePackage } from '../types.ts';
import type { Exclusion, Facts, Group, Need, Relation, Unit } from './types.ts';

/** What tells one package manager from another. */
export interface CatalogueRules {
  /** The versions of a package that may be installed at all, the preferred first. */
  candidates(found: UniversePackage): readonly Candidate[];
  facts(candidate: Candidate): Facts;
  /** The needs that are followed, and which of them must hold. */
  follows(need: Need, owner: Candidate): 'hard' | 'soft' | null;
  /** Puts those who satisfy a relation in the order of preference. */
  prefer(options: Option[], relation: Relation): void;
  /** Whether a provider is never chosen for what it provides, only taken where it is there; absent: none is such. */
  isPassive?(option: Option, options: readonly Option[]): boolean;
}

/** One who satisfies a relation, by its own name or by providing it. */
export interface Option {
  unit: Unit;
  provided: boolean;
  /** That of the package, or the one in which it provides the name. */
  version: string | null;
}

export interface Catalogue {
  readonly units: readonly Unit[];
  /** Names that the universe has not yet got. */
  readonly pending: ReadonlySet<string>;
  /** Makes the names, and who provides them, known. Undefined where they are already. */
  load(names: Iterable<string>): Promise<void> | undefined;
  /** Of a name that was loaded, the preferred first. */
  unitsOf(name: string): readonly Unit[];
  /** Of a name that was loaded: who is called so or provides it, in the order of preference. */
  optionsOf(relation: Relation): readonly Option[];
  /** Of needs whose names were loaded. */
  groupOf(owner: Unit | null, need: Need, isHard: boolean): Group;
  /** Loads what the unit needs and makes its groups. Undefined where that is already done. */
  open(unit: Unit): Promise<void> | undefined;
  /** Of all units that are known, those that the exclusion of `owner` means. */
  excluded(owner: Unit, exclusion: Exclusion): Unit[];
}

/**
 * The catalogue of one resolution. Units are numbered as they are met, so it is not shared between resolutions.
 * @throws BudgetError when the budget is spent.
 */
export function createCatalogue(universe: Universe, rules: CatalogueRules, budget: Budget): Catalogue {
  const units: Unit[] = [];
  const byName = new Map<string, readonly Unit[]>();
  const byCandidate = new Map<Candidate, Unit>();
  /** Under every name the units that are called so or provide it. */
  const known = new Map<string, Unit[]>();
  const options = new Map<string, readonly Option[]>();
  /** What many packages need is worked out once. */
  const groups = new Map<string, Pick<Group, 'options' | 'unchosen'>>();
  const pending = new Set<string>();
  const settled = new Set<string>();

  function unitsOf(name: string): readonly Unit[] {
    const made = byName.get(name);
    if (made !== undefined) return made;
    const found = universe.get(name);
    if (found === 'pending') pending.add(name);
    if (found === undefined || typeof found === 'string') return [];
    const list = rules.candidates(found).map(unitOf);
    byName.set(name, list);
    return list;
  }

  function unitOf(candidate: Candidate): Unit {
    budget.spend();
    const made = byCandidate.get(candidate);
    if (made !== undefined) return made;
    const unit: Unit = { index: units.length, candidate, facts: rules.facts(candidate), groups: null };
    units.push(unit);
    byCandidate.set(candidate, unit);
    note(candidate.name, unit);
    for (const { name } of unit.facts.provides) if (name !== candidate.name) note(name, unit);
    return unit;
  }

  function note(name: string, unit: Unit): void {
    const list = known.get(name);
    if (list === undefined) known.set(name, [unit]);
    else list.push(unit);
  }

  function load(names: Iterable<string>): Promise<void> | undefined {
    const missing = [...names].filter(name => !settled.has(name));
    return missing.length === 0 ? undefined : loadAll(missing);
  }

  async function loadAll(names: string[]): Promise<void> {
    await universe.load(names);
    const others = new Set<string>();
    for (const name of names)
      for (const { candidate } of universe.providers?.(name) ?? []) others.add(candidate.name);
    // Whether a provider is the version that would be installed is for its own package to say.
    const unknown = [...others].filter(name => universe.get(name) === undefined);
    if (unknown.length > 0) await universe.load(unknown);
    for (const name of names) settled.add(name);
    budget.spend(names.length + others.size);
  }

  function optionsOf(relation: Relation): readonly Option[] {
    const { name, key } = relation;
    const made = options.get(key);
    if (made !== undefined) return made;
    const found: Option[] = [];
    for (const unit of unitsOf(name)) {
      budget.spend();
      const version = unit.candidate.number;
      if (relation.admits(version, unit.candidate)) found.push({ unit, provided: false, version });
    }
    for (const { candidate, version } of universe.providers?.(name) ?? []) {
      budget.spend();
      if (candidate.name === name || !relation.admits(version, candidate)) continue;
      const unit = unitsOf(candidate.name).find(one => one.candidate === candidate);
      if (unit !== undefined) found.push({ unit, provided: true, version });
    }
    rules.prefer(found, relation);
    options.set(key, found);
    return found;
  }

  function groupOf(owner: Unit | null, need: Need, isHard: boolean): Group {
    let found = groups.get(need.text);
    if (found === undefined) {
      found = satisfying(need);
      groups.set(need.text, found);
    }
    return { owner, need, isHard, ...found };
  }

  function satisfying({ relations }: Need): Pick<Group, 'options' | 'unchosen'> {
    const all = new Set<Unit>();
    const active = new Set<Unit>();
    for (const relation of relations) {
      const found = optionsOf(relation);
      for (const option of found) {
        all.add(option.unit);
        if (!rules.isPassive?.(option, found)) active.add(option.unit);
      }
    }
    const options = [...all];
    if (active.size === all.size) return { options };
    return { options, unchosen: new Set(options.filter(option => !active.has(option))) };
  }

  function open(unit: Unit): Promise<void> | undefined {
    if (unit.groups !== null) return undefined;
    const followed: { need: Need; isHard: boolean }[] = [];
    for (const need of unit.facts.needs) {
      const how = rules.follows(need, unit.candidate);
      if (how !== null) followed.push({ need, isHard: how === 'hard' });
    }
    const names = new Set<string>();
    for (const { need } of followed) for (const { name } of need.relations) names.add(name);
    const make = () => {
      unit.groups = followed.map(({ need, isHard }) => groupOf(unit, need, isHard));
    };
    const loading = load(names);
    if (loading !== undefined) return loading.then(make);
    make();
    return undefined;
  }

  function excluded(owner: Unit, exclusion: Exclusion): Unit[] {
    return (known.get(exclusion.name) ?? []).filter(unit => {
      budget.spend();
      return unit !== owner && meets(unit, exclusion);
    });
  }

  return { units, pending, load, unitsOf, optionsOf, groupOf, open, excluded };
}

/** Whether a unit, by its own name or by one that it provides, is what a relation means. */
export function meets({ candidate, facts }: Unit, relation: Relation): boolean {
  if (candidate.name === relation.name && relation.admits(candidate.number, candidate)) return true;
  return facts.provides.some(
    ({ name, version }) => name === relation.name && relation.admits(version, candidate),
  );
}
