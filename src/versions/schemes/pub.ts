/**
 * pub: SemVer 2.0.0 whose build metadata orders too (`1.2.3` < `1.2.3+1`), and whose ranges end before the pre-releases of
 * an exclusive upper bound, unless the lower bound is a pre-release of the same version.
 */
import { ALL, type Bound, type Interval, NONE } from '../intervals.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseLoose, printTail } from './shared/loose-semver.ts';
import {
  areWithin,
  firstPrerelease,
  type Identifier,
  orderIdentifiers,
  orderSemver,
  printSemver,
  releaseAfter,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

export interface PubVersion extends SemVer {
  build: readonly Identifier[];
}

const MAX_INT64 = '9223372036854775807';
const OPERATORS = ['>=', '<=', '>', '<'] as const;

export const pub = defineScheme<PubVersion>({
  id: 'pub',
  aliases: ['pub.dev', 'dart', 'flutter'],
  source: 'https://dart.dev/tools/pub/dependencies#version-constraints',
  parse,
  order,
  print: version => printSemver(version) + printTail([], version.build),
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
});

function parse(text: string): PubVersion | null {
  const loose = parseLoose(text, 3, 3);
  if (loose === null || !areWithin(loose.numbers, MAX_INT64)) return null;
  const [major = 0, minor = 0, patch = 0] = loose.numbers;
  return { major, minor, patch, prerelease: loose.prerelease, build: loose.build };
}

function order(a: PubVersion, b: PubVersion): number {
  return orderSemver(a, b) || orderIdentifiers(a.build, b.build);
}

function parseRange(text: string): VersionRange<PubVersion> {
  const whole = text.trim();
  if (whole === 'any') return { intervals: ALL };
  if (whole.startsWith('^')) return { intervals: [caret(whole.slice(1).trim(), text)] };
  let lower: Bound<PubVersion> | null = null;
  let upper: Bound<PubVersion> | null = null;
  for (const { operator, written } of terms(whole, text)) {
    const bound = readBound(written, operator !== '<' && operator !== '>', text);
    if (!operator.startsWith('<') && tightens(bound, lower, 1)) lower = bound;
    if (!operator.startsWith('>') && tightens(bound, upper, -1)) upper = bound;
  }
  if (lower !== null && upper !== null) {
    const span = order(lower.version, upper.version);
    if (span > 0 || (span === 0 && !(lower.inclusive && upper.inclusive))) return { intervals: NONE };
  }
  return { intervals: [{ lower, upper: upper === null ? null : beforePrereleases(upper, lower) }] };
}

/** Comparators stand side by side, with or without white space. */
function terms(whole: string, range: string): { operator: string; written: string }[] {
  const found: { operator: string; written: string }[] = [];
  for (let at = 0; at < whole.length; ) {
    const operator = OPERATORS.find(known => whole.startsWith(known, at)) ?? '';
    at = skipSpaces(whole, at + operator.length);
    let end = at;
    while (end < whole.length && !/[\s<>]/.test(whole.charAt(end))) end++;
    found.push({ operator, written: whole.slice(at, end) });
    at = skipSpaces(whole, end);
  }
  if (found.length === 0) throw badRange('pub', range, 'it is empty; "any" stands for every version');
  return found;
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** `^1.2.3` reaches to the next major version, `^0.1.2` and `^0.0.1` to the next minor one. */
function caret(written: string, range: string): Interval<PubVersion> {
  const lower = readBound(written, true, range);
  const { major, minor, patch } = lower.version;
  const next = releaseAfter([major, minor, patch], major === 0 ? 1 : 0);
  const upper = {
    version: { ...firstPrerelease(next), build: [] },
    text: printSemver(next),
    inclusive: false,
  };
  return { lower, upper };
}

function readBound(written: string, inclusive: boolean, range: string): Bound<PubVersion> {
  const version = written.length > 1_024 ? null : parse(written);
  if (version === null) throw badRange('pub', range, `"${written.slice(0, 40)}" is no version`);
  return { version, text: written, inclusive };
}

function tightens(bound: Bound<PubVersion>, than: Bound<PubVersion> | null, direction: 1 | -1): boolean {
  if (than === null) return true;
  const difference = order(bound.version, than.version) * direction;
  return difference > 0 || (difference === 0 && !bound.inclusive);
}

function beforePrereleases(upper: Bound<PubVersion>, lower: Bound<PubVersion> | null): Bound<PubVersion> {
  const { version, inclusive } = upper;
  if (inclusive || version.prerelease.length > 0 || version.build.length > 0) return upper;
  const isSameRelease =
    lower !== null &&
    lower.version.prerelease.length > 0 &&
    lower.version.major === version.major &&
    lower.version.minor === version.minor &&
    lower.version.patch === version.patch;
  return isSameRelease ? upper : { ...upper, version: { ...firstPrerelease(version), build: [] } };
}
