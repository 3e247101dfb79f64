/**
 * What an advisory says of one package's versions, made ready to be asked: ranges of every kind as sets of intervals over the
 * ecosystem's own order, the versions named one by one beside them.
 */
import type { AffectedPackage, AffectedRange } from '../core/advisories.ts';
import { InputError } from '../core/errors.ts';
import {
  type Bound,
  fromGhsa,
  type Interval,
  type Intervals,
  intervalsOfEvents,
  type Scheme,
} from '../versions/index.ts';
import { ALL, intersect, invert, normalise } from '../versions/intervals.ts';

/** Most ranges, and most requirements of a native range, that are read of one statement. The rest makes it partial. */
const MAX_RANGES = 2_000;

export interface CompiledRange {
  range: AffectedRange;
  /** In normal form. */
  intervals: Intervals<unknown>;
}

export interface CompiledAffected {
  scheme: Scheme;
  ranges: CompiledRange[];
  /** Explicit versions, as written. */
  listed: ReadonlySet<string>;
  /** Those that are versions of the scheme, in its order; put in order when first asked for. */
  readonly listedInOrder: readonly unknown[];
  /** True where a version is named one by one: by its text, or by another spelling of the same version. */
  lists(text: string): boolean;
  /** All ranges together, in normal form. */
  union: Intervals<unknown>;
  /** Ends of what is affected at which a version that is not begins, in order. */
  fixes: readonly Bound<unknown>[];
  /** True where something could not be read, was cut, or is about commits only: what is not named may be affected all the same. */
  isPartial: boolean;
  /** Why, for people; null where it is not. */
  partialBecause: string | null;
  /** True where every entry says of itself that the package is not affected. */
  saysNotAffected: boolean;
}

/**
 * Reads the statements about one package, of one release of a distribution where it is one: a union of all their ranges and
 * versions. Never throws for what cannot be read: that makes the answer partial.
 */
export function compileAffected(affected: readonly AffectedPackage[], scheme: Scheme): CompiledAffected {
  const ranges: CompiledRange[] = [];
  const listed = new Set<string>();
  let partialBecause: string | null = null;
  const doubt = (why: string) => {
    partialBecause ??= why;
  };
  let commits = 0;
  let count = 0;
  for (const entry of affected) {
    if (entry.isPartial) doubt('the source holds more than could be read');
    for (const version of entry.versions) listed.add(version);
    for (const range of entry.ranges) {
      if (range.type === 'GIT') {
        commits++;
        continue;
      }
      if (++count > MAX_RANGES) {
        doubt(`more than ${MAX_RANGES} ranges`);
        break;
      }
      const intervals = intervalsOf(range, scheme, doubt);
      if (intervals !== null) ranges.push({ range, intervals });
    }
  }
  const saysNotAffected = affected.length > 0 && affected.every(entry => entry.status === 'not-affected');
  if (ranges.length === 0 && listed.size === 0 && !saysNotAffected)
    doubt(commits > 0 ? 'it tells commits and no versions' : 'it tells no versions');

  const union = normalise(
    ranges.flatMap(({ intervals }) => intervals),
    scheme.order,
  );
  const { lists, inOrder } = listingOf(listed, scheme);
  const compiled = { scheme, ranges, listed, lists, union };
  return {
    ...compiled,
    get listedInOrder() {
      return inOrder();
    },
    fixes: fixesOf(compiled),
    isPartial: partialBecause !== null,
    partialBecause,
    saysNotAffected,
  };
}

/** Lists up to this length are gone through; longer ones are put in order when they are first asked. */
const SHORT_LIST = 64;

function listingOf(
  listed: ReadonlySet<string>,
  scheme: Scheme,
): { lists: CompiledAffected['lists']; inOrder(): readonly unknown[] } {
  let sorted: unknown[] | null = null;
  const inOrder = () => {
    sorted ??= [...listed]
      .map(text => scheme.parse(text))
      .filter(version => version !== null)
      .sort(scheme.order);
    return sorted;
  };
  const lists = (text: string) => {
    if (listed.has(text)) return true;
    if (listed.size > SHORT_LIST) {
      const version = scheme.parse(text);
      return version !== null && isAmong(inOrder(), version, scheme);
    }
    for (const other of listed) if (scheme.equals(other, text)) return true;
    return false;
  };
  return { lists, inOrder };
}

function isAmong(sorted: readonly unknown[], version: unknown, scheme: Scheme): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scheme.order(sorted[middle], version) < 0) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && scheme.order(sorted[low], version) === 0;
}

function intervalsOf(
  range: Exclude<AffectedRange, { type: 'GIT' }>,
  scheme: Scheme,
  doubt: (why: string) => void,
): Interval<unknown>[] | null {
  if (range.type === 'native') return intervalsOfNative(range, scheme, doubt);
  let isUnread = false;
  const read = (text: string): Bound<unknown> | null => {
    const version = scheme.parse(text);
    if (version !== null) return { version, text, inclusive: true };
    isUnread = true;
    doubt(`${JSON.stringify(text.slice(0, 40))} is no ${scheme.id} version`);
    return null;
  };
  const found = intervalsOfEvents(range.events, scheme, read);
  // Without one of its ends, a range would say what its source does not.
  return isUnread ? null : normalise(found, scheme.order);
}

/** In one of `affected` and in none of `safe`, by the order alone: a pre-release between the bounds has the bug as well. */
function intervalsOfNative(
  range: Extract<AffectedRange, { type: 'native' }>,
  scheme: Scheme,
  doubt: (why: string) => void,
): Interval<unknown>[] | null {
  let isUnread = false;
  const read = (texts: readonly string[]): Interval<unknown>[] =>
    texts.slice(0, MAX_RANGES).flatMap(text => {
      try {
        return range.syntax === 'ghsa' ? ofGhsa(text, scheme) : [...scheme.parseRange(text).intervals];
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        isUnread = true;
        doubt(`${JSON.stringify(text.slice(0, 40))} is no ${scheme.id} range`);
        return [];
      }
    });
  if (range.affected.length > MAX_RANGES || range.safe.length > MAX_RANGES) {
    isUnread = true;
    doubt(`more than ${MAX_RANGES} requirements in a range`);
  }
  const safe = read(range.safe);
  // What is safe is not known in full: then nothing is known to be affected.
  if (isUnread) return null;
  const affected = range.affected.length === 0 ? [...ALL] : read(range.affected);
  return intersect(affected, invert(safe, scheme.order), scheme.order);
}

function ofGhsa(text: string, scheme: Scheme): Intervals<unknown> & Interval<unknown>[] {
  const vers = fromGhsa(text, scheme.id);
  return vers === null ? [] : [...scheme.fromVers(vers).intervals];
}

/**
 * Where an interval ends before a version, that version is the first which is not affected. A limit is no fix, and neither is
 * an end that the explicit versions name.
 */
function fixesOf(compiled: Pick<CompiledAffected, 'ranges' | 'union' | 'lists'>): Bound<unknown>[] {
  const limits = new Set<string>();
  const fixed = new Set<string>();
  for (const { range } of compiled.ranges) {
    if (range.type === 'native') continue;
    for (const event of range.events) {
      if ('limit' in event) limits.add(event.limit);
      if ('fixed' in event) fixed.add(event.fixed);
    }
  }
  return compiled.union.flatMap(({ upper }) => {
    if (upper === null || upper.inclusive || compiled.lists(upper.text)) return [];
    return limits.has(upper.text) && !fixed.has(upper.text) ? [] : [upper];
  });
}
