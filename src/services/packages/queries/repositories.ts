import type { Queryable } from '../../../store/database.ts';

export interface RepositoryPackage {
  /** The one of the given addresses that it belongs to. */
  url: string;
  registryId: number;
  id: number;
  name: string;
}

/**
 * The packages of repositories, the most depended upon of each first, in the order of the repositories.
 *
 * @param urls in lower case.
 */
export async function findByRepositories(
  db: Queryable,
  urls: readonly string[],
  registryIds: readonly number[],
  limit: number,
): Promise<RepositoryPackage[]> {
  if (urls.length === 0) return [];
  const { rows } = await db.query<RepositoryPackage>({
    name: 'packages-by-repositories',
    text: `select w.url, p.registry_id as "registryId", p.id, p.name
      from unnest($1::text[]) with ordinality as w (url, position)
      join packages p on lower(p.repository_url) = w.url
      left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
      where p.registry_id = any($2)
      order by w.position, u.dependent_packages_count desc nulls last, p.id limit $3`,
    values: [urls, registryIds, limit],
  });
  return rows;
}
