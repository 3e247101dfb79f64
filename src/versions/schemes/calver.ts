/**
 * Calendar versions, https://calver.org: a year (`YYYY`, or `YY` and `0Y` counted from 2000), one to five numbers behind
 * `.`, `-` or `_` (month, week, day, minor, micro: they all count as numbers), and a modifier (`-beta.1`, `rc1`, `f1`).
 * 2016.04 is 16.4. Modifiers are in natural order: pre-release words below the release, other words above. A `v` in front
 * does not count. Ranges are comparators.
 */
import { type Numeric, numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { compareNatural, hasPreReleaseWord, type Natural, readTail } from './shared/natural.ts';
import { releaseOf } from './shared/release.ts';

const SHAPE = /^v?(\d{1,4}(?:[._-]\d{1,15}){1,5})((?:[._+-]?[a-z][a-z0-9._+-]*)?)$/;

export const calver = defineScheme<Natural>({
  id: 'calver',
  aliases: [],
  source: 'https://calver.org',
  maxLength: 256,
  parse,
  order: compareNatural,
  print: ({ text }) => text,
  isStable: ({ tail }) => !hasPreReleaseWord(tail),
  release: ({ numbers }) => releaseOf(numbers[0], numbers[1], numbers[2]),
  parseRange: text => parseComparators(text, { id: 'calver', parse, order: compareNatural }),
});

/** `text` is the normal spelling: lower case, dots between the numbers, as many digits as written. */
function parse(text: string): Natural | null {
  const match = SHAPE.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, front = '', modifier = ''] = match;
  const segments = front.split(/[._-]/);
  const numbers = segments.map(numeric);
  return {
    text: segments.join('.') + modifier,
    isNumbered: true,
    numbers: [fullYear(numbers[0] ?? 0), ...numbers.slice(1)],
    tail: readTail(modifier, 0, true),
  };
}

/** `16`, `06` and `106` are 2016, 2006 and 2106. */
function fullYear(year: Numeric): Numeric {
  return typeof year === 'number' && year < 1_000 ? 2_000 + year : year;
}
