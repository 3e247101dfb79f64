/** Programs that wait for a person to let them in (RFC 8628), and the key that they get. */
import type { Scope } from '../core/access.ts';
import type { KeyEnvironment } from '../core/api-key.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import { createKey, type MadeKey } from './api-keys.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

type Transactional = Pick<Database, 'query' | 'transaction'>;

export const GRANT_SECONDS = 600;
/** RFC 8628, section 3.2: also what is added when a program asks too quickly (3.5). */
export const INTERVAL_SECONDS = 5;
/** That wait at the same time for one who asks. */
const MOST_WAITING = 20;
/** Codes that one person may try in the time that a code lives. */
const MOST_GUESSES = 10;
const KEY_DAYS = 365;

export interface WaitingGrant {
  name: string;
  scopes: Scope[];
  requester: string;
  createdAt: string;
  expiresAt: string;
}

/**
 * @param grant.hash, grant.userHash SHA-256 of what the program polls with, and of what the person types.
 * @returns false where another one waits with the same code: make another. @throws InputError where one asks for too many.
 */
export async function insertGrant(
  db: Transactional,
  grant: { hash: Buffer; userHash: Buffer; name: string; scopes: readonly Scope[]; requester: string },
): Promise<boolean> {
  return db.transaction(async tx => {
    await tx.query({
      text: `delete from device_grants where hash in (
        select hash from device_grants where expires_at < now() - interval '1 day' limit 100)`,
    });
    // One after the other, so that none is overlooked.
    await tx.query({
      text: 'select pg_advisory_xact_lock(hashtextextended($1, 11))',
      values: [grant.requester],
    });
    const { rows } = await tx.query<{ waiting: number }>({
      text: `select count(*) as waiting from device_grants where requester = $1 and status = 'pending' and expires_at > now()`,
      values: [grant.requester],
    });
    if ((rows[0]?.waiting ?? 0) >= MOST_WAITING)
      throw new InputError(
        'client_id',
        'too many codes wait already: use one of them, or come back in ten minutes',
        422,
      );
    // A code whose time has passed gives way.
    await tx.query({
      text: `delete from device_grants where user_hash = $1 and status = 'pending' and expires_at <= now()`,
      values: [grant.userHash],
    });
    const { rowCount } = await tx.query({
      text: `insert into device_grants (hash, user_hash, name, scopes, requester, expires_at, interval_seconds)
        values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), $7) on conflict do nothing`,
      values: [
        grant.hash,
        grant.userHash,
        grant.name,
        [...grant.scopes],
        grant.requester,
        GRANT_SECONDS,
        INTERVAL_SECONDS,
      ],
    });
    return rowCount > 0;
  });
}

/** Notes that somebody typed a code. @returns false where it was one too many. */
export async function mayGuess(db: Queryable, userId: number): Promise<boolean> {
  await db.query({
    text: `with old as (delete from device_guesses where at < now() - interval '1 hour')
      insert into device_guesses (user_id) values ($1)`,
    values: [userId],
  });
  const { rows } = await db.query<{ guesses: number }>({
    text: `select count(*) as guesses from device_guesses where user_id = $1 and at > now() - make_interval(secs => $2)`,
    values: [userId, GRANT_SECONDS],
  });
  return (rows[0]?.guesses ?? 0) <= MOST_GUESSES;
}

/** What waits with a code; null where nothing does. */
export async function findWaiting(db: Queryable, userHash: Buffer): Promise<WaitingGrant | null> {
  const { rows } = await db.query<WaitingGrant>({
    text: `select name, scopes, requester, created_at as "createdAt", expires_at as "expiresAt"
      from device_grants where user_hash = $1 and status = 'pending' and expires_at > now()`,
    values: [userHash],
  });
  return rows[0] ?? null;
}

/** Once; audited. @throws NotFoundError where nothing waits with this code. */
export async function decideGrant(
  db: Transactional,
  userHash: Buffer,
  decision: { approve: boolean; accountId: number; userId: number },
  actor: string,
): Promise<void> {
  const { approve, accountId, userId } = decision;
  await db.transaction(async tx => {
    const { rows } = await tx.query<{ name: string; scopes: Scope[] }>({
      text: `update device_grants set status = $2, account_id = $3, decided_by = $4
        where user_hash = $1 and status = 'pending' and expires_at > now() returning name, scopes`,
      values: [userHash, approve ? 'approved' : 'denied', accountId, userId],
    });
    const grant = rows[0];
    if (grant === undefined) throw new NotFoundError('no such code');
    const action = approve ? 'device.approve' : 'device.deny';
    await audit(tx, { actor, accountId, action, target: `account:${accountId}`, detail: { ...grant } });
  });
}

/** As RFC 8628 calls them, section 3.5. */
export type PollError =
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'expired_token'
  | 'invalid_grant';

/**
 * A program asks whether it was let in. Once it was, the key is made now and given this once.
 *
 * @throws InputError where the account may have no more keys; the grant waits on.
 */
export async function pollGrant(
  db: Transactional,
  hash: Buffer,
  environment: KeyEnvironment,
): Promise<MadeKey | PollError> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<Polled>({
      text: `select status, name, scopes, account_id as "accountId", decided_by as "userId", expires_at <= now() as expired,
          coalesce(polled_at > now() - make_interval(secs => interval_seconds), false) as "tooSoon"
        from device_grants where hash = $1 for update`,
      values: [hash],
    });
    const grant = rows[0];
    if (grant === undefined || grant.status === 'used') return 'invalid_grant';
    if (grant.expired) return 'expired_token';
    await tx.query({
      text: `update device_grants set polled_at = now(), interval_seconds = interval_seconds + $2 where hash = $1`,
      values: [hash, grant.tooSoon ? INTERVAL_SECONDS : 0],
    });
    if (grant.tooSoon) return 'slow_down';
    if (grant.status === 'pending') return 'authorization_pending';
    if (grant.status === 'denied') return 'access_denied';
    await tx.query({ text: `update device_grants set status = 'used' where hash = $1`, values: [hash] });
    const wanted = {
      accountId: grant.accountId,
      name: grant.name,
      environment,
      kind: 'k',
      scopes: grant.scopes,
      expiresAt: new Date(Date.now() + KEY_DAYS * 86_400_000),
      createdBy: grant.userId,
    } as const;
    // In this transaction: a key without its grant, or the other way round, helps nobody.
    return createKey({ transaction: work => work(tx) }, wanted, `user:${grant.userId}`);
  });
}

interface Polled {
  status: 'pending' | 'approved' | 'denied' | 'used';
  name: string;
  scopes: Scope[];
  accountId: number;
  userId: number;
  expired: boolean;
  tooSoon: boolean;
}
