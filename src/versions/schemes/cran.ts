/**
 * CRAN: versions of R packages, whole numbers joined by `.` or `-`, which mean the same
 * (https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html). A version is less than one that goes
 * on after it: `1.2` comes before `1.2.0`. Packages have at least two numbers; one alone is read too, because
 * dependencies say `R (>= 4)`. R knows no pre-releases: every version is stable.
 *
 * Ranges are those of the file DESCRIPTION, `(>= 1.2)`, with or without parentheses
 * (https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Package-Dependencies).
 */
import { compareNumeric, isDigit, type Numeric, numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { releaseOf } from './shared/release.ts';

export type CranVersion = readonly Numeric[];

export const cran = defineScheme<CranVersion>({
  id: 'cran',
  aliases: ['cran.r-project.org', 'r'],
  source: 'https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html',
  parse,
  order,
  print: version => version.join('.'),
  isStable: () => true,
  release: ([major, minor, patch]) => releaseOf(major, minor, patch),
  parseRange,
});

function parse(text: string): CranVersion | null {
  const numbers: Numeric[] = [];
  for (let at = 0; ; at++) {
    const start = at;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === start) return null;
    numbers.push(numeric(text.slice(start, at)));
    if (at === text.length) return numbers;
    if (text[at] !== '.' && text[at] !== '-') return null;
  }
}

function order(a: CranVersion, b: CranVersion): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as Numeric;
    const right = b[i] as Numeric;
    if (left !== right) return compareNumeric(left, right);
  }
  return a.length - b.length;
}

/** Conditions joined by commas, each in parentheses or not. Nothing at all is every version. */
function parseRange(text: string): VersionRange<CranVersion> {
  const bare = text
    .split(',')
    .map(part => withoutParentheses(part.trim(), text))
    .join(',');
  return parseComparators(bare, { id: 'cran', parse, order });
}

function withoutParentheses(part: string, range: string): string {
  if (!part.startsWith('(')) return part;
  if (!part.endsWith(')')) throw badRange('cran', range, 'a parenthesis is not closed');
  const inner = part.slice(1, -1);
  if (inner.trim() === '') throw badRange('cran', range, 'nothing is between parentheses');
  return inner;
}
