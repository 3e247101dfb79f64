/** What is known of one licence of the SPDX list. */
import { FSF_LIBRE, OSI_APPROVED } from './data/approvals.ts';
import { CATEGORIES } from './data/categories.ts';
import { REPLACEMENTS } from './data/replacements.ts';
import { canonicalLicenseId, isDeprecatedId } from './identifiers.ts';

export type LicenseCategory = keyof typeof CATEGORIES | 'unknown';

export interface LicenseFacts {
  /** As the list spells it. */
  id: string;
  deprecated: boolean;
  /** The expression that stands for a deprecated identifier today; null where there is none. */
  replacedBy: string | null;
  /** Approved by the Open Source Initiative. */
  osiApproved: boolean;
  /** Free software in the eyes of the Free Software Foundation; false also when it has not said. */
  fsfLibre: boolean;
  /** `data/categories.ts` says where the lines are drawn. */
  category: LicenseCategory;
}

const CATEGORY_OF: ReadonlyMap<string, LicenseCategory> = new Map(
  (Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]).flatMap(category =>
    [...CATEGORIES[category]].map((id): [string, LicenseCategory] => [id, category]),
  ),
);

/** Facts about an identifier, in any case; null when the SPDX list does not hold it. */
export function licenseFacts(identifier: string): LicenseFacts | null {
  const id = canonicalLicenseId(identifier);
  if (id === null) return null;
  const replacedBy = REPLACEMENTS.get(id) ?? null;
  // A deprecated identifier without an exception is the same licence under its old name.
  const current = replacedBy === null || replacedBy.includes(' WITH ') ? id : replacedBy;
  return {
    id,
    deprecated: isDeprecatedId(id),
    replacedBy,
    osiApproved: OSI_APPROVED.has(current),
    fsfLibre: FSF_LIBRE.has(current),
    category: CATEGORY_OF.get(current) ?? 'unknown',
  };
}
