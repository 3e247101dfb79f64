/** Sessions of people who are signed in. Tokens are known here by their SHA-256 alone. */
import type { Queryable } from './database.ts';

/** A session unused for longer has ended. */
const IDLE_DAYS = 14;
/** However much it is used. */
const LONGEST_DAYS = 60;
export const SESSION_SECONDS = LONGEST_DAYS * 86_400;
/** That a session was used is written down at most this often. */
const TOUCH_SECONDS = 300;

const ALIVE = `s.expires_at > now() and s.last_used_at > now() - interval '${IDLE_DAYS} days'`;

export interface StoredSession {
  id: number;
  userId: number;
  accountId: number | null;
}

export interface ListedSession {
  id: number;
  method: string;
  client: string | null;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

/** Begins a session, and forgets some that have ended. */
export async function insertSession(
  db: Queryable,
  session: { hash: Buffer; userId: number; method: 'email' | 'github'; client: string | null },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    name: 'insert-session',
    text: `with ended as (
        delete from sessions where id in (select s.id from sessions s where not (${ALIVE}) limit 100)
      )
      insert into sessions (hash, user_id, method, client, expires_at)
      values ($1, $2, $3, $4, now() + interval '${LONGEST_DAYS} days') returning id`,
    values: [session.hash, session.userId, session.method, session.client],
  });
  return (rows[0] as { id: number }).id;
}

/** The session of a token's hash, while it lasts and its user is there. Notes that it was used. */
export async function findSessionByHash(db: Queryable, hash: Buffer): Promise<StoredSession | null> {
  const { rows } = await db.query<StoredSession>({
    name: 'find-session',
    text: `with found as (
        select s.id, s.user_id, s.account_id, s.last_used_at from sessions s
        join users u on u.id = s.user_id and u.status = 'active'
        where s.hash = $1 and ${ALIVE}
      ), touched as (
        update sessions t set last_used_at = now() from found f
        where t.id = f.id and f.last_used_at < now() - interval '${TOUCH_SECONDS} seconds'
      )
      select id, user_id as "userId", account_id as "accountId" from found`,
    values: [hash],
  });
  return rows[0] ?? null;
}

/** The ones that last, most recently used first. */
export async function listSessions(db: Queryable, userId: number): Promise<ListedSession[]> {
  const { rows } = await db.query<ListedSession>({
    name: 'list-sessions',
    text: `select s.id, s.method, s.client, s.created_at as "createdAt", s.last_used_at as "lastUsedAt", s.expires_at as "expiresAt"
      from sessions s where s.user_id = $1 and ${ALIVE} order by s.last_used_at desc, s.id desc limit 200`,
    values: [userId],
  });
  return rows;
}

/** @returns false where the user has no such session. */
export async function endSession(db: Queryable, userId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'end-session',
    text: 'delete from sessions where id = $2 and user_id = $1',
    values: [userId, id],
  });
  return rowCount > 0;
}

/** All of a user's, but one where it is given. @returns how many. */
export async function endSessions(db: Queryable, userId: number, exceptId?: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'end-sessions',
    text: 'delete from sessions where user_id = $1 and id is distinct from $2::int',
    values: [userId, exceptId ?? null],
  });
  return rowCount;
}

/** In which account the person works from now on; null: their own. */
export async function setSessionAccount(db: Queryable, id: number, accountId: number | null): Promise<void> {
  await db.query({
    name: 'set-session-account',
    text: 'update sessions set account_id = $2 where id = $1',
    values: [id, accountId],
  });
}
