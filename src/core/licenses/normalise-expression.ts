/** One form for expressions that mean the same: today's identifiers, no repetition; and the questions asked of it. */
import { REPLACEMENTS } from './data/replacements.ts';
import {
  compound,
  formatExpression,
  isCompound,
  type LicenseExpression,
  type LicenseTerm,
  parseExpression,
  termsOf,
} from './expression.ts';
import { orLaterId } from './identifiers.ts';

/** Text is parsed; `parseExpression` says what it throws. */
export type ExpressionInput = string | LicenseExpression;

/**
 * The expression with deprecated identifiers replaced as SPDX says (`GPL-2.0+` is `GPL-2.0-or-later`, `GPL-2.0` is
 * `GPL-2.0-only`, `GPL-2.0-with-classpath-exception` is `GPL-2.0-only WITH Classpath-exception-2.0`), nested operators
 * of one kind joined and repeated operands dropped. The order stays as written.
 *
 * @throws InputError with field `license` and status 422 when a text is no expression.
 */
export function normaliseExpression(input: ExpressionInput): string {
  return formatExpression(simplify(toExpression(input)));
}

/**
 * True when both expressions are the same after normalisation, whatever the order, grouping and repetition of operands.
 * It compares what is written and solves no logic: `MIT AND (MIT OR ISC)` is not held to be `MIT`.
 *
 * @throws InputError with field `license` and status 422 when a text is no expression.
 */
export function equivalentExpressions(a: ExpressionInput, b: ExpressionInput): boolean {
  return keyOf(simplify(toExpression(a))) === keyOf(simplify(toExpression(b)));
}

export interface ExpressionIdentifiers {
  /** Identifiers of the SPDX list, without `+`. */
  licenses: string[];
  /** `LicenseRef-...`, with the document where one is named. */
  references: string[];
  /** What stands after `WITH`. */
  additions: string[];
}

/**
 * Distinct identifiers, in the order and in the version of the list in which they are written.
 *
 * @throws InputError with field `license` and status 422 when a text is no expression.
 */
export function expressionIdentifiers(input: ExpressionInput): ExpressionIdentifiers {
  const terms = termsOf(toExpression(input));
  const ids = (kind: LicenseTerm['kind']) => terms.filter(term => term.kind === kind).map(term => term.id);
  return {
    licenses: [...new Set(ids('license'))],
    references: [...new Set(ids('reference'))],
    additions: [...new Set(terms.flatMap(term => term.addition ?? []))],
  };
}

export function toExpression(input: ExpressionInput): LicenseExpression {
  return typeof input === 'string' ? parseExpression(input) : input;
}

/** The tree behind `normaliseExpression`. */
export function simplify(expression: LicenseExpression): LicenseExpression {
  if (!isCompound(expression)) return modernise(expression);
  const joined = compound(expression.kind, expression.operands.map(simplify));
  if (!isCompound(joined)) return joined;
  const distinct = new Map<string, LicenseExpression>();
  for (const operand of joined.operands) {
    const key = keyOf(operand);
    if (!distinct.has(key)) distinct.set(key, operand);
  }
  return compound(joined.kind, [...distinct.values()]);
}

/** The term in today's identifiers. */
export function modernise(term: LicenseTerm): LicenseTerm {
  if (term.kind === 'reference') return term;
  const replacement = REPLACEMENTS.get(term.id);
  const [id = term.id, addition = null] = replacement?.split(' WITH ') ?? [];
  // One term holds one addition: an old identifier that implies one cannot take a second.
  if (addition !== null && term.addition !== null) return term;
  const later = term.orLater ? orLaterId(id) : null;
  return {
    kind: 'license',
    id: later ?? id,
    orLater: term.orLater && later === null,
    addition: term.addition ?? addition,
  };
}

/** Equal for expressions that differ only in the order of operands. */
function keyOf(expression: LicenseExpression): string {
  if (!isCompound(expression)) return formatExpression(expression);
  return `${expression.kind}(${expression.operands.map(keyOf).sort().join(',')})`;
}
