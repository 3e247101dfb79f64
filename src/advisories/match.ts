/**
 * Whether an advisory is about a version: the evaluation of OSV (https://ossf.github.io/osv-schema/#evaluation), where explicit
 * versions and ranges are a union, in the order of the ecosystem's own versions, and with a third answer for what cannot be told.
 */
import type { AffectedPackage, AffectedRange } from '../core/advisories.ts';
import type { Bound, Interval, Scheme } from '../versions/index.ts';
import { contains } from '../versions/intervals.ts';
import { type CompiledAffected, compileAffected } from './compile.ts';

export interface MatchRules {
  /** Of the ecosystem; null where none is known: then only versions named one by one are told. */
  scheme: Scheme | null;
  /** Release of a distribution (`12`, `v3.20`): what is said of others does not count. */
  release?: string | null;
}

export type Because =
  | { kind: 'version'; version: string }
  /** `text`: the interval in which the version lies, as `>= 1.0, < 1.2`; `*` for all versions. */
  | { kind: 'range'; text: string; range: AffectedRange }
  /** The version is not older than a fix and in no range. */
  | { kind: 'fixed'; version: string }
  | { kind: 'outside' }
  | { kind: 'status'; status: string }
  /** Why it cannot be told. */
  | { kind: 'unknown'; text: string };

export interface Verdict {
  verdict: 'affected' | 'not-affected' | 'unknown';
  because: Because;
  fixed: Fixes;
}

export interface Fixes {
  /** The lowest version above the asked one that is not affected; on the same major where there is one. Only of affected ones. */
  nearest: string | null;
  /** The lowest of all versions that begin where something affected ends. */
  smallest: string | null;
}

const NOTHING: Fixes = { nearest: null, smallest: null };

/**
 * @param affected what one source says of one package (names are compared by who asks). Where it says it for several releases of a
 * distribution and none is asked for, the answer is theirs if they agree.
 * @param version as written; one that the scheme cannot read is compared with the versions named one by one, and with ranges that
 * hold all versions.
 */
export function verdictOf(
  affected: readonly AffectedPackage[],
  version: string,
  { scheme, release = null }: MatchRules,
): Verdict {
  const groups = byRelease(affected, release);
  if (groups.length === 0) return unknown('it says nothing of this package');
  const verdicts = groups.map(group => verdictIn(group, version, scheme));
  const first = verdicts[0] as Verdict;
  if (verdicts.every(({ verdict }) => verdict === first.verdict)) {
    const agreeing = verdicts.every(({ fixed }) => fixed.nearest === first.fixed.nearest);
    return agreeing ? first : { ...first, fixed: NOTHING };
  }
  return unknown('it depends on the release of the distribution');
}

function verdictIn(group: readonly AffectedPackage[], version: string, scheme: Scheme | null): Verdict {
  if (scheme !== null) return evaluate(compileAffected(group, scheme), version);
  if (group.some(({ versions }) => versions.includes(version)))
    return { verdict: 'affected', because: { kind: 'version', version }, fixed: NOTHING };
  return unknown('no order of its versions is known');
}

/** The same of statements that were compiled before: for one release, or none. */
export function evaluate(compiled: CompiledAffected, text: string): Verdict {
  const { scheme } = compiled;
  const version = scheme.parse(text);
  const smallest = compiled.fixes[0]?.text ?? null;
  const fixedFor = (): Fixes => {
    if (version === null) return { nearest: null, smallest };
    const above = compiled.fixes.find(fix => scheme.order(fix.version, version) > 0);
    return { nearest: above?.text ?? null, smallest };
  };

  const named = (): Verdict => ({
    verdict: 'affected',
    because: { kind: 'version', version: text },
    fixed: fixedFor(),
  });
  if (compiled.listed.has(text)) return named();
  for (const { range, intervals } of compiled.ranges) {
    const holding = intervals.find(interval => holds(interval, version, scheme));
    if (holding === undefined) continue;
    return {
      verdict: 'affected',
      because: { kind: 'range', text: textOf(holding), range },
      fixed: fixedFor(),
    };
  }
  // Under another spelling: that costs more, and is rare.
  if (compiled.lists(text)) return named();
  const fixed = { nearest: null, smallest };
  if (compiled.partialBecause !== null)
    return { verdict: 'unknown', because: { kind: 'unknown', text: compiled.partialBecause }, fixed };
  if (compiled.saysNotAffected)
    return { verdict: 'not-affected', because: { kind: 'status', status: 'not-affected' }, fixed };
  if (version === null && compiled.ranges.length > 0) {
    const why = `${JSON.stringify(text.slice(0, 40))} is no ${scheme.id} version`;
    return { verdict: 'unknown', because: { kind: 'unknown', text: why }, fixed };
  }
  const passed =
    version === null ? undefined : compiled.fixes.findLast(fix => scheme.order(fix.version, version) <= 0);
  return {
    verdict: 'not-affected',
    because: passed === undefined ? { kind: 'outside' } : { kind: 'fixed', version: passed.text },
    fixed,
  };
}

/** What is affected and where each part of it ends, lowest first; explicit versions that no range holds come each for itself. */
export function affectedRanges(compiled: CompiledAffected): { text: string; fixed: string | null }[] {
  const fixes = new Set(compiled.fixes);
  const outside = [...compiled.listed].filter(text => {
    const version = compiled.scheme.parse(text);
    return version === null || !contains(compiled.union, version, compiled.scheme.order);
  });
  return [
    ...compiled.union.map(interval => ({
      text: textOf(interval),
      fixed: interval.upper !== null && fixes.has(interval.upper) ? interval.upper.text : null,
    })),
    ...outside.sort(compiled.scheme.compare).map(text => ({ text: `= ${text}`, fixed: null })),
  ];
}

/** As GitHub writes ranges: `>= 1.0, < 1.2`; `*` for everything. */
export function textOf({ lower, upper }: Interval<unknown>): string {
  if (lower !== null && upper !== null && lower.text === upper.text) return `= ${lower.text}`;
  const bound = (sign: '>' | '<', at: Bound<unknown>) => `${sign}${at.inclusive ? '=' : ''} ${at.text}`;
  const terms = [lower && bound('>', lower), upper && bound('<', upper)].filter(term => term !== null);
  return terms.length === 0 ? '*' : terms.join(', ');
}

function holds(interval: Interval<unknown>, version: unknown, scheme: Scheme): boolean {
  if (version === null) return interval.lower === null && interval.upper === null;
  return contains([interval], version, scheme.order);
}

/** One group for each release, what is said of no release in particular in all of them. */
export function byRelease(affected: readonly AffectedPackage[], release: string | null): AffectedPackage[][] {
  const wanted = release === null ? affected : affected.filter(of => (of.release ?? release) === release);
  const releases = new Set(wanted.flatMap(of => (of.release === null ? [] : [of.release])));
  if (releases.size === 0) return wanted.length === 0 ? [] : [[...wanted]];
  return [...releases].map(name => wanted.filter(of => of.release === null || of.release === name));
}

function unknown(text: string): Verdict {
  return { verdict: 'unknown', because: { kind: 'unknown', text }, fixed: NOTHING };
}
