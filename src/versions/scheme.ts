/**
 * What a version scheme is: how its versions are read and ordered, and what its ranges mean. A file of `schemes/` states
 * the rules (`SchemeRules`); `defineScheme` makes of them what everyone uses (`Scheme`).
 */
import { InputError } from '../core/errors.ts';
import { contains, type Intervals } from './intervals.ts';
import { memoised } from './memo.ts';
import { compareBytes } from './numeric.ts';
import { constraintsOf } from './vers/constraints.ts';
import { readIntervals } from './vers/read.ts';
import { joinVers } from './vers/text.ts';

/** Longest version that any scheme reads, in UTF-16 code units; a scheme may set less. */
export const MAX_VERSION_LENGTH = 1_024;
/** Longest native range, in UTF-16 code units. */
export const MAX_RANGE_LENGTH = 8_192;

/** The leading numbers of a version, in schemes that have them. */
export interface Release {
  major: number;
  minor: number;
  patch: number;
}

/** A set of versions. Schemes add fields of their own for what intervals can't say; only their `admits` reads them. */
export interface VersionRange<V> {
  intervals: Intervals<V>;
  /**
   * The parts of a union (`||`) as they were written, each in normal form, where the scheme's vers shows them apart
   * (`vers:npm/<1.1.7|<2.0.1` for `<2.0.1 || <1.1.7`). Only `toVers` reads them; absent: `intervals` are the one part.
   */
  alternatives?: readonly Intervals<V>[];
}

/** What a file of `schemes/` states. `V` is a parsed version and never null or undefined. */
export interface SchemeRules<V, R extends VersionRange<V> = VersionRange<V>> {
  /** The vers versioning scheme where there is one, else a name of the same form. */
  id: string;
  /** Other names by which it is found: purl types, ecosystems of OSV and GHSA, ecosyste.ms' ids. Lower case. */
  aliases: readonly string[];
  /** URL of the specification. */
  source: string;
  /** In UTF-16 code units; `MAX_VERSION_LENGTH` where absent. */
  maxLength?: number;
  /** Null for what is no version of this scheme. Linear in the length of the text. */
  parse(text: string): V | null;
  /** Negative, zero or positive; a total order in which equal means interchangeable in every range. */
  order(a: V, b: V): number;
  /**
   * The order of two versions straight from their text where that can be told without parsing, as `order` would have it;
   * null elsewhere, and wherever one of the texts may be no version. For the schemes that are compared most.
   */
  quickOrder?(a: string, b: string): number | null;
  /** The version in the scheme's normal spelling: it parses to an equal version. */
  print(version: V): string;
  /** False for pre-releases: alpha, beta, rc, snapshot, dev. True for everything in schemes without them. */
  isStable(version: V): boolean;
  /** Null for versions without such numbers, or with ones beyond 2^53 - 1. Absent in schemes that have none. */
  release?(version: V): Release | null;
  /**
   * A range in the syntax of the scheme's own package manager, with `intervals` in normal form.
   * @throws InputError by `badRange`.
   */
  parseRange(text: string): R;
  /** Of versions within the intervals, which ones the range takes; npm's rule for pre-releases is one. All, where absent. */
  admits?(version: V, range: R): boolean;
}

/** A scheme in use. Functions take version strings as written; an invalid version is never an exception unless said so. */
export interface Scheme<V = unknown, R extends VersionRange<V> = VersionRange<V>> {
  id: string;
  aliases: readonly string[];
  source: string;
  /** Null for what is no version. Remembered: treat what it gives as immutable. */
  parse(version: string): V | null;
  /** The order of parsed versions. */
  order(a: V, b: V): number;
  /** True where ranges take less than their intervals hold, because the scheme has an `admits`. */
  narrows: boolean;
  /** @throws InputError with field `range` for what is no range. */
  parseRange(range: string): R;
  isValid(version: string): boolean;
  /**
   * Negative, zero or positive. A total preorder over all strings: those that are no versions of this scheme sort below
   * every version, and among themselves by their UTF-8 bytes.
   */
  compare(a: string, b: string): number;
  /** True when both are the same version in two spellings (`1.0` and `1.0.0` in many schemes). */
  equals(a: string, b: string): boolean;
  /** False for pre-releases and for what is no version. */
  isStable(version: string): boolean;
  release(version: string): Release | null;
  /** The normal spelling, or null for what is no version. */
  normalise(version: string): string | null;
  /**
   * True when `version` is in the native `range`; false for what is no version.
   * @throws InputError with field `range` for what is no range.
   */
  satisfies(version: string, range: string): boolean;
  /** The same for a range that was read before. */
  includes(range: R, version: string): boolean;
  /** The greatest of `versions` within the range, as it was written, or null. @throws InputError as `satisfies`. */
  maxSatisfying(versions: readonly string[], range: string): string | null;
  /**
   * A native range as vers; null where no version satisfies it, which a vers can't say. Rules beyond intervals (`narrows`)
   * are lost. @throws InputError as `satisfies`.
   */
  toVers(range: string): string | null;
  /**
   * The versions of a vers of this scheme, also of one that is not canonical.
   * @throws InputError with field `vers` for what is no vers, or one of another scheme.
   */
  fromVers(vers: string): VersionRange<V>;
}

