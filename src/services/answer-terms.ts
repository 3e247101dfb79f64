/** What a document made for a caller is under. */
import { DEFAULT_LICENCE } from '../core/access.ts';
import { licenceAt } from '../core/answer-licence.ts';
import type { Terms } from '../core/answer-terms.ts';
import { findAccount } from '../store/accounts.ts';
import type { RequestContext } from './service.ts';

/**
 * @param dataset id of the service whose data it is; `*`: of several.
 * @returns with the licensee where something else was agreed than what everybody has.
 */
export async function termsOf(
  { db, caller, siteUrl }: Pick<RequestContext, 'db' | 'caller' | 'siteUrl'>,
  dataset: string,
): Promise<Terms> {
  const licence = licenceAt(siteUrl, caller, dataset);
  const accountId = licence.spdx === DEFAULT_LICENCE.spdx ? null : (caller?.accountId ?? null);
  const account = accountId === null ? null : await findAccount(db, accountId);
  return { licence, licensee: account?.name ?? null };
}
