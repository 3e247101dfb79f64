/**
 * SemVer 2.0.0 (https://semver.org): precedence by §11, with the reading of npm's `semver` in strict mode: surrounding
 * white space and one leading `v` are accepted, a leading zero in a numeric identifier is not, and nothing longer than
 * 256 characters is a version. Unlike `semver`, numbers above 2^53 - 1 are versions too and compare exactly.
 *
 * Old registries hold strings that are no SemVer (`1.0`, `01.2.3`). They sort below every valid version and among
 * themselves by their UTF-8 bytes, so that the order is total over all strings.
 */

const MAX_LENGTH = 256;
const MEMO_SIZE = 20_000;

/** A numeric identifier: a number up to 15 digits, else its digits, which compare by length and then as text. */
type Numeric = number | string;
type Identifier = { numeric: Numeric } | { text: string };

export interface SemVer {
  major: Numeric;
  minor: Numeric;
  patch: Numeric;
  /** Empty for a release. */
  prerelease: Identifier[];
  /** Build metadata without `+`; empty when there is none. */
  build: string[];
}

// Bounded memo of parsed strings, in two generations: when the young one is full it becomes the old one, and what is
// asked for again moves back. The cost of forgetting is one parse.
let young = new Map<string, SemVer | null>();
let old = new Map<string, SemVer | null>();

/** The parts of a version, or null where the string is no SemVer. Linear in the length of the string. */
export function parseSemver(version: string): SemVer | null {
  const known = young.get(version);
  if (known !== undefined) return known;
  let parsed = old.get(version);
  if (parsed === undefined) parsed = parse(version);
  if (version.length > MAX_LENGTH) return parsed;
  if (young.size >= MEMO_SIZE) {
    old = young;
    young = new Map();
  }
  young.set(version, parsed);
  return parsed;
}

// Every part is anchored and none overlaps with its neighbour, so that matching never backtracks over more than one part.
const SHAPE =
  /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

function parse(version: string): SemVer | null {
  if (version.length > MAX_LENGTH) return null;
  const match = SHAPE.exec(version.trim());
  if (!match) return null;
  const prerelease: Identifier[] = [];
  for (const part of match[4] === undefined ? [] : match[4].split('.')) {
    if (!/^\d+$/.test(part)) prerelease.push({ text: part });
    else if (part.length > 1 && part.startsWith('0')) return null;
    else prerelease.push({ numeric: numeric(part) });
  }
  return {
    major: numeric(match[1] as string),
    minor: numeric(match[2] as string),
    patch: numeric(match[3] as string),
    prerelease,
    build: match[5] === undefined ? [] : match[5].split('.'),
  };
}

function numeric(digits: string): Numeric {
  return digits.length <= 15 ? Number(digits) : digits;
}

function compareNumeric(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a);
  const right = String(b);
  return left.length - right.length || compareText(left, right);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numeric identifiers sort below alphanumeric ones, which sort in ASCII order (§11.4). */
function compareIdentifiers(a: readonly Identifier[], b: readonly Identifier[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as Identifier;
    const right = b[i] as Identifier;
    if ('numeric' in left) {
      if (!('numeric' in right)) return -1;
      const order = compareNumeric(left.numeric, right.numeric);
      if (order !== 0) return order;
    } else {
      if ('numeric' in right) return 1;
      const order = compareText(left.text, right.text);
      if (order !== 0) return order;
    }
  }
  return a.length - b.length;
}

/** Precedence of two parsed versions as §11 defines it: build metadata does not count. */
export function comparePrecedence(a: SemVer, b: SemVer): number {
  const release =
    compareNumeric(a.major, b.major) || compareNumeric(a.minor, b.minor) || compareNumeric(a.patch, b.patch);
  if (release !== 0) return release;
  if (a.prerelease.length === 0) return b.prerelease.length === 0 ? 0 : 1;
  if (b.prerelease.length === 0) return -1;
  return compareIdentifiers(a.prerelease, b.prerelease);
}

function compareBuild(a: readonly string[], b: readonly string[]): number {
  const toIdentifier = (text: string): Identifier =>
    /^\d+$/.test(text) ? { numeric: numeric(text.replace(/^0+(?=\d)/, '')) } : { text };
  return compareIdentifiers(a.map(toIdentifier), b.map(toIdentifier));
}

/**
 * Order of two version strings: negative when `a` is older. Precedence first; equal ones by build metadata, as npm's
 * `compareBuild` does, so that sorting is repeatable. Gives 0 only for strings that differ in nothing but `v`, white
 * space and zeros in front of a build number.
 */
export function compareSemver(a: string, b: string): number {
  if (a === b) return 0;
  const left = parseSemver(a);
  const right = parseSemver(b);
  if (left === null || right === null) {
    if (left !== null) return 1;
    if (right !== null) return -1;
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return comparePrecedence(left, right) || compareBuild(left.build, right.build);
}

/** The scheme as an ecosystem's `versions`. A version is stable when it is valid and has no pre-release part. */
export const semver = {
  compare: compareSemver,
  isValid: (version: string): boolean => parseSemver(version) !== null,
  isStable: (version: string): boolean => parseSemver(version)?.prerelease.length === 0,
};
