import type { Queryable } from '../../../../store/database.ts';

/** Versions published in each month (UTC), `2026-11` to count, oldest first. */
export async function releasesByMonth(
  db: Queryable,
  packageId: number,
): Promise<{ month: string; count: number }[]> {
  const { rows } = await db.query<{ month: string; count: number }>({
    name: 'page-releases',
    text: `select to_char(published_at at time zone 'utc', 'YYYY-MM') as month, count(*)::int as count
      from versions where package_id = $1 and published_at is not null group by 1 order by 1`,
    values: [packageId],
  });
  return rows;
}
