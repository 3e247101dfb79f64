import { batched } from '../../../../store/batching.ts';
import type { Queryable } from '../../../../store/database.ts';

interface Month {
  month: string;
  count: number;
}

const months = batched(async (db, packageIds: readonly number[]) => {
  const { rows } = await db.query<Month & { position: number }>({
    name: 'page-releases',
    text: `select w.position, to_char(v.published_at at time zone 'utc', 'YYYY-MM') as month, count(*)::int as count
      from unnest($1::int[]) with ordinality as w (package_id, position)
      join versions v on v.package_id = w.package_id
      where v.published_at is not null group by 1, 2 order by 1, 2`,
    values: [packageIds],
  });
  const found = packageIds.map((): Month[] => []);
  for (const { position, month, count } of rows) found[position - 1]?.push({ month, count });
  return found;
});

/** Versions published in each month (UTC), `2026-11` to count, oldest first. */
export function releasesByMonth(db: Queryable, packageId: number): Promise<Month[]> {
  return months(db, packageId);
}
