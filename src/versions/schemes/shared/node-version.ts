/**
 * SemVer 2.0.0 versions (https://semver.org) as npm's `semver` reads them in strict mode: surrounding white space and
 * one leading `v` are accepted, a leading zero in a numeric identifier is not. Unlike there, numbers above 2^53 - 1 are
 * versions too and compare exactly. Read by hand: this runs once for every version string of the index.
 */
import { compareNumeric, compareText, type Numeric, numeric } from '../../numeric.ts';

/** A numeric identifier is a number or, beyond 15 digits, a bigint; all others are text. */
export type Identifier = number | bigint | string;

export interface NodeVersion {
  major: Numeric;
  minor: Numeric;
  patch: Numeric;
  /** Empty for a release. Build metadata is not kept: it takes no part in anything. */
  prerelease: readonly Identifier[];
}

/** As in npm's `semver`, in UTF-16 code units, with white space. */
export const MAX_LENGTH = 256;

const PLUS = 0x2b;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_V = 0x76;
const RELEASE: readonly Identifier[] = [];

/** Null for what is no version. Linear in the length of the text. */
export function parseVersion(text: string): NodeVersion | null {
  const trimmed = text.trim();
  return parseFrom(trimmed, trimmed.charCodeAt(0) === LOWER_V ? 1 : 0);
}

/** The version that `text` holds from `start` to its end, without white space or `v`. */
export function parseFrom(text: string, start: number): NodeVersion | null {
  const majorEnd = numberEnd(text, start);
  if (majorEnd === -1 || text.charCodeAt(majorEnd) !== DOT) return null;
  const minorEnd = numberEnd(text, majorEnd + 1);
  if (minorEnd === -1 || text.charCodeAt(minorEnd) !== DOT) return null;
  const patchEnd = numberEnd(text, minorEnd + 1);
  if (patchEnd === -1) return null;
  let end = patchEnd;
  let prerelease = RELEASE;
  if (text.charCodeAt(end) === HYPHEN) {
    end = identifiersEnd(text, end + 1);
    if (end === -1) return null;
    const identifiers = readIdentifiers(text, patchEnd + 1, end);
    if (identifiers === null) return null;
    prerelease = identifiers;
  }
  if (text.charCodeAt(end) === PLUS) end = identifiersEnd(text, end + 1);
  if (end !== text.length) return null;
  return {
    major: numberAt(text, start, majorEnd),
    minor: numberAt(text, majorEnd + 1, minorEnd),
    patch: numberAt(text, minorEnd + 1, patchEnd),
    prerelease,
  };
}

/** Where the number that starts at `start` ends; -1 where none does, or one with a leading zero. */
export function numberEnd(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  if (!(code >= ZERO && code <= NINE)) return -1;
  const first = code;
  code = text.charCodeAt(++at);
  if (first === ZERO) return code >= ZERO && code <= NINE ? -1 : at;
  while (code >= ZERO && code <= NINE) code = text.charCodeAt(++at);
  return at;
}

export function numberAt(text: string, start: number, end: number): Numeric {
  if (end - start > 15) return numeric(text.slice(start, end));
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}

/** Where a list of identifiers joined by dots ends; -1 where one is empty. */
export function identifiersEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const from = at;
    while (isIdentifierCode(text.charCodeAt(at))) at++;
    if (at === from) return -1;
    if (text.charCodeAt(at) !== DOT) return at;
    at++;
  }
}

/** Null where a numeric identifier has a leading zero. */
export function readIdentifiers(text: string, start: number, end: number): Identifier[] | null {
  const identifiers: Identifier[] = [];
  for (let at = start; at <= end; ) {
    let stop = at;
    let isNumber = true;
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === DOT) break;
      if (code > NINE || code < ZERO) isNumber = false;
    }
    if (!isNumber) identifiers.push(text.slice(at, stop));
    else if (stop - at > 1 && text.charCodeAt(at) === ZERO) return null;
    else {
      const value = numberAt(text, at, stop);
      identifiers.push(typeof value === 'number' ? value : BigInt(value));
    }
    at = stop + 1;
  }
  return identifiers;
}

export function isIdentifierCode(code: number): boolean {
  return (
    (code >= ZERO && code <= NINE) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === HYPHEN
  );
}

/** Precedence as §11 defines it: negative when `a` is older. */
export function orderVersions(a: NodeVersion, b: NodeVersion): number {
  if (a.major !== b.major) return compareNumeric(a.major, b.major);
  if (a.minor !== b.minor) return compareNumeric(a.minor, b.minor);
  if (a.patch !== b.patch) return compareNumeric(a.patch, b.patch);
  return orderPrereleases(a.prerelease, b.prerelease);
}

/** A release comes after its pre-releases; numeric identifiers below text, which sorts in ASCII order (§11.4). */
function orderPrereleases(a: readonly Identifier[], b: readonly Identifier[]): number {
  if (a.length === 0 || b.length === 0) return (b.length === 0 ? 0 : 1) - (a.length === 0 ? 0 : 1);
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as Identifier;
    const right = b[i] as Identifier;
    if (left === right) continue;
    if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : 1;
    if (typeof right === 'string') return -1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

export function printVersion({ major, minor, patch, prerelease }: NodeVersion): string {
  const release = `${major}.${minor}.${patch}`;
  return prerelease.length === 0 ? release : `${release}-${prerelease.join('.')}`;
}
