/**
 * The order of two versions straight from their text, for the spellings that nearly all of them have: numbers, and after
 * them at most one of `a1`, `b1`, `rc1`, `.dev1`, `.post1`. Nothing is allocated or remembered, so that lists of versions
 * that were never seen before sort fast.
 */
import { isDigit } from '../../numeric.ts';
import { codeAt } from './pep440-parse.ts';

const DOT = 0x2e;
const ZERO = 0x30;
/** Numbers of so many digits are exact, also where two of them make one key. */
const MAX_DIGITS = 9;
const UNKNOWN = -1;
/** Suffixes in their order; the number after one is less than the step to the next. */
const STEP = 10 ** MAX_DIGITS;
const KEY = { dev: 0, alpha: STEP, beta: 2 * STEP, candidate: 3 * STEP, none: 4 * STEP, post: 5 * STEP };

/** Null where it takes more to tell: epochs, several suffixes, local versions, other spellings, what is no version. */
export function quickOrder(a: string, b: string): number | null {
  let order = 0;
  let i = 0;
  let j = 0;
  for (let inA = true, inB = true; inA || inB; ) {
    let left = 0;
    let right = 0;
    if (inA) {
      const start = i;
      while (isDigit(codeAt(a, i))) left = left * 10 + a.charCodeAt(i++) - ZERO;
      if (i === start || i - start > MAX_DIGITS) return null;
      inA = codeAt(a, i) === DOT && isDigit(codeAt(a, i + 1));
      if (inA) i++;
    }
    if (inB) {
      const start = j;
      while (isDigit(codeAt(b, j))) right = right * 10 + b.charCodeAt(j++) - ZERO;
      if (j === start || j - start > MAX_DIGITS) return null;
      inB = codeAt(b, j) === DOT && isDigit(codeAt(b, j + 1));
      if (inB) j++;
    }
    if (order === 0) order = left - right;
  }
  const left = i === a.length ? KEY.none : suffixKey(a, i);
  const right = j === b.length ? KEY.none : suffixKey(b, j);
  if (left === UNKNOWN || right === UNKNOWN) return null;
  return order === 0 ? left - right : order;
}

function suffixKey(text: string, at: number): number {
  switch (text.charAt(at)) {
    case 'a':
      return withNumber(KEY.alpha, text, at + 1);
    case 'b':
      return withNumber(KEY.beta, text, at + 1);
    case 'r':
      return text.charAt(at + 1) === 'c' ? withNumber(KEY.candidate, text, at + 2) : UNKNOWN;
    case '.':
      if (text.startsWith('dev', at + 1)) return withNumber(KEY.dev, text, at + 4);
      return text.startsWith('post', at + 1) ? withNumber(KEY.post, text, at + 5) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Digits, and nothing after them. */
function withNumber(key: number, text: string, start: number): number {
  const length = text.length - start;
  if (length === 0 || length > MAX_DIGITS) return UNKNOWN;
  let number = 0;
  for (let at = start; at < text.length; at++) {
    if (!isDigit(codeAt(text, at))) return UNKNOWN;
    number = number * 10 + codeAt(text, at) - ZERO;
  }
  return key + number;
}
