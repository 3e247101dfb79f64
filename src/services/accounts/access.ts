/**
 * Who may do what with an account: the one place that decides it. A page or operation says which permission it needs; whoever
 * does not belong to an account is told that it is not there.
 */
import { ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { ROLES, type Role } from '../../core/people.ts';
import { type Account, accountsOf, type Membership } from '../../store/accounts.ts';
import { findUser, type User } from '../../store/users.ts';
import type { RequestContext } from '../service.ts';

const GRANTS = {
  /** Overview, usage, the list of keys and members. */
  view: ROLES,
  /** Make, rotate and revoke keys. */
  keys: ['owner', 'admin'],
  /** Invite, change and remove members. */
  members: ['owner', 'admin'],
  /** Plan, invoices and licences. */
  billing: ['owner', 'billing'],
  /** Name and privacy. */
  settings: ['owner', 'admin'],
  delete: ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

/** Somebody who is signed in, in one of their accounts. */
export interface Access {
  user: User;
  account: Account;
  role: Role;
  /** All of theirs. */
  memberships: Membership[];
  sessionId: number;
  /** For the forms of the page. */
  csrf: string;
  /** As the audit log names them. */
  actor: string;
}

export function can(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}

/**
 * Who is signed in, in the account that they work in, or in the one that is asked for.
 *
 * @param accountId of another one of their accounts.
 * @returns null where nobody is signed in. @throws NotFoundError for an account that is not theirs.
 */
export async function accessOf(
  { db, session }: Pick<RequestContext, 'db' | 'session'>,
  accountId: number | null = null,
): Promise<Access | null> {
  if (session === null) return null;
  const [user, memberships] = await Promise.all([
    findUser(db, session.userId),
    accountsOf(db, session.userId),
  ]);
  if (user === null) return null;
  const asked = accountId ?? session.accountId;
  const found = memberships.find(({ account }) => account.id === asked);
  // The account of the session may be gone, or its owner may have removed them.
  const membership = found ?? (accountId === null ? memberships[0] : undefined);
  if (membership === undefined) throw new NotFoundError('no such account');
  return {
    user,
    ...membership,
    memberships,
    sessionId: session.id,
    csrf: session.csrf,
    actor: `user:${user.id}`,
  };
}

/** @throws ForbiddenError that says which roles may. */
export function demand({ role }: Pick<Access, 'role'>, permission: Permission): void {
  if (can(role, permission)) return;
  const roles = GRANTS[permission].join(' or ');
  throw new ForbiddenError(`this takes the role ${roles}, and yours is ${role}`);
}
