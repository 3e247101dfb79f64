/**
 * Ranges as npm's `semver` reads them by default (strict, pre-releases not included):
 * https://github.com/npm/node-semver#ranges. Also its habits that no documentation tells are kept, because published
 * packages lean on them: `> = 1.2`, `~> 1.2`, `v=1.2`, a star after a version. Most ranges are one word, and an index
 * meets millions of them: these are read without splitting anything.
 */
import { type Interval, normalise } from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import {
  addBelow,
  addFloor,
  addLower,
  addUpper,
  type ComparatorSet,
  caretCeilingOf,
  ceilingOf,
  emptySet,
  floorOf,
  isWildcard,
  textOf,
} from './node-comparators.ts';
import { type PartialVersion, readPartial } from './node-partial.ts';
import { MAX_LENGTH, type NodeVersion, orderVersions } from './node-version.ts';
import { joinOperators, type Operator, operatorOf, withoutStar } from './node-words.ts';

export interface NodeRange extends VersionRange<NodeVersion> {
  sets: readonly ComparatorSet[];
}

const CARET = 0x5e;
const TILDE = 0x7e;
const BUILD = /\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*/g;

/** @throws InputError by `badRange`. */
export function parseNodeRange(range: string): NodeRange {
  if (isOneWord(range)) return rangeOf([wordsSet([range], range)]);
  const sets = range
    .trim()
    .replace(/\s+/g, ' ')
    .split('||')
    .map(part => comparatorSet(part.trim(), range));
  // One part without comparators makes the others mute, also those that would admit pre-releases.
  const anything = sets.find(set => !set.isBounded);
  if (anything !== undefined) return rangeOf([anything]);
  return rangeOf(sets.filter(set => !set.isNothing));
}

function rangeOf(sets: ComparatorSet[]): NodeRange {
  const only = sets[0];
  if (only !== undefined && sets.length === 1) return { intervals: intervalsOf(only), sets };
  const alternatives = sets.map(intervalsOf);
  return { intervals: normalise(alternatives.flat(), orderVersions), alternatives, sets };
}

function intervalsOf({ interval, isNothing }: ComparatorSet): Interval<NodeVersion>[] {
  if (isNothing) return [];
  return interval.lower === null || interval.upper === null
    ? [interval]
    : normalise([interval], orderVersions);
}

/** True for releases, and for pre-releases of a version that a set they lie in names a pre-release of. */
export function admitsVersion(version: NodeVersion, { sets }: NodeRange): boolean {
  if (version.prerelease.length === 0) return true;
  return sets.some(
    ({ interval, prereleases }) =>
      prereleases.some(named => isSameRelease(named, version)) && holds(interval, version),
  );
}

function isSameRelease(a: NodeVersion, b: NodeVersion): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}

function holds({ lower, upper }: Interval<NodeVersion>, version: NodeVersion): boolean {
  const above = lower === null ? 1 : orderVersions(version, lower.version);
  const below = upper === null ? -1 : orderVersions(version, upper.version);
  return (
    (above > 0 || (above === 0 && lower?.inclusive === true)) &&
    (below < 0 || (below === 0 && upper?.inclusive === true))
  );
}

/** True without white space (of which all that is not ASCII is suspected), `|` and `+`. */
function isOneWord(range: string): boolean {
  for (let at = 0; at < range.length; at++) {
    const code = range.charCodeAt(at);
    if (code <= 0x20 || code === 0x7c || code === 0x2b || code > 0x7e) return false;
  }
  return true;
}

function comparatorSet(part: string, range: string): ComparatorSet {
  const text = part.includes('+') ? part.replace(BUILD, '') : part;
  return hyphenSet(text, range) ?? wordsSet(joinOperators(text.split(' ')), range);
}

function wordsSet(words: readonly string[], range: string): ComparatorSet {
  const set = emptySet();
  for (const word of words) if (word !== '') addWord(set, word, range);
  return set;
}

/** `1.2.3 - 2.3.4`, or null where the text is no such range. A missing part at the end means all that start like it. */
function hyphenSet(text: string, range: string): ComparatorSet | null {
  const dash = text.indexOf(' - ');
  if (dash === -1) return null;
  const from = readPartial(text.slice(0, dash), 0);
  const to = readPartial(text.slice(dash + 3), 0);
  if (from === null || to === null) return null;
  const set = emptySet();
  if (isWildcard(from)) addWildcard(set, '>=', from);
  else addExact(set, '>=', from, range);
  if (to.major === null) return set;
  if (isWildcard(to)) addBelow(set, ceilingOf(to));
  // Before a pre-release, whatever stands before the number is left out.
  else addExact(set, '<=', to.prerelease.length > 0 ? { ...to, prefix: '' } : to, range);
  return set;
}

/** What one word asks for; nothing where it takes anything. */
function addWord(set: ComparatorSet, word: string, range: string): void {
  if (word.length > MAX_LENGTH + 8) refuse(word, range);
  const first = word.charCodeAt(0);
  if (first === CARET || first === TILDE) {
    const partial = readPartial(word, word.startsWith('~>') ? 2 : 1) ?? refuse(word, range);
    if (partial.major === null) return;
    addFloor(set, partial);
    addBelow(set, first === CARET ? caretCeilingOf(partial) : ceilingOf(partial));
    return;
  }
  const operator = operatorOf(word);
  const partial = readPartial(word, operator.length);
  if (partial !== null && !isWildcard(partial)) addExact(set, operator, partial, range);
  else if (partial !== null && isOrdered(partial)) addWildcard(set, operator, partial);
  else addBare(set, word, range);
}

/** A star that makes no wildcard is left out, with the operator before it. */
function addBare(set: ComparatorSet, word: string, range: string): void {
  const bare = withoutStar(word) ?? refuse(word, range);
  const operator = operatorOf(bare);
  const partial = readPartial(bare, operator.length);
  if (partial === null || isWildcard(partial)) refuse(word, range);
  else addExact(set, operator, partial, range);
}

function addExact(set: ComparatorSet, operator: Operator, partial: PartialVersion, range: string): void {
  if (partial.prefix === 'more') refuse(partial.text, range);
  const version = floorOf(partial);
  const text = textOf(partial, version);
  // With a `v` it is a comparator, also where it begins at 0.0.0: then others decide on pre-releases of 0.0.0.
  if (operator === '>=' && partial.prefix === '') addFloor(set, partial);
  else if (operator !== '<' && operator !== '<=') addLower(set, version, text, operator !== '>');
  if (operator !== '>' && operator !== '>=') addUpper(set, version, text, operator !== '<');
}

function addWildcard(set: ComparatorSet, operator: Operator, partial: PartialVersion): void {
  if (partial.major === null) {
    if (operator === '<' || operator === '>') addBelow(set, floorOf(partial));
  } else if (operator === '>') {
    const version = ceilingOf(partial);
    addLower(set, version, `${version.major}.${version.minor}.${version.patch}`, true);
  } else {
    if (operator !== '<' && operator !== '<=') addFloor(set, partial);
    if (operator === '<') addBelow(set, floorOf(partial));
    else if (operator !== '>=') addBelow(set, ceilingOf(partial));
  }
}

/** A number after an `x` makes no sense; after a missing part it cannot be. */
function isOrdered({ major, minor, patch }: PartialVersion): boolean {
  return !(major === null && minor !== null) && !(minor === null && patch !== null);
}

function refuse(word: string, range: string): never {
  throw badRange('npm', range, `"${word.slice(0, 80)}" is no comparator`);
}
