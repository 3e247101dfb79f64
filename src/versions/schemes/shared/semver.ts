/** What the schemes with SemVer 2.0.0 versions (https://semver.org) share beside npm's own habits. */
import type { Bound } from '../../intervals.ts';
import { compareNumeric, compareText, type Numeric, successor } from '../../numeric.ts';
import type { Release } from '../../scheme.ts';
import {
  type Identifier,
  type NodeVersion,
  numberAt,
  numberEnd,
  orderVersions,
  parseFrom,
  printVersion,
} from './node-version.ts';
import { releaseOf as releaseOfNumbers } from './release.ts';

export type { Identifier } from './node-version.ts';
export type SemVer = NodeVersion;

/** Strict SemVer 2.0.0, without white space or a leading `v`; build metadata is not kept. Null for anything else. */
export function parseSemver(text: string): SemVer | null {
  return parseFrom(text, 0);
}

/** Precedence as §11 defines it. */
export const orderSemver: (a: SemVer, b: SemVer) => number = orderVersions;
export const printSemver: (version: SemVer) => string = printVersion;

/** The release that `numbers` begin; missing ones are zero. */
export function releaseFrom(numbers: readonly Numeric[]): SemVer {
  const [major = 0, minor = 0, patch = 0] = numbers;
  return { major, minor, patch, prerelease: [] };
}

/** The release after all whose numbers are `numbers` up to `position`: `[1, 2, 3]` and 1 give 1.3.0. */
export function releaseAfter(numbers: readonly Numeric[], position: number): SemVer {
  return releaseFrom([...numbers.slice(0, position), successor(numbers[position] ?? 0)]);
}

/** Where `^` raises a version: at the first number that is not zero, or the last one. */
export function caretPosition(numbers: readonly Numeric[]): number {
  const first = numbers.findIndex(number => number !== 0);
  return first === -1 ? numbers.length - 1 : first;
}

/** Below every other pre-release of the same release. */
export function firstPrerelease(version: SemVer): SemVer {
  return { ...version, prerelease: [0] };
}

/** A bound that is written as the version, or as `text`. */
export function boundAt(version: SemVer, inclusive: boolean, text = printSemver(version)): Bound<SemVer> {
  return { version, text, inclusive };
}

/** Ends before `release` and its pre-releases, written without the `-0`. */
export function boundBefore(release: SemVer): Bound<SemVer> {
  return boundAt(firstPrerelease(release), false, printSemver(release));
}

/** The numbers of a version as plain ones; null where one is beyond 2^53 - 1. */
export function releaseOf({
  major,
  minor,
  patch,
}: Pick<SemVer, 'major' | 'minor' | 'patch'>): Release | null {
  return releaseOfNumbers(major, minor, patch);
}

/**
 * One to `most` numbers joined by dots from `start` on, without leading zeros, and where they end: at a dot, too, that no
 * number follows. Null where none starts.
 */
export function readNumbers(
  text: string,
  start: number,
  most: number,
): { numbers: Numeric[]; end: number } | null {
  let end = numberEnd(text, start);
  if (end === -1) return null;
  const numbers = [numberAt(text, start, end)];
  while (numbers.length < most && text[end] === '.') {
    const next = numberEnd(text, end + 1);
    if (next === -1) break;
    numbers.push(numberAt(text, end + 1, next));
    end = next;
  }
  return { numbers, end };
}

/** True when each number is at most `limit`: ecosystems that count in 32 or 64 bits take no greater ones. */
export function areWithin(numbers: readonly Numeric[], limit: Numeric): boolean {
  return numbers.every(number => compareNumeric(number, limit) <= 0);
}

/**
 * The order of two lists of identifiers: numbers below words, words in the order of their characters, a list below the
 * longer ones that it begins. The empty word is below all; only Julia has one.
 */
export function orderIdentifiers(a: readonly Identifier[], b: readonly Identifier[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as Identifier;
    const right = b[i] as Identifier;
    if (left === right) continue;
    if (left === '' || right === '') return left === '' ? -1 : 1;
    if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : 1;
    if (typeof right === 'string') return -1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
