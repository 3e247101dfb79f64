/** Licence as data: README.md tells how. */
import type { AnswerLicence } from '../../core/access.ts';
import type { Queryable } from '../../store/database.ts';
import { licencesOf } from '../../store/licences.ts';
import { DEFAULT_LICENCE, resolveLicence } from './resolve.ts';

export { type ExportTerms, type ExportTermsRequest, exportTerms } from './notice.ts';
export { DEFAULT_LICENCE, resolveLicence } from './resolve.ts';

/** The licence of answers to an account, or to somebody without one, at a moment. */
export async function licenceOf(
  db: Queryable,
  accountId: number | null,
  at: Date,
  dataset?: string,
): Promise<AnswerLicence> {
  if (accountId === null) return DEFAULT_LICENCE;
  return resolveLicence(await licencesOf(db, [accountId]), at, dataset);
}
