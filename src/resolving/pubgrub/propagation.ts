/** Unit propagation: what follows from the incompatibilities and from what is assigned. */
import type { Budget } from '../budget.ts';
import type { Incompatibility, PackageId } from './incompatibility.ts';
import { isApart, isWithin, without } from './positions.ts';
import type { Trail } from './trail.ts';

const SATISFIED = -1;
const OPEN = -2;

export interface Propagation {
  /** What is assigned to it has changed. */
  enqueue(id: PackageId): void;
  /** Told since the last propagation: looked at by itself, not with all others of its packages. */
  told(one: Incompatibility): void;
  /** Assigns what follows where all terms but one hold. */
  deriveFrom(one: Incompatibility): void;
  /**
   * The incompatibility that all that is known satisfies, or null once nothing follows any more.
   * @throws BudgetError, or the signal's reason, by the budget.
   */
  run(): Incompatibility | null;
}

export function createPropagation(trail: Trail, budget: Budget): Propagation {
  const { states } = trail;
  const { assignments } = trail;
  const fresh: Incompatibility[] = [];
  const queue: PackageId[] = [];

  function enqueue(id: PackageId): void {
    const state = trail.stateOf(id);
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
    trail.assign(id, without(one.terms[unit]!, trail.statesOf(id)), one);
    enqueue(id);
  }

  function run(): Incompatibility | null {
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
          const by = assignments[one.contradictedAt];
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
        one.contradictedBy = assignments[at]!.serial;
        return OPEN;
      }
      if (unit !== SATISFIED) return OPEN;
      unit = term;
    }
    return unit;
  }

  return {
    enqueue,
    run,
    told: one => fresh.push(one),
    deriveFrom: one => derive(one, unitOf(one)),
  };
}
