/** Namespaces of a registry, the largest first. */
import type { Queryable } from '../../../store/database.ts';
import type { Paging } from '../parameters.ts';

export interface NamespaceRow {
  name: string;
  packagesCount: number;
}

/** One page, and one row more where there are more. */
export async function listNamespaces(
  db: Queryable,
  registryId: number,
  { perPage, offset }: Paging,
): Promise<NamespaceRow[]> {
  const { rows } = await db.query<NamespaceRow>({
    name: 'packages-namespaces',
    text: `select name, packages_count as "packagesCount" from namespace_counts
      where registry_id = $1 and packages_count > 0 order by packages_count desc, name limit $2 offset $3`,
    values: [registryId, perPage + 1, offset],
  });
  return rows;
}

export async function findNamespace(
  db: Queryable,
  registryId: number,
  name: string,
): Promise<NamespaceRow | null> {
  const { rows } = await db.query<NamespaceRow>({
    name: 'packages-namespace',
    text: `select name, packages_count as "packagesCount" from namespace_counts
      where registry_id = $1 and name = $2 and packages_count > 0`,
    values: [registryId, name],
  });
  return rows[0] ?? null;
}
