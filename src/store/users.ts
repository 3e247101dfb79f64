/** People: how they prove who they are, and the account that each has of their own. */
import { NotFoundError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

export interface User {
  id: number;
  email: string;
  name: string | null;
  createdAt: string;
}

export interface Identity {
  provider: string;
  subject: string;
  login: string | null;
}

type Transactional = Pick<Database, 'query' | 'transaction'>;

const COLUMNS = 'u.id, u.email, u.name, u.created_at as "createdAt"';

export async function findUser(db: Queryable, id: number): Promise<User | null> {
  const { rows } = await db.query<User>({
    name: 'find-user',
    text: `select ${COLUMNS} from users u where u.id = $1 and u.status = 'active'`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Ignoring case. */
export async function findUserByEmail(db: Queryable, email: string): Promise<User | null> {
  const { rows } = await db.query<User>({
    name: 'find-user-by-email',
    text: `select ${COLUMNS} from users u where lower(u.email) = lower($1) and u.status = 'active'`,
    values: [email],
  });
  return rows[0] ?? null;
}

export async function findUserByIdentity(
  db: Queryable,
  { provider, subject }: Pick<Identity, 'provider' | 'subject'>,
): Promise<User | null> {
  const { rows } = await db.query<User>({
    name: 'find-user-by-identity',
    text: `select ${COLUMNS} from user_identities i join users u on u.id = i.user_id and u.status = 'active'
      where i.provider = $1 and i.subject = $2`,
    values: [provider, subject],
  });
  return rows[0] ?? null;
}

/**
 * The active user with this address, made where there is none, together with an account of their own.
 *
 * @returns whether the user is new. Two who come at once get the same user.
 */
export async function ensureUser(
  db: Transactional,
  { email, name = null }: { email: string; name?: string | null },
  actor?: string,
): Promise<{ user: User; isNew: boolean }> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<User>({
      name: 'insert-user',
      text: `insert into users as u (email, name) values ($1, $2)
        on conflict (lower(email)) where status = 'active' do nothing returning ${COLUMNS}`,
      values: [email, name],
    });
    const made = rows[0];
    if (made === undefined) return { user: (await findUserByEmail(tx, email)) as User, isNew: false };
    const account = await tx.query<{ id: number }>({
      name: 'insert-own-account',
      text: `with made as (insert into accounts (name, kind, email) values ($1, 'person', $2) returning id)
        insert into memberships (account_id, user_id, role) select id, $3, 'owner' from made returning account_id as id`,
      values: [name ?? nameOf(email), email, made.id],
    });
    const accountId = account.rows[0]?.id as number;
    const who = actor ?? `user:${made.id}`;
    await audit(
      tx,
      { actor: who, action: 'user.create', target: `user:${made.id}` },
      {
        actor: who,
        accountId,
        action: 'account.create',
        target: `account:${accountId}`,
        detail: { kind: 'person' },
      },
    );
    return { user: made, isNew: true };
  });
}

/** What an account is called before its owner says so: what stands before the @. */
function nameOf(email: string): string {
  return email.slice(0, email.indexOf('@'));
}

/** Ties an identity to a user; one that is tied to somebody already stays where it is. */
export async function linkIdentity(db: Queryable, userId: number, identity: Identity): Promise<void> {
  await db.query({
    name: 'link-identity',
    text: `insert into user_identities as i (provider, subject, user_id, login) values ($1, $2, $3, $4)
      on conflict (provider, subject) do update set login = excluded.login`,
    values: [identity.provider, identity.subject, userId, identity.login],
  });
}

export async function identitiesOf(db: Queryable, userId: number): Promise<Identity[]> {
  const { rows } = await db.query<Identity>({
    name: 'identities-of-user',
    text: 'select provider, subject, login from user_identities where user_id = $1 order by provider, subject',
    values: [userId],
  });
  return rows;
}

/** @throws NotFoundError. */
export async function renameUser(db: Transactional, id: number, name: string | null): Promise<void> {
  await db.transaction(async tx => {
    const { rowCount } = await tx.query({
      name: 'rename-user',
      text: `update users set name = $2, updated_at = now() where id = $1 and status = 'active'`,
      values: [id, name],
    });
    if (rowCount === 0) throw new NotFoundError('no such user');
    await audit(tx, { actor: `user:${id}`, action: 'user.rename', target: `user:${id}` });
  });
}

/** Takes away all that tells who a user was, and every way in. Their accounts must be gone before. */
export async function eraseUser(tx: Queryable, id: number): Promise<void> {
  await tx.query({
    text: `update users set status = 'deleted', email = 'deleted-' || id || '@user.invalid', name = null, updated_at = now()
      where id = $1`,
    values: [id],
  });
  for (const table of ['sessions', 'user_identities', 'memberships']) {
    await tx.query({ text: `delete from ${table} where user_id = $1`, values: [id] });
  }
  await audit(tx, { actor: `user:${id}`, action: 'user.delete', target: `user:${id}` });
}
