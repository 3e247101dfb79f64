/**
 * The identifiers of the SPDX licence list (https://spdx.org/licenses/): canonical spelling, and what has replaced the
 * deprecated ones. Identifiers are compared without regard to case, as SPDX 3.0.1 says
 * (https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/).
 */
import { createRequire } from 'node:module';
import { EXCEPTION_IDS } from './data/exceptions.ts';

// Node 20 warns of every import of JSON, but not of a require.
const load = createRequire(import.meta.url);
const CURRENT_IDS: string[] = load('spdx-license-ids');
const DEPRECATED_IDS: string[] = load('spdx-license-ids/deprecated.json');

const byLowerCase = (ids: Iterable<string>) => new Map([...ids].map(id => [id.toLowerCase(), id]));
const LICENSES = byLowerCase([...CURRENT_IDS, ...DEPRECATED_IDS]);
const EXCEPTIONS = byLowerCase(EXCEPTION_IDS);
const DEPRECATED = new Set(DEPRECATED_IDS);

/** Longer than any identifier of the list, so that longer words are not even lowered. */
const MAX_ID_LENGTH = 80;

/** Every identifier of the list, deprecated ones last. */
export const LICENSE_IDS: readonly string[] = [...CURRENT_IDS, ...DEPRECATED_IDS];

/** The identifier as the list spells it, or null when the list does not hold it. */
export function canonicalLicenseId(word: string): string | null {
  return word.length > MAX_ID_LENGTH ? null : (LICENSES.get(word.toLowerCase()) ?? null);
}

/** The identifier of a licence exception as the list spells it, or null when the list does not hold it. */
export function canonicalExceptionId(word: string): string | null {
  return word.length > MAX_ID_LENGTH ? null : (EXCEPTIONS.get(word.toLowerCase()) ?? null);
}

/** True for an identifier, in canonical spelling, that the list keeps only for old documents. */
export function isDeprecatedId(id: string): boolean {
  return DEPRECATED.has(id);
}

/** `GPL-2.0-or-later` for `GPL-2.0`, `GPL-2.0-only` and itself; null in families without such identifiers. */
export function orLaterId(id: string): string | null {
  return canonicalLicenseId(`${id.replace(/-(?:only|or-later)$/, '')}-or-later`);
}
