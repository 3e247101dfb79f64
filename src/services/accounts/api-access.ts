/** Who asks the API about an account: a key of it, or somebody who is signed in. */
import { ForbiddenError, UnauthorizedError } from '../../core/errors.ts';
import { type Account, findAccount } from '../../store/accounts.ts';
import type { RequestContext } from '../service.ts';
import { accessOf, demand, type Permission } from './access.ts';

export interface ApiAccess {
  account: Account;
  /** As the audit log names them. */
  actor: string;
  userId: number | null;
  keyId: number | null;
}

/**
 * @param permission what a session must be allowed; a key needs the scope `admin`, but to `view`.
 * @throws UnauthorizedError where there is neither; ForbiddenError.
 */
export async function apiAccess(context: RequestContext, permission: Permission): Promise<ApiAccess> {
  const access = await accessOf(context);
  if (access !== null) {
    demand(access, permission);
    return { account: access.account, actor: access.actor, userId: access.user.id, keyId: null };
  }
  const { caller, db } = context;
  const account = caller?.accountId && caller.keyId ? await findAccount(db, caller.accountId) : null;
  if (!caller || account === null) throw new UnauthorizedError('a key or a session is needed', null);
  if (permission !== 'view' && !caller.scopes.includes('admin')) {
    throw new ForbiddenError('this takes a key with the scope admin', 'scope');
  }
  return { account, actor: `key:${caller.keyId}`, userId: null, keyId: caller.keyId };
}
