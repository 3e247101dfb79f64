/** The intersection of many sets. */
import { type Bound, type Interval, type Intervals, invert, type OrderOf } from '../../intervals.ts';

/**
 * What all of the sets hold, in normal form, in n log n time: intersecting one after the other takes n times as long.
 * Each set is in normal form.
 */
export function allOf<V>(sets: readonly Intervals<V>[], order: OrderOf<V>): Interval<V>[] {
  const outside: Interval<V>[] = [];
  for (const set of sets) pushHoles(set, outside);
  return invert(outside, order);
}

/** What a set in normal form does not hold. */
function pushHoles<V>(set: Intervals<V>, holes: Interval<V>[]): void {
  let lower: Bound<V> | null = null;
  for (const interval of set) {
    if (interval.lower !== null) holes.push({ lower, upper: flipped(interval.lower) });
    if (interval.upper === null) return;
    lower = flipped(interval.upper);
  }
  holes.push({ lower, upper: null });
}

function flipped<V>(bound: Bound<V>): Bound<V> {
  return { ...bound, inclusive: !bound.inclusive };
}
