/**
 * Natural order: what people mean by a version where no rule says so. It is the whole of the `generic` scheme, and
 * `github`, `docker` and `calver` build on it.
 *
 * 1. White space around the text and one `v` in front of a digit do not count, nor does the case of letters.
 * 2. Runs of ASCII digits are numbers. Runs of ASCII letters, and of all characters beyond ASCII, are words. Everything
 *    else separates. There is no version without a number or a word.
 * 3. The numbers in front, joined by `.` or `_`, are the release, and so is a date in front (2024-01-31); the rest is
 *    the tail.
 * 4. A version that starts with a number is above every version that starts with a word.
 * 5. Releases compare number by number; missing numbers are 0: 1.0 = 1.
 * 6. Tails compare token by token. At each place a pre-release word (in the order of pre-release-words.ts; `a`, `b` and
 *    `m` in front of a digit are alpha, beta and milestone) is below the end of the version, which is below any other
 *    word, which is below a number. Behind a release, `final`, `ga`, `release` and `stable` are like the end.
 */
import { isDigit, type Numeric, numeric } from '../../numeric.ts';
import { MAX_VERSION_LENGTH } from '../../scheme.ts';
import { isReleaseWord, STAGE_COUNT, spellWord, stageOf } from './pre-release-words.ts';
import { compareNumbers, compareTokens, type Token } from './tokens.ts';

export interface Natural {
  text: string;
  /** False where the version starts with a word. */
  isNumbered: boolean;
  numbers: readonly Numeric[];
  tail: readonly Token[];
}

const END: Token = { place: STAGE_COUNT, text: '', number: 0 };
const WORD = STAGE_COUNT + 1;
const NUMBER = STAGE_COUNT + 2;

/** Below every tail: bounds that end before the pre-releases of a version have it. */
export const BEFORE_ALL: Token = { place: -1, text: '', number: 0 };

/** Null where the text has no number and no word. Linear in its length. */
export function parseNatural(text: string): Natural | null {
  const lower = text.trim().toLowerCase();
  const start = lower.startsWith('v') && isDigit(lower.charCodeAt(1)) ? 1 : firstToken(lower);
  const [numbers, end] = readRelease(lower, start);
  const isNumbered = numbers.length > 0;
  const tail = readTail(lower, end, isNumbered);
  return isNumbered || tail.length > 0 ? { text, isNumbered, numbers, tail } : null;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?!\d)/;

/** The numbers in front, and where they end. */
function readRelease(lower: string, start: number): [numbers: Numeric[], end: number] {
  const date = DATE.exec(lower.slice(start, start + 'YYYY-MM-DD'.length + 1))?.[0];
  const numbers: Numeric[] = [];
  let at = start;
  while (isDigit(lower.charCodeAt(at))) {
    const end = endOfDigits(lower, at);
    numbers.push(numeric(lower.slice(at, end)));
    at = end;
    const isInDate = date !== undefined && at < start + date.length;
    if (!(isInDate || isJoint(lower.charCodeAt(at))) || !isDigit(lower.charCodeAt(at + 1))) break;
    at++;
  }
  return [numbers, at];
}

/** The tokens of `lower`, which is in lower case, from `from` on. */
export function readTail(lower: string, from: number, isBehindRelease: boolean): Token[] {
  const tail: Token[] = [];
  for (let at = from; at < lower.length; ) {
    const code = lower.charCodeAt(at);
    let end = at + 1;
    if (isDigit(code)) {
      end = endOfDigits(lower, at);
      tail.push({ place: NUMBER, text: '', number: numeric(lower.slice(at, end)) });
    } else if (isLetter(code)) {
      while (end < lower.length && isLetter(lower.charCodeAt(end))) end++;
      const word = spellWord(lower.slice(at, end), isDigit(lower.charCodeAt(end)));
      tail.push(wordToken(word, isBehindRelease));
    }
    at = end;
  }
  return tail;
}

function wordToken(text: string, isBehindRelease: boolean): Token {
  if (isBehindRelease && isReleaseWord(text)) return { place: STAGE_COUNT, text: '', number: 0 };
  return { place: stageOf(text) ?? WORD, text, number: 0 };
}

export function compareNatural(a: Natural, b: Natural): number {
  if (a.isNumbered !== b.isNumbered) return a.isNumbered ? 1 : -1;
  return compareNumbers(a.numbers, b.numbers) || compareTokens(a.tail, b.tail, END);
}

/**
 * `1.2.3-rc.1`: numbers without leading zeros, words in lower case and in their one spelling. What would become longer
 * than a version may be stays as it was written.
 */
export function printNatural({ text, numbers, tail }: Natural): string {
  const rest = tail.map(token => {
    if (token.place === NUMBER) return String(token.number);
    return token.place === STAGE_COUNT ? 'final' : token.text;
  });
  const printed = [numbers.join('.'), rest.join('.')].filter(part => part !== '').join('-');
  return printed.length > MAX_VERSION_LENGTH ? text : printed;
}

export function hasPreReleaseWord(tokens: readonly Token[]): boolean {
  return tokens.some(({ place }) => place < STAGE_COUNT);
}

export function hasNumber(tokens: readonly Token[]): boolean {
  return tokens.some(({ place }) => place === NUMBER);
}

/** The pre-release word that a name ends with (`nightly-`, `beta-v`), as the start of a tail. */
export function preReleaseEnd(lower: string): Token[] {
  const words = readTail(lower, 0, false).filter(({ text }) => text !== 'v');
  return words.slice(-1).filter(({ place }) => place < STAGE_COUNT);
}

/** A version that is one word, whatever its characters. */
export function wordsOnly(text: string): Natural {
  return { text, isNumbered: false, numbers: [], tail: [{ place: WORD, text, number: 0 }] };
}

export function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** In lower case. */
export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code > 0x7f;
}

/** `.` or `_`. */
export function isJoint(code: number): boolean {
  return code === 0x2e || code === 0x5f;
}

function firstToken(lower: string): number {
  let at = 0;
  while (at < lower.length && !isDigit(lower.charCodeAt(at)) && !isLetter(lower.charCodeAt(at))) at++;
  return at;
}
