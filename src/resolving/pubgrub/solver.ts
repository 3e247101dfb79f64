/**
 * PubGrub: conflict-driven search for one version of each package, written from its description
 * (https://github.com/dart-lang/pub/blob/master/doc/solver.md, "The Algorithm"). It knows no names, schemes or requirements: packages
 * are numbers, versions are positions, and what they need it is told by its `Source` when it first selects a version.
 */
import { type Budget, BudgetError } from '../budget.ts';
import { rootCause } from './conflicts.ts';
import {
  type Cause,
  type Incompatibility,
  incompatibility,
  isFailure,
  type PackageId,
  ROOT,
} from './incompatibility.ts';
import { between, both, has, isWithin, type Positions } from './positions.ts';
import { createPropagation } from './propagation.ts';
import { createTrail } from './trail.ts';

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

/** How far a search came that its budget ended. */
export interface Progress {
  decisions: number;
  conflicts: number;
  /** Of every package selected its version; without the root. */
  selected: Map<PackageId, number>;
  /** Packages that are needed, and not selected yet. */
  undecided: PackageId[];
  /** Those that took part in conflicts, most often first. */
  troubled: { package: PackageId; conflicts: number }[];
  /** Of what it has found out that with the fewest terms, the first of equal ones: no solution goes against it. */
  strongest: Incompatibility | null;
}

/** The budget is spent before there is a solution, or a proof that there is none. */
export class UnfinishedError extends BudgetError {
  constructor(
    reason: BudgetError,
    readonly progress: Progress,
  ) {
    super(reason.spent, reason.message);
    this.name = 'UnfinishedError';
  }
}

/** A clause with several ways out, of which one has to be chosen where nothing forces it. */
interface Choice {
  incompatibility: Incompatibility;
  options: readonly (readonly [PackageId, Positions])[];
}

/**
 * @throws UnfinishedError when the budget is spent; the signal's reason when it was aborted.
 */
export async function solve(source: Source, budget: Budget): Promise<Outcome> {
  const trail = createTrail(id => source.countOf(id));
  const { states, open, stateOf, statesOf } = trail;
  const propagation = createPropagation(trail, budget);
  const choices: Choice[] = [];
  let decisions = 0;
  let conflicts = 0;
  let strongest: Incompatibility | null = null;

  const view: View = {
    possible: id => stateOf(id).possible,
    decided: id => stateOf(id).decided,
    conflicts: id => stateOf(id).conflicts,
  };

  function add(one: Incompatibility): void {
    for (const id of one.packages) stateOf(id).incompatibilities.push(one);
  }

  /** Takes conflicts to their causes until nothing follows any more; the failure where there is no way out. */
  async function settle(): Promise<Incompatibility | null> {
    for (let conflict = propagation.run(); conflict !== null; conflict = propagation.run()) {
      const cause = rootCause(conflict, trail, budget);
      if (isFailure(cause)) return cause;
      conflicts++;
      for (const taking of cause.packages) stateOf(taking).conflicts++;
      if (cause !== conflict) {
        budget.spend(COST_OF_LEARNING);
        add(cause);
        if (strongest === null || cause.packages.length < strongest.packages.length) strongest = cause;
      }
      propagation.deriveFrom(cause);
      await budget.pause();
    }
    return null;
  }

  /** The package to decide on next, with what of it would do; null once everything is decided. */
  function next(): { id: PackageId; versions: Positions } | null {
    let best = -1;
    let bestRank = Number.POSITIVE_INFINITY;
    let seen = false;
    for (let i = trail.firstOpen; i < open.length; i++) {
      const id = open[i]!;
      const state = states[id]!;
      if (state.decided >= 0) {
        if (!seen) trail.firstOpen = i + 1;
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

  async function search(): Promise<Outcome> {
    learn({ terms: [[ROOT, between(1, 2)]], cause: { fact: { kind: 'root' } } });
    // The project is selected before any decision is made.
    trail.assign(ROOT, between(0, 1), null);
    for (const clause of await source.clauses(ROOT, 0, undecided(), view)) learn(clause);
    propagation.enqueue(ROOT);
    for (;;) {
      const failure = await settle();
      if (failure !== null) return { solved: false, failure };
      const decision = next();
      if (decision === null) return { solved: true, selected: selected() };
      await decide(decision.id, decision.versions);
      await budget.pause();
    }
  }

  async function decide(id: PackageId, versions: Positions): Promise<void> {
    budget.spend();
    const version = source.choose(id, versions, view);
    if (version < 0) return;
    const told = source.clauses(id, version, undecided(), view);
    const clauses = told instanceof Promise ? await told : told;
    const only = between(version, version + 1);
    let wouldConflict = false;
    for (const clause of clauses) {
      const one = learn(clause);
      if (one === null) continue;
      propagation.told(one);
      wouldConflict ||= one.packages.every((named, i) =>
        named === id ? has(one.terms[i]!, version) : isWithin(states[named]!.possible, one.terms[i]!),
      );
    }
    if (!wouldConflict) {
      decisions++;
      // Where it is the only one left this is no guess, and there is nothing to go back on.
      if (!isWithin(states[id]!.possible, only)) trail.level++;
      trail.assign(id, only, null);
    }
    propagation.enqueue(id);
  }

  function selected(): Map<PackageId, number> {
    const found = new Map<PackageId, number>();
    for (const id of open) {
      const { decided } = states[id]!;
      if (id !== ROOT && decided >= 0) found.set(id, decided);
    }
    return found;
  }

  function progress(): Progress {
    const troubled = states
      .map((state, id) => ({ package: id, conflicts: state?.conflicts ?? 0 }))
      .filter(one => one?.conflicts > 0 && one.package !== ROOT)
      .sort((a, b) => b.conflicts - a.conflicts || a.package - b.package);
    return { decisions, conflicts, selected: selected(), undecided: [...undecided()], troubled, strongest };
  }

  try {
    return await search();
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
    throw new UnfinishedError(error, progress());
  }
}

/** Steps for what is learned, as it is kept: this bounds the memory of a search that leads nowhere. */
const COST_OF_LEARNING = 50;
