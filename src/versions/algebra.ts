/** The algebra of ranges as text. A range is in the scheme's native syntax or a vers of the scheme; results are vers. */

import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import type { Scheme, VersionRange } from './scheme.ts';
import { constraintsOf } from './vers/constraints.ts';
import { joinVers } from './vers/text.ts';

/** A native range or a vers. @throws InputError with field `range` or `vers`. */
export function readRange<V>(scheme: Scheme<V>, range: string): VersionRange<V> {
  return /^\s*vers:/i.test(range) ? scheme.fromVers(range) : scheme.parseRange(range);
}

/** The versions in both; null where there are none. @throws InputError as `readRange`. */
export function intersect(scheme: Scheme, a: string, b: string): string | null {
  return written(scheme, intervals.intersect(read(scheme, a), read(scheme, b), scheme.order));
}

/** The versions in either; null where there are none. @throws InputError as `readRange`. */
export function union(scheme: Scheme, a: string, b: string): string | null {
  return written(scheme, intervals.union(read(scheme, a), read(scheme, b), scheme.order));
}

/** The versions that are not in the range; null where there are none. @throws InputError as `readRange`. */
export function invert(scheme: Scheme, range: string): string | null {
  return written(scheme, intervals.invert(read(scheme, range), scheme.order));
}

/** True where no version can be in the range, by its bounds alone. @throws InputError as `readRange`. */
export function isEmpty(scheme: Scheme, range: string): boolean {
  return intervals.isEmpty(read(scheme, range), scheme.order);
}

/** True where every version of `a` is in `b`, by their bounds alone. @throws InputError as `readRange`. */
export function isSubset(scheme: Scheme, a: string, b: string): boolean {
  return intervals.isSubset(read(scheme, a), read(scheme, b), scheme.order);
}

function read(scheme: Scheme, range: string): Intervals<unknown> {
  return readRange(scheme, range).intervals;
}

/** Bounds can be written shorter than they are; what then touches on paper is joined, so that the vers is canonical. */
function written(scheme: Scheme, set: Intervals<unknown>): string | null {
  const asWritten = (bound: intervals.Bound<unknown> | null) =>
    bound && { ...bound, version: scheme.parse(bound.text) ?? bound.version };
  const onPaper = set.map(({ lower, upper }) => ({ lower: asWritten(lower), upper: asWritten(upper) }));
  const constraints = constraintsOf([intervals.normalise(onPaper, scheme.order)], scheme);
  return constraints === null ? null : joinVers({ scheme: scheme.id, constraints });
}
