/** What follows from a scheme's order: sorting, and the one rule of which version is the latest. */
import { compareBytes } from './numeric.ts';

/** The part of a scheme that is needed here. */
export interface Ordering {
  compare(a: string, b: string): number;
  /** False for pre-releases and for what is no version. */
  isStable(version: string): boolean;
}

/** A version as a registry lists it. It is in good standing with no status (or null) and not yanked. */
export interface ListedVersion {
  number: string;
  status?: string | null;
  yanked?: boolean;
}

export interface LatestOptions {
  /** Take a pre-release also where a stable version stands, when it is higher. Default false. */
  includePrerelease?: boolean;
  /** Answer null rather than a version that is yanked, deprecated or removed. Default true. */
  excludeYanked?: boolean;
}

/** Oldest first: by the scheme's order, then, among equal versions, by the UTF-8 bytes of their text. A new array. */
export function sort(scheme: Pick<Ordering, 'compare'>, versions: readonly string[]): string[] {
  return [...versions].sort((a, b) => compareVersions(scheme, a, b));
}

/**
 * The latest version: the highest stable one in good standing; where none is stable, the highest in good standing; where
 * none is in good standing, null, or with `excludeYanked: false` the same among the others. A string that is no version
 * counts as a pre-release below all versions. Of equal versions, the last in the order of `sort`.
 */
export function latest(
  scheme: Ordering,
  versions: readonly ListedVersion[],
  { includePrerelease = false, excludeYanked = true }: LatestOptions = {},
): string | null {
  let best: { number: string; rank: number } | null = null;
  for (const version of versions) {
    const { number } = version;
    const stands = (version.status ?? null) === null && version.yanked !== true;
    if (excludeYanked && !stands) continue;
    const rank = (stands ? 2 : 0) + (includePrerelease || scheme.isStable(number) ? 1 : 0);
    if (
      best !== null &&
      (rank < best.rank || (rank === best.rank && compareVersions(scheme, number, best.number) <= 0))
    )
      continue;
    best = { number, rank };
  }
  return best === null ? null : best.number;
}

function compareVersions(scheme: Pick<Ordering, 'compare'>, a: string, b: string): number {
  return scheme.compare(a, b) || compareBytes(a, b);
}
