/** Sets of comparators that must all hold, put together bound by bound, and what partial versions mean as bounds. */
import type { Interval } from '../../intervals.ts';
import { type Numeric, successor } from '../../numeric.ts';
import type { PartialVersion } from './node-partial.ts';
import { type Identifier, type NodeVersion, orderVersions } from './node-version.ts';

export interface ComparatorSet {
  interval: Interval<NodeVersion>;
  /** Versions with a pre-release part that its comparators name: only their `major.minor.patch` admits pre-releases. */
  prereleases: NodeVersion[];
  /** True once a comparator was added; without one the set is "anything". */
  isBounded: boolean;
  /** True when it holds `<0.0.0-0`, which nothing satisfies. */
  isNothing: boolean;
}

const RELEASE: readonly Identifier[] = [];
const FIRST_PRERELEASE: readonly Identifier[] = [0];

export function emptySet(): ComparatorSet {
  return { interval: { lower: null, upper: null }, prereleases: [], isBounded: false, isNothing: false };
}

export function addLower(set: ComparatorSet, version: NodeVersion, text: string, inclusive: boolean): void {
  note(set, version);
  const { lower } = set.interval;
  const difference = lower === null ? 1 : orderVersions(version, lower.version);
  if (difference > 0 || (difference === 0 && !inclusive)) set.interval.lower = { version, text, inclusive };
}

export function addUpper(set: ComparatorSet, version: NodeVersion, text: string, inclusive: boolean): void {
  note(set, version);
  if (!inclusive && isLeast(version)) set.isNothing = true;
  const { upper } = set.interval;
  const difference = upper === null ? -1 : orderVersions(version, upper.version);
  if (difference < 0 || (difference === 0 && !inclusive)) set.interval.upper = { version, text, inclusive };
}

/** At least the first release that starts like `partial`. From 0.0.0 on is "anything", which is no comparator at all. */
export function addFloor(set: ComparatorSet, partial: PartialVersion): void {
  const version = floorOf(partial);
  if (!isZero(version) || version.prerelease.length > 0)
    addLower(set, version, textOf(partial, version), true);
}

/** Below `version` and its pre-releases, which is what `<` before an incomplete version means. */
export function addBelow(set: ComparatorSet, { major, minor, patch }: NodeVersion): void {
  const least = { major, minor, patch, prerelease: FIRST_PRERELEASE };
  addUpper(set, least, `${major}.${minor}.${patch}`, false);
}

function note(set: ComparatorSet, version: NodeVersion): void {
  set.isBounded = true;
  if (version.prerelease.length > 0) set.prereleases.push(version);
}

function isZero({ major, minor, patch }: NodeVersion): boolean {
  return major === 0 && minor === 0 && patch === 0;
}

function isLeast(version: NodeVersion): boolean {
  return isZero(version) && version.prerelease.length === 1 && version.prerelease[0] === 0;
}

export function isWildcard({ major, minor, patch }: PartialVersion): boolean {
  return major === null || minor === null || patch === null;
}

/** The least release that starts like `partial`, or the version itself. */
export function floorOf({ major, minor, patch, prerelease }: PartialVersion): NodeVersion {
  if (major === null) return release(0, 0, 0);
  if (minor === null) return release(major, 0, 0);
  if (patch === null) return release(major, minor, 0);
  return { major, minor, patch, prerelease };
}

/** The normal spelling of `version`, the floor of `partial`. */
export function textOf(partial: PartialVersion, { major, minor, patch }: NodeVersion): string {
  return isWildcard(partial) ? `${major}.${minor}.${patch}` : partial.text;
}

/** The first release after all that have the numbers of `partial`, of which the patch never counts. */
export function ceilingOf({ major, minor }: PartialVersion): NodeVersion {
  if (minor === null) return release(successor(major ?? 0), 0, 0);
  return release(major ?? 0, successor(minor), 0);
}

/** `^` keeps the first number that is not zero. */
export function caretCeilingOf({ major, minor, patch }: PartialVersion): NodeVersion {
  if (minor === null || major !== 0) return release(successor(major ?? 0), 0, 0);
  if (patch === null || minor !== 0) return release(0, successor(minor), 0);
  return release(0, 0, successor(patch));
}

function release(major: Numeric, minor: Numeric, patch: Numeric): NodeVersion {
  return { major, minor, patch, prerelease: RELEASE };
}
