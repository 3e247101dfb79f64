/**
 * NuGet: SemVer 2.0.0 with an optional fourth number, 32 bits each, compared without regard to case. Ranges hold
 * pre-releases by their order alone; floating versions (`1.*`) hold them only where they say so (`1.*-*`).
 */
import { ALL, type Bound, type Interval } from '../intervals.ts';
import { compareNumeric, type Numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseLoose } from './shared/loose-semver.ts';
import { releaseOf } from './shared/release.ts';
import { areWithin, type Identifier, orderIdentifiers } from './shared/semver.ts';

export interface NugetVersion {
  /** Four. */
  numbers: readonly Numeric[];
  /** In lower case. */
  labels: readonly Identifier[];
  /** The pre-release part as it was written, empty for a release. */
  prerelease: string;
}

export interface NugetRange extends VersionRange<NugetVersion> {
  /** What a pre-release must start with to be in a floating version; null: none is. Absent where nothing floats. */
  prefix?: string | null;
}

const MAX_INT32 = 2_147_483_647;
const FLOATING = /^(?:(\d+(?:\.\d+)*)|(?:(\d+(?:\.\d+)*)\.)?\*)(?:-([0-9A-Za-z.-]*)\*)?$/;

export const nuget = defineScheme<NugetVersion, NugetRange>({
  id: 'nuget',
  aliases: ['nuget.org', 'dotnet', 'paket', 'chocolatey', 'powershell'],
  source: 'https://learn.microsoft.com/en-us/nuget/concepts/package-versioning',
  parse,
  order,
  print,
  isStable: version => version.labels.length === 0,
  release: ({ numbers: [major, minor, patch] }) => releaseOf(major, minor, patch),
  parseRange,
  admits: ({ prerelease }, { prefix }) =>
    prefix === undefined ||
    prerelease === '' ||
    (prefix !== null && prerelease.toLowerCase().startsWith(prefix)),
});

function parse(text: string): NugetVersion | null {
  const trimmed = text.trim();
  const loose = parseLoose(trimmed, 1, 4);
  if (loose === null || !areWithin(loose.numbers, MAX_INT32)) return null;
  const plus = trimmed.indexOf('+');
  const version = plus === -1 ? trimmed : trimmed.slice(0, plus);
  const hyphen = version.indexOf('-');
  const [major = 0, minor = 0, patch = 0, revision = 0] = loose.numbers;
  return {
    numbers: [major, minor, patch, revision],
    labels: loose.prerelease.map(label => (typeof label === 'string' ? label.toLowerCase() : label)),
    prerelease: hyphen === -1 ? '' : version.slice(hyphen + 1),
  };
}

function order(a: NugetVersion, b: NugetVersion): number {
  for (let i = 0; i < 4; i++) {
    const difference = compareNumeric(a.numbers[i] as Numeric, b.numbers[i] as Numeric);
    if (difference !== 0) return difference;
  }
  if (a.labels.length === 0 || b.labels.length === 0)
    return (b.labels.length === 0 ? 0 : 1) - (a.labels.length === 0 ? 0 : 1);
  return orderIdentifiers(a.labels, b.labels);
}

/** Without leading zeros, a fourth number that is zero, and build metadata. */
function print({ numbers, prerelease }: NugetVersion): string {
  const release = numbers.slice(0, numbers[3] === 0 ? 3 : 4).join('.');
  return prerelease === '' ? release : `${release}-${prerelease}`;
}

/** Nothing at all is every version, as for a dependency of a nuspec that names none. */
function parseRange(text: string): NugetRange {
  const whole = text.trim();
  if (whole === '') return { intervals: ALL };
  if (whole.startsWith('[') || whole.startsWith('(')) return bracketed(whole, text);
  if (whole.includes('*')) return floating(whole, text);
  return { intervals: [{ lower: boundAt(whole, true, text), upper: null }] };
}

