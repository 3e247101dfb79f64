/** The limits of everybody, least first, as the program applies them at this moment. */
import type { LimitPolicy } from '../../core/access.ts';
import type { Plan } from '../../core/billing.ts';

export interface Rung {
  policy: LimitPolicy;
  /** What is offered under it, and null for those who need no account. */
  plan: Plan | null;
}

/** Tiers of those who have no account. */
const WITHOUT_PLAN = ['anonymous', 'contact'];

/** @param plans on offer, in the order of the ladder; one without limits of its own has those of whoever has a key. */
export function ladderOf(policies: ReadonlyMap<string, LimitPolicy>, plans: readonly Plan[]): Rung[] {
  const rungs = [
    ...WITHOUT_PLAN.map(name => ({ name, plan: null })),
    ...plans.map(plan => ({ name: plan.policy, plan })),
  ];
  return rungs.flatMap(({ name, plan }) => {
    const policy = policies.get(name) ?? (plan === null ? undefined : policies.get('free'));
    return policy ? [{ policy, plan }] : [];
  });
}
