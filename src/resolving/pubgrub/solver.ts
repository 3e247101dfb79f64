/**
 * PubGrub: conflict-driven search for one version of each package, written from its description
 * (https://github.com/dart-lang/pub/blob/master/doc/solver.md, "The Algorithm"). It knows no names, schemes or requirements: packages
 * are numbers, versions are positions, and what they need it is told by its `Source` when it first selects a version.
 */
import type { Budget } from '../budget.ts';
import {
  type Cause,
  type Incompatibility,
  incompatibility,
  isFailure,
  type PackageId,
  ROOT,
} from './incompatibility.ts';
import { between, both, either, has, isApart, isWithin, type Positions, without } from './positions.ts';

/** A clause: at least one of these terms fails in every solution. */
export interface Clause {
  terms: readonly (readonly [PackageId, Positions])[];
  cause: Cause;
}

/** What the search looks like to those who guide it. */
export interface View {
  /** States that are still possible: versions, and the number of versions for "not selected". */
  possible(id: PackageId): Positions;
  /** The version selected, or -1. */
  decided(id: PackageId): number;
  /** How many conflicts it has taken part in. */
  conflicts(id: PackageId): number;
}

export interface Source {
  /** How many versions there are of it; fixed when it is first named in a clause. */
  countOf(id: PackageId): number;
  /**
   * Which of the packages that must be selected comes next, in the order in which they came to be; the first that has no better.
   * Lower is better, and what is below zero is taken without looking further.
   */
  rank(id: PackageId, possible: Positions, view: View): number;
  /**
   * The version to try: one of `possible`, which holds versions only; or -1 for "not now", after which `rank` must rank it lower. It is
   * asked again when there is nothing better.
   */
  choose(id: PackageId, possible: Positions, view: View): number;
  /**
   * What selecting this version of it means: told anew whenever it is about to be selected, so only what was not told before is
   * given. May wait for what has to be loaded, and look at all that is open meanwhile.
   */
  clauses(
    id: PackageId,
    version: number,
    open: Iterable<PackageId>,
    view: View,
  ): Clause[] | Promise<Clause[]>;
}

export type Outcome =
  /** Of every package that is needed its version, in the order in which they came to be needed; without the root. */
  | { solved: true; selected: Map<PackageId, number> }
  /** Why there is no solution. */
  | { solved: false; failure: Incompatibility };

interface Assignment {
  package: PackageId;
  /** What was possible before and after it. */
  before: Positions;
  after: Positions;
  /** Null for a decision. */
  cause: Incompatibility | null;
  level: number;
  /** Tells assignments apart that had the same place at different times. */
  serial: number;
}

interface State {
  count: number;
  possible: Positions;
  decided: number;
  /** Places of its assignments. */
  assignments: number[];
  incompatibilities: Incompatibility[];
  conflicts: number;
  isQueued: boolean;
}

/** A clause with several ways out, of which one has to be chosen where nothing forces it. */
interface Choice {
  incompatibility: Incompatibility;
  options: readonly (readonly [PackageId, Positions])[];
}

/**
 * @throws BudgetError, or the signal's reason, by the budget.
 */
