/**
 * Conan 2: versions of any number of items, and ranges whose pre-releases count only with `include_prerelease`.
 *
 * Conan compares two items as numbers, or else as text. Taken at its word that runs in a circle (2 < 10 < 1b < 2), so an
 * item here is the number it begins with and then the rest: 1 < 1a < 2 < 10 < 10a < a. The two differ only where the
 * leading numbers have a different count of digits.
 */
import { ALL, type Bound, contains, type Interval, type Intervals, normalise } from '../intervals.ts';
import { compareNumeric, compareText, isDigit, type Numeric, numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import { leadingRelease } from './shared/leading-release.ts';

interface Item {
  text: string;
  /** Below all numbers, a number, or above them all: where the order of characters puts what does not begin with one. */
  place: -1 | 0 | 1;
  number: Numeric;
  rest: string;
}

export interface ConanVersion {
  text: string;
  items: readonly Item[];
  /** Null without `-`. */
  prerelease: readonly Item[] | null;
  /** Null without `+`. */
  build: readonly Item[] | null;
}

export interface ConanRange extends VersionRange<ConanVersion> {
  /** The alternatives that take pre-releases. */
  withPrereleases?: Intervals<ConanVersion>;
}

const VERSION = /^[0-9A-Za-z_][0-9A-Za-z_.*+-]*$/;
const ZERO = 0x30;
const ABSENT: readonly Item[] = [];

export const conan = defineScheme<ConanVersion, ConanRange>({
  id: 'conan',
  aliases: ['conan.io', 'conancenter'],
  source: 'https://docs.conan.io/2/tutorial/versioning/version_ranges.html',
  parse,
  order,
  print: version => version.text,
  isStable: version => version.prerelease === null,
  release: version => leadingRelease(version.text),
  parseRange,
  admits: (version, { withPrereleases }) =>
    version.prerelease === null || withPrereleases === undefined || contains(withPrereleases, version, order),
});

function parse(text: string): ConanVersion | null {
  if (!VERSION.test(text)) return null;
  const plus = text.lastIndexOf('+');
  const bare = plus === -1 ? text : text.slice(0, plus);
  const hyphen = bare.indexOf('-');
  return {
    text,
    items: readItems(hyphen === -1 ? bare : bare.slice(0, hyphen)),
    prerelease: hyphen === -1 ? null : readItems(bare.slice(hyphen + 1)),
    build: plus === -1 ? null : readItems(text.slice(plus + 1)),
  };
}

/** Without the zeros at the end: 1.0 is 1. */
function readItems(text: string): Item[] {
  const items = text.split('.').map(readItem);
  while (items.length > 0 && items.at(-1)?.number === 0 && items.at(-1)?.rest === '') items.pop();
  return items;
}

function readItem(text: string): Item {
  let end = 0;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end > 0) return { text, place: 0, number: numeric(text.slice(0, end)), rest: text.slice(end) };
  return { text, place: text.charCodeAt(0) > ZERO ? 1 : -1, number: -1, rest: text };
}

function order(a: ConanVersion, b: ConanVersion): number {
  return (
    orderItems(a.items, b.items) ||
    Number(a.prerelease === null) - Number(b.prerelease === null) ||
    orderItems(a.prerelease ?? ABSENT, b.prerelease ?? ABSENT) ||
    Number(b.build === null) - Number(a.build === null) ||
    orderItems(a.build ?? ABSENT, b.build ?? ABSENT)
  );
}

