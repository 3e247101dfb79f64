/**
 * Versions of Maven, in the order of `ComparableVersion` of Maven 3.9: https://maven.apache.org/pom.html#version-order-specification.
 *
 * A version is a sequence of tokens, cut at dots, at hyphens and between digits and letters. A hyphen (or such a cut)
 * opens a list that lasts to the end of the version, so that a flag on the token is all there is to the nesting. Nulls
 * (0, "", final, ga, release) are trimmed at the end, in front of each list and in front of known words. At one place
 * the order is
 *
 *     alpha < beta < milestone < rc < snapshot < (end) < sp < other words by letter < -number < .number
 *
 * This differs from Maven in three rare cases, none of which it has the same in all releases:
 * - A word behind a dot is like one behind a hyphen wherever it stands (`.qualifier` = `-qualifier`, as specified), not
 *   only at the end of the version: Maven has 1-rc < 1 < 1.x.2 < 1-rc, which is no order.
 * - A list that starts with a list (1-0-1) is that list, as in Maven's canonical form.
 * - Zeros in front of a dot and an unknown word stay (2-1 < 2.0.a < 2.0.0.a), as specified and in the shared suite of
 *   the vers specification. Maven has trimmed them since 3.9.0 if the word is the last token (MNG-7644).
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
  return { text, tokens: readTokens(text.toLowerCase()) };
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
      push(tokens, numberToken(numeric(lower.slice(start, at)), isList), isList);
    } else {
      while (at < lower.length && isWordPart(lower.charCodeAt(at))) at++;
      // Nothing between two separators is a zero.
      if (at === start) push(tokens, numberToken(0, isList), isList);
      else push(tokens, wordToken(lower.slice(start, at), isDigit(lower.charCodeAt(at))), isList);
    }
    const next = lower.charCodeAt(at);
    isList = next !== 0x2e;
    if (isSeparator(next)) at++;
  }
  while (tokens.length > 0 && isNull(tokens.at(-1) as Token)) tokens.pop();
  return tokens;
}

/** Adds a token and drops the nulls that it trims. */
function push(tokens: Token[], token: Token, isList: boolean): void {
  const keepsZeros = !isList && token.place === OTHER_WORD;
  if (token.place !== DOT_NUMBER) {
    for (let last = tokens.at(-1); last !== undefined && isNull(last); last = tokens.at(-1)) {
      if (keepsZeros && isNumber(last)) break;
      tokens.pop();
    }
  }
  tokens.push(token);
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

function isNull({ place, number }: Token): boolean {
  return place === RELEASE || (place >= LIST_NUMBER && number === 0);
}

export function compareMaven(a: MavenVersion, b: MavenVersion): number {
  return compareTokens(a.tokens, b.tokens, END);
}

/** Maven's canonical form: `1-rc-1` for `1.0.0.CR1`. What would become longer than a version may be stays as written. */
export function printMaven({ text, tokens }: MavenVersion): string {
  if (tokens.length === 0) return '0';
  let printed = '';
  let before: Token | undefined;
  for (const token of tokens) {
    if (before !== undefined) printed += isBehindDot(token, before) ? '.' : '-';
    else if (token.place === LIST_NUMBER) printed = '0-';
    printed += isNumber(token) ? String(token.number) : token.place === RELEASE ? 'ga' : token.text;
    before = token;
  }
  return printed.length > MAX_VERSION_LENGTH ? text : printed;
}

/** A word that a zero precedes must have a dot between them: it would trim the zero otherwise. */
function isBehindDot(token: Token, before: Token): boolean {
  return token.place === DOT_NUMBER || (token.place === OTHER_WORD && isNull(before));
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
