/** The affected versions of an advisory, as OSV and GitHub's advisory database write them, as vers. */
import { InputError } from '../../core/errors.ts';
import { type Bound, type Interval, intersect, normalise } from '../intervals.ts';
import { schemeOf } from '../registry.ts';
import { MAX_RANGE_LENGTH, type Scheme } from '../scheme.ts';
import { constraintsOf } from './constraints.ts';
import { joinVers } from './text.ts';

/** One event of a range: exactly one of its fields is there. https://ossf.github.io/osv-schema/#affectedrangesevents-fields */
export interface OsvEvent {
  introduced?: string;
  fixed?: string;
  last_affected?: string;
  limit?: string;
}

/** The part of an entry of `affected` that tells versions. https://ossf.github.io/osv-schema/#affected-fields */
export interface OsvAffected {
  package?: { ecosystem?: string };
  ranges?: readonly { type: string; events: readonly OsvEvent[] }[];
  versions?: readonly string[];
}

export interface AdvisoryRange {
  scheme: Scheme;
  /** Null where no version is affected. */
  vers: string | null;
  /** What the entry names and is no version of the scheme: it is in no vers. */
  unread: string[];
}

/**
 * What an OSV entry affects: the union of its SEMVER and ECOSYSTEM ranges and its list of versions. GIT ranges are about
 * commits and are passed over. `ecosystem` is that of the entry's package unless given.
 * @throws InputError with field `ecosystem` where no scheme is known for it.
 */
export function fromOsv(affected: OsvAffected, ecosystem = affected.package?.ecosystem ?? ''): AdvisoryRange {
  const scheme = schemeFor(ecosystem);
  const unread: string[] = [];
  const read = (text: string): Bound<unknown> | null => {
    const version = scheme.parse(text);
    if (version === null) unread.push(text);
    return version === null ? null : { version, text, inclusive: true };
  };
  const found: Interval<unknown>[] = [];
  for (const { type, events } of affected.ranges ?? []) {
    if (type !== 'GIT') found.push(...intervalsOfEvents(events, scheme, read));
  }
  for (const text of affected.versions ?? []) {
    const at = read(text);
    if (at !== null) found.push({ lower: at, upper: at });
  }
  return { scheme, vers: print(scheme, found), unread };
}

interface Step {
  kind: 'fixed' | 'introduced' | 'last_affected';
  /** Null: before all versions. */
  at: Bound<unknown> | null;
}

/** At one version: what ends before it, what starts with it, what ends with it. */
const RANK = { fixed: 0, introduced: 1, last_affected: 2 } as const;

/**
 * The versions that the events of a range affect (https://ossf.github.io/osv-schema/#evaluation), not in normal form. Events may
 * come in any order. `read` gives the bound of a version, or null for what is none: such an event is passed over.
 */
export function intervalsOfEvents(
  events: readonly OsvEvent[],
  scheme: Scheme,
  read: (text: string) => Bound<unknown> | null,
): Interval<unknown>[] {
  const steps: Step[] = [];
  const limits: Interval<unknown>[] = [];
  for (const event of events) {
    for (const kind of ['introduced', 'fixed', 'last_affected'] as const) {
      const text = event[kind];
      if (text === undefined) continue;
      const at = kind === 'introduced' && text === '0' ? null : read(text);
      if (at !== null || text === '0') steps.push({ kind, at });
    }
    if (event.limit === undefined) continue;
    const limit = event.limit === '*' ? null : read(event.limit);
    if (limit !== null) limits.push({ lower: null, upper: { ...limit, inclusive: false } });
    else if (event.limit === '*') limits.push({ lower: null, upper: null });
  }
  steps.sort((a, b) => compareSteps(a, b, scheme));
  const found: Interval<unknown>[] = [];
  let start: Step | null = null;
  for (const step of steps) {
    if (step.kind === 'introduced') start ??= step;
    else if (start !== null && step.at !== null) {
      found.push({ lower: start.at, upper: { ...step.at, inclusive: step.kind === 'last_affected' } });
      start = null;
    }
  }
  if (start !== null) found.push({ lower: start.at, upper: null });
  return limits.length === 0 ? found : intersect(found, limits, scheme.order);
}

function compareSteps(a: Step, b: Step, scheme: Scheme): number {
  if (a.at === null || b.at === null) return Number(a.at !== null) - Number(b.at !== null);
  return scheme.order(a.at.version, b.at.version) || RANK[a.kind] - RANK[b.kind];
}

const GHSA_TERM = /^(>=|<=|>|<|=)\s*(\S+)$/;

/**
 * GitHub's `vulnerable_version_range` (`>= 1.0, < 2.0`, all of its terms hold) of an ecosystem by any name; null where no
 * version is in it. A version that lacks its last numbers (`< 2`) gets zeros, and `>= 0` is no bound at all.
 * https://docs.github.com/en/rest/security-advisories/global-advisories
 * @throws InputError with field `ecosystem` or `range`.
 */
export function fromGhsa(range: string, ecosystem: string): string | null {
  const scheme = schemeFor(ecosystem);
  if (range.length > MAX_RANGE_LENGTH)
    throw new InputError('range', `a range has at most ${MAX_RANGE_LENGTH} characters`, 413);
  let found: Interval<unknown>[] = [{ lower: null, upper: null }];
  for (const term of range.split(',')) {
    const [, operator, text] = GHSA_TERM.exec(term.trim()) ?? [];
    const full = text === undefined ? null : completed(text, scheme);
    if (operator === undefined || full === null)
      throw new InputError('range', `"${term.trim()}" is no term of a range`, 422);
    if (operator === '>=' && text === '0') continue;
    const bound = { version: scheme.parse(full), text: full, inclusive: operator.includes('=') };
    const lower = operator === '<' || operator === '<=' ? null : bound;
    const upper = operator === '>' || operator === '>=' ? null : bound;
    found = intersect(found, [{ lower, upper }], scheme.order);
  }
  return print(scheme, found);
}

function completed(text: string, scheme: Scheme): string | null {
  return [text, `${text}.0`, `${text}.0.0`].find(candidate => scheme.isValid(candidate)) ?? null;
}

function schemeFor(ecosystem: string): Scheme {
  const scheme = schemeOf(ecosystem);
  if (scheme === null)
    throw new InputError('ecosystem', `no version scheme is known for "${ecosystem.slice(0, 80)}"`, 422);
  return scheme;
}

function print(scheme: Scheme, intervals: readonly Interval<unknown>[]): string | null {
  const constraints = constraintsOf([normalise(intervals, scheme.order)], scheme);
  return constraints === null ? null : joinVers({ scheme: scheme.id, constraints });
}
