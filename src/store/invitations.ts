/** Invitations into an account, each for one address. */
import { InputError, NotFoundError } from '../core/errors.ts';
import type { Role } from '../core/people.ts';
import { insertMember, lockAccount, MAX_MEMBERS } from './accounts.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

const DAYS = 7;
/** Of an account, that wait for an answer. */
const MAX_OPEN = 50;
/** Mails that one person may have sent in a day, and that one address may get. */
const MAX_BY_USER = 50;
const MAX_TO_ADDRESS = 3;
/** Whom somebody invited is forgotten after this. */
const KEPT_DAYS = 30;

export interface Invitation {
  id: number;
  accountId: number;
  accountName: string;
  email: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
}

type Transactional = Pick<Database, 'query' | 'transaction'>;

const OPEN = 'i.accepted_at is null and i.expires_at > now()';
const COLUMNS = `i.id, i.account_id as "accountId", a.name as "accountName", i.email, i.role, i.created_at as "createdAt",
  i.expires_at as "expiresAt"`;
const FROM = `invitations i join accounts a on a.id = i.account_id and a.status <> 'deleted'`;

/** A new one takes the place of an older one for the same address. @throws InputError 422 where there are too many. */
export async function insertInvitation(
  db: Transactional,
  invitation: { hash: Buffer; accountId: number; email: string; role: Role; invitedBy: number | null },
  actor: string,
): Promise<number> {
  const { hash, accountId, email, role, invitedBy } = invitation;
  return db.transaction(async tx => {
    await lockAccount(tx, accountId);
    const { rows: found } = await tx.query<{ member: boolean; open: number; members: number }>({
      text: `select exists (select from memberships m join users u on u.id = m.user_id
          where m.account_id = $1 and lower(u.email) = lower($2)) as member,
        (select count(*) from memberships where account_id = $1) as members,
        (select count(*) from invitations i where i.account_id = $1 and ${OPEN} and lower(i.email) <> lower($2)) as open`,
      values: [accountId, email],
    });
    const { member, open, members } = found[0] as { member: boolean; open: number; members: number };
    if (member) throw new InputError('email', 'this address belongs to a member already', 422);
    if (open >= MAX_OPEN) throw new InputError('email', `at most ${MAX_OPEN} invitations at a time`, 422);
    if (members + open >= MAX_MEMBERS)
      throw new InputError('email', `an account has at most ${MAX_MEMBERS} members`, 422);
    await checkOften(tx, email, invitedBy);
    await tx.query({
      text: `update invitations set expires_at = now()
        where account_id = $1 and lower(email) = lower($2) and accepted_at is null and expires_at > now()`,
      values: [accountId, email],
    });
    await tx.query({
      text: `delete from invitations where expires_at < now() - interval '${KEPT_DAYS} days'`,
    });
    const { rows } = await tx.query<{ id: number }>({
      name: 'insert-invitation',
      text: `insert into invitations (hash, account_id, email, role, invited_by, expires_at)
        values ($1, $2, $3, $4, $5, now() + interval '${DAYS} days') returning id`,
      values: [hash, accountId, email, role, invitedBy],
    });
    const id = rows[0]?.id as number;
    await audit(tx, {
      actor,
      accountId,
      action: 'member.invite',
      target: `invitation:${id}`,
      detail: { role },
    });
    return id;
  });
}

/** Nobody's mailbox is to be filled from here. Those who invite at once take turns. @throws InputError 422. */
async function checkOften(tx: Queryable, email: string, invitedBy: number | null): Promise<void> {
  await tx.query({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 8))',
    values: [email.toLowerCase()],
  });
  const { rows } = await tx.query<{ by: number; to: number }>({
    text: `select count(*) filter (where invited_by = $2) as by, count(*) filter (where lower(email) = lower($1)) as to
      from invitations where created_at > now() - interval '1 day' and (invited_by = $2 or lower(email) = lower($1))`,
    values: [email, invitedBy],
  });
  const { by = 0, to = 0 } = rows[0] ?? {};
  if (to >= MAX_TO_ADDRESS) throw new InputError('email', 'this address was invited often enough today', 422);
  if (by >= MAX_BY_USER) throw new InputError('email', `at most ${MAX_BY_USER} invitations a day`, 422);
}

export async function openInvitations(db: Queryable, accountId: number): Promise<Invitation[]> {
  const { rows } = await db.query<Invitation>({
    name: 'open-invitations',
    text: `select ${COLUMNS} from ${FROM} where i.account_id = $1 and ${OPEN} order by i.id desc`,
    values: [accountId],
  });
  return rows;
}

/** Whether somebody has invited this address. */
export async function isInvited(db: Queryable, email: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is-invited',
    text: `select 1 from ${FROM} where lower(i.email) = lower($1) and ${OPEN} limit 1`,
    values: [email],
  });
  return rows.length > 0;
}

export async function findInvitation(db: Queryable, hash: Buffer): Promise<Invitation | null> {
  const { rows } = await db.query<Invitation>({
    name: 'find-invitation',
    text: `select ${COLUMNS} from ${FROM} where i.hash = $1 and ${OPEN}`,
    values: [hash],
  });
  return rows[0] ?? null;
}

/**
 * Makes a user a member, once. Whoever holds the link has the mail of the address that was invited, so it need not be the address
 * that they sign in with.
 *
 * @throws NotFoundError where it is over, used or taken back.
 */
export async function acceptInvitation(db: Transactional, hash: Buffer, userId: number): Promise<Invitation> {
  return db.transaction(async tx => {
    const invitation = await findInvitation(tx, hash);
    if (invitation === null) throw new NotFoundError('no such invitation');
    await lockAccount(tx, invitation.accountId);
    const { rowCount } = await tx.query({
      text: `update invitations i set accepted_at = now(), accepted_by = $2 where i.hash = $1 and ${OPEN}`,
      values: [hash, userId],
    });
    if (rowCount === 0) throw new NotFoundError('no such invitation');
    await insertMember(tx, invitation.accountId, userId, invitation.role);
    await audit(tx, {
      actor: `user:${userId}`,
      accountId: invitation.accountId,
      action: 'member.join',
      target: `invitation:${invitation.id}`,
      detail: { role: invitation.role },
    });
    return invitation;
  });
}

/** @throws NotFoundError where the account has no such invitation waiting. */
export async function withdrawInvitation(
  db: Transactional,
  { accountId, id }: { accountId: number; id: number },
  actor: string,
): Promise<void> {
  await db.transaction(async tx => {
    const { rowCount } = await tx.query({
      text: `update invitations i set expires_at = now() where i.id = $2 and i.account_id = $1 and ${OPEN}`,
      values: [accountId, id],
    });
    if (rowCount === 0) throw new NotFoundError('no such invitation');
    await audit(tx, { actor, accountId, action: 'member.uninvite', target: `invitation:${id}` });
  });
}
