/** The numbers at the front of versions that are texts with numbers in them rather than numbers. */
import { numeric } from '../../numeric.ts';
import type { Release } from '../../scheme.ts';
import { releaseOf } from './release.ts';

const FRONT = /^(\d+)(?:\.(\d+)(?:\.(\d+))?)?/;

/** Up to three numbers joined by dots; null where `text` starts with none, or with one beyond 2^53 - 1. */
export function leadingRelease(text: string): Release | null {
  const numbers = FRONT.exec(text)?.slice(1);
  if (numbers === undefined) return null;
  const [major, minor, patch] = numbers.map(digits => numeric(digits ?? '0'));
  return releaseOf(major, minor, patch);
}
