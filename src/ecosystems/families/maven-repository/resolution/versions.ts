/** Which versions of a package a requirement names: https://maven.apache.org/pom.html#dependency-version-requirement-specification */
import { InputError } from '../../../../core/errors.ts';
import type { Budget } from '../../../../resolving/budget.ts';
import type { Candidate, UniversePackage } from '../../../../resolving/types.ts';
import { type MavenRange, maven as scheme } from '../../../../versions/schemes/maven.ts';
import { isSnapshot } from '../coordinates.ts';

/** A requirement that was read: of a range its set, of a wish (`1.0`) null. */
export type Constraint = { range: MavenRange | null } | 'unreadable';

const SOFT: Constraint = { range: null };

export function constraintOf(requirement: string): Constraint {
  if (requirement.includes('${')) return 'unreadable';
  if (!/^[[(]/.test(requirement)) return SOFT;
  try {
    return { range: scheme.parseRange(requirement) };
  } catch (error) {
    if (error instanceof InputError) return 'unreadable';
    throw error;
  }
}

/** `[1.0]` names its version whether or not a repository lists it; null for other ranges. */
export function pinned({ intervals }: MavenRange): string | null {
  const [only, another] = intervals;
  if (only === undefined || another !== undefined || !only.lower || !only.upper) return null;
  const isOne =
    only.lower.inclusive &&
    only.upper.inclusive &&
    scheme.order(only.lower.version, only.upper.version) === 0;
  return isOne ? only.lower.text : null;
}

/** Those in good standing that the range holds, lowest first. */
export function within(pack: UniversePackage, range: MavenRange, budget: Budget): Candidate[] {
  return pack.versions.filter(({ number, status }) => {
    budget.spend();
    return status === null && scheme.includes(range, number);
  });
}

/** `LATEST` is the highest version of all, `RELEASE` the highest that is no snapshot. */
export function newest(pack: UniversePackage, word: string): Candidate | null {
  const standing = pack.versions.filter(({ status }) => status === null);
  const wanted = word === 'LATEST' ? standing : standing.filter(({ number }) => !isSnapshot(number));
  return wanted.at(-1) ?? null;
}

/** The version that one who asks alone gets; what the ecosystem calls latest where nothing is asked for. */
export function bestOf(pack: UniversePackage, requirement: string | null, budget: Budget): Candidate | null {
  if (requirement === null)
    return pack.versions.find(({ number }) => number === pack.latest) ?? pack.versions.at(-1) ?? null;
  if (requirement === 'LATEST' || requirement === 'RELEASE') return newest(pack, requirement);
  const exact = pack.versions.find(({ number }) => number === requirement);
  if (exact !== undefined) return exact;
  const constraint = constraintOf(requirement);
  return constraint === 'unreadable' || constraint.range === null
    ? null
    : (within(pack, constraint.range, budget).at(-1) ?? null);
}
