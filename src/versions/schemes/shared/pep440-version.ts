/**
 * Versions of Python packages as PEP 440 defines them, in all the spellings that its appendix B reads:
 * https://packaging.python.org/en/latest/specifications/version-specifiers/. Read by hand, without regular expressions:
 * this runs once for every version string of the index.
 */
import { compareNumeric, compareText, isDigit, type Numeric, numeric } from '../../numeric.ts';

/** A segment of a local version: a number (beyond 15 digits a bigint), or lower-case text. */
export type LocalSegment = number | bigint | string;

/** Ranks stand before their numbers, so that the order of the fields is the order of versions. */
export interface Pep440Version {
  /** As written, without white space around it: what `===` compares. */
  text: string;
  epoch: Numeric;
  /** As many numbers as were written. */
  release: readonly Numeric[];
  phase: number;
  pre: Numeric;
  postRank: number;
  post: Numeric;
  devRank: number;
  dev: Numeric;
  /** Null where there is none, which sorts below all that have one. */
  local: readonly LocalSegment[] | null;
}

/** A development release of a final release comes before its alphas; no phase is the final release. */
export const PHASE = { dev: 0, alpha: 1, beta: 2, candidate: 3, final: 4 } as const;
/** `beyond` is no version but the place after all post releases. */
export const POST = { none: 0, some: 1, beyond: 2 } as const;
export const DEV = { some: 0, none: 1 } as const;

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
const PHASE_LETTERS = ['', 'a', 'b', 'rc', ''] as const;

/** Null for what is no version. Linear in the length of the text. */
export function parseVersion(written: string): Pep440Version | null {
  const text = isPlain(written) ? written : written.trim();
  let at = lower(text, 0) === V ? 1 : 0;
  let end = digitsEnd(text, at);
  if (end === at) return null;
  let epoch: Numeric = 0;
  if (text.charCodeAt(end) === BANG) {
    epoch = numberAt(text, at, end);
    at = end + 1;
    end = digitsEnd(text, at);
    if (end === at) return null;
  }
  const release: Numeric[] = [numberAt(text, at, end)];
  while (text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
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
  const isImplicit = text.charCodeAt(at) === HYPHEN && isDigit(text.charCodeAt(at + 1));
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
  if (text.charCodeAt(at) !== PLUS) return false;
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
      const code = text.charCodeAt(at);
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
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80;
}

/** The code of an ASCII letter in lower case; of anything else some code that is no letter's. */
function lower(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function hasWord(text: string, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (lower(text, at + i) !== word.charCodeAt(i)) return false;
  return true;
}

function afterSeparator(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === DOT || code === HYPHEN || code === UNDERSCORE ? at + 1 : at;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Zero where `start` is `end`: a missing number is an implicit zero. */
function numberAt(text: string, start: number, end: number): Numeric {
  if (end - start > 15) return numeric(text.slice(start, end));
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}

/** The order of PEP 440: epoch, release without regard to zeros at its end, phase, post, dev, local. */
export function orderVersions(a: Pep440Version, b: Pep440Version): number {
  if (a.epoch !== b.epoch) return compareNumeric(a.epoch, b.epoch);
  const length = Math.max(a.release.length, b.release.length);
  for (let i = 0; i < length; i++) {
    const left = i < a.release.length ? (a.release[i] as Numeric) : 0;
    const right = i < b.release.length ? (b.release[i] as Numeric) : 0;
    if (left !== right) return compareNumeric(left, right);
  }
  if (a.phase !== b.phase) return a.phase - b.phase;
  if (a.pre !== b.pre) return compareNumeric(a.pre, b.pre);
  if (a.postRank !== b.postRank) return a.postRank - b.postRank;
  if (a.post !== b.post) return compareNumeric(a.post, b.post);
  if (a.devRank !== b.devRank) return a.devRank - b.devRank;
  if (a.dev !== b.dev) return compareNumeric(a.dev, b.dev);
  if (a.local === b.local) return 0;
  if (a.local === null) return -1;
  return b.local === null ? 1 : orderLocals(a.local, b.local);
}

/** Numbers above text; where one is the start of the other, the longer one is greater. */
function orderLocals(a: readonly LocalSegment[], b: readonly LocalSegment[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as LocalSegment;
    const right = b[i] as LocalSegment;
    if (left === right) continue;
    if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : -1;
    if (typeof right === 'string') return 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** The normal form of PEP 440: `1!2.0rc1.post3.dev4+local.5`. Zeros at the end of the release stay. */
export function printVersion(version: Pep440Version): string {
  const { epoch, release, phase, pre, postRank, post, devRank, dev, local } = version;
  let text = epoch === 0 ? release.join('.') : `${epoch}!${release.join('.')}`;
  if (phase !== PHASE.dev && phase !== PHASE.final) text += `${PHASE_LETTERS[phase]}${pre}`;
  if (postRank !== POST.none) text += `.post${post}`;
  if (devRank === DEV.some) text += `.dev${dev}`;
  return local === null ? text : `${text}+${local.join('.')}`;
}

/** True for alphas, betas, candidates and development releases, also those of post releases. */
export function isPrerelease(version: Pep440Version): boolean {
  return version.phase !== PHASE.final || version.devRank === DEV.some;
}
