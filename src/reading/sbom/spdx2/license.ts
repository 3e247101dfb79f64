/** Licence fields of SPDX 2: an expression, NONE or NOASSERTION. */
import { canonicalLicenseId, tryParseExpression } from '../../../core/licenses/index.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import type { LicenseClaim, LicenseStatement } from '../model.ts';
import { own, textIn, textsIn, wordIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';

export const NONE = 'NONE';
export const NO_ASSERTION = 'NOASSERTION';

export function readLicense(
  value: unknown,
  extracted: ReadonlyMap<string, JsonDocument>,
): LicenseStatement | null {
  const text = wordIn(value)?.trim();
  if (text === undefined || text === '') return null;
  if (text === NONE) return { state: 'none', claims: [] };
  if (text === NO_ASSERTION) return { state: 'no-assertion', claims: [] };
  return { state: 'stated', claims: [readClaim(text, extracted)] };
}

function readClaim(text: string, extracted: ReadonlyMap<string, JsonDocument>): LicenseClaim {
  if (canonicalLicenseId(text) !== null)
    return { id: text, expression: null, name: null, text: null, url: null };
  const known = extracted.get(text);
  return {
    id: null,
    expression: text,
    name: null,
    text: known === undefined ? null : textIn(own(known, 'extractedText')),
    url: known === undefined ? null : (textsIn(own(known, 'seeAlsos'))[0] ?? null),
  };
}

/** The text of a licence field; null where nothing is to be said. */
export function writeLicense(statement: LicenseStatement | null, context: Spdx2Context): string | null {
  if (statement === null) return null;
  if (statement.state === 'none') return NONE;
  if (statement.state === 'no-assertion' || statement.claims.length === 0) return NO_ASSERTION;
  const parts = statement.claims.map(claim => writeClaim(claim, context));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.map(part => (/\sOR\s/i.test(part) ? `(${part})` : part)).join(' AND ');
}

function writeClaim(claim: LicenseClaim, context: Spdx2Context): string {
  if (claim.id !== null && canonicalLicenseId(claim.id) !== null) return claim.id;
  const expression = claim.expression;
  if (expression !== null && (tryParseExpression(expression) !== null || claim.name === null)) {
    if (expression.startsWith('LicenseRef-') && claim.text !== null && !context.extracted.has(expression))
      context.extracted.set(expression, extractedOf(expression, claim));
    if (tryParseExpression(expression) !== null) return expression;
  }
  return defined(claim, context);
}

/** A licence that only has a name becomes one that the document defines. */
function defined(claim: LicenseClaim, context: Spdx2Context): string {
  const name = claim.name ?? claim.id ?? claim.expression ?? '';
  const start = `LicenseRef-${name.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, 100) || 'unnamed'}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? start : `${start}-${n}`;
    const entry = extractedOf(id, { ...claim, name });
    const before = context.extracted.get(id);
    if (before === undefined) context.extracted.set(id, entry);
    else if (before.name !== entry.name || before.extractedText !== entry.extractedText) continue;
    return id;
  }
}

function extractedOf(licenseId: string, claim: LicenseClaim): JsonDocument {
  return {
    licenseId,
    extractedText: claim.text ?? claim.name ?? licenseId,
    ...(claim.name === null ? {} : { name: claim.name }),
    ...(claim.url === null ? {} : { seeAlsos: [claim.url] }),
  };
}
