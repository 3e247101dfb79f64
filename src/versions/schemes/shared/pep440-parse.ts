/**
 * Reads versions of Python packages in all the spellings of PEP 440, appendix B:
 * https://packaging.python.org/en/latest/specifications/version-specifiers/. By hand, without regular expressions: this
 * runs once for every version string of the index.
 */
import { isDigit, type Numeric, numeric } from '../../numeric.ts';
import { DEV, type LocalSegment, type Pep440Version, PHASE, POST } from './pep440-version.ts';

const ZERO = 0x30;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const BANG = 0x21;
const A = 0x61;
const B = 0x62;
const C = 0x63;
const P = 0x70;
const R = 0x72;
const V = 0x76;

/** Null for what is no version. Linear in the length of the text. */
export function parseVersion(written: string): Pep440Version | null {
  const text = isPlain(written) ? written : written.trim();
  let at = lower(text, 0) === V ? 1 : 0;
  let end = digitsEnd(text, at);
  if (end === at) return null;
  let epoch: Numeric = 0;
  if (codeAt(text, end) === BANG) {
    epoch = numberAt(text, at, end);
    at = end + 1;
    end = digitsEnd(text, at);
    if (end === at) return null;
  }
  const release: Numeric[] = [numberAt(text, at, end)];
  while (codeAt(text, end) === DOT && isDigit(codeAt(text, end + 1))) {
    at = end + 1;
    end = digitsEnd(text, at);
    release.push(numberAt(text, at, end));
  }
  const version = {
    text,
    epoch,
    release,
    phase: PHASE.final as number,
    pre: 0 as Numeric,
    postRank: POST.none as number,
    post: 0 as Numeric,
    devRank: DEV.none as number,
    dev: 0 as Numeric,
    local: null as readonly LocalSegment[] | null,
  };
  return end === text.length || readSuffixes(text, end, version) ? version : null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads what follows the release, to the end of the text; false where it is no suffix. */
function readSuffixes(text: string, start: number, version: Mutable<Pep440Version>): boolean {
  let at = start;
  let word = afterSeparator(text, at);
  const phase = phaseAt(text, word);
  if (phase !== PHASE.final) {
    const digits = afterSeparator(text, word + phaseLength(text, word));
    at = digitsEnd(text, digits);
    version.phase = phase;
    version.pre = numberAt(text, digits, at);
    word = afterSeparator(text, at);
  }
  const postLength = postLengthAt(text, word);
  const isImplicit = codeAt(text, at) === HYPHEN && isDigit(codeAt(text, at + 1));
  if (isImplicit || postLength > 0) {
    const digits = isImplicit ? at + 1 : afterSeparator(text, word + postLength);
    at = digitsEnd(text, digits);
    version.postRank = POST.some;
    version.post = numberAt(text, digits, at);
    word = afterSeparator(text, at);
  }
  if (hasWord(text, word, 'dev')) {
    const digits = afterSeparator(text, word + 3);
    at = digitsEnd(text, digits);
    version.devRank = DEV.some;
    version.dev = numberAt(text, digits, at);
    if (version.phase === PHASE.final && version.postRank === POST.none) version.phase = PHASE.dev;
  }
  if (at === text.length) return true;
  if (codeAt(text, at) !== PLUS) return false;
  version.local = readLocal(text, at + 1);
  return version.local !== null;
}

function phaseAt(text: string, at: number): number {
  switch (lower(text, at)) {
    case A:
      return PHASE.alpha;
    case B:
      return PHASE.beta;
    case C:
      return PHASE.candidate;
    case R:
      return lower(text, at + 1) === C ? PHASE.candidate : PHASE.final;
    case P:
      return hasWord(text, at, 'pre') ? PHASE.candidate : PHASE.final;
    default:
      return PHASE.final;
  }
}

/** Of the longest word for the phase that starts here. */
function phaseLength(text: string, at: number): number {
  switch (lower(text, at)) {
    case A:
      return hasWord(text, at, 'alpha') ? 5 : 1;
    case B:
      return hasWord(text, at, 'beta') ? 4 : 1;
    case C:
      return 1;
    case R:
      return 2;
    default:
      return hasWord(text, at, 'preview') ? 7 : 3;
  }
}

/** Zero where no word for a post release starts. */
function postLengthAt(text: string, at: number): number {
  const letter = lower(text, at);
  if (letter === P) return hasWord(text, at, 'post') ? 4 : 0;
  if (letter !== R) return 0;
  return hasWord(text, at, 'rev') ? 3 : 1;
}

function readLocal(text: string, start: number): LocalSegment[] | null {
  const segments: LocalSegment[] = [];
  for (let at = start; ; ) {
    const from = at;
    let isNumber = true;
    for (; at < text.length; at++) {
      const code = codeAt(text, at);
      if (isDigit(code)) continue;
      const letter = code | 0x20;
      if (letter < A || letter > 0x7a) break;
      isNumber = false;
    }
    if (at === from) return null;
    if (!isNumber) segments.push(text.slice(from, at).toLowerCase());
    else {
      const value = numberAt(text, from, at);
      segments.push(typeof value === 'number' ? value : BigInt(value));
    }
    if (at === text.length) return segments;
    const next = afterSeparator(text, at);
    if (next === at) return null;
    at = next;
  }
}

function isPlain(text: string): boolean {
  const first = codeAt(text, 0);
  const last = codeAt(text, text.length - 1);
  return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80;
}

/** Zero past the end. Asking a string there makes the engine throw away what it compiled. */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

/** The code of an ASCII letter in lower case; of anything else some code that is no letter's. */
function lower(text: string, at: number): number {
  const code = codeAt(text, at);
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function hasWord(text: string, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (lower(text, at + i) !== word.charCodeAt(i)) return false;
  return true;
}

function afterSeparator(text: string, at: number): number {
  const code = codeAt(text, at);
  return code === DOT || code === HYPHEN || code === UNDERSCORE ? at + 1 : at;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(codeAt(text, at))) at++;
  return at;
}

/** Zero where `start` is `end`: a missing number is an implicit zero. */
function numberAt(text: string, start: number, end: number): Numeric {
  if (end - start > 15) return numeric(text.slice(start, end));
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + codeAt(text, at) - ZERO;
  return value;
}
