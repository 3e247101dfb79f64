/**
 * Which units to install so that every need holds and nothing stands beside what it excludes: conflict-driven clause learning
 * (Marques-Silva and Sakallah, "GRASP", 1996; two watched literals as in Moskewicz et al., "Chaff", 2001). It decides as the caller
 * prefers, not by activity, and opens packages only when they are chosen, so that what nobody needs is never read.
 */
import type { Budget } from '../budget.ts';
import { type Catalogue, meets } from './catalogue.ts';
import {
  type BanClause,
  type Clause,
  type GroupClause,
  literalAt,
  literalOf,
  sentenceOf,
  sizeOf,
} from './clauses.ts';
import { createTrail } from './trail.ts';
import type { Exclusion, Group, Unit } from './types.ts';

/** From how many options on it is quicker to look whether something installed is among them than the other way round. */
const MANY = 64;

export interface SearchRequest {
  /** What must hold. */
  roots: readonly Group[];
  /** Tried before all others, in this order, where nothing forbids. */
  preferred: readonly Unit[];
}

export type SearchResult =
  /** In the order in which they were chosen. */
  | {
      found: true;
      installed: Unit[];
      /** Needs that are not satisfied, because none that could is ever chosen by itself. */
      unsettled: Group[];
    }
  /** Why there is no answer, in sentences that together exclude every one. */
  | { found: false; explanation: string[] };

/**
 * Chooses what is preferred, then the first possible option of each need that must hold, then of the others, and learns from conflicts.
 * @throws BudgetError when the budget is spent; the signal's reason when it was aborted.
 */
