/** Who looks after an account hears by mail that a key of theirs was found in public, and is revoked. */
import { messageOf } from '../core/errors.ts';
import type { Mailer } from '../core/mail.ts';
import { can, reportedKeyMail } from '../services/accounts/public.ts';
import { findAccount, membersOf } from '../store/accounts.ts';
import type { StoredKey } from '../store/api-keys.ts';
import type { Queryable } from '../store/database.ts';

export interface ReportedKeyDeps {
  db: Queryable;
  mailer: Mailer;
  baseUrl: string | null;
  log: { warn(message: string): void };
}

/** Does not throw: whoever reports a key waits for none of this. */
export async function tellOfReportedKey(
  { db, mailer, baseUrl, log }: ReportedKeyDeps,
  key: StoredKey,
): Promise<void> {
  if (mailer.kind === 'none') return;
  try {
    const account = await findAccount(db, key.accountId);
    if (account === null) return;
    const url = baseUrl === null ? null : `${baseUrl}/account/keys`;
    const of = { accountName: account.name, keyName: key.name, last4: key.last4, url };
    const members = await membersOf(db, key.accountId);
    for (const { email, role } of members) {
      if (can(role, 'keys')) await mailer.send(reportedKeyMail(email, of));
    }
  } catch (error) {
    log.warn(`a key was reported and revoked, and its account was not told by mail: ${messageOf(error)}`);
  }
}
