/** Limits that an operator has put in the place of others; audited. */
import type { Json } from '../core/records.ts';
import { audit } from './audit.ts';
import type { Database } from './database.ts';

/** @param document checked by whoever calls, in the shape of LimitPolicy without its name. */
export async function putLimitPolicy(
  db: Pick<Database, 'transaction'>,
  name: string,
  document: Json,
  actor: string,
): Promise<void> {
  await db.transaction(async tx => {
    const { rows } = await tx.query<{ document: Json }>({
      text: 'select document from limit_policies where name = $1 for update',
      values: [name],
    });
    await tx.query({
      text: `insert into limit_policies (name, document) values ($1, $2::jsonb)
        on conflict (name) do update set document = excluded.document, updated_at = now()`,
      values: [name, JSON.stringify(document)],
    });
    const detail = { from: rows[0]?.document ?? null, to: document };
    await audit(tx, { actor, action: 'limits.set', target: `limits:${name}`, detail });
  });
}

/** @returns false where there was none. */
export async function removeLimitPolicy(
  db: Pick<Database, 'transaction'>,
  name: string,
  actor: string,
): Promise<boolean> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<{ document: Json }>({
      text: 'delete from limit_policies where name = $1 returning document',
      values: [name],
    });
    if (rows[0] === undefined) return false;
    const detail = { from: rows[0].document };
    await audit(tx, { actor, action: 'limits.reset', target: `limits:${name}`, detail });
    return true;
  });
}
