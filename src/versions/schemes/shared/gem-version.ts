/**
 * Versions of Ruby gems as Gem::Version reads and orders them:
 * https://docs.ruby-lang.org/en/master/Gem/Version.html.
 */
import { compareText, isDigit, type Numeric, numeric } from '../../numeric.ts';

/** Numbers beyond 15 digits are bigints; text is a word. */
export type GemSegment = number | bigint | string;

export interface GemVersion {
  /** Without white space around it, `-` written as `.pre.`. */
  text: string;
  /** Without the zeros at the end and before the first word: they make no difference. */
  segments: readonly GemSegment[];
  /** The numbers before the first word, with all zeros. */
  numbers: readonly Numeric[];
}

const DOT = 0x2e;
const HYPHEN = 0x2d;
const EMPTY: GemVersion = { text: '0', segments: [], numbers: [0] };

/** Null for what is no version. Linear in the length of the text. Nothing at all is version 0, as in Gem::Version. */
export function parseVersion(written: string): GemVersion | null {
  const text = written.trim();
  if (text === '') return EMPTY;
  if (!isDigit(text.charCodeAt(0))) return null;
  const segments: GemSegment[] = [];
  const numbers: Numeric[] = [];
  let words = 0;
  let hyphens = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      const next = text.charCodeAt(at + 1);
      if (!isDigit(next) && !isLetter(next) && !(next === HYPHEN && hyphens > 0)) return null;
      at++;
    } else if (code === HYPHEN) {
      // The first one must be followed by something; "1--" is as good as "1-a".
      if (hyphens === 0 && !(at + 1 < text.length && text.charCodeAt(at + 1) !== DOT)) return null;
      hyphens++;
      words++;
      segments.push('pre');
      at++;
    } else if (isDigit(code)) {
      const end = digitsEnd(text, at);
      const value = numeric(text.slice(at, end));
      if (words === 0) numbers.push(value);
      segments.push(typeof value === 'number' ? value : BigInt(value));
      at = end;
    } else {
      const end = lettersEnd(text, at);
      // Right after the first number a word needs a dot or a hyphen.
      if (end === at || (segments.length === 1 && text.charCodeAt(at - 1) !== DOT)) return null;
      words++;
      segments.push(text.slice(at, end));
      at = end;
    }
  }
  const normal = hyphens === 0 ? text : withoutHyphens(text);
  return { text: normal, segments: words === 0 ? withoutZeros(segments) : canonical(segments), numbers };
}

/** Where hyphens meet, or one is the last character, there would be too many dots. */
function withoutHyphens(text: string): string {
  const spelled = text.replaceAll('-', '.pre.').replaceAll(/[.]{2,}/g, '.');
  return spelled.endsWith('.') ? spelled.slice(0, -1) : spelled;
}

function canonical(segments: readonly GemSegment[]): GemSegment[] {
  const word = segments.findIndex(segment => typeof segment === 'string');
  return [...withoutZeros(segments.slice(0, word)), ...withoutZeros(segments.slice(word))];
}

function withoutZeros(segments: GemSegment[]): GemSegment[] {
  let end = segments.length;
  while (end > 0 && segments[end - 1] === 0) end--;
  return end === segments.length ? segments : segments.slice(0, end);
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function lettersEnd(text: string, start: number): number {
  let at = start;
  while (isLetter(text.charCodeAt(at))) at++;
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** A word is less than any number, and a missing segment is a zero: `1.0.rc1` comes before `1`. */
export function orderVersions({ segments: a }: GemVersion, { segments: b }: GemVersion): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = i < a.length ? (a[i] as GemSegment) : 0;
    const right = i < b.length ? (b[i] as GemSegment) : 0;
    if (left === right) continue;
    if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : -1;
    if (typeof right === 'string') return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** True where a letter is anywhere in it, which is what makes a gem a pre-release. */
export function isPrerelease({ segments }: GemVersion): boolean {
  return segments.some(segment => typeof segment === 'string');
}
