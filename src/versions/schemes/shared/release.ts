/** The numbers at the front of a version as plain ones. */
import type { Numeric } from '../../numeric.ts';
import type { Release } from '../../scheme.ts';

/** Absent numbers are 0; null where one of them is beyond 2^53 - 1. */
export function releaseOf(major: Numeric = 0, minor: Numeric = 0, patch: Numeric = 0): Release | null {
  const release = { major: Number(major), minor: Number(minor), patch: Number(patch) };
  return Object.values(release).every(Number.isSafeInteger) ? release : null;
}
