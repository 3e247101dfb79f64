/**
 * nginx: three numbers. Branches with an even second number are stable and get fixes only; branches with an odd one are
 * mainline, and the next stable branch starts from them: https://nginx.org/en/download.html. Neither is a pre-release,
 * so every version is stable in the sense of this module.
 *
 * Ranges are those of https://nginx.org/en/security_advisories.html, any of a list with commas: `1.5.0+` (this version
 * and all later ones; on a stable branch, only those of the branch), `0.7.52-0.8.39` (both ends belong to it),
 * `0.9.10`, `all` and `none`. With an operator in them, ranges are comparators.
 */
import { ALL, type Bound, type Interval, normalise } from '../intervals.ts';
import { type Numeric, numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { releaseOf } from './shared/release.ts';
import { compareNumbers } from './shared/tokens.ts';

type Numbers = readonly Numeric[];

const SHAPE = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/;

export const nginx = defineScheme<Numbers>({
  id: 'nginx',
  aliases: [],
  source: 'https://nginx.org/en/security_advisories.html',
  maxLength: 64,
  parse,
  order: compareNumbers,
  print: numbers => numbers.join('.'),
  isStable: () => true,
  release: ([major, minor, patch]) => releaseOf(major, minor, patch),
  parseRange,
});

function parse(text: string): Numbers | null {
  const match = SHAPE.exec(text.trim());
  return match === null ? null : match.slice(1).map(numeric);
}

function parseRange(text: string): VersionRange<Numbers> {
  const trimmed = text.trim();
  if (trimmed === '' || /[<>=!|*]/.test(trimmed)) {
    return parseComparators(text, { id: 'nginx', parse, order: compareNumbers });
  }
  const parts = trimmed.split(',').map(part => readPart(part.trim(), text));
  const alternatives = parts.filter(part => part !== null).map(part => [part]);
  // The stable and the mainline branch stay apart in a vers, although their versions follow each other.
  return { intervals: normalise(alternatives.flat(), compareNumbers), alternatives };
}

/** Null for no version at all. */
function readPart(part: string, whole: string): Interval<Numbers> | null {
  if (part === 'none') return null;
  if (part === 'all') return ALL[0] as Interval<Numbers>;
  if (part.endsWith('+')) return fromOn(boundOf(part.slice(0, -1).trim(), whole));
  const [from = '', to, ...more] = part.split('-').map(end => end.trim());
  const lower = boundOf(from, whole);
  if (to === undefined) return { lower, upper: lower };
  const upper = boundOf(to, whole);
  if (more.length > 0 || compareNumbers(lower.version, upper.version) > 0) {
    throw badRange('nginx', whole, 'a span has two ends, the lower one first');
  }
  return { lower, upper };
}

function fromOn(lower: Bound<Numbers>): Interval<Numbers> {
  const [major = 0, minor = 0] = lower.version;
  if (BigInt(minor) % 2n === 1n) return { lower, upper: null };
  const version = [major, successor(minor), 0];
  return { lower, upper: { version, text: version.join('.'), inclusive: false } };
}

function boundOf(text: string, whole: string): Bound<Numbers> {
  const version = parse(text);
  if (version === null) throw badRange('nginx', whole, `"${text.slice(0, 40)}" is no version`);
  return { version, text, inclusive: true };
}
