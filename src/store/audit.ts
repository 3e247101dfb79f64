/** The log of who changed what in accounts, keys, plans, limits, licences, invoices and jobs. */
import type { AuditFilter } from '../core/administration.ts';
import type { Json } from '../core/records.ts';
import type { Queryable } from './database.ts';

export interface AuditEntry {
  /** `user:<id>`, `key:<id>`, `cli:<login name>`, `system`, or the name of a billing provider. */
  actor: string;
  accountId?: number | null;
  /** `key.create`, `account.suspend` ... */
  action: string;
  /** What was changed: `key:12`. */
  target: string;
  /** What it was and what it became; never a secret. */
  detail?: Record<string, Json>;
}

export interface StoredAuditEntry extends Required<AuditEntry> {
  id: number;
  at: string;
}

/** Writes entries, in the transaction of the change that they tell of. */
export async function audit(tx: Queryable, ...entries: readonly AuditEntry[]): Promise<void> {
  await tx.query({
    name: 'audit',
    text: `insert into audit_log (actor, account_id, action, target, detail)
      select w.actor, w.account_id, w.action, w.target, w.detail
      from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[])
        as w (actor, account_id, action, target, detail)`,
    values: [
      entries.map(entry => entry.actor),
      entries.map(entry => entry.accountId ?? null),
      entries.map(entry => entry.action),
      entries.map(entry => entry.target),
      entries.map(entry => JSON.stringify(entry.detail ?? {})),
    ],
  });
}

/**
 * Newest first.
 *
 * @param options.before entries older than this one's id: the cursor.
 */
export async function readAudit(db: Queryable, options: AuditFilter = {}): Promise<StoredAuditEntry[]> {
  const {
    accountId = null,
    action = null,
    actor = null,
    target = null,
    before = null,
    limit = 100,
  } = options;
  const { rows } = await db.query<StoredAuditEntry>({
    name: 'read-audit',
    text: `select id, at, actor, account_id as "accountId", action, target, detail from audit_log
      where ($1::int is null or account_id = $1) and ($2::text is null or action = $2) and ($3::bigint is null or id < $3)
        and ($5::text is null or actor = $5) and ($6::text is null or target = $6)
      order by id desc limit $4`,
    values: [accountId, action, before, limit, actor, target],
  });
  return rows;
}