/** Makes a scheme of its rules: bounds what is read, remembers what was parsed. */
export function defineScheme<V, R extends VersionRange<V> = VersionRange<V>>(
  rules: SchemeRules<V, R>,
): Scheme<V, R> {
  const maxLength = rules.maxLength ?? MAX_VERSION_LENGTH;
  const parse = memoised(text => (text.length > maxLength ? null : rules.parse(text)));
  const parseRange = memoised(
    (text: string): R => {
      if (text.length > MAX_RANGE_LENGTH)
        throw badRange(rules.id, text, `longer than ${MAX_RANGE_LENGTH} characters`);
      return rules.parseRange(text);
    },
    { size: 5_000 },
  );
  const { order, quickOrder } = rules;
  const admits = rules.admits?.bind(rules);

  function takes(range: R, version: V): boolean {
    return contains(range.intervals, version, order) && (admits === undefined || admits(version, range));
  }
  function compare(a: string, b: string): number {
    if (a === b) return 0;
    const known = quickOrder === undefined ? null : quickOrder(a, b);
    if (known !== null) return known;
    const left = parse(a);
    const right = parse(b);
    if (left !== null && right !== null) return order(left, right);
    if (left === null && right === null) return compareBytes(a, b);
    return left === null ? -1 : 1;
  }

  return {
    id: rules.id,
    aliases: rules.aliases,
    source: rules.source,
    order,
    narrows: admits !== undefined,
    parse,
    parseRange,
    compare,
    isValid: version => parse(version) !== null,
    equals: (a, b) => compare(a, b) === 0,
    isStable: text => {
      const version = parse(text);
      return version !== null && rules.isStable(version);
    },
    release: text => {
      const version = parse(text);
      return version === null || rules.release === undefined ? null : rules.release(version);
    },
    normalise: text => {
      const version = parse(text);
      return version === null ? null : rules.print(version);
    },
    satisfies: (text, range) => {
      const set = parseRange(range);
      const version = parse(text);
      return version !== null && takes(set, version);
    },
    includes: (range, text) => {
      const version = parse(text);
      return version !== null && takes(range, version);
    },
    maxSatisfying: (versions, range) => {
      const set = parseRange(range);
      let best: { text: string; version: V } | null = null;
      for (const text of versions) {
        const version = parse(text);
        if (version === null || !takes(set, version)) continue;
        if (best === null || order(version, best.version) > 0) best = { text, version };
      }
      return best === null ? null : best.text;
    },
    toVers: range => {
      const { intervals, alternatives } = parseRange(range);
      // Something without anything written of it: an expression that states no condition.
      const isUnstated = alternatives?.length === 0 && intervals.length > 0;
      const constraints = isUnstated ? [] : constraintsOf(alternatives ?? [intervals], { parse, order });
      return constraints === null ? null : joinVers({ scheme: rules.id, constraints });
    },
    fromVers: vers => ({
      intervals: readIntervals(vers, { id: rules.id, aliases: rules.aliases, parse, order, compare }),
    }),
  };
}

/** The error for a native range that can't be read. */
export function badRange(scheme: string, range: string, why: string): InputError {
  const shown = range.length > 80 ? `${range.slice(0, 80)}…` : range;
  return new InputError('range', `"${shown}" is no ${scheme} range: ${why}`, 422);
}
