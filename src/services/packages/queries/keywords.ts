/** Keywords over all registries, and the packages that bear one. */
import type { Queryable } from '../../../store/database.ts';
import type { Paging } from '../parameters.ts';
import { PACKAGE_COLUMNS, PACKAGE_JOINS, type PackageRow } from './package-row.ts';

export interface KeywordRow {
  name: string;
  packagesCount: number;
}

/**
 * The most used keywords: one page, and one row more where there are more.
 *
 * Counts are kept by registry. The sum over registries is found by the threshold algorithm (Fagin, Lotem and Naor 2003):
 * take the top of each registry's list, add up the totals of what is in them, and stop when the last keyword wanted has
 * more than all lists together can still offer to one that is in none of them.
 */
export async function listKeywords(
  db: Queryable,
  registryIds: readonly number[],
  { perPage, offset }: Paging,
): Promise<KeywordRow[]> {
  const wanted = offset + perPage + 1;
  for (let depth = wanted; ; depth *= 4) {
    const { rows } = await db.query<KeywordRow & { left: number }>({
      name: 'packages-keywords',
      text: `with tops as materialized (
          select r.id, k.name, k.packages_count from unnest($1::int[]) as r (id) cross join lateral (
            select name, packages_count from keyword_counts where registry_id = r.id and packages_count > 0
            order by packages_count desc, name limit $2
          ) k
        ), remaining as (
          select coalesce(sum(least), 0)::bigint as count from (
            select min(packages_count) as least from tops group by id having count(*) = $2
          ) full_lists
        ), totals as (
          select k.name, sum(k.packages_count)::bigint as total from (select distinct name from tops) t
          join keyword_counts k on k.registry_id = any($1) and k.name = t.name where k.packages_count > 0 group by k.name
        )
        select t.name, t.total as "packagesCount", r.count as left from totals t, remaining r
        order by t.total desc, t.name limit $3`,
      values: [registryIds, depth, wanted],
    });
    const last = rows[wanted - 1];
    const left = rows[0]?.left ?? 0;
    const complete = left === 0 || registryIds.length === 1 || (last && last.packagesCount > left);
    if (complete) return rows.slice(offset).map(({ name, packagesCount }) => ({ name, packagesCount }));
  }
}

/** How many packages of each registry bear a keyword. */
export async function keywordCounts(
  db: Queryable,
  registryIds: readonly number[],
  keyword: string,
): Promise<{ registryId: number; packagesCount: number }[]> {
  const { rows } = await db.query<{ registryId: number; packagesCount: number }>({
    name: 'packages-keyword-counts',
    text: `select registry_id as "registryId", packages_count as "packagesCount" from keyword_counts
      where registry_id = any($1) and name = $2 and packages_count > 0`,
    values: [registryIds, keyword],
  });
  return rows;
}

/** The most used of each registry first, so that the index of use serves a popular keyword. */
const TOP = `select u.registry_id, u.package_id as id, u.dependent_packages_count, p.keywords
  from package_usage u join packages p on p.registry_id = u.registry_id and p.id = u.package_id
  where u.registry_id = r.id and u.indexed and p.keywords @> array[$2::text]
  order by u.dependent_packages_count desc, u.package_id limit`;

/** Packages that bear a keyword, the most depended upon first: one page, and one row more where there are more. */
export async function listKeywordPackages(
  db: Queryable,
  registryIds: readonly number[],
  keyword: string,
  { perPage, offset }: Paging,
): Promise<PackageRow[]> {
  const { rows } = await db.query<PackageRow>({
    text: `with chosen as materialized (
        select t.registry_id, t.id from unnest($1::int[]) as r (id) cross join lateral (${TOP} $3::int + $4::int) t
        order by t.dependent_packages_count desc, t.id limit $3 offset $4
      )
      select ${PACKAGE_COLUMNS} from chosen c join packages p on p.registry_id = c.registry_id and p.id = c.id ${PACKAGE_JOINS}
      order by u.dependent_packages_count desc, p.id`,
    values: [registryIds, keyword, perPage + 1, offset],
  });
  return rows;
}

/** Packages of each registry that are looked at for related keywords, and how many of those are given. */
const SAMPLE = 500;
const RELATED = 20;

/**
 * Keywords that stand beside this one, most often first, in the most used packages that bear it; with their own totals.
 *
 * @param registryIds registries that have the keyword.
 * @param allIds registries over which the totals run.
 */
export async function relatedKeywords(
  db: Queryable,
  registryIds: readonly number[],
  keyword: string,
  allIds: readonly number[],
): Promise<KeywordRow[]> {
  const { rows } = await db.query<KeywordRow>({
    text: `with sample as materialized (
        select t.keywords from unnest($1::int[]) as r (id) cross join lateral (${TOP} ${SAMPLE}) t
      ), beside as (
        select k.name, count(*) as shared from sample, unnest(sample.keywords) as k (name) where k.name <> $2
        group by k.name order by shared desc, k.name limit ${RELATED}
      )
      select b.name, sum(c.packages_count)::bigint as "packagesCount" from beside b
      join keyword_counts c on c.registry_id = any($3) and c.name = b.name group by b.name, b.shared
      order by b.shared desc, b.name`,
    values: [registryIds, keyword, allIds],
  });
  return rows;
}
