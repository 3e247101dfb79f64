/** Licence as data: README.md tells how. */
import { type AnswerLicence, DEFAULT_LICENCE } from '../../core/access.ts';
import { resolveLicence } from '../../core/answer-licence.ts';
import type { Queryable } from '../../store/database.ts';
import { licencesOf } from '../../store/licences.ts';

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
