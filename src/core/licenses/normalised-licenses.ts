/** The field `normalized_licenses`: a list of identifiers, without saying how they relate. */
import { leavesOf } from './declaration.ts';
import { type LicenseTerm, termsOf } from './expression.ts';
import { orLaterId } from './identifiers.ts';
import { readDeclaration } from './read-declaration.ts';

export const OTHER_LICENSE = 'Other';

/** Longer declarations are held to be licence texts, as ecosyste.ms holds them. */
const MAX_LENGTH = 150;

/**
 * Distinct identifiers of the licences in `raw`, in the order they are written. `Other` stands for a licence that is
 * declared but not recognised; an empty list for none declared. Exceptions (`WITH ...`) are left out, `+` and
 * "or later" become the `-or-later` identifier where there is one, and an obsolete identifier stays as it is.
 */
export function normaliseLicenses(raw: string | null): string[] {
  const text = raw === null ? '' : raw.trim();
  if (text.length > MAX_LENGTH) return [OTHER_LICENSE];
  const leaves = leavesOf(readDeclaration(text.replaceAll(/\s+/g, ' '), undefined));
  return [
    ...new Set(
      leaves.flatMap(leaf => {
        if (leaf.kind === 'unstated') return [];
        return 'expression' in leaf ? termsOf(leaf.expression).map(idOf) : [OTHER_LICENSE];
      }),
    ),
  ];
}

function idOf(term: LicenseTerm): string {
  if (term.kind === 'reference') return OTHER_LICENSE;
  return (term.orLater ? orLaterId(term.id) : null) ?? term.id;
}