export async function search(
  { roots, preferred }: SearchRequest,
  catalogue: Catalogue,
  budget: Budget,
): Promise<SearchResult> {
  const trail = createTrail(budget);
  const clausesOf = new Map<Unit, GroupClause[]>();
  /** Exclusions of the units that were opened, under the name that is excluded. */
  const declared = new Map<string, { owner: Unit; exclusion: Exclusion }[]>();
  /** How many options at the beginning are out for good: of ten thousand they are not looked at again. */
  const out = new Map<readonly Unit[], number>();
  const sets = new Map<readonly Unit[], ReadonlySet<number>>();
  let known = 0;

  for (const group of roots) {
    trail.agenda.push(group);
    const conflict = trail.add({ kind: 'group', group, first: 0, second: 0 });
    if (conflict !== null) return { found: false, explanation: explain(conflict) };
  }
  for (;;) {
    budget.spend();
    await budget.pause();
    const conflict = await propagate();
    if (conflict !== null) {
      if (!trail.learn(conflict)) return { found: false, explanation: explain(conflict) };
      continue;
    }
    const next = choose();
    if (next === null) break;
    trail.decide(literalOf(next));
  }
  const unsettled = trail.agenda.filter(
    group => group.isHard && !group.options.some(option => trail.value(literalOf(option)) === 1),
  );
  return {
    found: true,
    installed: trail.installed.map(index => catalogue.units[index] as Unit),
    unsettled,
  };

  async function propagate(): Promise<Clause | null> {
    for (;;) {
      const literal = trail.next();
      if (literal === null) return null;
      if (literal > 0) {
        const unit = catalogue.units[literal - 1] as Unit;
        const loading = catalogue.open(unit);
        if (loading !== undefined) await loading;
        await budget.pause();
        const conflict = install(unit) ?? banNewcomers();
        if (conflict !== null) return conflict;
      }
      const conflict = trail.visit(literal);
      if (conflict !== null) return conflict;
    }
  }

  /** What follows from a unit being installed. */
  function install(unit: Unit): Clause | null {
    const groups = unit.groups as readonly Group[];
    for (const group of groups) trail.agenda.push(group);
    if (!clausesOf.has(unit)) {
      const clauses = groups
        .filter(group => group.isHard)
        .map((group): GroupClause => ({ kind: 'group', group, first: 0, second: 0 }));
      clausesOf.set(unit, clauses);
      for (const exclusion of unit.facts.conflicts) {
        const list = declared.get(exclusion.name);
        if (list === undefined) declared.set(exclusion.name, [{ owner: unit, exclusion }]);
        else list.push({ owner: unit, exclusion });
      }
      // All are added, also where one has no answer: clauses live for ever, and a unit is opened once.
      let first: Clause | null = null;
      for (const clause of clauses) {
        const conflict = trail.add(clause);
        first ??= conflict;
      }
      if (first !== null) return first;
    }
    for (const exclusion of unit.facts.conflicts)
      for (const other of catalogue.excluded(unit, exclusion)) {
        const conflict = ban({ kind: 'ban', owner: unit, exclusion, other });
        if (conflict !== null) return conflict;
      }
    return bannedBy(unit, false);
  }

  /** What was said of a unit by those that were opened; of those that are installed only, or of all. */
  function bannedBy(unit: Unit, installedOnly: boolean): Clause | null {
    const seen = new Set([unit.candidate.name]);
    for (const { name } of unit.facts.provides) seen.add(name);
    for (const name of seen)
      for (const { owner, exclusion } of declared.get(name) ?? []) {
        budget.spend();
        if (owner === unit || (installedOnly && trail.value(literalOf(owner)) !== 1)) continue;
        if (!meets(unit, exclusion)) continue;
        const conflict = ban({ kind: 'ban', owner, exclusion, other: unit });
        if (conflict !== null) return conflict;
      }
    return null;
  }

  /** Units are made while others are opened: what stands by then may exclude them. */
  function banNewcomers(): Clause | null {
    while (known < catalogue.units.length) {
      const unit = catalogue.units[known] as Unit;
      known++;
      const conflict = bannedBy(unit, true);
      if (conflict !== null) return conflict;
    }
    return null;
  }

  /** One of the two is installed: the other is not. */
  function ban(clause: BanClause): Clause | null {
    const owner = literalOf(clause.owner);
    const other = literalOf(clause.other);
    if (trail.value(owner) === 1 && trail.value(other) === 1) return clause;
    if (trail.value(owner) === 1) trail.imply(-other, clause);
    else if (trail.value(other) === 1) trail.imply(-owner, clause);
    return null;
  }

  function choose(): Unit | null {
    const { heads, agenda } = trail;
    for (; heads.preferred < preferred.length; heads.preferred++) {
      const unit = preferred[heads.preferred] as Unit;
      if (trail.value(literalOf(unit)) === 0) return unit;
    }
    for (; heads.hard < agenda.length; heads.hard++) {
      const group = agenda[heads.hard] as Group;
      const option = group.isHard ? open(group) : null;
      if (option !== null) return option;
    }
    for (; heads.soft < agenda.length; heads.soft++) {
      const group = agenda[heads.soft] as Group;
      const option = group.isHard ? null : open(group);
      if (option !== null) return option;
    }
    return null;
  }

  /** The first that may be chosen where none is; null where one is, or none may. */
  function open({ options, unchosen }: Group): Unit | null {
    if (isSatisfied(options)) return null;
    let start = out.get(options) ?? 0;
    while (start < options.length && trail.isOut(literalOf(options[start] as Unit))) start++;
    out.set(options, start);
    for (let i = start; i < options.length; i++) {
      budget.spend();
      const option = options[i] as Unit;
      if (trail.value(literalOf(option)) === 0 && !unchosen?.has(option)) return option;
    }
    return null;
  }

  function isSatisfied(options: readonly Unit[]): boolean {
    budget.spend(Math.min(options.length, trail.installed.length));
    if (options.length < MANY || options.length < trail.installed.length)
      return options.some(option => trail.value(literalOf(option)) === 1);
    let members = sets.get(options);
    if (members === undefined) {
      members = new Set(options.map(({ index }) => index));
      sets.set(options, members);
    }
    for (const index of trail.installed) if (members.has(index)) return true;
    return false;
  }

  /** What a conflict that no choice caused follows from, as sentences. */
  function explain(conflict: Clause): string[] {
    const seen = new Set<Clause>();
    const sentences = new Set<string>();
    const waiting = [conflict];
    for (let clause = waiting.pop(); clause !== undefined; clause = waiting.pop()) {
      if (seen.has(clause)) continue;
      seen.add(clause);
      budget.spend();
      if (clause.kind === 'learned') for (const one of clause.from) waiting.push(one);
      else sentences.add(sentenceOf(clause));
      for (let i = sizeOf(clause) - 1; i >= 0; i--) {
        const reason = trail.reasonAtRoot(literalAt(clause, i));
        if (reason !== null) waiting.push(reason);
      }
    }
    return [...sentences].reverse();
  }
}

export interface Most {
  /** The roots that are satisfied. */
  kept: Group[];
  installed: Unit[];
  unsettled: Group[];
  /** Why not all are; empty where they are. */
  explanation: string[];
}

/** All roots where that goes; else as many as go, in the order in which they were asked for. */
export async function searchMost(
  { roots, preferred }: SearchRequest,
  catalogue: Catalogue,
  budget: Budget,
): Promise<Most> {
  const whole = await search({ roots, preferred }, catalogue, budget);
  if (whole.found) return { ...whole, kept: [...roots], explanation: [] };
  const { explanation } = whole;
  let most: Most = { kept: [], installed: [], unsettled: [], explanation };
  if (roots.length === 1) return most;
  for (const root of roots) {
    if (root.options.length === 0) continue;
    const kept = [...most.kept, root];
    const some = await search({ roots: kept, preferred: [] }, catalogue, budget);
    if (some.found) most = { ...some, kept, explanation };
  }
  return most;
}
