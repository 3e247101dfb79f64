/** Sets of versions as sorted, disjoint intervals, and their algebra. Nothing here knows a scheme but by its order. */

export interface Bound<V> {
  version: V;
  /** The version as it is to be written. It may be shorter than `version`: npm's `^1.2.3` ends before `2.0.0-0`, written `2.0.0`. */
  text: string;
  inclusive: boolean;
}

/** A missing bound is no bound. */
export interface Interval<V> {
  lower: Bound<V> | null;
  upper: Bound<V> | null;
}

export type Intervals<V> = readonly Interval<V>[];
export type OrderOf<V> = (a: V, b: V) => number;

/** Every version. */
export const ALL: Intervals<never> = [{ lower: null, upper: null }];
/** No version. */
export const NONE: Intervals<never> = [];

/** True when `version` lies in one of the intervals. */
export function contains<V>(intervals: Intervals<V>, version: V, order: OrderOf<V>): boolean {
  for (const { lower, upper } of intervals) {
    if (lower !== null) {
      const above = order(version, lower.version);
      if (above < 0 || (above === 0 && !lower.inclusive)) continue;
    }
    if (upper === null) return true;
    const below = order(version, upper.version);
    if (below < 0 || (below === 0 && upper.inclusive)) return true;
  }
  return false;
}

/** Sorted, merged where they overlap or touch, without the empty ones: two sets are equal when their normal forms are. */
export function normalise<V>(intervals: Intervals<V>, order: OrderOf<V>): Interval<V>[] {
  const sorted = intervals
    .filter(interval => !isEmptyInterval(interval, order))
    .sort((a, b) => compareLower(a.lower, b.lower, order));
  const merged: Interval<V>[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last === undefined || isGap(last.upper, interval.lower, order)) merged.push(interval);
    else if (compareUpper(last.upper, interval.upper, order) < 0) {
      merged[merged.length - 1] = { lower: last.lower, upper: interval.upper };
    }
  }
  return merged;
}

export function union<V>(a: Intervals<V>, b: Intervals<V>, order: OrderOf<V>): Interval<V>[] {
  return normalise([...a, ...b], order);
}

/** Both sets in normal form; linear in their number of intervals. */
export function intersect<V>(a: Intervals<V>, b: Intervals<V>, order: OrderOf<V>): Interval<V>[] {
  const left = normalise(a, order);
  const right = normalise(b, order);
  const shared: Interval<V>[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const x = left[i] as Interval<V>;
    const y = right[j] as Interval<V>;
    const interval = {
      lower: compareLower(x.lower, y.lower, order) >= 0 ? x.lower : y.lower,
      upper: compareUpper(x.upper, y.upper, order) <= 0 ? x.upper : y.upper,
    };
    if (!isEmptyInterval(interval, order)) shared.push(interval);
    if (compareUpper(x.upper, y.upper, order) < 0) i++;
    else j++;
  }
  return shared;
}

/** Every version that is not in the set. */
export function invert<V>(intervals: Intervals<V>, order: OrderOf<V>): Interval<V>[] {
  const holes: Interval<V>[] = [];
  let lower: Bound<V> | null = null;
  for (const interval of normalise(intervals, order)) {
    if (interval.lower !== null) holes.push({ lower, upper: flip(interval.lower) });
    if (interval.upper === null) return holes;
    lower = flip(interval.upper);
  }
  holes.push({ lower, upper: null });
  return holes;
}

/** True when nothing can lie in the set by its bounds alone; `(1, 2)` is not empty even where no version is between. */
export function isEmpty<V>(intervals: Intervals<V>, order: OrderOf<V>): boolean {
  return intervals.every(interval => isEmptyInterval(interval, order));
}

/** True when every version of `a` is in `b`, by their bounds alone. */
export function isSubset<V>(a: Intervals<V>, b: Intervals<V>, order: OrderOf<V>): boolean {
  return intersect(a, invert(b, order), order).length === 0;
}

function flip<V>(bound: Bound<V>): Bound<V> {
  return { ...bound, inclusive: !bound.inclusive };
}

function isEmptyInterval<V>({ lower, upper }: Interval<V>, order: OrderOf<V>): boolean {
  if (lower === null || upper === null) return false;
  const span = order(lower.version, upper.version);
  return span > 0 || (span === 0 && !(lower.inclusive && upper.inclusive));
}

/** True when some version may lie between the end of one interval and the start of the next. */
function isGap<V>(upper: Bound<V> | null, lower: Bound<V> | null, order: OrderOf<V>): boolean {
  if (upper === null || lower === null) return false;
  const between = order(upper.version, lower.version);
  return between < 0 || (between === 0 && !upper.inclusive && !lower.inclusive);
}

function compareLower<V>(a: Bound<V> | null, b: Bound<V> | null, order: OrderOf<V>): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return order(a.version, b.version) || Number(b.inclusive) - Number(a.inclusive);
}

function compareUpper<V>(a: Bound<V> | null, b: Bound<V> | null, order: OrderOf<V>): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return order(a.version, b.version) || Number(a.inclusive) - Number(b.inclusive);
}
