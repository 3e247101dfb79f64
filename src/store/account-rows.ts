/** Accounts as an operator sees and changes them: all of them, whoever belongs to them. Every change is audited. */
import type { AccountRow, Window } from '../core/administration.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import type { Json } from '../core/records.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

type Transactional = Pick<Database, 'query' | 'transaction'>;

const MOST = 500;
const MAX_REASON = 500;
const COLUMNS = `a.id, a.name, a.kind, a.status, a.suspend_reason as "suspendReason", a.email, a.plan, a.limits, a.privacy,
  a.created_at as "createdAt",
  (select count(*) from memberships m where m.account_id = a.id) as members,
  (select count(*) from api_keys k where k.account_id = a.id and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())) as keys`;

/** Newest first. @param filter.query part of the name or of the address, ignoring case. */
export async function listAccountRows(
  db: Queryable,
  filter: Window & { query?: string; status?: string; plan?: string },
): Promise<AccountRow[]> {
  const { query = null, status = null, plan = null, before = null, limit = 100 } = filter;
  const { rows } = await db.query<AccountRow>({
    name: 'list-account-rows',
    text: `select ${COLUMNS} from accounts a
      where ($1::text is null or position(lower($1) in lower(a.name)) > 0 or position(lower($1) in lower(a.email)) > 0)
        and ($2::text is null or a.status = $2) and ($3::text is null or a.plan = $3) and ($4::int is null or a.id < $4)
      order by a.id desc limit $5`,
    values: [query, status, plan, before, Math.min(limit, MOST)],
  });
  return rows;
}

/** @throws NotFoundError. */
export async function accountRow(db: Queryable, id: number): Promise<AccountRow> {
  const { rows } = await db.query<AccountRow>({
    name: 'account-row',
    text: `select ${COLUMNS} from accounts a where a.id = $1`,
    values: [id],
  });
  if (rows[0] === undefined) throw new NotFoundError('no such account');
  return rows[0];
}

/** By number or name. @throws NotFoundError; InputError where several have the name. */
export async function findAccountRow(db: Queryable, idOrName: string): Promise<AccountRow> {
  if (/^[1-9]\d{0,8}$/.test(idOrName)) return accountRow(db, Number(idOrName));
  const { rows } = await db.query<AccountRow>({
    text: `select ${COLUMNS} from accounts a where lower(a.name) = lower($1) and a.status <> 'deleted' order by a.id limit 2`,
    values: [idOrName],
  });
  if (rows[0] === undefined) throw new NotFoundError('no such account');
  if (rows.length > 1)
    throw new InputError('account', 'several accounts have this name: give the number', 422);
  return rows[0];
}

/** @param change what is to become of it. @throws NotFoundError; InputError 422 where it is so already, or deleted. */
export async function setAccountStatus(
  db: Transactional,
  id: number,
  change: { status: 'active' } | { status: 'suspended'; reason: string },
  actor: string,
): Promise<AccountRow> {
  const reason = change.status === 'suspended' ? change.reason.trim().slice(0, MAX_REASON) : null;
  if (reason === '') throw new InputError('reason', 'reason is required');
  return db.transaction(async tx => {
    const { status } = await locked(tx, id);
    if (status === 'deleted') throw new InputError('account', 'the account is deleted', 422);
    if (status === change.status) throw new InputError('account', `the account is ${status} already`, 422);
    await tx.query({
      text: 'update accounts set status = $2, suspend_reason = $3, updated_at = now() where id = $1',
      values: [id, change.status, reason],
    });
    const action = change.status === 'active' ? 'account.resume' : 'account.suspend';
    await audit(tx, {
      actor,
      accountId: id,
      action,
      target: `account:${id}`,
      detail: reason === null ? {} : { reason },
    });
    return accountRow(tx, id);
  });
}

/** @param limits in the shape of LimitPolicy, checked by whoever calls; null: those of the plan. @throws as setAccountStatus. */
export async function setAccountLimits(
  db: Transactional,
  id: number,
  limits: Json,
  actor: string,
): Promise<AccountRow> {
  return db.transaction(async tx => {
    const before = await locked(tx, id);
    if (before.status === 'deleted') throw new InputError('account', 'the account is deleted', 422);
    await tx.query({
      text: 'update accounts set limits = $2::jsonb, updated_at = now() where id = $1',
      values: [id, limits === null ? null : JSON.stringify(limits)],
    });
    const detail = { from: before.limits, to: limits };
    await audit(tx, { actor, accountId: id, action: 'account.limits', target: `account:${id}`, detail });
    return accountRow(tx, id);
  });
}

async function locked(tx: Queryable, id: number): Promise<Pick<AccountRow, 'status' | 'limits'>> {
  const { rows } = await tx.query<Pick<AccountRow, 'status' | 'limits'>>({
    text: 'select status, limits from accounts where id = $1 for update',
    values: [id],
  });
  if (rows[0] === undefined) throw new NotFoundError('no such account');
  return rows[0];
}
