/**
 * Sets of versions as ranges of their positions in a package's sorted list: exact in every scheme, and as short as the requirement
 * that they come from. A set is the flat, ascending list of its bounds, `[from, to, from, to, ...]`, each `from` in and each `to`
 * out, no two ranges touching. Equal sets have equal lists; lists are never changed.
 */
import type { Intervals, OrderOf } from '../../versions/intervals.ts';
import type { Scheme, VersionRange } from '../../versions/scheme.ts';

export type Positions = readonly number[];

export const NOTHING: Positions = [];

/** From `from` (in) to `to` (out). */
export function between(from: number, to: number): Positions {
  return from < to ? [from, to] : NOTHING;
}

/** Whether the position is in the set. */
export function has(set: Positions, position: number): boolean {
  for (let i = 1; i < set.length; i += 2) {
    if (position < set[i]!) return position >= set[i - 1]!;
  }
  return false;
}

/** How many positions there are in it. */
export function sizeOf(set: Positions): number {
  let size = 0;
  for (let i = 1; i < set.length; i += 2) size += set[i]! - set[i - 1]!;
  return size;
}

/** Those of `0..limit` (out) that are not in it. */
export function without(set: Positions, limit: number): Positions {
  const rest: number[] = [];
  if (set.length === 0) return between(0, limit);
  if (set[0] !== 0) rest.push(0);
  for (const bound of set) if (bound !== 0 && bound !== limit) rest.push(bound);
  if (set[set.length - 1] !== limit) rest.push(limit);
  return rest;
}

/** The intersection, in time linear in the ranges of both. */
export function both(a: Positions, b: Positions): Positions {
  if (a === b) return a;
  if (a.length === 2 && b.length === 2) return between(Math.max(a[0]!, b[0]!), Math.min(a[1]!, b[1]!));
  const shared: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from < to) shared.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return shared;
}

/** The union, in time linear in the ranges of both. */
export function either(a: Positions, b: Positions): Positions {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const joined: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const isLeft = j >= b.length || (i < a.length && a[i]! <= b[j]!);
    const from = isLeft ? a[i]! : b[j]!;
    const to = isLeft ? a[i + 1]! : b[j + 1]!;
    if (isLeft) i += 2;
    else j += 2;
    const last = joined.length - 1;
    if (last < 0 || joined[last]! < from) joined.push(from, to);
    else if (joined[last]! < to) joined[last] = to;
  }
  return joined;
}

/** True when all of `a` is in `b`. */
export function isWithin(a: Positions, b: Positions): boolean {
  for (let i = 0, j = 0; i < a.length; i += 2) {
    while (j < b.length && b[j + 1]! < a[i + 1]!) j += 2;
    if (j >= b.length || b[j]! > a[i]!) return false;
  }
  return true;
}

/** True when nothing of `a` is in `b`. */
export function isApart(a: Positions, b: Positions): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j + 1]! && b[j]! < a[i + 1]!) return false;
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return true;
}

/** The set of these positions, which ascend. */
export function ofAscending(positions: Iterable<number>): Positions {
  const set: number[] = [];
  for (const position of positions) {
    if (set.length > 0 && set[set.length - 1] === position) set[set.length - 1] = position + 1;
    else set.push(position, position + 1);
  }
  return set;
}

/** Those of a set, below `count`, at which `test` holds. */
export function positionsWhere(
  set: Positions,
  count: number,
  test: (position: number) => boolean,
): Positions {
  const found: number[] = [];
  for (let i = 1; i < set.length; i += 2)
    for (let position = set[i - 1]!; position < set[i]! && position < count; position++)
      if (test(position)) found.push(position);
  return ofAscending(found);
}

/** From the last to the first. */
export function* descending(set: Positions): Generator<number> {
  for (let i = set.length - 1; i > 0; i -= 2) {
    for (let position = set[i]! - 1; position >= set[i - 1]!; position--) yield position;
  }
}

/** What `positionsIn` wants to know of a version. */
interface Numbered {
  readonly number: string;
}

/**
 * Those of `versions` within a range of their scheme, by binary search for its bounds.
 *
 * @param versions in the scheme's order, lowest first; what is no version of it comes first and is in no range but the one of all.
 * @param parse default: the scheme's. For versions that carry more than the scheme reads.
 */
export function positionsIn<V, R extends VersionRange<V>>(
  scheme: Pick<Scheme<V, R>, 'order' | 'parse'>,
  versions: readonly Numbered[],
  intervals: Intervals<V>,
  parse: (version: string) => V | null = scheme.parse,
): Positions {
  const set: number[] = [];
  for (const { lower, upper } of intervals) {
    const isAll = lower === null && upper === null;
    const floor = isAll ? 0 : firstWhere(versions, scheme.order, parse, null, false);
    const from =
      lower === null ? floor : firstWhere(versions, scheme.order, parse, lower.version, !lower.inclusive);
    const to =
      upper === null
        ? versions.length
        : firstWhere(versions, scheme.order, parse, upper.version, upper.inclusive);
    if (from >= to) continue;
    const last = set.length - 1;
    if (last > 0 && set[last]! >= from) set[last] = Math.max(set[last]!, to);
    else set.push(from, to);
  }
  return set;
}

/** The first position whose version is above `bound`, or at it unless `beyond`; with no bound the first that is a version. */
function firstWhere<V>(
  versions: readonly Numbered[],
  order: OrderOf<V>,
  parse: (version: string) => V | null,
  bound: V | null,
  beyond: boolean,
): number {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const version = parse(versions[middle]!.number);
    const isBelow =
      version === null ||
      (bound !== null && (beyond ? order(version, bound) <= 0 : order(version, bound) < 0));
    if (isBelow) low = middle + 1;
    else high = middle;
  }
  return low;
}
