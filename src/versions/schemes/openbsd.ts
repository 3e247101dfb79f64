/**
 * OpenBSD's packages: `version[p<revision>][v<epoch>]`, by packages-specs(7)
 * (https://man.openbsd.org/packages-specs.7) and, where that is silent, as pkg_add's OpenBSD::PackageName compares.
 *
 * - A higher epoch is newer, whatever else is written; none is below `v0`.
 * - Then the parts between dots count, one after the other: numbers as such, of equal ones that without a letter first
 *   (1.0 < 1.0a < 1.1). A missing part is older than any: 1 < 1.0.
 * - Then what the last part, when it is a number, has behind it: `alpha`, `beta`, `pre`, `rc`, nothing, `pl`, each with a
 *   number that is 0 when it is left out.
 * - Then the revision of the package; none is below `p0`.
 *
 * pkg_add refuses to order `pre` and `rc`; here `pre` is older, so that the order is total. For the same reason parts that
 * are neither a number nor a number and a letter are ordered by their leading number first, and only then by their text:
 * by text alone 10 < 1ab < 2 < 10 would be a circle. The revision counts whenever all else is equal, however it is spelled.
 *
 * A range is the version part of a pkgspec: `>=1.3,<=1.5`. What names no revision means all of them.
 */
import { ALL, type Interval, type Intervals, normalise } from '../intervals.ts';
import { compareNumeric, compareText, isDigit, type Numeric, numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { compared, parseRelations } from './shared/relations.ts';

interface Part {
  /** -1 for none: text comes behind all numbers, and an empty part in front of them. */
  kind: -1 | 0 | 1;
  number: Numeric;
  /** What follows the number. */
  text: string;
  /** The digits as written, where they count: 01ab is not 1ab. */
  digits: string;
}

export interface OpenbsdVersion {
  text: string;
  /** -1 without; likewise the revision. */
  epoch: Numeric;
  parts: readonly Part[];
  /** Place of the suffix among SUFFIXES; that of none. */
  suffix: number;
  suffixNumber: Numeric;
  revision: Numeric;
}

const GRAMMAR = /^[0-9][A-Za-z0-9._+~]*$/;
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'pl'];
const NO_SUFFIX = SUFFIXES.indexOf('');
const OPERATORS: ReadonlySet<string> = new Set(['', '=', '<', '<=', '>', '>=']);
/** Above the revision of any package: no port is changed so often. */
const LAST_REVISION = 999_999_999;
const MAX_ALTERNATIVES = 100;

export const openbsd = defineScheme<OpenbsdVersion>({
  id: 'openbsd',
  aliases: ['openbsd-ports'],
  source: 'https://man.openbsd.org/packages-specs.7',
  parse: parseVersion,
  order,
  print: ({ text }) => text,
  isStable: ({ suffix }) => suffix >= NO_SUFFIX,
  release: ({ text }) => leadingRelease(text),
  parseRange,
});

function parseVersion(text: string): OpenbsdVersion | null {
  if (!GRAMMAR.test(text)) return null;
  const epoch = marker(text, 'v');
  const revision = marker(epoch.rest, 'p');
  const words = revision.rest.split('.');
  // Dots at the end end nothing.
  while (words.length > 1 && words.at(-1) === '') words.pop();
  const suffix = suffixOf(words.at(-1) as string);
  if (suffix !== null) words[words.length - 1] = suffix.digits;
  return {
    text,
    epoch: epoch.number,
    revision: revision.number,
    parts: words.map(partOf),
    suffix: suffix?.place ?? NO_SUFFIX,
    suffixNumber: suffix?.number ?? 0,
  };
}

/** The number behind the last `letter`, when it ends the text, and the text in front of it. */
function marker(text: string, letter: string): { rest: string; number: Numeric } {
  const start = digitsStart(text);
  if (start === text.length || text[start - 1] !== letter) return { rest: text, number: -1 };
  return { rest: text.slice(0, start - 1), number: numeric(text.slice(start)) };
}

/** `10rc2` as 10, the place of `rc`, and 2; null for a part without such a suffix. */
function suffixOf(part: string): { digits: string; place: number; number: Numeric } | null {
  const numberEnd = digitsEnd(part);
  const wordEnd = digitsStart(part);
  if (numberEnd === 0 || wordEnd <= numberEnd) return null;
  const place = SUFFIXES.indexOf(part.slice(numberEnd, wordEnd));
  if (place === -1) return null;
  return { digits: part.slice(0, numberEnd), place, number: numeric(part.slice(wordEnd) || '0') };
}

function partOf(word: string): Part {
  const end = digitsEnd(word);
  const text = word.slice(end);
  if (end === 0) return { kind: text === '' ? -1 : 1, number: 0, text, digits: '' };
  const isPlain = text === '' || /^[a-z]$/.test(text);
  return { kind: 0, number: numeric(word.slice(0, end)), text, digits: isPlain ? '' : word.slice(0, end) };
}

/** Where the digits at the start end. */
function digitsEnd(text: string): number {
  let end = 0;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Where the digits at the end start. */
function digitsStart(text: string): number {
  let start = text.length;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
  return start;
}

function order(a: OpenbsdVersion, b: OpenbsdVersion): number {
  return (
    compareNumeric(a.epoch, b.epoch) ||
    compareParts(a.parts, b.parts) ||
    a.suffix - b.suffix ||
    compareNumeric(a.suffixNumber, b.suffixNumber) ||
    compareNumeric(a.revision, b.revision)
  );
}

function compareParts(a: readonly Part[], b: readonly Part[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a[i] as Part;
    const right = b[i] as Part;
    const parts =
      left.kind - right.kind ||
      compareNumeric(left.number, right.number) ||
      compareText(left.text, right.text) ||
      compareText(left.digits, right.digits);
    if (parts !== 0) return parts;
  }
  return a.length - b.length;
}

/** Constraints joined by commas, all of which hold; of alternatives between `|` one does. */
function parseRange(text: string): VersionRange<OpenbsdVersion> {
  const alternatives = text.split('|');
  if (alternatives.length > MAX_ALTERNATIVES)
    throw badRange('openbsd', text, `more than ${MAX_ALTERNATIVES} alternatives`);
  const intervals: Interval<OpenbsdVersion>[] = [];
  for (const alternative of alternatives) {
    const trimmed = alternative.trim();
    if (trimmed === '' && alternatives.length > 1) throw badRange('openbsd', text, 'an alternative is empty');
    const some =
      trimmed === '*' ? ALL : parseRelations(trimmed, { id: 'openbsd', order, relation }).intervals;
    for (const interval of some) intervals.push(interval);
  }
  return { intervals: normalise(intervals, order) };
}

function relation(operator: string, text: string): Intervals<OpenbsdVersion> | null {
  const version = parseVersion(text);
  if (version === null || !OPERATORS.has(operator)) return null;
  if (version.revision !== -1 || operator === '<' || operator === '>=')
    return compared(operator, version, text);
  // A version that names no revision means all of them.
  const lastText = lastRevision(text);
  const last = parseVersion(lastText);
  if (last === null) return null;
  if (operator === '<=' || operator === '>') return compared(operator, last, lastText);
  return [
    {
      lower: { version, text, inclusive: true },
      upper: { version: last, text: lastText, inclusive: true },
    },
  ];
}

/** `1.0v1` as `1.0p999999999v1`. */
function lastRevision(text: string): string {
  const { rest } = marker(text, 'v');
  return `${rest}p${LAST_REVISION}${text.slice(rest.length)}`;
}
