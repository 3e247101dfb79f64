/**
 * Requirements as system package managers write them: relations to versions, all of which hold.
 *
 *     range    = "" | clause *( ( "," | white space ) clause )     nothing at all is every version
 *     clause   = relation *( "|" relation )                         one of them holds
 *     relation = "(" [ operator ] version ")" | [ operator ] version
 *     operator = 1*( "<" | ">" | "=" | "~" | "!" )                  white space may follow
 *
 * A version ends at white space, a comma, a bar, a parenthesis and at `<`, `>`, `=` and `!`.
 */
import { ALL, type Interval, type Intervals, invert, type OrderOf } from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';

export interface RelationSyntax<V> {
  /** The scheme's id, for messages. */
  id: string;
  order: OrderOf<V>;
  /** The versions of one relation; `operator` is empty where none was written. Null for what is no relation. */
  relation(operator: string, version: string): Intervals<V> | null;
  /** True where a comma in front of a digit belongs to the version, as in FreeBSD's `1.0,1`. */
  commaInVersions?: boolean;
}

const SPACE = ' \t\n\r\f\v';
const OPERATOR = '<>=~!';
const VERSION_END = `${SPACE},|()<>=!`;

/**
 * The versions of a requirement, in normal form, in n log n time. Bounds are written as `relation` writes them.
 * @throws InputError by `badRange`.
 */
export function parseRelations<V>(text: string, syntax: RelationSyntax<V>): VersionRange<V> {
  if (text.trim() === '') return { intervals: ALL };
  // All clauses hold where none of their complements does: one pass over them, where intersecting one by one takes n.
  const outside: Interval<V>[] = [];
  for (let at = 0; ; ) {
    const clause: Interval<V>[] = [];
    for (;;) {
      at = skip(text, at, SPACE);
      const relation = readRelation(text, at, syntax);
      for (const interval of relation.intervals) clause.push(interval);
      at = skip(text, relation.end, SPACE);
      if (text[at] !== '|') break;
      at++;
    }
    for (const interval of invert(clause, syntax.order)) outside.push(interval);
    if (at === text.length) return { intervals: invert(outside, syntax.order) };
    if (text[at] === ',') at++;
  }
}

function readRelation<V>(
  text: string,
  start: number,
  syntax: RelationSyntax<V>,
): { intervals: Intervals<V>; end: number } {
  const isOpen = text[start] === '(';
  const first = isOpen ? skip(text, start + 1, SPACE) : start;
  const operatorEnd = skip(text, first, OPERATOR);
  const versionStart = skip(text, operatorEnd, SPACE);
  let end = versionStart;
  while (end < text.length && !isVersionEnd(text, end, syntax)) end++;
  const operator = text.slice(first, operatorEnd);
  const version = text.slice(versionStart, end);
  const intervals = version === '' ? null : syntax.relation(operator, version);
  if (intervals === null) {
    throw badRange(syntax.id, text, `"${operator}${version.slice(0, 40)}" is no relation to a version`);
  }
  if (!isOpen) return { intervals, end };
  end = skip(text, end, SPACE);
  if (text[end] !== ')') throw badRange(syntax.id, text, 'a parenthesis is not closed');
  return { intervals, end: end + 1 };
}

function isVersionEnd<V>(text: string, at: number, { commaInVersions }: RelationSyntax<V>): boolean {
  const character = text[at] as string;
  if (character === ',' && commaInVersions) return !/^\d$/.test(text[at + 1] ?? '');
  return VERSION_END.includes(character);
}

function skip(text: string, start: number, characters: string): number {
  let at = start;
  while (at < text.length && characters.includes(text[at] as string)) at++;
  return at;
}

/** The versions that `=`, `==` or no operator, `!=`, `<`, `<=`, `>` or `>=` relate to `version`; null for other operators. */
export function compared<V>(operator: string, version: V, text: string): Intervals<V> | null {
  const at = (inclusive: boolean) => ({ version, text, inclusive });
  switch (operator) {
    case '':
    case '=':
    case '==':
      return [{ lower: at(true), upper: at(true) }];
    case '!=':
      return [
        { lower: null, upper: at(false) },
        { lower: at(false), upper: null },
      ];
    case '<':
    case '<=':
      return [{ lower: null, upper: at(operator === '<=') }];
    case '>':
    case '>=':
      return [{ lower: at(operator === '>='), upper: null }];
    default:
      return null;
  }
}