function orderItems(a: readonly Item[], b: readonly Item[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = orderItem(a[i] as Item, b[i] as Item);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function orderItem(a: Item, b: Item): number {
  if (a.place !== b.place) return a.place - b.place;
  const difference = compareNumeric(a.number, b.number) || compareText(a.rest, b.rest);
  // 01 is 1, but 01a is not 1a.
  return difference !== 0 || a.rest === '' ? difference : compareText(a.text, b.text);
}

/** `>=1.0 <2 || ^3.1, include_prerelease`, also in the brackets of a reference. */
function parseRange(text: string): ConanRange {
  const trimmed = text.trim();
  const whole = trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed;
  const [expression = '', ...options] = whole.split(',').map(part => part.trim());
  const wrong = options.find(option => !/^[a-z]/i.test(option));
  if (wrong !== undefined) throw badRange('conan', text, `"${wrong.slice(0, 40)}" is no option`);
  const isOpen = options.some(option => option.startsWith('include_prerelease'));
  const alternatives = expression.split('||').map(part => readAlternative(part.trim(), isOpen, text));
  const sets = alternatives.map(({ intervals }) => intervals);
  return {
    intervals: normalise(sets.flat(), order),
    // An expression without conditions is written without constraints: `vers:conan/`, as the suite of vers has it.
    alternatives: trimmed === '' ? [] : sets,
    withPrereleases: alternatives.flatMap(({ takesPrereleases, intervals }) =>
      takesPrereleases ? intervals : [],
    ),
  };
}

/** A hyphen at the end of a condition lets pre-releases in, too; the first betas of Conan 2 wrote it so. */
function readAlternative(
  part: string,
  isOpen: boolean,
  range: string,
): { intervals: Interval<ConanVersion>[]; takesPrereleases: boolean } {
  const words = part.split(/\s+/).filter(word => word !== '');
  const sets = words.map(word => [readCondition(word.endsWith('-') ? word.slice(0, -1) : word, range)]);
  return {
    intervals: words.length === 0 ? [...ALL] : allOf(sets, order),
    takesPrereleases: isOpen || words.some(word => word.endsWith('-')),
  };
}

function readCondition(word: string, range: string): Interval<ConanVersion> {
  if (word === '*') return { lower: atLeast('0.0.0', range), upper: null };
  const operator = ['>=', '<=', '>', '<', '^', '~', '='].find(known => word.startsWith(known)) ?? '';
  const written = word.slice(operator.length);
  switch (operator) {
    case '>=':
      return { lower: atLeast(written, range), upper: null };
    case '>':
      return { lower: boundAt(written, false, range), upper: null };
    case '<=':
      return { lower: null, upper: boundAt(written, true, range) };
    case '<':
      return { lower: null, upper: below(written, range) };
    case '^':
    case '~':
      return { lower: atLeast(written, range), upper: below(bumped(written, operator, range), range) };
    default:
      return { lower: boundAt(written, true, range), upper: boundAt(written, true, range) };
  }
}

/** The version before which `^` and `~` end: `^1.2` at `2-`, `~1.2.3` at `1.3-`. */
function bumped(written: string, operator: '^' | '~', range: string): string {
  const front = /^[^+-]*/.exec(written)?.[0] ?? '';
  const items = front.split('.').map(readItem);
  const isZero = (item: Item) => item.number === 0 && item.rest === '';
  const firstOther = items.findIndex(item => !isZero(item));
  const caret = firstOther === -1 ? items.length - 1 : firstOther;
  const position = operator === '^' ? caret : Math.min(1, items.length - 1);
  const item = items[position] as Item;
  if (item.place !== 0 || item.rest !== '')
    throw badRange('conan', range, `"${item.text.slice(0, 40)}" is no number that could be raised`);
  return `${[...items.slice(0, position).map(({ text }) => text), successor(item.number)].join('.')}-`;
}

/** From the pre-releases of the version on; whether any is taken, the range says apart. */
function atLeast(written: string, range: string): Bound<ConanVersion> {
  return { ...beforePrereleases(written, range), inclusive: true };
}

function below(written: string, range: string): Bound<ConanVersion> {
  return { ...beforePrereleases(written, range), inclusive: false };
}

function beforePrereleases(written: string, range: string): Bound<ConanVersion> {
  const bound = boundAt(written, true, range);
  const { version } = bound;
  return version.prerelease === null
    ? { ...bound, version: { ...version, prerelease: readItems('') } }
    : bound;
}

function boundAt(written: string, inclusive: boolean, range: string): Bound<ConanVersion> {
  const version = written.length > 1_024 ? null : parse(written);
  if (version === null) throw badRange('conan', range, `"${written.slice(0, 40)}" is no version`);
  return { version, text: written, inclusive };
}
