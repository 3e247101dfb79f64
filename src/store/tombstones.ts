/** What was deleted for good, and how that is taken back. */
import type { TombstoneRow } from '../core/administration.ts';
import { NotFoundError } from '../core/errors.ts';
import { audit } from './audit.ts';
import type { Database, Queryable } from './database.ts';

const MOST = 1_000;

/** In the order of registry, kind and key. @param filter.after the last row's cursor, see tombstoneCursor. */
export async function listTombstones(
  db: Queryable,
  filter: { registry?: string; after?: string; limit?: number },
): Promise<TombstoneRow[]> {
  const { registry = null, after, limit = 100 } = filter;
  const [name = null, kind = null, key = null] = after === undefined ? [] : readCursor(after);
  const { rows } = await db.query<TombstoneRow>({
    name: 'list-tombstones',
    text: `select r.name as registry, t.kind, t.key, t.reason, t.created_at as "createdAt"
      from tombstones t join registries r on r.id = t.registry_id
      where ($1::text is null or r.name = $1)
        and ($2::text is null or (r.name collate "C", t.kind, t.key) > ($2 collate "C", $3, $4))
      order by r.name collate "C", t.kind, t.key limit $5`,
    values: [registry, name, kind, key, Math.min(limit, MOST)],
  });
  return rows;
}

export function tombstoneCursor({
  registry,
  kind,
  key,
}: Pick<TombstoneRow, 'registry' | 'kind' | 'key'>): string {
  return Buffer.from(JSON.stringify([registry, kind, key])).toString('base64url');
}

/** Three texts; what is no cursor begins at the beginning. */
function readCursor(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3 && parts.every(part => typeof part === 'string'))
      return parts;
  } catch {}
  return [];
}

/** Imports and syncs may bring it back from now on; audited. @throws NotFoundError. */
export async function liftTombstone(
  db: Pick<Database, 'transaction'>,
  { registry, kind, key }: Pick<TombstoneRow, 'registry' | 'kind' | 'key'>,
  actor: string,
): Promise<void> {
  await db.transaction(async tx => {
    const { rows } = await tx.query<{ reason: string }>({
      text: `delete from tombstones t using registries r
        where r.id = t.registry_id and r.name = $1 and t.kind = $2 and t.key = $3 returning t.reason`,
      values: [registry, kind, key],
    });
    if (rows[0] === undefined) throw new NotFoundError('no such tombstone');
    const target = `tombstone:${registry}/${kind}/${key}`;
    await audit(tx, { actor, action: 'tombstone.lift', target, detail: { reason: rows[0].reason } });
  });
}
