/** Accounts, who belongs to them, and in which role. */
import type { Privacy } from '../core/access.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import type { Role } from '../core/people.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';
import { eraseUser } from './users.ts';

export interface Account {
  id: number;
  name: string;
  kind: 'person' | 'organisation';
  status: 'active' | 'suspended' | 'deleted';
  suspendReason: string | null;
  email: string | null;
  plan: string;
  privacy: Privacy;
  createdAt: string;
}

export interface Membership {
  account: Account;
  role: Role;
}

export interface Member {
  userId: number;
  email: string;
  name: string | null;
  role: Role;
  since: string;
}

type Transactional = Pick<Database, 'query' | 'transaction'>;

const COLUMNS = `a.id, a.name, a.kind, a.status, a.suspend_reason as "suspendReason", a.email, a.plan, a.privacy,
  a.created_at as "createdAt"`;
/** Organisations that one person may own. */
const MAX_OWNED = 20;
export const MAX_MEMBERS = 500;

/** null also where it is deleted. */
export async function findAccount(db: Queryable, id: number): Promise<Account | null> {
  const { rows } = await db.query<Account>({
    name: 'find-account',
    text: `select ${COLUMNS} from accounts a where a.id = $1 and a.status <> 'deleted'`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** A user's accounts with their role in each: their own first, then by name. */
export async function accountsOf(db: Queryable, userId: number): Promise<Membership[]> {
  const { rows } = await db.query<Account & { role: Role }>({
    name: 'accounts-of-user',
    text: `select ${COLUMNS}, m.role from memberships m join accounts a on a.id = m.account_id and a.status <> 'deleted'
      where m.user_id = $1 order by a.kind = 'person' and m.role = 'owner' desc, a.name, a.id`,
    values: [userId],
  });
  return rows.map(({ role, ...account }) => ({ account, role }));
}

/**
 * Makes an account; with an owner, an organisation of theirs.
 *
 * @param actor as the audit log names them.
 * @throws InputError 422 where the owner has too many.
 */
export async function createAccount(
  db: Transactional,
  wanted: { name: string; kind?: Account['kind']; email?: string | null; ownerId?: number | null },
  actor: string,
): Promise<Account> {
  const { name, kind = 'organisation', email = null, ownerId = null } = wanted;
  return db.transaction(async tx => {
    if (ownerId !== null) {
      const { rows } = await tx.query<{ owned: number }>({
        text: `with me as (select id from users where id = $1 for update)
          select count(*) as owned from memberships m join accounts a on a.id = m.account_id and a.status <> 'deleted'
          where m.user_id = (select id from me) and m.role = 'owner'`,
        values: [ownerId],
      });
      if ((rows[0]?.owned ?? 0) >= MAX_OWNED) {
        throw new InputError('name', `one person owns at most ${MAX_OWNED} accounts`, 422);
      }
    }
    const { rows } = await tx.query<Account>({
      name: 'insert-account',
      text: `insert into accounts as a (name, kind, email) values ($1, $2, $3) returning ${COLUMNS}`,
      values: [name, kind, email],
    });
    const account = rows[0] as Account;
    if (ownerId !== null) await insertMember(tx, account.id, ownerId, 'owner');
    await audit(tx, {
      actor,
      accountId: account.id,
      action: 'account.create',
      target: `account:${account.id}`,
      detail: { kind },
    });
    return account;
  });
}

/** Name, address for invoices, privacy: what is not given stays. @throws NotFoundError. */
export async function updateAccount(
  db: Transactional,
  id: number,
  change: { name?: string; email?: string | null; privacy?: Privacy },
  actor: string,
): Promise<Account> {
  return db.transaction(async tx => {
    const before = await lockAccount(tx, id);
    const { name = before.name, email = before.email, privacy = before.privacy } = change;
    const { rows } = await tx.query<Account>({
      name: 'update-account',
      text: `update accounts a set name = $2, email = $3, privacy = $4, updated_at = now() where a.id = $1 returning ${COLUMNS}`,
      values: [id, name, email, privacy],
    });
    await audit(tx, {
      actor,
      accountId: id,
      action: 'account.update',
      target: `account:${id}`,
      detail: {
        ...(name === before.name ? {} : { name: [before.name, name] }),
        ...(email === before.email ? {} : { email: 'changed' }),
        ...(privacy === before.privacy ? {} : { privacy: [before.privacy, privacy] }),
      },
    });
    return rows[0] as Account;
  });
}

/**
 * Ends an account: its keys are revoked, its members leave. With a person's own account the person is forgotten too.
 *
 * @throws NotFoundError; InputError 422 while there is a plan that is paid for, or the person is the only owner of others.
 */
export async function deleteAccount(db: Transactional, id: number, actor: string): Promise<void> {
  await db.transaction(async tx => {
    const account = await lockAccount(tx, id);
    if (account.plan !== 'free') {
      throw new InputError('plan', 'the account has a plan: end it before you delete the account', 422);
    }
    const owner = account.kind === 'person' ? await ownerOf(tx, id) : null;
    if (owner !== null) await checkSuccession(tx, owner, id);
    await tx.query({
      text: `update api_keys set revoked_at = now(), revoke_reason = 'the account was deleted'
        where account_id = $1 and revoked_at is null`,
      values: [id],
    });
    await tx.query({
      text: 'update invitations set expires_at = least(expires_at, now()) where account_id = $1',
      values: [id],
    });
    await tx.query({ text: 'update sessions set account_id = null where account_id = $1', values: [id] });
    await tx.query({ text: 'delete from memberships where account_id = $1', values: [id] });
    await tx.query({
      text: `update accounts set status = 'deleted', name = 'deleted', email = null, updated_at = now() where id = $1`,
      values: [id],
    });
    await audit(tx, { actor, accountId: id, action: 'account.delete', target: `account:${id}` });
    if (owner !== null) await eraseUser(tx, owner);
  });
}

async function ownerOf(tx: Queryable, accountId: number): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>({
    text: `select user_id as id from memberships where account_id = $1 and role = 'owner' order by created_at limit 1`,
    values: [accountId],
  });
  return rows[0]?.id ?? null;
}

async function checkSuccession(tx: Queryable, userId: number, exceptId: number): Promise<void> {
  const { rows } = await tx.query<{ name: string }>({
    text: `select a.name from memberships m join accounts a on a.id = m.account_id and a.status <> 'deleted'
      where m.user_id = $1 and m.role = 'owner' and a.id <> $2 and not exists (
        select from memberships o where o.account_id = a.id and o.role = 'owner' and o.user_id <> $1)
      order by a.name limit 1`,
    values: [userId, exceptId],
  });
  if (rows[0]) {
    throw new InputError(
      'account',
      `you are the only owner of ${rows[0].name}: name another owner, or delete it first`,
      422,
    );
  }
}

export async function membersOf(db: Queryable, accountId: number): Promise<Member[]> {
  const { rows } = await db.query<Member>({
    name: 'members-of-account',
    text: `select u.id as "userId", u.email, u.name, m.role, m.created_at as since
      from memberships m join users u on u.id = m.user_id where m.account_id = $1 order by m.created_at, u.id`,
    values: [accountId],
  });
  return rows;
}

/** Adds a member, or leaves the role of one who is there. @throws InputError 422 where there are too many. */
export async function insertMember(
  tx: Queryable,
  accountId: number,
  userId: number,
  role: Role,
): Promise<void> {
  const { rows } = await tx.query<{ members: number }>({
    text: 'select count(*) as members from memberships where account_id = $1',
    values: [accountId],
  });
  if ((rows[0]?.members ?? 0) >= MAX_MEMBERS) {
    throw new InputError('account', `an account has at most ${MAX_MEMBERS} members`, 422);
  }
  await tx.query({
    text: `insert into memberships (account_id, user_id, role) values ($1, $2, $3) on conflict do nothing`,
    values: [accountId, userId, role],
  });
}

/**
 * @param by role of the one who changes it: only owners make, change and remove owners.
 * @throws NotFoundError; InputError 422 for the last owner, or somebody above the one who asks.
 */
export async function changeMember(
  db: Transactional,
  change: { accountId: number; userId: number; role: Role | null; by: Role | 'self' },
  actor: string,
): Promise<void> {
  const { accountId, userId, role, by } = change;
  await db.transaction(async tx => {
    await lockAccount(tx, accountId);
    const { rows } = await tx.query<{ role: Role; owners: number }>({
      text: `select m.role, (select count(*) from memberships where account_id = $1 and role = 'owner') as owners
        from memberships m where m.account_id = $1 and m.user_id = $2`,
      values: [accountId, userId],
    });
    const member = rows[0];
    if (member === undefined) throw new NotFoundError('no such member');
    if (by !== 'self' && by !== 'owner' && (member.role === 'owner' || role === 'owner')) {
      throw new InputError('role', 'only an owner can make, change or remove an owner', 422);
    }
    if (by === 'self' && role !== null) throw new InputError('role', 'nobody changes their own role', 422);
    if (member.role === 'owner' && role !== 'owner' && member.owners === 1) {
      throw new InputError('role', 'an account needs an owner: make somebody else one first', 422);
    }
    if (role === null) {
      await tx.query({
        text: 'delete from memberships where account_id = $1 and user_id = $2',
        values: [accountId, userId],
      });
      await tx.query({
        text: 'update sessions set account_id = null where account_id = $1 and user_id = $2',
        values: [accountId, userId],
      });
    } else {
      await tx.query({
        text: 'update memberships set role = $3 where account_id = $1 and user_id = $2',
        values: [accountId, userId, role],
      });
    }
    await audit(tx, {
      actor,
      accountId,
      action: role === null ? 'member.remove' : 'member.role',
      target: `user:${userId}`,
      detail: { from: member.role, to: role },
    });
  });
}

/** Holds an account for the rest of the transaction. @throws NotFoundError. */
export async function lockAccount(tx: Queryable, id: number): Promise<Account> {
  const { rows } = await tx.query<Account>({
    name: 'lock-account',
    text: `select ${COLUMNS} from accounts a where a.id = $1 and a.status <> 'deleted' for update`,
    values: [id],
  });
  if (rows[0] === undefined) throw new NotFoundError('no such account');
  return rows[0];
}
