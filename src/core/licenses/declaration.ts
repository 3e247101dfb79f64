/** What a declaration of a licence says, part by part, before it is decided whether that makes an expression. */
import { compound, type LicenseExpression } from './expression.ts';

/**
 * `known`: an expression. `amended`: one with further terms in a file. `unknown`: words that name no one licence.
 * `unstated`: words that say that nothing is said. `list`: several parts of which it is not said whether all or any
 * apply.
 */
export type Declaration =
  | { kind: 'known' | 'amended'; expression: LicenseExpression }
  | { kind: 'unknown' | 'unstated'; text: string }
  | { kind: 'and' | 'or' | 'list'; parts: Declaration[] };

export function joined(kind: 'and' | 'or' | 'list', parts: Declaration[]): Declaration {
  return parts.length === 1 ? (parts[0] as Declaration) : { kind, parts };
}

/** The parts from left to right. */
export function leavesOf(declaration: Declaration): Exclude<Declaration, { parts: Declaration[] }>[] {
  return 'parts' in declaration ? declaration.parts.flatMap(leavesOf) : [declaration];
}

/** The whole as one expression; null when a part is not known or the relation of parts is not said. */
export function expressionOf(declaration: Declaration): LicenseExpression | null {
  if (declaration.kind === 'known') return declaration.expression;
  if (declaration.kind !== 'and' && declaration.kind !== 'or') return null;
  const operands = declaration.parts.map(expressionOf);
  return operands.every(operand => operand !== null) ? compound(declaration.kind, operands) : null;
}
