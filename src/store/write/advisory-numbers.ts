/** Which number an advisory keeps when its records are joined to others or divided. */
import type { Queryable } from '../database.ts';

/**
 * A number for each cluster, given the numbers that its records had before (null: new). The cluster with most records of an advisory
 * keeps its number, of equals the first one; a cluster of several keeps the one of which it has most, of equals the oldest.
 */
export async function assignNumbers(
  db: Queryable,
  clusters: readonly (readonly (number | null)[])[],
): Promise<number[]> {
  const claims = clusters.flatMap((before, cluster) => {
    const counts = new Map<number, number>();
    for (const id of before) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].map(([id, count]) => ({ cluster, id, count }));
  });
  claims.sort((a, b) => b.count - a.count || a.id - b.id || a.cluster - b.cluster);
  const numbers = new Map<number, number>();
  const taken = new Set<number>();
  for (const { cluster, id } of claims) {
    if (numbers.has(cluster) || taken.has(id)) continue;
    numbers.set(cluster, id);
    taken.add(id);
  }
  const fresh = clusters.flatMap((_, cluster) => (numbers.has(cluster) ? [] : [cluster]));
  if (fresh.length > 0) {
    const { rows } = await db.query<{ id: number }>({
      text: `select nextval('advisory_ids') as id from generate_series(1, $1)`,
      values: [fresh.length],
    });
    for (const [index, cluster] of fresh.entries()) numbers.set(cluster, (rows[index] as { id: number }).id);
  }
  return clusters.map((_, cluster) => numbers.get(cluster) as number);
}