function bracketed(whole: string, range: string): NugetRange {
  const close = whole.at(-1);
  if (close !== ']' && close !== ')') throw badRange('nuget', range, 'the interval is not closed');
  const isFromIncluded = whole.startsWith('[');
  const isToIncluded = close === ']';
  const parts = whole
    .slice(1, -1)
    .split(',')
    .map(part => part.trim());
  const [from = '', to] = parts;
  if (parts.length > 2) throw badRange('nuget', range, 'an interval has two ends');
  if (to === undefined) {
    if (!isFromIncluded || !isToIncluded) throw badRange('nuget', range, 'one version alone stands in [ ]');
    const bound = boundAt(from, true, range);
    return { intervals: [{ lower: bound, upper: bound }] };
  }
  if (from === '' && to === '') {
    if (isFromIncluded || isToIncluded) throw badRange('nuget', range, 'no end can be included');
    return { intervals: ALL };
  }
  const upper = to === '' ? null : boundAt(to, isToIncluded, range);
  if (from.includes('*')) return fromFloating(from, upper, range);
  return { intervals: [ordered(from === '' ? null : boundAt(from, isFromIncluded, range), upper, range)] };
}

/** `[1.*, 2.0)`: the upper bound stands, so the float says no more than where to begin, and whether pre-releases count. */
function fromFloating(from: string, upper: Bound<NugetVersion> | null, range: string): NugetRange {
  const { intervals, prefix } = floating(from, range);
  return { intervals: [ordered(intervals[0]?.lower ?? null, upper, range)], prefix };
}

function ordered(
  lower: Bound<NugetVersion> | null,
  upper: Bound<NugetVersion> | null,
  range: string,
): Interval<NugetVersion> {
  if (lower !== null && upper !== null) {
    const span = order(lower.version, upper.version);
    if (span > 0 || (span === 0 && !(lower.inclusive && upper.inclusive)))
      throw badRange('nuget', range, 'no version lies between its ends');
  }
  return { lower, upper };
}

/** `1.2.*`, `1.2.*-rc*`, `1.2.0-*` and `*`: the versions that the pattern matches. */
function floating(written: string, range: string): NugetRange {
  const match = FLOATING.exec(written);
  const whole = match?.[1];
  const front = match?.[2];
  if (match === null || (whole !== undefined && match[3] === undefined))
    throw badRange('nuget', range, `"${written.slice(0, 40)}" is no floating version`);
  const prefix = match[3]?.toLowerCase() ?? null;
  if (whole === undefined && front === undefined) return { intervals: ALL, prefix };
  const first = boundAt(whole ?? (front as string), true, range);
  const lower = prefix === null ? { ...first, text: print(first.version) } : firstPrerelease(first.version);
  if (whole !== undefined) return { intervals: [{ lower, upper: first }], prefix };
  const position = (front as string).split('.').length - 1;
  if (position > 2) throw badRange('nuget', range, 'a version has four numbers');
  return { intervals: [{ lower, upper: before(releaseAfter(first.version, position)) }], prefix };
}

function releaseAfter({ numbers }: NugetVersion, position: number): NugetVersion {
  const raised = numbers.map((number, i) => (i < position ? number : i === position ? successor(number) : 0));
  return { numbers: raised, labels: [], prerelease: '' };
}

function firstPrerelease({ numbers }: NugetVersion): Bound<NugetVersion> {
  const version: NugetVersion = { numbers, labels: [0], prerelease: '0' };
  return { version, text: print(version), inclusive: true };
}

/** Ends before the pre-releases of `release`, written without the `-0`. */
function before(release: NugetVersion): Bound<NugetVersion> {
  return { ...firstPrerelease(release), text: print(release), inclusive: false };
}

function boundAt(written: string, inclusive: boolean, range: string): Bound<NugetVersion> {
  const version = written.length > 1_024 ? null : parse(written);
  if (version === null) throw badRange('nuget', range, `"${written.slice(0, 40)}" is no version`);
  return { version, text: written, inclusive };
}
