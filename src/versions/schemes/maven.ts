/**
 * Maven: versions by `shared/maven-version.ts`, ranges as in
 * https://maven.apache.org/pom.html#dependency-version-requirement-specification.
 *
 * A bare version is a soft requirement. Here it holds that version only, as in Maven's resolver
 * (https://maven.apache.org/resolver/apidocs/org/eclipse/aether/version/VersionConstraint.html: a recommended version
 * contains itself): this is what is installed unless another part of the tree asks for something else. `soft` tells it
 * from `[1.0]`.
 */
import { ALL, type Bound, type Interval, normalise } from '../intervals.ts';
import { numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import {
  compareMaven,
  frontNumbers,
  GREATEST,
  isPreRelease,
  LEAST,
  type MavenVersion,
  parseMaven,
  printMaven,
} from './shared/maven-version.ts';
import { stageOf } from './shared/pre-release-words.ts';
import { releaseOf } from './shared/release.ts';

export interface MavenRange extends VersionRange<MavenVersion> {
  /** True for a recommendation, which Maven leaves when the tree asks for another version. */
  soft: boolean;
}

/** The version of a deployed snapshot, which says so by its time stamp. */
const TIME_STAMPED = /-\d{8}\.\d{6}-\d{1,9}$/;

export const maven = defineScheme<MavenVersion, MavenRange>({
  id: 'maven',
  aliases: ['clojars', 'leiningen', 'gradle', 'ivy', 'sbt', 'google-maven'],
  source: 'https://maven.apache.org/pom.html#version-order-specification',
  parse: parseMaven,
  order: compareMaven,
  print: printMaven,
  // Maven sorts words that it does not know (`preview`, `ea`, `dev`) above the release; nobody wants them as latest.
  isStable: ({ text, tokens }) =>
    !tokens.some(token => isPreRelease(token) || stageOf(token.text) !== null) && !TIME_STAMPED.test(text),
  release: version => {
    const [major, minor, patch] = frontNumbers(version);
    if (major === undefined && version.tokens.length > 0) return null;
    return releaseOf(major?.number, minor?.number, patch?.number);
  },
  parseRange,
});

/** Maven resolves these two itself, from the metadata of the repository. */
const META_VERSIONS: readonly string[] = ['LATEST', 'RELEASE'];

function parseRange(text: string): MavenRange {
  const trimmed = text.trim();
  if (META_VERSIONS.includes(trimmed)) return { intervals: ALL, soft: true };
  if (!/^[[(]/.test(trimmed)) {
    const bound = boundOf(trimmed, true, text);
    return { intervals: [{ lower: bound, upper: bound }], soft: true };
  }
  const intervals = splitSets(trimmed, text).map(set => readSet(set, text));
  return { intervals: normalise<MavenVersion>(intervals, compareMaven), soft: false };
}

/** `[1,2),[3,4]` as its sets, with their brackets. As for Maven, the comma between them may be missing, and one may follow. */
function splitSets(trimmed: string, whole: string): string[] {
  const sets: string[] = [];
  for (let at = 0; at < trimmed.length; ) {
    const end = endOfSet(trimmed, at);
    if (end === -1) throw badRange('maven', whole, 'a bracket is not closed');
    sets.push(trimmed.slice(at, end + 1));
    at = skipSpace(trimmed, end + 1);
    if (trimmed.charAt(at) === ',') at = skipSpace(trimmed, at + 1);
    if (at === trimmed.length) break;
    if (!/[[(]/.test(trimmed.charAt(at)))
      throw badRange('maven', whole, 'brackets or one bare version, not both');
  }
  return sets;
}

function endOfSet(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) if (/[\])]/.test(text.charAt(at))) return at;
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === '') at++;
  return at;
}

function readSet(set: string, whole: string): Interval<MavenVersion> {
  const hasLower = set.startsWith('[');
  const hasUpper = set.endsWith(']');
  const parts = set.slice(1, -1).split(',');
  if (parts.length > 2) throw badRange('maven', whole, 'more than two bounds');
  const [from = '', to] = parts.map(part => part.trim());
  if (to === undefined) {
    if (!hasLower || !hasUpper) throw badRange('maven', whole, 'a single version stands in [ ]');
    if (from.endsWith('.*')) return prefixed(from.slice(0, -2), whole);
    const bound = boundOf(from, true, whole);
    return { lower: bound, upper: bound };
  }
  const lower = from === '' ? null : boundOf(from, hasLower, whole);
  const upper = to === '' ? null : boundOf(to, hasUpper, whole);
  if (lower !== null && upper !== null) {
    const span = compareMaven(lower.version, upper.version);
    if (span > 0 || (span === 0 && !(hasLower && hasUpper)))
      throw badRange('maven', whole, 'the upper bound is not above the lower one');
  }
  return { lower, upper };
}

/** `[1.2.*]`: all versions that start so. https://maven.apache.org/resolver/apidocs/org/eclipse/aether/util/version/GenericVersionScheme.html */
function prefixed(prefix: string, whole: string): Interval<MavenVersion> {
  if (!/^\d{1,15}(?:\.\d{1,15}){0,63}$/.test(prefix))
    throw badRange('maven', whole, '".*" follows numbers only');
  const numbers = prefix.split('.').map(numeric);
  const tokens = numbers.map(number => ({ ...GREATEST, place: GREATEST.place - 1, number }));
  // 1 is 1.0, so that what starts with 1.0 starts with 1 as well.
  const trimmed = tokens.slice(0, tokens.findLastIndex(({ number }) => number !== 0) + 1);
  const last = numbers.length - 1;
  const next = numbers.map((number, i) => (i === last ? successor(number) : number)).join('.');
  return {
    lower: { version: { text: prefix, tokens: [...trimmed, LEAST] }, text: prefix, inclusive: true },
    upper: { version: { text: next, tokens: [...tokens, GREATEST] }, text: next, inclusive: false },
  };
}

function boundOf(text: string, inclusive: boolean, whole: string): Bound<MavenVersion> {
  const version = parseMaven(text);
  if (version === null)
    throw badRange('maven', whole, text === '' ? 'no version' : `"${text.slice(0, 40)}" is no version`);
  return { version, text, inclusive };
}
