/**
 * Versions of modules: `RELEASE[-PRERELEASE][+BUILD]`, relaxed from SemVer in that a release is any number of identifiers,
 * which may have letters: https://bazel.build/external/module#version_format.
 *
 * Identifiers of digits compare as numbers and are below those with letters, which compare as text. A longer release is
 * above the one it begins with, a pre-release below its release; the build does not count.
 */
import { compareBytes, compareNumeric, type Numeric, numeric } from '../../versions/numeric.ts';
import type { VersionRules } from '../ecosystem.ts';

const MAX_LENGTH = 1_024;
const VERSION = /^([A-Za-z0-9.]+)(?:-([A-Za-z0-9.-]+))?(?:\+[A-Za-z0-9.-]+)?$/;
const DIGITS = /^[0-9]+$/;

interface Parsed {
  release: string[];
  prerelease: string[] | null;
}

function parse(version: string): Parsed | null {
  if (version.length > MAX_LENGTH) return null;
  const match = VERSION.exec(version);
  if (match === null) return null;
  const release = (match[1] as string).split('.');
  const prerelease = match[2]?.split('.') ?? null;
  return [...release, ...(prerelease ?? [])].includes('') ? null : { release, prerelease };
}

/** What is no version is below all versions, and ordered by its bytes. */
function compare(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) {
    if (left === null && right === null) return compareBytes(a, b);
    return left === null ? -1 : 1;
  }
  const releases = compareLists(left.release, right.release);
  if (releases !== 0) return releases;
  if (left.prerelease === null || right.prerelease === null)
    return Number(left.prerelease === null) - Number(right.prerelease === null);
  return compareLists(left.prerelease, right.prerelease);
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareIdentifiers(a[i] as string, b[i] as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareIdentifiers(a: string, b: string): number {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) return compareNumeric(left, right);
  if (left === null && right === null) return a < b ? -1 : a > b ? 1 : 0;
  return left === null ? 1 : -1;
}

function numberOf(identifier: string): Numeric | null {
  return DIGITS.test(identifier) ? numeric(identifier) : null;
}

export const versions: VersionRules = {
  compare,
  isValid: version => parse(version) !== null,
  isStable: version => parse(version)?.prerelease === null,
};
