/**
 * The order of two versions straight from their text. Most pairs are decided by their numbers, and then nothing is
 * allocated or remembered, so that lists of versions that were never seen before sort fast.
 */
import { identifiersEnd, isIdentifierCode, MAX_LENGTH, numberEnd } from './node-version.ts';

const PLUS = 0x2b;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_V = 0x76;

type Tail = 'release' | 'prerelease' | 'unknown';

/** Null where it takes more than numbers to tell: two pre-releases of one version, white space, what is no version. */
export function quickOrder(a: string, b: string): number | null {
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return null;
  let i = a.charCodeAt(0) === LOWER_V ? 1 : 0;
  let j = b.charCodeAt(0) === LOWER_V ? 1 : 0;
  let order = 0;
  for (let part = 0; part < 3; part++) {
    if (part > 0 && (a.charCodeAt(i++) !== DOT || b.charCodeAt(j++) !== DOT)) return null;
    const iEnd = numberEnd(a, i);
    const jEnd = numberEnd(b, j);
    if (iEnd === -1 || jEnd === -1) return null;
    // Without leading zeros, the longer number is the greater one.
    if (order === 0) order = iEnd - i - (jEnd - j);
    while (order === 0 && i < iEnd) order = a.charCodeAt(i++) - b.charCodeAt(j++);
    i = iEnd;
    j = jEnd;
  }
  const left = tailAt(a, i);
  const right = tailAt(b, j);
  if (left === 'unknown' || right === 'unknown') return null;
  if (order !== 0) return order;
  if (left === right) return left === 'release' ? 0 : null;
  return left === 'release' ? 1 : -1;
}

/** What follows the three numbers, in one pass: an identifier is not empty, and a number has no leading zero. */
function tailAt(text: string, start: number): Tail {
  const { length } = text;
  if (start === length) return 'release';
  if (text.charCodeAt(start) === PLUS)
    return identifiersEnd(text, start + 1) === length ? 'release' : 'unknown';
  if (text.charCodeAt(start) !== HYPHEN) return 'unknown';
  let first = start + 1;
  let isNumber = true;
  for (let at = first; ; at++) {
    const code = at < length ? text.charCodeAt(at) : DOT;
    if (code >= ZERO && code <= NINE) continue;
    if (code !== DOT && code !== PLUS) {
      if (!isIdentifierCode(code)) return 'unknown';
      isNumber = false;
      continue;
    }
    if (at === first || (isNumber && at - first > 1 && text.charCodeAt(first) === ZERO)) return 'unknown';
    if (at === length) return 'prerelease';
    if (code === PLUS) return identifiersEnd(text, at + 1) === length ? 'prerelease' : 'unknown';
    first = at + 1;
    isNumber = true;
  }
}
