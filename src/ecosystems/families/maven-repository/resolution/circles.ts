/**
 * Circles as Maven's collector leaves them: what would stand below itself gets, in place of what is below its own version, what is below
 * the one above it, whatever the version. Which of two is above is decided on the first way there, as everything that is
 * collected is collected once.
 */
import type { Budget } from '../../../../resolving/budget.ts';
import type { Expansion, Group, Member } from './collect.ts';

interface Step {
  /** Null: the project. */
  expansion: Expansion | null;
  /** Of the artifact that has it below. */
  key: string;
  groups: Group[];
  group: number;
  member: number;
}

/** What a version in a group has below it. */
export function belowOf({ tied }: Group, member: Member): Expansion | null {
  return tied?.get(member.wanted.dependency.key) ?? member.below;
}

/** Changes `groups` of what was collected: those in circles are replaced by copies with `tied`. */
export async function tieCircles(roots: Group[], budget: Budget): Promise<void> {
  const seen = new Set<Expansion>();
  /** By group and what it is tied to, so that equal ones are one. */
  const copies = new Map<Group, Map<Expansion, Group>>();
  const above = new Map<string, Expansion>();
  const walked = new Set<Group>();
  const way: Step[] = [{ expansion: null, key: '', groups: roots, group: 0, member: 0 }];

  function tie(step: Step, key: string, to: Expansion): void {
    const group = step.groups[step.group]!;
    const known = copies.get(group) ?? new Map<Expansion, Group>();
    copies.set(group, known);
    const copy = known.get(to) ?? { ...group, tied: new Map([...(group.tied ?? []), [key, to]]) };
    known.set(to, copy);
    step.groups[step.group] = copy;
  }

  for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
    budget.spend();
    const group = top.groups[top.group];
    if (group === undefined) {
      way.pop();
      if (top.expansion !== null) above.delete(top.key);
      await budget.pause();
      continue;
    }
    // Everything below it has been walked, and nothing of it stands above itself here.
    const isDone = top.member === 0 && walked.has(group) && !group.keys.some(key => above.has(key));
    const member = isDone ? undefined : group.members[top.member];
    if (member === undefined) {
      walked.add(group);
      top.group++;
      top.member = 0;
      continue;
    }
    top.member++;
    const { key } = member.wanted.dependency;
    const to = above.get(key);
    if (to !== undefined) {
      if (group.tied?.has(key) !== true) tie(top, key, to);
      // All versions of it are tied alike, unless some moved elsewhere.
      if (group.keys.length === 1) top.member = group.members.length;
      continue;
    }
    const { below } = member;
    if (below === null || seen.has(below)) continue;
    seen.add(below);
    above.set(key, below);
    way.push({ expansion: below, key, groups: below.groups, group: 0, member: 0 });
  }
}
