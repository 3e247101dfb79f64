/**
 * Versions of Maven, in the order of `ComparableVersion` of Maven 3.9: https://maven.apache.org/pom.html#version-order-specification.
 *
 * A version is a sequence of tokens, cut at dots, at hyphens and between digits and letters. A hyphen (or such a cut)
 * opens a list that lasts to the end of the version, so that a flag on the token is all there is to the nesting. Nulls
 * (0, "", final, ga, release) are trimmed at the end and in front of each list. At one place the order is
 *
 *     alpha < beta < milestone < rc < snapshot < (end) < sp < other words by letter < -number < .number
 *
 * Maven's own comparison is no order where a word stands behind a dot and in front of another token (it has
 * 1-rc < 1 < 1.x.2 < 1-rc), or where a list starts with a list (1-0-1). Here a word behind a dot always is like one
 * behind a hyphen, as the specification says (`.qualifier` = `-qualifier`) and as Maven does at the end of a version,
 * and a list in a list is that list, as in Maven's canonical form (1-1 for 1-0-1).
 */
import { isDigit, type Numeric, numeric } from '../../numeric.ts';
import { MAX_VERSION_LENGTH } from '../../scheme.ts';
import { compareTokens, type Token } from './tokens.ts';

export interface MavenVersion {
  text: string;
  tokens: readonly Token[];
}

const RELEASE = 5;
const OTHER_WORD = 7;
const LIST_NUMBER = 8;
const DOT_NUMBER = 9;

const WORDS: ReadonlyMap<string, Token> = new Map(
  ['alpha', 'beta', 'milestone', 'rc', 'snapshot', 'ga', 'sp'].map(
    (text, place) => [text, { place, text: place === RELEASE ? '' : text, number: 0 }] as const,
  ),
);
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['final', 'ga'],
  ['release', 'ga'],
  ['cr', 'rc'],
]);
/** What a letter means where a digit follows at once. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);
const END: Token = { place: RELEASE, text: '', number: 0 };

/** The ends of a prefix: below and above all versions that start with it. */
export const LEAST: Token = { place: -1, text: '', number: 0 };
export const GREATEST: Token = { place: DOT_NUMBER + 1, text: '', number: 0 };

/** Null for empty text, and for characters that Maven allows in no version, or white space. Linear in its length. */
export function parseMaven(text: string): MavenVersion | null {
  if (text === '' || !isAllowed(text)) return null;
  return { text, tokens: trimNulls(readTokens(text.toLowerCase())) };
}

/** See ILLEGAL_VERSION_CHARS in https://maven.apache.org/ref/3.9.9/maven-model-builder/; control characters as well. */
const ILLEGAL: readonly boolean[] = Array.from(
  { length: 128 },
  (_, code) => code <= 0x20 || code === 0x7f || '\\/:"<>|?*[](){},'.includes(String.fromCharCode(code)),
);

function isAllowed(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (ILLEGAL[text.charCodeAt(i)] === true) return false;
  return true;
}

function readTokens(lower: string): Token[] {
  const tokens: Token[] = [];
  let isList = false;
  for (let at = 0; at < lower.length; ) {
    const start = at;
    if (isDigit(lower.charCodeAt(at))) {
      while (isDigit(lower.charCodeAt(at))) at++;
      tokens.push(numberToken(numeric(lower.slice(start, at)), isList));
    } else {
      while (at < lower.length && isWordPart(lower.charCodeAt(at))) at++;
      // Nothing between two separators is a zero.
      if (at === start) tokens.push(numberToken(0, isList));
      else tokens.push(wordToken(lower.slice(start, at), isDigit(lower.charCodeAt(at))));
    }
    const next = lower.charCodeAt(at);
    isList = next !== 0x2e;
    if (isSeparator(next)) at++;
  }
  return tokens;
}

/** Most numbers are small: their tokens are made once. */
const SMALL: readonly Token[] = Array.from({ length: 100 }, (_, number) => ({
  place: DOT_NUMBER,
  text: '',
  number,
}));

function numberToken(number: Numeric, isList: boolean): Token {
  const known = !isList && typeof number === 'number' ? SMALL[number] : undefined;
  return known ?? { place: isList ? LIST_NUMBER : DOT_NUMBER, text: '', number };
}

function wordToken(word: string, isBeforeDigit: boolean): Token {
  const spelled = (isBeforeDigit ? LETTERS.get(word) : undefined) ?? ALIASES.get(word) ?? word;
  return WORDS.get(spelled) ?? { place: OTHER_WORD, text: spelled, number: 0 };
}

function isWordPart(code: number): boolean {
  return !isDigit(code) && !isSeparator(code);
}

/** `.` or `-`. */
function isSeparator(code: number): boolean {
  return code === 0x2e || code === 0x2d;
}

/** Drops nulls at the end and in front of what opens a list: words, and numbers behind a hyphen. In place. */
function trimNulls(tokens: Token[]): Token[] {
  let next: Token | undefined;
  let free = tokens.length;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i] as Token;
    if (next?.place !== DOT_NUMBER && isNull(token)) continue;
    tokens[--free] = token;
    next = token;
  }
  if (free > 0) tokens.splice(0, free);
  return tokens;
}

function isNull({ place, number }: Token): boolean {
  return place === RELEASE || (place >= LIST_NUMBER && number === 0);
}

export function compareMaven(a: MavenVersion, b: MavenVersion): number {
  return compareTokens(a.tokens, b.tokens, END);
}

/** Maven's canonical form: `1-rc-1` for `1.0.0.CR1`. What would become longer than a version may be stays as written. */
export function printMaven({ text, tokens }: MavenVersion): string {
  let printed = tokens[0]?.place === LIST_NUMBER ? '0' : '';
  for (const { place, text: word, number } of tokens) {
    const isNumber = place >= LIST_NUMBER;
    if (printed !== '') printed += place === DOT_NUMBER ? '.' : '-';
    printed += isNumber ? String(number) : place === RELEASE ? 'ga' : word;
  }
  if (printed === '') return '0';
  return printed.length > MAX_VERSION_LENGTH ? text : printed;
}

export function isPreRelease({ place }: Token): boolean {
  return place < RELEASE;
}

export function isNumber({ place }: Token): boolean {
  return place >= LIST_NUMBER;
}

/** The first numbers that only dots join. */
export function frontNumbers({ tokens }: MavenVersion): Token[] {
  const end = tokens.findIndex(({ place }) => place !== DOT_NUMBER);
  return tokens.slice(0, end === -1 ? tokens.length : end);
}
