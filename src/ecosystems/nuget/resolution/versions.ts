/** Which version a requirement takes when it asks alone: https://learn.microsoft.com/nuget/concepts/dependency-resolution#dependency-resolution-rules */
import { InputError } from '../../../core/errors.ts';
import type { Budget } from '../../../resolving/budget.ts';
import type { Candidate, UniversePackage } from '../../../resolving/types.ts';
import { type NugetRange, nuget as scheme } from '../../../versions/schemes/nuget.ts';

export interface Requirement {
  text: string;
  range: NugetRange;
  /** A floating version takes the highest, every other range the lowest. */
  floats: boolean;
  /** True where a bound is a pre-release, or the float says so: only then are pre-releases taken. */
  prereleases: boolean;
}

/** Null for what is no range. Remembers what it read. */
export function requirementReader(): (text: string) => Requirement | null {
  const known = new Map<string, Requirement | null>();
  return text => {
    let requirement = known.get(text);
    if (requirement === undefined) {
      requirement = read(text);
      known.set(text, requirement);
    }
    return requirement;
  };
}

function read(text: string): Requirement | null {
  try {
    const range = scheme.parseRange(text);
    const bounds = range.intervals.flatMap(({ lower, upper }) => [lower, upper]);
    const hasPrerelease = bounds.some(
      bound => bound !== null && bound.version.labels.length > 0 && range.prefix === undefined,
    );
    return {
      text,
      range,
      floats: range.prefix !== undefined,
      prereleases: hasPrerelease || (range.prefix !== undefined && range.prefix !== null),
    };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/**
 * The version that a requirement takes: the lowest in it, of a floating one the highest that is listed. Versions that are not
 * listed are installed as others are when a range begins with them.
 */
export function pick(
  { versions }: UniversePackage,
  { range, floats, prereleases }: Requirement,
  locked: string | undefined,
  allPrereleases: boolean,
  budget: Budget,
): Candidate | null {
  let found: Candidate | null = null;
  let unlisted: Candidate | null = null;
  for (const candidate of versions) {
    budget.spend();
    const { number, status } = candidate;
    if (!scheme.includes(range, number)) continue;
    if (locked !== undefined && scheme.equals(locked, number)) return candidate;
    if (!prereleases && !allPrereleases && !scheme.isStable(number)) continue;
    if (!floats) {
      found ??= candidate;
      if (locked === undefined) return found;
    } else if (status === 'unlisted') unlisted = candidate;
    else found = candidate;
  }
  return found ?? unlisted;
}

/** Whether the version with which the range begins is there; true where it begins with none. */
export function hasBeginning({ range, floats }: Requirement, versions: readonly Candidate[]): boolean {
  const lower = range.intervals[0]?.lower ?? null;
  if (floats || lower === null || !lower.inclusive) return true;
  return versions.some(({ number }) => scheme.equals(lower.text, number));
}

/** `<0`: below all that the range holds, `>0`: not below, and not in it; 0: in it. */
export function position({ range }: Requirement, version: string): number {
  if (scheme.includes(range, version)) return 0;
  const lower = range.intervals[0]?.lower ?? null;
  return lower !== null && scheme.compare(version, lower.text) <= 0 ? -1 : 1;
}
