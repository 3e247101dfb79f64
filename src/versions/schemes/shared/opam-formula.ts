/**
 * opam's version formulas (https://opam.ocaml.org/doc/Manual.html#Filtered-package-formulas), as they stand in braces behind
 * the name of a package: `{>= "1.0" & < "2.0~" | = "0.9"}`, `{with-test & >= "3.12"}`, `{!(> "2" & < "3.5")}`.
 *
 *     formula     = conjunction *( "|" conjunction )
 *     conjunction = factor *( [ "&" ] factor )
 *     factor      = "!" factor | "(" formula ")" | relop string | filter
 *     filter      = [ "?" ] variable | operand relop operand
 *
 * Filters say when a dependency is one, not which versions it takes: they are left out wherever they stand. No formula, and
 * one of filters alone, is every version.
 */
import { ALL, type Interval, type Intervals, invert, normalise, type OrderOf } from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import { compared } from './relations.ts';

export interface FormulaSyntax<V> {
  id: string;
  parse(text: string): V | null;
  order: OrderOf<V>;
}

/** Null for a filter, which has no say. */
type Said<V> = Intervals<V> | null;

interface Reader<V> extends FormulaSyntax<V> {
  text: string;
  tokens: readonly string[];
  at: number;
}

const MAX_DEPTH = 50;
const TOKEN = /\s+|"[^"\\]*"|[<>!]=|[<>=!?&|()]|[A-Za-z0-9_+:-]+/y;
const RELATION = /^(?:[<>!]?=|[<>])$/;

/** The versions of a formula, with or without its braces, in normal form. @throws InputError by `badRange`. */
export function parseFormula<V>(text: string, syntax: FormulaSyntax<V>): VersionRange<V> {
  const trimmed = text.trim();
  const isBraced = trimmed.startsWith('{') && trimmed.endsWith('}');
  const tokens = tokenize(isBraced ? trimmed.slice(1, -1) : trimmed, syntax.id);
  if (tokens.length === 0) return { intervals: ALL };
  const reader: Reader<V> = { ...syntax, text, tokens, at: 0 };
  const said = readFormula(reader, 0);
  if (reader.at < tokens.length) throw wrong(reader);
  return { intervals: said ?? ALL };
}

function tokenize(text: string, id: string): string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  for (let at = 0; at < text.length; ) {
    const token = pattern.exec(text)?.[0];
    if (token === undefined)
      throw badRange(id, text, `nothing in a formula is written "${text.slice(at, at + 20)}"`);
    if (token.trim() !== '') tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function readFormula<V>(reader: Reader<V>, depth: number): Said<V> {
  if (depth > MAX_DEPTH) throw badRange(reader.id, reader.text, `nested deeper than ${MAX_DEPTH}`);
  const intervals: Interval<V>[] = [];
  let isSaid = false;
  do {
    const conjunction = readConjunction(reader, depth);
    isSaid ||= conjunction !== null;
    for (const interval of conjunction ?? []) intervals.push(interval);
  } while (take(reader, '|'));
  return isSaid ? normalise(intervals, reader.order) : null;
}

/** All factors hold where none of their complements does. */
function readConjunction<V>(reader: Reader<V>, depth: number): Said<V> {
  const outside: Interval<V>[] = [];
  let isSaid = false;
  do {
    const factor = readFactor(reader, depth);
    isSaid ||= factor !== null;
    if (factor !== null) for (const interval of invert(factor, reader.order)) outside.push(interval);
  } while (take(reader, '&') || startsFactor(reader.tokens[reader.at]));
  return isSaid ? invert(outside, reader.order) : null;
}

function readFactor<V>(reader: Reader<V>, depth: number): Said<V> {
  let isNegated = false;
  while (take(reader, '!')) isNegated = !isNegated;
  const said = readPlainFactor(reader, depth);
  return isNegated && said !== null ? invert(said, reader.order) : said;
}

function readPlainFactor<V>(reader: Reader<V>, depth: number): Said<V> {
  if (take(reader, '(')) {
    const said = readFormula(reader, depth + 1);
    if (!take(reader, ')')) throw wrong(reader);
    return said;
  }
  const operator = reader.tokens[reader.at] ?? '';
  if (RELATION.test(operator)) {
    const text = unquoted(reader.tokens[++reader.at]);
    const version = text === null ? null : reader.parse(text);
    if (version === null || text === null) throw wrong(reader);
    reader.at++;
    return normalise(compared(operator, version, text) ?? [], reader.order);
  }
  take(reader, '?');
  readOperand(reader);
  if (RELATION.test(reader.tokens[reader.at] ?? '') && isOperand(reader.tokens[reader.at + 1])) {
    reader.at++;
    readOperand(reader);
  }
  return null;
}

function readOperand<V>(reader: Reader<V>): void {
  if (!isOperand(reader.tokens[reader.at])) throw wrong(reader);
  reader.at++;
}

function take<V>(reader: Reader<V>, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at++;
  return true;
}

/** A factor that follows another without `&`, as opam lets it: a relation, a negation, a group; never an operand. */
function startsFactor(token: string | undefined): boolean {
  return token !== undefined && (RELATION.test(token) || token === '!' || token === '(');
}

function isOperand(token: string | undefined): boolean {
  return token !== undefined && /^["A-Za-z0-9_+:-]/.test(token);
}

function unquoted(token: string | undefined): string | null {
  return token?.startsWith('"') ? token.slice(1, -1) : null;
}

function wrong<V>(reader: Reader<V>): Error {
  const token = reader.tokens[reader.at];
  return badRange(
    reader.id,
    reader.text,
    token === undefined ? 'it ends too early' : `"${token.slice(0, 40)}" is out of place`,
  );
}
