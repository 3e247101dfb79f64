/**
 * Licences: SPDX expressions read, compared and checked; what is known of each licence; and the licences that registries
 * declare in their own words, translated without guessing.
 */
export {
  formatExpression,
  type LicenseCompound,
  type LicenseExpression,
  type LicenseTerm,
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_LENGTH,
  parseExpression,
  tryParseExpression,
} from './expression.ts';
export { type LicenseCategory, type LicenseFacts, licenseFacts } from './facts.ts';
export {
  canonicalExceptionId,
  canonicalLicenseId,
  isDeprecatedId,
  LICENSE_IDS,
} from './identifiers.ts';
export {
  type ExpressionIdentifiers,
  type ExpressionInput,
  equivalentExpressions,
  expressionIdentifiers,
  normaliseExpression,
} from './normalise-expression.ts';
export {
  NO_ASSERTION,
  type NoExpressionReason,
  type NormalisedLicense,
  normaliseLicense,
} from './normalise-license.ts';
export { normaliseLicenses, OTHER_LICENSE } from './normalised-licenses.ts';
export { satisfies } from './satisfies.ts';
