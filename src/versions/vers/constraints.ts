/**
 * The constraints of a vers as data: their order, their simplification, and the way to intervals and back. Nothing here
 * knows a scheme but by its order. Rules: https://github.com/package-url/vers-spec, Clause 5 and "How to parse".
 */
import {
  ALL,
  type Bound,
  type Interval,
  type Intervals,
  intersect,
  invert,
  normalise,
  type OrderOf,
} from '../intervals.ts';

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '*';

export interface Constraint {
  comparator: Comparator;
  /** Decoded; empty for `*`. */
  version: string;
}

/** What is needed of a scheme to place a version on its line. */
export interface Line<V> {
  parse(text: string): V | null;
  order: OrderOf<V>;
}

export const EVERYTHING: readonly Constraint[] = [{ comparator: '*', version: '' }];

const isUpper = ({ comparator }: Constraint) => comparator === '<' || comparator === '<=';
const isLower = ({ comparator }: Constraint) => comparator === '>' || comparator === '>=';

/**
 * Sorted constraints without the redundant ones: of two lower bounds in a row the first stays, of two upper bounds the
 * last, and a single version next to a bound that holds it goes.
 */
export function simplifyConstraints(sorted: readonly Constraint[]): Constraint[] {
  const dropped = new Set<number>();
  /** Places of the constraints that stand, without the unequal ones, which may be anywhere. */
  const standing: number[] = [];
  const last = () => sorted[standing.at(-1) ?? -1];
  for (const [i, constraint] of sorted.entries()) {
    if (constraint.comparator === '!=') continue;
    let before = last();
    if (isUpper(constraint)) {
      for (; before !== undefined && !isLower(before); before = last()) dropped.add(standing.pop() as number);
    } else if (before !== undefined && isLower(before)) {
      dropped.add(i);
      continue;
    }
    standing.push(i);
  }
  return sorted.filter((_, i) => !dropped.has(i));
}

/** The versions that sorted constraints hold; `bad` makes the error for a version that the line does not know. */
export function intervalsOf<V>(
  sorted: readonly Constraint[],
  line: Line<V>,
  bad: (version: string) => Error,
): Interval<V>[] {
  if (sorted.some(({ comparator }) => comparator === '*')) return [...ALL];
  const bound = ({ comparator, version: text }: Constraint): Bound<V> => {
    const version = line.parse(text);
    if (version === null) throw bad(text);
    return { version, text, inclusive: comparator !== '<' && comparator !== '>' };
  };
  const intervals: Interval<V>[] = [];
  const holes: Interval<V>[] = [];
  let lower: Bound<V> | null = null;
  for (const constraint of simplifyConstraints(sorted)) {
    const at = bound(constraint);
    if (constraint.comparator === '!=') holes.push({ lower: at, upper: at });
    else if (constraint.comparator === '=') intervals.push({ lower: at, upper: at });
    else if (isLower(constraint)) lower = at;
    else {
      intervals.push({ lower, upper: at });
      lower = null;
    }
  }
  if (lower !== null || intervals.length === 0) intervals.push({ lower, upper: null });
  if (holes.length === 0) return normalise(intervals, line.order);
  return intersect(intervals, invert(holes, line.order), line.order);
}

/**
 * Intervals as sorted constraints: a hole of one version as `!=`, an interval of one version bare, everything as `*`.
 * Each of `alternatives` is written for itself, so that what was apart stays apart. Null for no version at all, which a
 * vers can't say.
 */
export function constraintsOf<V>(alternatives: readonly Intervals<V>[], line: Line<V>): Constraint[] | null {
  const written = alternatives.filter(intervals => intervals.length > 0);
  if (written.length === 0) return null;
  if (written.some(intervals => isAll(intervals))) return [...EVERYTHING];
  const placed = written
    .map(intervals => ({ intervals, start: intervals[0]?.lower ?? null }))
    .sort((a, b) => compareStart(a.start, b.start, line.order))
    .flatMap(({ intervals }) => place(intervals, line));
  // A bound can be written shorter than it is, so the order on paper is that of what is written.
  placed.sort((a, b) => line.order(a.at, b.at));
  return placed.map(({ constraint }) => constraint);
}

interface Placed<V> {
  at: V;
  constraint: Constraint;
}

function place<V>(intervals: Intervals<V>, line: Line<V>): Placed<V>[] {
  const placed: Placed<V>[] = [];
  const put = (comparator: Comparator, { text, version }: Bound<V>) => {
    placed.push({ at: line.parse(text) ?? version, constraint: { comparator, version: text } });
  };
  for (let i = 0; i < intervals.length; i++) {
    const { lower, upper } = intervals[i] as Interval<V>;
    const before = intervals[i - 1]?.upper ?? null;
    const after = intervals[i + 1]?.lower ?? null;
    if (lower !== null && upper !== null && line.order(lower.version, upper.version) === 0) {
      put('=', lower);
      continue;
    }
    if (lower !== null && !isHole(before, lower, line.order)) put(lower.inclusive ? '>=' : '>', lower);
    if (upper === null) continue;
    if (isHole(upper, after, line.order)) put('!=', upper);
    else put(upper.inclusive ? '<=' : '<', upper);
  }
  return placed;
}

function isAll<V>(intervals: Intervals<V>): boolean {
  return intervals.some(({ lower, upper }) => lower === null && upper === null);
}

function isHole<V>(upper: Bound<V> | null, lower: Bound<V> | null, order: OrderOf<V>): boolean {
  if (upper === null || lower === null) return false;
  return !upper.inclusive && !lower.inclusive && order(upper.version, lower.version) === 0;
}

function compareStart<V>(a: Bound<V> | null, b: Bound<V> | null, order: OrderOf<V>): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return order(a.version, b.version);
}
