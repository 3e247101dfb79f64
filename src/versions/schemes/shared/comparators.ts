/**
 * Ranges of comparators, for schemes whose ecosystem has no range syntax of its own: `>=1.2, <2 || 3.0`.
 *
 *     range       = "" | alternative *( "||" alternative )          one of them holds; nothing at all is every version
 *     alternative = term *( ( "," | white space ) term )            all of them hold
 *     term        = "*" | [ operator ] version                      no operator is "="
 *     operator    = ">=" | ">" | "<=" | "<" | "==" | "=" | "!="     white space may follow
 *
 * A version ends at white space, at a comma and at `|`; it does not start with an operator.
 */
import {
  ALL,
  type Bound,
  type Interval,
  type Intervals,
  invert,
  normalise,
  type OrderOf,
} from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';

export interface ComparatorSyntax<V> {
  /** The scheme's id, for messages. */
  id: string;
  parse(text: string): V | null;
  order: OrderOf<V>;
  /** Reads terms beyond comparators (`^1.2`, `1.x`), before any other reading; null for what is no such term. */
  term?(text: string): Intervals<V> | null;
  /** Operators of such terms that may have white space behind them: `term` gets `~>1.2` for `~> 1.2`. */
  termOperators?: readonly string[];
  /** How a bound is written in a vers; as in the range where absent. */
  write?(text: string): string;
}

const OPERATORS = ['>=', '<=', '!=', '==', '>', '<', '='] as const;
type Operator = (typeof OPERATORS)[number];

/**
 * The versions of a range of comparators, in normal form, in n log n time. Bounds are written as in the text.
 * @throws InputError by `badRange`.
 */
export function parseComparators<V>(text: string, syntax: ComparatorSyntax<V>): VersionRange<V> {
  if (text.trim() === '') return { intervals: ALL };
  const intervals = text.split('||').flatMap(part => readAlternative(part, text, syntax));
  return { intervals: normalise(intervals, syntax.order) };
}

/** All terms hold where none of their complements does: one pass over them, where intersecting one by one takes n. */
function readAlternative<V>(part: string, whole: string, syntax: ComparatorSyntax<V>): Interval<V>[] {
  const outside: Interval<V>[] = [];
  for (const term of splitTerms(part, whole, syntax)) outside.push(...complement(term, whole, syntax));
  return invert(outside, syntax.order);
}

function complement<V>(term: string, whole: string, syntax: ComparatorSyntax<V>): Interval<V>[] {
  const special = syntax.term?.(term) ?? null;
  if (special !== null) return invert(special, syntax.order);
  if (term === '*') return [];
  const operator: Operator = OPERATORS.find(known => term.startsWith(known)) ?? '=';
  const written = term.startsWith(operator) ? term.slice(operator.length) : term;
  const version = syntax.parse(written);
  if (version === null || /[<>=!]/.test(written.charAt(0))) {
    throw badRange(syntax.id, whole, `"${written.slice(0, 40)}" is no version`);
  }
  const shown = syntax.write === undefined ? written : syntax.write(written);
  const at = (inclusive: boolean): Bound<V> => ({ version, text: shown, inclusive });
  const below = (inclusive: boolean): Interval<V> => ({ lower: null, upper: at(inclusive) });
  const above = (inclusive: boolean): Interval<V> => ({ lower: at(inclusive), upper: null });
  switch (operator) {
    case '>=':
      return [below(false)];
    case '>':
      return [below(true)];
    case '<=':
      return [above(false)];
    case '<':
      return [above(true)];
    case '!=':
      return [{ lower: at(true), upper: at(true) }];
    default:
      return [below(false), above(false)];
  }
}

/** Terms without the white space between operator and version. */
function splitTerms<V>(part: string, whole: string, { id, termOperators }: ComparatorSyntax<V>): string[] {
  const operators: readonly string[] =
    termOperators === undefined ? OPERATORS : [...OPERATORS, ...termOperators];
  const terms: string[] = [];
  for (const list of part.split(',')) {
    const words = list.split(/\s/).filter(word => word !== '');
    if (words.length === 0) throw badRange(id, whole, 'something is missing beside "," or "||"');
    let operator = '';
    for (const word of words) {
      if (operator === '' && operators.includes(word)) {
        operator = word;
        continue;
      }
      terms.push(operator + word);
      operator = '';
    }
    if (operator !== '') throw badRange(id, whole, `no version follows "${operator}"`);
  }
  return terms;
}
