/**
 * Non-negative integers with dots between them. What is read stops at the first character that is neither digit nor
 * dot, so that 1.2beta is 1.2; leading zeros do not count, and missing numbers are 0.
 * https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md (generic types). The scheme knows no
 * pre-releases: every version is stable. Ranges are comparators.
 */
import { isDigit, type Numeric, numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { endOfDigits } from './shared/natural.ts';
import { releaseOf } from './shared/release.ts';
import { compareNumbers } from './shared/tokens.ts';

type Numbers = readonly Numeric[];

export const intdot = defineScheme<Numbers>({
  id: 'intdot',
  aliases: [],
  source: 'https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md',
  parse,
  order: compareNumbers,
  print: numbers => numbers.join('.'),
  isStable: () => true,
  release: ([major, minor, patch]) => releaseOf(major, minor, patch),
  parseRange: text => parseComparators(text, { id: 'intdot', parse, order: compareNumbers }),
});

function parse(text: string): Numbers | null {
  const trimmed = text.trim();
  const numbers: Numeric[] = [];
  for (let at = 0; isDigit(trimmed.charCodeAt(at)); ) {
    const end = endOfDigits(trimmed, at);
    numbers.push(numeric(trimmed.slice(at, end)));
    if (trimmed.charAt(end) !== '.') break;
    at = end + 1;
  }
  return numbers.length === 0 ? null : numbers;
}
