/** Operators: users who may look after everybody's accounts, and after the program itself. */
import type { UserRow, Window } from '../core/administration.ts';
import { NotFoundError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

const COLUMNS = 'id, email, name, operator, created_at as "createdAt"';
const MOST = 500;

export async function isOperator(db: Queryable, userId: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is-operator',
    text: `select from users where id = $1 and operator and status = 'active'`,
    values: [userId],
  });
  return rows.length > 0;
}

/** Newest first. @param filter.query part of the address, ignoring case. */
export async function listUsers(
  db: Queryable,
  filter: Window & { operators?: boolean; query?: string },
): Promise<UserRow[]> {
  const { operators = false, query = null, before = null, limit = 100 } = filter;
  const { rows } = await db.query<UserRow>({
    name: 'list-users',
    text: `select ${COLUMNS} from users where status = 'active' and (operator or not $1)
        and ($2::text is null or position(lower($2) in lower(email)) > 0) and ($3::int is null or id < $3)
      order by id desc limit $4`,
    values: [operators, query, before, Math.min(limit, MOST)],
  });
  return rows;
}

/** Audited where it changes anything. @throws NotFoundError. */
export async function setOperator(
  db: Pick<Database, 'transaction'>,
  userId: number,
  operator: boolean,
  actor: string,
): Promise<UserRow> {
  return db.transaction(async tx => {
    const { rows: before } = await tx.query<UserRow>({
      text: `select ${COLUMNS} from users where id = $1 and status = 'active' for update`,
      values: [userId],
    });
    if (before[0] === undefined) throw new NotFoundError('no such user');
    if (before[0].operator === operator) return before[0];
    const { rows } = await tx.query<UserRow>({
      text: `update users set operator = $2, updated_at = now() where id = $1 returning ${COLUMNS}`,
      values: [userId, operator],
    });
    const action = operator ? 'user.promote' : 'user.demote';
    await audit(tx, { actor, action, target: `user:${userId}` });
    return rows[0] as UserRow;
  });
}
