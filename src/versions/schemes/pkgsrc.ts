/**
 * pkgsrc's "dewey" versions, also those of XBPS: https://man.netbsd.org/pkg_info.1 (PACKAGE WILDCARDS) and the comments of
 * pkg_install's lib/dewey.c.
 *
 * A version is a list of integers: a number is itself; `alpha` is -3, `beta` -2, `pre` and `rc` -1; `.`, `_` and `pl` are
 * 0; any other letter is 0 and its place in the alphabet (1.0a = 1.0.1). Shorter lists go on with zeros, so that
 * 1.0alpha < 1.0 = 1.0.0. `nb` and a number, the revision of the package, count after all else.
 */
import type { Intervals } from '../intervals.ts';
import { compareNumeric, isDigit, type Numeric, numeric } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { nextBranch, parsePattern } from './shared/package-pattern.ts';
import { compared } from './shared/relations.ts';
import { compareNumbers } from './shared/tokens.ts';

export interface PkgsrcVersion {
  text: string;
  numbers: readonly Numeric[];
  /** The number behind `nb`; 0 without. */
  revision: Numeric;
}

const GRAMMAR = /^[A-Za-z0-9][A-Za-z0-9._+~:]*$/;
const WORDS: readonly (readonly [word: string, number: number])[] = [
  ['alpha', -3],
  ['beta', -2],
  ['pre', -1],
  ['rc', -1],
  ['pl', 0],
  ['_', 0],
  ['.', 0],
];
/** Above the revision of any package: no build is repeated so often. */
const LAST_REVISION = 999_999_999;

export const pkgsrc = defineScheme<PkgsrcVersion>({
  id: 'pkgsrc',
  aliases: ['netbsd', 'dewey', 'xbps', 'void', 'smartos'],
  source: 'https://man.netbsd.org/pkg_info.1',
  parse: parseVersion,
  order,
  print: ({ text }) => text,
  isStable: ({ numbers }) => !numbers.some(number => typeof number === 'number' && number < 0),
  release: ({ text }) => leadingRelease(text),
  parseRange: text => parsePattern(text, { id: 'pkgsrc', order, relation, branch, revisions }),
});

function parseVersion(text: string): PkgsrcVersion | null {
  if (!GRAMMAR.test(text)) return null;
  const lower = text.toLowerCase();
  const numbers: Numeric[] = [];
  let revision: Numeric = 0;
  for (let at = 0; at < lower.length; ) {
    const isRevision = lower.startsWith('nb', at);
    const start = isRevision ? at + 2 : at;
    let end = start;
    while (isDigit(lower.charCodeAt(end))) end++;
    if (isRevision) revision = numeric(lower.slice(start, end) || '0');
    else if (end > start) numbers.push(numeric(lower.slice(start, end)));
    else {
      const known = WORDS.find(([word]) => lower.startsWith(word, at));
      end = at + (known?.[0].length ?? 1);
      if (known !== undefined) numbers.push(known[1]);
      else if (isLetter(lower.charCodeAt(at))) numbers.push(0, lower.charCodeAt(at) - 0x60);
    }
    at = end;
  }
  return { text, numbers, revision };
}

/** In lower case. */
function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function order(a: PkgsrcVersion, b: PkgsrcVersion): number {
  return compareNumbers(a.numbers, b.numbers) || compareNumeric(a.revision, b.revision);
}

function relation(operator: string, text: string): Intervals<PkgsrcVersion> | null {
  const version = parseVersion(text);
  return version === null || operator === '=' ? null : compared(operator, version, text);
}

/** From the oldest pre-release of 1.2 to that of 1.3. */
function branch(text: string): Intervals<PkgsrcVersion> | null {
  const next = nextBranch(text);
  return next === null ? null : span(`${text}alpha`, `${next}alpha`, false);
}

/** Every revision of the package of 1.2. */
function revisions(text: string): Intervals<PkgsrcVersion> | null {
  return span(text, `${text}nb${LAST_REVISION}`, true);
}

function span(first: string, last: string, inclusive: boolean): Intervals<PkgsrcVersion> | null {
  const lower = parseVersion(first);
  const upper = parseVersion(last);
  if (lower === null || upper === null) return null;
  return [
    {
      lower: { version: lower, text: first, inclusive: true },
      upper: { version: upper, text: last, inclusive },
    },
  ];
}
