/**
 * SPDX licence expressions, read and written: https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 * and annex D of https://spdx.github.io/spdx-spec/v2.3/. `WITH` binds tighter than `AND`, `AND` tighter than `OR`.
 * Identifiers and operators are taken in any case. Reading is linear, with bounded length and nesting.
 */
import { InputError } from '../errors.ts';
import { canonicalExceptionId, canonicalLicenseId } from './identifiers.ts';

/** One licence of the SPDX list, or one that only a document defines (`LicenseRef-...`). */
export interface LicenseTerm {
  kind: 'license' | 'reference';
  /** Canonical identifier, or the whole reference: `LicenseRef-x`, `DocumentRef-d:LicenseRef-x`. */
  id: string;
  /** Written with `+`: this version or any later one. Never true of a reference. */
  orLater: boolean;
  /** What stands after `WITH`: an exception of the list, or `AdditionRef-...`; null when nothing does. */
  addition: string | null;
}

/** All of (`and`) or any of (`or`) at least two operands, none of which is of the same kind. */
export interface LicenseCompound {
  kind: 'and' | 'or';
  operands: LicenseExpression[];
}

export type LicenseExpression = LicenseTerm | LicenseCompound;

/** Longest accepted expression, in UTF-16 code units. The specification sets no limit. */
export const MAX_EXPRESSION_LENGTH = 16_384;
/** Deepest accepted nesting of parentheses. */
export const MAX_EXPRESSION_DEPTH = 64;

const REFERENCE = /^(?:(DocumentRef-)([a-z0-9.-]+):)?(LicenseRef-|AdditionRef-)([a-z0-9.-]+)$/i;

/**
 * Reads an expression.
 *
 * @throws InputError with field `license` and status 422 when `text` is no expression: bad syntax, an identifier that
 * the SPDX list does not hold, or more than the limits allow. `NONE` and `NOASSERTION` are no expressions.
 */
export function parseExpression(text: string): LicenseExpression {
  if (text.length > MAX_EXPRESSION_LENGTH) throw invalid(`longer than ${MAX_EXPRESSION_LENGTH} characters`);
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  if (tokens.length === 0) throw invalid('empty');
  let at = 0;
  const isNext = (word: string) => tokens[at]?.toLowerCase() === word;

  const chain = (kind: 'and' | 'or', operand: (depth: number) => LicenseExpression, depth: number) => {
    const operands = [operand(depth)];
    while (isNext(kind)) {
      at++;
      operands.push(operand(depth));
    }
    return compound(kind, operands);
  };
  const anyOf = (depth: number): LicenseExpression => chain('or', allOf, depth);
  const allOf = (depth: number): LicenseExpression => chain('and', operand, depth);
  const operand = (depth: number): LicenseExpression => {
    if (!isNext('(')) return term();
    if (depth === MAX_EXPRESSION_DEPTH) throw invalid(`nested deeper than ${MAX_EXPRESSION_DEPTH}`);
    at++;
    const inner = anyOf(depth + 1);
    if (!isNext(')')) throw invalid('a closing parenthesis is missing');
    at++;
    return inner;
  };
  const term = (): LicenseTerm => {
    const license = parseLicense(tokens[at++]);
    if (!isNext('with')) return license;
    at++;
    return { ...license, addition: parseAddition(tokens[at++]) };
  };

  const expression = anyOf(0);
  if (at < tokens.length) throw invalid(`${quote(tokens[at])} is not expected there`);
  return expression;
}

/** The expression, or null when `text` is none. */
export function tryParseExpression(text: string): LicenseExpression | null {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/**
 * The expression in canonical spelling. A compound inside a compound is always put in parentheses, also where the
 * precedence would allow to leave them out.
 */
export function formatExpression(expression: LicenseExpression): string {
  if (!isCompound(expression)) {
    const license = expression.orLater ? `${expression.id}+` : expression.id;
    return expression.addition === null ? license : `${license} WITH ${expression.addition}`;
  }
  return expression.operands
    .map(inner => (isCompound(inner) ? `(${formatExpression(inner)})` : formatExpression(inner)))
    .join(expression.kind === 'and' ? ' AND ' : ' OR ');
}

export function isCompound(expression: LicenseExpression): expression is LicenseCompound {
  return expression.kind === 'and' || expression.kind === 'or';
}

/** Joins operands; those of the same kind are taken in, one operand stays as it is. */
export function compound(kind: 'and' | 'or', operands: readonly LicenseExpression[]): LicenseExpression {
  const flat = operands.flatMap(inner => (inner.kind === kind ? inner.operands : [inner]));
  return flat.length === 1 ? (flat[0] as LicenseExpression) : { kind, operands: flat };
}

/** The terms from left to right, repeated ones too. */
export function termsOf(expression: LicenseExpression): LicenseTerm[] {
  return isCompound(expression) ? expression.operands.flatMap(termsOf) : [expression];
}

/** The same expression with every term changed. */
export function mapTerms(
  expression: LicenseExpression,
  change: (term: LicenseTerm) => LicenseTerm,
): LicenseExpression {
  if (!isCompound(expression)) return change(expression);
  return { ...expression, operands: expression.operands.map(operand => mapTerms(operand, change)) };
}

/** The term that one word is (`MIT`, `GPL-2.0+`, `LicenseRef-x`), or null. */
export function termOfWord(word: string): LicenseTerm | null {
  const whole = canonicalLicenseId(word);
  if (whole !== null) return { kind: 'license', id: whole, orLater: false, addition: null };
  const earliest = word.endsWith('+') ? canonicalLicenseId(word.slice(0, -1)) : null;
  if (earliest !== null) return { kind: 'license', id: earliest, orLater: true, addition: null };
  const reference = parseReference(word, 'LicenseRef-');
  return reference === null ? null : { kind: 'reference', id: reference, orLater: false, addition: null };
}

function parseLicense(word: string | undefined): LicenseTerm {
  if (word === undefined) throw invalid('a licence is missing at the end');
  const term = termOfWord(word);
  if (term === null) throw invalid(`${quote(word)} is no licence of the SPDX list`);
  return term;
}

function parseAddition(word: string | undefined): string {
  if (word === undefined) throw invalid('an exception is missing at the end');
  const addition = canonicalExceptionId(word) ?? parseReference(word, 'AdditionRef-');
  if (addition === null) throw invalid(`${quote(word)} is no exception of the SPDX list`);
  return addition;
}

/** The prefixes get their canonical case; the names that a document chose keep theirs. */
function parseReference(word: string, wanted: 'LicenseRef-' | 'AdditionRef-'): string | null {
  const match = REFERENCE.exec(word);
  if (match === null || match[3]?.toLowerCase() !== wanted.toLowerCase()) return null;
  return `${match[1] === undefined ? '' : `DocumentRef-${match[2]}:`}${wanted}${match[4]}`;
}

function quote(word: string | undefined): string {
  return JSON.stringify((word ?? '').slice(0, 60));
}

function invalid(reason: string): InputError {
  return new InputError('license', `not an SPDX licence expression: ${reason}`, 422);
}