export async function solve(source: Source, budget: Budget): Promise<Outcome> {
  const states: State[] = [];
  const trail: Assignment[] = [];
  /** Packages that must be selected, in the order in which that became known. */
  const open: PackageId[] = [];
  const choices: Choice[] = [];
  let firstOpen = 0;
  let level = 0;
  let serial = 0;

  const view: View = {
    possible: id => stateOf(id).possible,
    decided: id => stateOf(id).decided,
    conflicts: id => stateOf(id).conflicts,
  };

  function stateOf(id: PackageId): State {
    let state = states[id];
    if (state === undefined) {
      const count = source.countOf(id);
      state = {
        count,
        possible: between(0, count + 1),
        decided: -1,
        assignments: [],
        incompatibilities: [],
        conflicts: 0,
        isQueued: false,
      };
      states[id] = state;
    }
    return state;
  }

  const statesOf = (id: PackageId) => stateOf(id).count + 1;
  const isSelected = ({ possible, count }: State) => !has(possible, count);

  function assign(id: PackageId, term: Positions, cause: Incompatibility | null): void {
    const state = stateOf(id);
    const before = state.possible;
    const after = both(before, term);
    state.assignments.push(trail.length);
    trail.push({ package: id, before, after, cause, level, serial: serial++ });
    state.possible = after;
    if (has(before, state.count) && isSelected(state)) open.push(id);
    if (cause === null) state.decided = after[0]!;
  }

  function backtrack(to: number): void {
    while (trail.length > 0 && trail[trail.length - 1]!.level > to) {
      const { package: id, before, cause } = trail.pop()!;
      const state = states[id]!;
      state.assignments.pop();
      if (cause === null) state.decided = -1;
      if (isSelected(state) && has(before, state.count)) open.pop();
      state.possible = before;
    }
    level = to;
    firstOpen = 0;
  }

  function add(one: Incompatibility): void {
    for (const id of one.packages) stateOf(id).incompatibilities.push(one);
  }

  /** The place of the assignment from which on a term holds. */
  function satisfier(id: PackageId, term: Positions): number {
    const { assignments } = stateOf(id);
    let low = 0;
    let high = assignments.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isWithin(trail[assignments[middle]!]!.after, term)) high = middle;
      else low = middle + 1;
    }
    return assignments[low]!;
  }

  /** Told since the last propagation: looked at by themselves, not with all others of their packages. */
  const fresh: Incompatibility[] = [];
  const queue: PackageId[] = [];
  function enqueue(id: PackageId): void {
    const state = stateOf(id);
    if (state.isQueued) return;
    state.isQueued = true;
    queue.push(id);
  }
  function clearQueue(): void {
    for (const id of queue) states[id]!.isQueued = false;
    queue.length = 0;
  }

  /** All terms but one hold, so that one does not. */
  function derive(one: Incompatibility, unit: number): void {
    const id = one.packages[unit]!;
    assign(id, without(one.terms[unit]!, statesOf(id)), one);
    enqueue(id);
  }

  /** Unit propagation. The incompatibility that all that is known satisfies, or null once nothing follows any more. */
  function propagate(): Incompatibility | null {
    for (let one = fresh.pop(); one !== undefined; one = fresh.pop()) {
      budget.spend();
      const unit = unitOf(one);
      if (unit === SATISFIED) {
        clearQueue();
        return one;
      }
      if (unit >= 0) derive(one, unit);
    }
    for (let next = 0; next < queue.length; next++) {
      const state = states[queue[next]!]!;
      state.isQueued = false;
      const { incompatibilities } = state;
      budget.spend(1 + (incompatibilities.length >> 3));
      for (let i = incompatibilities.length - 1; i >= 0; i--) {
        const one = incompatibilities[i]!;
        if (one.contradictedAt >= 0) {
          const by = trail[one.contradictedAt];
          if (by?.serial === one.contradictedBy) {
            // Contradicted before any decision, so for ever.
            if (by.level === 0) {
              incompatibilities[i] = incompatibilities[incompatibilities.length - 1]!;
              incompatibilities.pop();
            }
            continue;
          }
          one.contradictedAt = -1;
        }
        const unit = unitOf(one);
        if (unit === SATISFIED) {
          queue.splice(0, next + 1);
          clearQueue();
          return one;
        }
        if (unit >= 0) derive(one, unit);
      }
    }
    queue.length = 0;
    return null;
  }

  /** The only term that is not yet known to hold; or `SATISFIED`; or `OPEN` where nothing follows. */
  function unitOf(one: Incompatibility): number {
    let unit = SATISFIED;
    for (let term = 0; term < one.packages.length; term++) {
      const state = states[one.packages[term]!]!;
      const set = one.terms[term]!;
      if (isWithin(state.possible, set)) continue;
      if (isApart(state.possible, set)) {
        const at = state.assignments[state.assignments.length - 1]!;
        one.contradictedAt = at;
        one.contradictedBy = trail[at]!.serial;
        return OPEN;
      }
      if (unit !== SATISFIED) return OPEN;
      unit = term;
    }
    return unit;
  }

  /** The root cause of a conflict, with the search gone back to where it follows; or why there is no solution. */
  function resolve(conflict: Incompatibility): Incompatibility {
    let one = conflict;
    for (;;) {
      budget.spend();
      if (isFailure(one)) return one;
      let latest = -1;
      let term = 0;
      let previous = 0;
      for (let i = 0; i < one.packages.length; i++) {
        const at = satisfier(one.packages[i]!, one.terms[i]!);
        if (at > latest) {
          if (latest >= 0) previous = Math.max(previous, trail[latest]!.level);
          latest = at;
          term = i;
        } else previous = Math.max(previous, trail[at]!.level);
      }
      const assignment = trail[latest]!;
      const { cause } = assignment;
      const id = assignment.package;
      let rest: Positions | null = null;
      if (cause !== null) {
        rest = either(one.terms[term]!, cause.terms[cause.packages.indexOf(id)]!);
        // Where the assignment alone does not satisfy the term, an earlier one takes part.
        if (rest.length === 2 && rest[0] === 0 && rest[1] === statesOf(id)) rest = null;
        else previous = Math.max(previous, trail[satisfier(id, rest)]!.level);
      }
      if (cause === null || previous < assignment.level) {
        backtrack(previous);
        if (one !== conflict) {
          budget.spend(COST_OF_LEARNING);
          add(one);
        }
        for (const taking of one.packages) stateOf(taking).conflicts++;
        return one;
      }
      const terms: (readonly [PackageId, Positions])[] = [];
      for (const from of [one, cause])
        from.packages.forEach((named, i) => {
          if (named !== id) terms.push([named, from.terms[i]!]);
        });
      if (rest !== null) terms.push([id, rest]);
      one = incompatibility(terms, { left: one, right: cause }, statesOf)!;
    }
  }

  /** Takes conflicts to their causes until nothing follows any more; the failure where there is no way out. */
  async function settle(): Promise<Incompatibility | null> {
    for (let conflict = propagate(); conflict !== null; conflict = propagate()) {
      const cause = resolve(conflict);
      if (isFailure(cause)) return cause;
      derive(cause, unitOf(cause));
      await budget.pause();
    }
    return null;
  }

  /** The package to decide on next, with what of it would do; null once everything is decided. */
  function next(): { id: PackageId; versions: Positions } | null {
    let best = -1;
    let bestRank = Number.POSITIVE_INFINITY;
    let seen = false;
    for (let i = firstOpen; i < open.length; i++) {
      const id = open[i]!;
      const state = states[id]!;
      if (state.decided >= 0) {
        if (!seen) firstOpen = i + 1;
        continue;
      }
      seen = true;
      budget.spend();
      const rank = source.rank(id, state.possible, view);
      if (rank >= bestRank) continue;
      best = id;
      bestRank = rank;
      if (rank < 0) break;
    }
    if (best >= 0) return { id: best, versions: states[best]!.possible };
    return chosen();
  }

  /** One of several ways out that nothing forces. */
  function chosen(): { id: PackageId; versions: Positions } | null {
    for (const { incompatibility: one, options } of choices) {
      budget.spend();
      if (
        !one.packages.every(
          (id, i) =>
            options.some(([option]) => option === id) || isWithin(states[id]!.possible, one.terms[i]!),
        )
      )
        continue;
      if (options.some(([id, versions]) => isWithin(states[id]!.possible, versions))) continue;
      for (const [id, versions] of options) {
        const possible = both(states[id]!.possible, versions);
        if (possible.length > 0) return { id, versions: possible };
      }
    }
    return null;
  }

  function* undecided(): Generator<PackageId> {
    for (const id of open) if (states[id]!.decided < 0) yield id;
  }

  function learn({ terms, cause }: Clause): Incompatibility | null {
    const one = incompatibility(terms, cause, statesOf);
    if (one === null) return null;
    add(one);
    if ('fact' in cause && cause.fact.kind === 'depends' && cause.fact.options.length > 1) {
      const options = cause.fact.options.map(option => [option.package, option.versions] as const);
      choices.push({ incompatibility: one, options });
    }
    return one;
  }

  learn({ terms: [[ROOT, between(1, 2)]], cause: { fact: { kind: 'root' } } });
  // The project is selected before any decision is made.
  assign(ROOT, between(0, 1), null);
  for (const clause of await source.clauses(ROOT, 0, undecided(), view)) learn(clause);
  enqueue(ROOT);
  for (;;) {
    const failure = await settle();
    if (failure !== null) return { solved: false, failure };
    const decision = next();
    if (decision === null) break;
    const { id, versions } = decision;
    budget.spend();
    const version = source.choose(id, versions, view);
    if (version < 0) continue;
    const told = source.clauses(id, version, undecided(), view);
    const clauses = told instanceof Promise ? await told : told;
    const only = between(version, version + 1);
    let wouldConflict = false;
    for (const clause of clauses) {
      const one = learn(clause);
      if (one === null) continue;
      fresh.push(one);
      wouldConflict ||= one.packages.every((named, i) =>
        named === id ? has(one.terms[i]!, version) : isWithin(states[named]!.possible, one.terms[i]!),
      );
    }
    if (!wouldConflict) {
      // Where it is the only one left this is no guess, and there is nothing to go back on.
      if (!isWithin(states[id]!.possible, only)) level++;
      assign(id, only, null);
    }
    enqueue(id);
    await budget.pause();
  }
  const selected = new Map<PackageId, number>();
  for (const id of open) if (id !== ROOT) selected.set(id, states[id]!.decided);
  return { solved: true, selected };
}

const SATISFIED = -1;
const OPEN = -2;
/** Steps for what is learned, as it is kept: this bounds the memory of a search that leads nowhere. */
const COST_OF_LEARNING = 50;
