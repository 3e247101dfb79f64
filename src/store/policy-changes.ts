/** Changes of accounts, keys, plans, limits and licences, for servers that keep them in memory. */
import type { Queryable } from './database.ts';

/** NOTIFY says on this channel that there is something to read. */
export const POLICY_CHANNEL = 'changed_policy';

export interface PolicyChange {
  id: number;
  kind: 'account' | 'key' | 'plan' | 'limits' | 'licence';
  /** Number or name of the row. */
  ref: string;
  accountId: number | null;
}

export interface PolicyChanges {
  changes: PolicyChange[];
  /** What to read on from. */
  cursor: string;
}

/**
 * What changed since, in order. Changes of transactions that were running at the time of the cursor are given again: who reads
 * remembers numbers.
 *
 * @param cursor null: from now on.
 */
export async function readPolicyChanges(db: Queryable, cursor: string | null): Promise<PolicyChanges> {
  const { rows } = await db.query<{ cursor: string; changes: PolicyChange[] | null }>({
    name: 'read-policy-changes',
    text: `select pg_snapshot_xmin(pg_current_snapshot())::text as cursor,
      (select json_agg(json_build_object('id', id, 'kind', kind, 'ref', ref, 'accountId', account_id) order by id)
        from policy_changes where $1::xid8 is not null and xid >= $1::xid8) as changes`,
    values: [cursor],
  });
  const row = rows[0];
  return { changes: row?.changes ?? [], cursor: row?.cursor ?? '0' };
}

/** Removes what every server has heard of long ago. @returns how many. */
export async function prunePolicyChanges(db: Queryable): Promise<number> {
  const { rowCount } = await db.query({
    name: 'prune-policy-changes',
    text: "delete from policy_changes where at < now() - interval '1 day'",
  });
  return rowCount;
}
