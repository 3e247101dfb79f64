/**
 * Hex: SemVer 2.0.0 as Elixir's `Version` reads it, and its requirements. Pre-releases match as `Version.match?` has it by
 * default (`allow_pre: true`): by their order alone. `and` binds closer than `or`.
 */
import { type Interval, type Intervals, normalise } from '../intervals.ts';
import type { Numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import {
  boundAt,
  boundBefore,
  orderSemver,
  parseSemver,
  printSemver,
  releaseAfter,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

const OPERATORS = ['>=', '<=', '~>', '>', '<', '==', '!=', '!'] as const;
type Operator = (typeof OPERATORS)[number];
/** An operator and the version after it, or the word between two such terms. */
type Token = { operator: Operator; version: string } | 'and' | 'or';

export const hex = defineScheme<SemVer>({
  id: 'hex',
  aliases: ['hex.pm', 'erlang', 'elixir', 'mix', 'rebar'],
  source: 'https://hexdocs.pm/elixir/Version.html',
  parse: parseSemver,
  order: orderSemver,
  print: printSemver,
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
});

function parseRange(text: string): VersionRange<SemVer> {
  const intervals: Interval<SemVer>[] = [];
  let terms: Intervals<SemVer>[] = [];
  let isTermNext = true;
  for (const token of tokensOf(text)) {
    if (typeof token === 'string') {
      if (isTermNext) throw badRange('hex', text, `a version is missing before "${token}"`);
      if (token === 'or') {
        intervals.push(...allOf(terms, orderSemver));
        terms = [];
      }
      isTermNext = true;
      continue;
    }
    if (!isTermNext) throw badRange('hex', text, '"and" or "or" stands between two requirements');
    terms.push(intervalsOf(token.operator, token.version, text));
    isTermNext = false;
  }
  if (isTermNext) throw badRange('hex', text, 'a version is missing at the end');
  intervals.push(...allOf(terms, orderSemver));
  return { intervals: normalise(intervals, orderSemver) };
}

/** Words are joined and split as Elixir does: an operator ends a version, and spaces are not looked at. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const part of text.split(/( and | or )/)) {
    const word = part.trim();
    if (part === ' and ' || part === ' or ') {
      tokens.push(word as 'and' | 'or');
      continue;
    }
    const operator = OPERATORS.find(known => word.startsWith(known));
    const version = word.slice(operator?.length ?? 0).trim();
    if (word !== '') tokens.push({ operator: operator ?? '==', version });
  }
  return tokens;
}

function intervalsOf(operator: Operator, written: string, range: string): Intervals<SemVer> {
  if (operator === '~>') return [pessimistic(written, range)];
  const version = parseSemver(written);
  if (version === null) throw badRange('hex', range, `"${written.slice(0, 40)}" is no version`);
  const below = (inclusive: boolean) => ({ lower: null, upper: boundAt(version, inclusive) });
  const above = (inclusive: boolean) => ({ lower: boundAt(version, inclusive), upper: null });
  switch (operator) {
    case '>=':
      return [above(true)];
    case '>':
      return [above(false)];
    case '<=':
      return [below(true)];
    case '<':
      return [below(false)];
    case '==':
      return [{ lower: boundAt(version, true), upper: boundAt(version, true) }];
    default:
      return [below(false), above(false)];
  }
}

/** `~> 2.1` keeps the major version, `~> 2.1.3` the minor; both end before the pre-releases of the next one. */
function pessimistic(written: string, range: string): Interval<SemVer> {
  const full = parseSemver(written);
  const lower = full ?? withPatch(written);
  if (lower === null)
    throw badRange('hex', range, `"${written.slice(0, 40)}" is no version of two or three numbers`);
  const numbers: Numeric[] = [lower.major, lower.minor, lower.patch];
  return { lower: boundAt(lower, true), upper: boundBefore(releaseAfter(numbers, full === null ? 0 : 1)) };
}

/** `2.1` and `2.1-dev` as 2.1.0 and 2.1.0-dev. */
function withPatch(written: string): SemVer | null {
  const tail = written.search(/[-+]/);
  const end = tail === -1 ? written.length : tail;
  return parseSemver(`${written.slice(0, end)}.0${written.slice(end)}`);
}
