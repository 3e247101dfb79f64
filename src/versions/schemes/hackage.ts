/**
 * Hackage: versions of Haskell packages, whole numbers joined by dots (https://pvp.haskell.org/). A version is less than
 * one that goes on after it: `1.2` comes before `1.2.0`. There are no pre-releases: every version is stable. A tag
 * (`1.2-beta`) is long deprecated; as in Cabal it is read and does not count.
 */
import { isDigit } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { parseCabalRange } from './shared/cabal-range.ts';
import { releaseOf } from './shared/release.ts';

export type HackageVersion = readonly number[];

/** Cabal reads no number with more digits. */
const MAX_DIGITS = 9;

export const hackage = defineScheme<HackageVersion>({
  id: 'hackage',
  aliases: ['hackage.haskell.org', 'hackage-pvp', 'pvp', 'cabal', 'stackage', 'ghc'],
  source: 'https://pvp.haskell.org/',
  parse,
  order,
  print: version => version.join('.'),
  isStable: () => true,
  release: ([major, minor, patch]) => releaseOf(major, minor, patch),
  parseRange: text => parseCabalRange(text, { parse, order }),
});

function parse(text: string): HackageVersion | null {
  const numbers: number[] = [];
  for (let at = 0; ; at++) {
    const start = at;
    while (isDigit(text.charCodeAt(at))) at++;
    const digits = at - start;
    if (digits === 0 || digits > MAX_DIGITS || (digits > 1 && text[start] === '0')) return null;
    numbers.push(Number(text.slice(start, at)));
    if (at === text.length) return numbers;
    if (text[at] === '-') return /^(?:-[A-Za-z0-9]+)+$/.test(text.slice(at)) ? numbers : null;
    if (text[at] !== '.') return null;
  }
}

function order(a: HackageVersion, b: HackageVersion): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
