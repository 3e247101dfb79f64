import type { Queryable } from '../../store/database.ts';

export interface NodeRow {
  id: number;
  registryId: number;
  name: string;
  /** False for a name that is only mentioned. */
  indexed: boolean;
  latestVersion: string | null;
  dependentPackagesCount: number;
  critical: boolean;
}

/** What is shown of packages, by number. */
export async function readNodeRows(
  db: Queryable,
  registryId: number,
  ids: readonly number[],
): Promise<Map<number, NodeRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<NodeRow>({
    name: 'graph-nodes',
    text: `select n.id, n.registry_id as "registryId", n.name, coalesce(u.indexed, false) as indexed,
        p.latest_version as "latestVersion", coalesce(u.dependent_packages_count, 0) as "dependentPackagesCount",
        coalesce(u.critical, false) as critical
      from package_names n
      left join package_usage u on u.registry_id = n.registry_id and u.package_id = n.id
      left join packages p on p.registry_id = n.registry_id and p.id = n.id
      where n.registry_id = $1 and n.id = any($2)`,
    values: [registryId, [...new Set(ids)]],
  });
  return new Map(rows.map(row => [row.id, row]));
}
