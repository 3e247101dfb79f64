/**
 * Requirements as npm reads them (https://docs.npmjs.com/cli/using-npm/package-spec): ranges and tags of the registry; all else
 * (addresses, paths, members of a workspace) names what no index holds.
 */
import { InputError } from '../../core/errors.ts';
import { contains, intersect } from '../../versions/intervals.ts';
import { npm as semver } from '../../versions/schemes/npm.ts';

type Range = ReturnType<typeof semver.parseRange>;
export type Version = NonNullable<ReturnType<typeof semver.parse>>;

export interface Spec {
  /** As its author wrote it, without the alias; `*` for nothing. */
  text: string;
  kind: 'range' | 'tag' | 'unsupported';
  /** True for `*` itself, which also pre-releases satisfy once they are installed. */
  any: boolean;
  /** Of kind `range` only. */
  range: Range | null;
}

const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\.{1,2}(?:$|[\\/])|~[\\/]|[\\/])|[\\/]/i;
const specs = new Map<string, Spec>();
const MOST_SPECS = 50_000;

/** A requirement read; equal texts give one object. Null is `*`; never throws: what cannot be read is of its own kind. */
export function specOf(text: string | null): Spec {
  const key = text ?? '*';
  let spec = specs.get(key);
  if (spec === undefined) {
    spec = readSpec(key);
    if (specs.size >= MOST_SPECS) specs.clear();
    specs.set(key, spec);
  }
  return spec;
}

function readSpec(raw: string): Spec {
  const text = raw.trim();
  if (text === '' || text === '*')
    return { text: '*', kind: 'range', any: true, range: semver.parseRange('*') };
  const range = rangeOf(text);
  if (range !== null) return { text, kind: 'range', any: false, range };
  const isTag = !ELSEWHERE.test(text) && encodeURIComponent(text) === text;
  return { text, kind: isTag ? 'tag' : 'unsupported', any: false, range: null };
}

/** npm reads loosely: `1.2.3beta` is `1.2.3-beta`, and `1.02.3` is `1.2.3`. Null for what is no range. */
function rangeOf(text: string): Range | null {
  return tryRange(text) ?? (/\d/.test(text) && !ELSEWHERE.test(text) ? tryRange(loosened(text)) : null);
}

function tryRange(text: string): Range | null {
  try {
    return semver.parseRange(text);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function loosened(text: string): string {
  return text
    .replace(/(^|[^\w.-])v?0*(\d{1,16})\.0*(\d{1,16})\.0*(\d{1,16})(?=[A-Za-z])/g, '$1$2.$3.$4-')
    .replace(/(^|[^0-9A-Za-z-])0+(?=\d)/g, '$1');
}

/** Null for what is no version, not even loosely. */
export function versionOf(number: string): Version | null {
  return (
    semver.parse(number) ??
    (/^\s*[v=\s]*\d/.test(number) ? semver.parse(loosened(number.replace(/^[\s=v]+/, ''))) : null)
  );
}

/** What the range admits; with `prereleases` also every pre-release within its bounds. */
export function admits(spec: Spec, version: Version, number: string, prereleases: boolean): boolean {
  const { range } = spec;
  if (range === null) return false;
  if (prereleases) return contains(range.intervals, version, semver.order);
  return (
    semver.includes(range, number) ||
    (semver.parse(number) === null && contains(range.intervals, version, semver.order))
  );
}

/** Whether an installed version satisfies the requirement. Of a tag nobody knows later what it named: everything does. */
export function satisfies(spec: Spec, number: string, prereleases: boolean): boolean {
  if (spec.kind === 'tag') return true;
  if (spec.kind === 'unsupported') return false;
  if (spec.any) return true;
  const version = versionOf(number);
  return version !== null && admits(spec, version, number, prereleases);
}

/** True where a version could satisfy both; also where one of them is no range, so that nobody can tell. */
export function mayMeet(a: Spec, b: Spec): boolean {
  if (a.range === null || b.range === null) return true;
  return intersect(a.range.intervals, b.range.intervals, semver.order).length > 0;
}

/** For `sort`: by precedence, also of numbers that are no versions. */
export function compareNumbers(a: string, b: string): number {
  const left = versionOf(a);
  const right = versionOf(b);
  return left !== null && right !== null ? semver.order(left, right) : semver.compare(a, b);
}
