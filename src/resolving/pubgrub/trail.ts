/** What the search has assigned so far, in order, so that it can go back. */
import type { Incompatibility, PackageId } from './incompatibility.ts';
import { between, both, has, isWithin, type Positions } from './positions.ts';

export interface Assignment {
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

export interface State {
  count: number;
  possible: Positions;
  decided: number;
  /** Places of its assignments. */
  assignments: number[];
  incompatibilities: Incompatibility[];
  conflicts: number;
  isQueued: boolean;
}

export interface Trail {
  readonly assignments: readonly Assignment[];
  /** By package; of those that were met. */
  readonly states: readonly State[];
  /** Packages that must be selected, in the order in which that became known. */
  readonly open: readonly PackageId[];
  /** Of `open`, those before it are decided. Whoever finds more of them so may raise it. */
  firstOpen: number;
  /** How many decisions were guesses. */
  level: number;
  /** Begins at what is possible: every version, and none. */
  stateOf(id: PackageId): State;
  /** How many states there are of it: its versions, and "not selected". */
  statesOf(id: PackageId): number;
  /** @param cause null for a decision. */
  assign(id: PackageId, term: Positions, cause: Incompatibility | null): void;
  /** Takes back all that was assigned at higher levels. */
  backtrack(to: number): void;
  /** The place of the assignment from which on a term holds. */
  satisfier(id: PackageId, term: Positions): number;
}

/** @param countOf how many versions there are of a package, asked once. */
export function createTrail(countOf: (id: PackageId) => number): Trail {
  const states: State[] = [];
  const assignments: Assignment[] = [];
  const open: PackageId[] = [];
  let serial = 0;

  function stateOf(id: PackageId): State {
    let state = states[id];
    if (state === undefined) {
      const count = countOf(id);
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

  const isSelected = ({ possible, count }: State) => !has(possible, count);

  const trail: Trail = {
    assignments,
    states,
    open,
    firstOpen: 0,
    level: 0,
    stateOf,
    statesOf: id => stateOf(id).count + 1,
    assign(id, term, cause) {
      const state = stateOf(id);
      const before = state.possible;
      const after = both(before, term);
      state.assignments.push(assignments.length);
      assignments.push({ package: id, before, after, cause, level: trail.level, serial: serial++ });
      state.possible = after;
      if (has(before, state.count) && isSelected(state)) open.push(id);
      if (cause === null) state.decided = after[0]!;
    },
    backtrack(to) {
      while (assignments.length > 0 && assignments[assignments.length - 1]!.level > to) {
        const { package: id, before, cause } = assignments.pop()!;
        const state = states[id]!;
        state.assignments.pop();
        if (cause === null) state.decided = -1;
        if (isSelected(state) && has(before, state.count)) open.pop();
        state.possible = before;
      }
      trail.level = to;
      trail.firstOpen = 0;
    },
    satisfier(id, term) {
      const { assignments: own } = stateOf(id);
      let low = 0;
      let high = own.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isWithin(assignments[own[middle]!]!.after, term)) high = middle;
        else low = middle + 1;
      }
      return own[low]!;
    },
  };
  return trail;
}
