/**
 * The version part of BSD package patterns (PACKAGE WILDCARDS in https://man.netbsd.org/pkg_info.1):
 *
 *     pattern     = [ head ] "{" alternative *( "," alternative ) "}" [ tail ]     as in csh: head, one of them, tail
 *                 | "" | "*" | "[0-9]*"                                             every version
 *                 | version ".*"                                                    every version of that branch
 *                 | version "nb*"                                                   every package revision, in pkgsrc
 *                 | relations, all of which hold: ">=1.0<2"                         shared/relations.ts
 */
import { ALL, type Interval, type Intervals, normalise } from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import { parseRelations, type RelationSyntax } from './relations.ts';

export interface PatternSyntax<V> extends RelationSyntax<V> {
  /** The versions of `1.2.*`, given `1.2`; null for what is no version. */
  branch(version: string): Intervals<V> | null;
  /** The versions of `1.2nb*`, given `1.2`; null for what is no version. Absent where there is no such thing. */
  revisions?(version: string): Intervals<V> | null;
}

/** csh multiplies, so what head and tail are repeated for is bounded. */
const MAX_ALTERNATIVES = 100;

/** The versions of a pattern, in normal form. @throws InputError by `badRange`. */
export function parsePattern<V>(text: string, syntax: PatternSyntax<V>): VersionRange<V> {
  const pattern = text.trim();
  const intervals: Interval<V>[] = [];
  for (const alternative of expand(pattern, syntax)) {
    for (const interval of readAlternative(alternative, syntax)) intervals.push(interval);
  }
  return { intervals: normalise(intervals, syntax.order) };
}

function expand<V>(pattern: string, { id }: PatternSyntax<V>): string[] {
  const open = pattern.indexOf('{');
  const close = pattern.indexOf('}');
  if (open === -1 && close === -1) return [pattern];
  const isOne = open < close && pattern.lastIndexOf('{') === open && pattern.lastIndexOf('}') === close;
  if (!isOne || open === -1) throw badRange(id, pattern, 'only one pair of braces is read');
  const alternatives = pattern.slice(open + 1, close).split(',');
  if (alternatives.length > MAX_ALTERNATIVES)
    throw badRange(id, pattern, `more than ${MAX_ALTERNATIVES} alternatives`);
  return alternatives.map(
    alternative => pattern.slice(0, open) + alternative.trim() + pattern.slice(close + 1),
  );
}

function readAlternative<V>(pattern: string, syntax: PatternSyntax<V>): Intervals<V> {
  if (pattern === '' || pattern === '*' || pattern === '[0-9]*') return ALL;
  const isRelation = /^[<>=!]/.test(pattern);
  if (isRelation || !pattern.endsWith('*')) return parseRelations(pattern, syntax).intervals;
  const family = pattern.endsWith('.*')
    ? syntax.branch(pattern.slice(0, -2))
    : pattern.endsWith('nb*')
      ? syntax.revisions?.(pattern.slice(0, -3))
      : null;
  if (!family) throw badRange(syntax.id, pattern, 'no such wildcard is read');
  return family;
}

/** `1.2` becomes `1.3`; null where the last character is no digit. */
export function nextBranch(version: string): string | null {
  const digits = /[0-9]+$/.exec(version.slice(-20))?.[0];
  if (digits === undefined || digits.length === 20) return null;
  return version.slice(0, version.length - digits.length) + String(BigInt(digits) + 1n);
}
