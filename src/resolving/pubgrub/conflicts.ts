/** Conflict resolution: from an incompatibility that holds to the one that says why. */
import type { Budget } from '../budget.ts';
import { type Incompatibility, incompatibility, isFailure, type PackageId } from './incompatibility.ts';
import { either, type Positions } from './positions.ts';
import type { Trail } from './trail.ts';

/**
 * The root cause of a conflict, with the search gone back to where it follows; or why there is no solution.
 *
 * @throws BudgetError, or the signal's reason, by the budget.
 */
export function rootCause(conflict: Incompatibility, trail: Trail, budget: Budget): Incompatibility {
  const { assignments, satisfier, statesOf } = trail;

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
        if (latest >= 0) previous = Math.max(previous, assignments[latest]!.level);
        latest = at;
        term = i;
      } else previous = Math.max(previous, assignments[at]!.level);
    }
    const assignment = assignments[latest]!;
    const { cause } = assignment;
    const id = assignment.package;
    let rest: Positions | null = null;
    if (cause !== null) {
      rest = either(one.terms[term]!, cause.terms[cause.packages.indexOf(id)]!);
      // Where the assignment alone does not satisfy the term, an earlier one takes part.
      if (rest.length === 2 && rest[0] === 0 && rest[1] === statesOf(id)) rest = null;
      else previous = Math.max(previous, assignments[satisfier(id, rest)]!.level);
    }
    if (cause === null || previous < assignment.level) {
      trail.backtrack(previous);
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
