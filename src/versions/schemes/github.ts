/**
 * Tags of git repositories, on GitHub and other forges: what repositories, actions, Swift packages and Carthage
 * dependencies have as versions. No forge orders its tags, so the rules are ours:
 *
 * 1. `refs/tags/` in front does not count. The version starts at the first digit of the tag, if the tag starts with one
 *    or with `v` and one. Else it starts at the first number behind a separator (with or without `v`) that goes on with
 *    `.` or `_` and a digit: `log4j-2.17.1`, `curl-7_88_1`, `@scope/pkg@1.2.3`; else at the first number behind a
 *    separator: `jdk-17+35`; else at the first number that goes on so: `go1.20`, `n4.4`; else at the first number.
 * 2. From there on it is in natural order (`shared/natural.ts`). What is in front does not count, except for a
 *    pre-release word next to the version: `nightly-1.2.3` is `1.2.3-nightly`, but `rc-slider-1.2.3` is `1.2.3`.
 * 3. Names without a number, and commit hashes, are below all versions and never stable: they move, or nobody released
 *    them.
 *
 * Ranges are comparators (`shared/comparators.ts`), with `~>` of Carthage:
 * https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md#version-requirement.
 */
import type { Interval } from '../intervals.ts';
import { isDigit, type Numeric, successor } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { looksLikeCommit } from './shared/commit.ts';
import { parseComparators } from './shared/comparators.ts';
import {
  BEFORE_ALL,
  compareNatural,
  endOfDigits,
  hasPreReleaseWord,
  isJoint,
  isLetter,
  type Natural,
  parseNatural,
  preReleaseEnd,
  printNatural,
  wordsOnly,
} from './shared/natural.ts';
import { releaseOf } from './shared/release.ts';

export const github = defineScheme<Natural>({
  id: 'github',
  aliases: [
    'bitbucket',
    'gitlab',
    'gitea',
    'githubactions',
    'github actions',
    'github-actions',
    'actions',
    'carthage',
    'git',
  ],
  source: 'https://git-scm.com/docs/git-check-ref-format',
  parse,
  order: compareNatural,
  print: printNatural,
  isStable: ({ isNumbered, tail }) => isNumbered && !hasPreReleaseWord(tail),
  release: ({ isNumbered, numbers }) => (isNumbered ? releaseOf(numbers[0], numbers[1], numbers[2]) : null),
  parseRange: text =>
    parseComparators(text, { id: 'github', parse, order: compareNatural, term, termOperators: ['~>'] }),
});

const TAGS = 'refs/tags/';
/** git-check-ref-format: no control character, space, `~^:?*[\`, and no `..`. */
const FORBIDDEN = /[\p{Cc} ~^:?*[\\]|\.\./u;

function parse(text: string): Natural | null {
  const trimmed = text.trim();
  const tag = trimmed.startsWith(TAGS) ? trimmed.slice(TAGS.length) : trimmed;
  if (FORBIDDEN.test(tag)) return null;
  const lower = tag.toLowerCase();
  if (looksLikeCommit(lower)) return wordsOnly(lower);
  const start = startOf(lower);
  if (start === -1) return parseNatural(lower);
  const version = parseNatural(lower.slice(start));
  if (version === null || start <= 1) return version;
  const words = preReleaseEnd(lower.slice(0, start));
  return words.length === 0 ? version : { ...version, text: lower, tail: [...words, ...version.tail] };
}

/** Where the version starts in a tag in lower case, or -1 where it has no digit. */
function startOf(tag: string): number {
  if (isDigit(tag.charCodeAt(0))) return 0;
  if (tag.startsWith('v') && isDigit(tag.charCodeAt(1))) return 1;
  const found = [-1, -1, -1, -1];
  for (let at = 0; at < tag.length; ) {
    if (!isDigit(tag.charCodeAt(at))) {
      at++;
      continue;
    }
    const end = endOfDigits(tag, at);
    const goesOn = isJoint(tag.charCodeAt(end)) && isDigit(tag.charCodeAt(end + 1));
    const kind = (isBehindSeparator(tag, at) ? 0 : 2) + (goesOn ? 0 : 1);
    if (found[kind] === -1) found[kind] = at;
    at = end;
  }
  return found.find(at => at !== -1) ?? -1;
}

function isBehindSeparator(tag: string, at: number): boolean {
  const before = tag.charAt(at - 1) === 'v' ? at - 2 : at - 1;
  const code = tag.charCodeAt(before);
  if (isLetter(code) || isDigit(code)) return false;
  // The second number of 4.4 is behind a dot, and yet no start.
  return !(isJoint(code) && isDigit(tag.charCodeAt(before - 1)));
}

/** `~> 1.2`: the same major version, and below 1.0 the same minor one. */
function term(text: string): Interval<Natural>[] | null {
  if (!text.startsWith('~>')) return null;
  const written = text.slice(2);
  const version = parse(written);
  if (version === null || !version.isNumbered) return null;
  const [major = 0, minor = 0] = version.numbers;
  const next: Numeric[] = major === 0 ? [0, successor(minor)] : [successor(major)];
  const shown = [...next, 0, 0].slice(0, 3).join('.');
  return [
    {
      lower: { version, text: written, inclusive: true },
      upper: {
        version: { text: shown, isNumbered: true, numbers: next, tail: [BEFORE_ALL] },
        text: shown,
        inclusive: false,
      },
    },
  ];
}
