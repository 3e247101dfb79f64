/**
 * `overrides` of a package.json (https://docs.npmjs.com/cli/configuring-npm/package-json#overrides): rules in a tree, of which those
 * apply to a package that were met on the way to it. A node carries the innermost rule that it is under; from there all rules of
 * the same level and of those around it are known.
 */
import type { Override } from '../types.ts';
import { mayMeet, type Spec, specOf } from './spec.ts';

export interface OverrideSet {
  /** Null of the outermost, which is about nothing itself. Not stated: it only says within what others apply. */
  rule: { name: string; key: Spec; value: Spec; isStated: boolean } | null;
  parent: OverrideSet | null;
  children: OverrideSet[];
}

/**
 * Null without overrides. A name may carry the range that it is about: `foo@^1`.
 * @param ofRoots what the project itself asks of a name: `$name` means it.
 */
export function overridesOf(
  overrides: readonly Override[],
  ofRoots: ReadonlyMap<string, string>,
): OverrideSet | null {
  if (overrides.length === 0) return null;
  const root: OverrideSet = { rule: null, parent: null, children: [] };
  for (const { within, name, requirement } of overrides) {
    let at = root;
    for (const outer of within) at = childOf(at, outer);
    const rule = childOf(at, name).rule!;
    rule.isStated = true;
    const referred = requirement.startsWith('$') ? ofRoots.get(requirement.slice(1)) : undefined;
    rule.value = specOf(referred ?? (requirement === '' ? '*' : requirement));
  }
  return root;
}

function childOf(parent: OverrideSet, key: string): OverrideSet {
  const at = key.indexOf('@', 1);
  const name = at < 0 ? key : key.slice(0, at);
  const spec = specOf(at < 0 ? '*' : key.slice(at + 1));
  const known = parent.children.find(({ rule }) => rule?.name === name && rule.key === spec);
  if (known) return known;
  const child: OverrideSet = {
    rule: { name, key: spec, value: spec, isStated: false },
    parent,
    children: [],
  };
  parent.children.push(child);
  return child;
}

/** The set under which what an edge asks for comes: that of a rule about it, else the set of who asks. */
export function overrideRule(set: OverrideSet, name: string, asked: Spec): OverrideSet {
  for (const one of rulesOf(set)) {
    const { rule } = one;
    if (rule?.name === name && (rule.key.any || mayMeet(rule.key, asked))) return one;
  }
  return set;
}

/** From the innermost outwards; of rules about the same, the innermost hides the others. */
function rulesOf(set: OverrideSet): OverrideSet[] {
  const rules: OverrideSet[] = [];
  const take = (one: OverrideSet) => {
    if (!rules.some(({ rule }) => isAboutSame(rule, one.rule))) rules.push(one);
  };
  for (let at: OverrideSet | null = set; at; at = at.parent) {
    at.children.forEach(take);
    if (at.parent) take(at);
  }
  return rules;
}

function isAboutSame(a: OverrideSet['rule'], b: OverrideSet['rule']): boolean {
  return a?.name === b?.name && a?.key === b?.key;
}

/** Of two sets that a node could be under: the inner one, else the one around both; null where they exclude one another. */
export function moreSpecial(a: OverrideSet, b: OverrideSet): OverrideSet | null {
  if (isAround(a, b)) return b;
  if (isAround(b, a)) return a;
  if (areAtOdds(a, b)) return null;
  for (let at: OverrideSet | null = b; at; at = at.parent) if (isAround(at, a)) return at;
  return null;
}

/** True where no node can be under both. */
export function overridesClash(a: OverrideSet, b: OverrideSet): boolean {
  return !isAround(a, b) && !isAround(b, a) && areAtOdds(a, b);
}

function isAround(outer: OverrideSet, inner: OverrideSet): boolean {
  for (let at: OverrideSet | null = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** True where rules about the same leave no version that both admit. */
function areAtOdds(a: OverrideSet, b: OverrideSet): boolean {
  const rules = rulesOf(a);
  return rulesOf(b).some(({ rule }) =>
    rules.some(
      ({ rule: other }) => isAboutSame(other, rule) && other !== rule && !mayMeet(other!.value, rule!.value),
    ),
  );
}
