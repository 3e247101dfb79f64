/** Keywords over all registries, and the packages that bear one. */
import type { Queryable } from '../../../store/database.ts';
import type { Paging } from '../parameters.ts';
import type { PackageRow } from './package-row.ts';
import { findByIds } from './packages.ts';

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
    const { rows } = await db.query<KeywordRow & Remaining>({
      name: 'packages-keywords',
      text: `with tops as materialized (
          select k.name, k.packages_count, k.place from unnest($1::int[]) as r (id) cross join lateral (
            select name, packages_count, row_number() over (order by packages_count desc, name) as place
            from keyword_counts where registry_id = r.id and packages_count > 0
            order by packages_count desc, name limit $2
          ) k
        ), remaining as (
          select count(*)::int as lists, coalesce(sum(packages_count), 0)::bigint as offered, max(name) as "after"
          from tops where place = $2
        ), totals as (
          select k.name, sum(k.packages_count)::bigint as total from (select distinct name from tops) t
          join keyword_counts k on k.registry_id = any($1) and k.name = t.name where k.packages_count > 0 group by k.name
        )
        select t.name, t.total as "packagesCount", r.* from totals t, remaining r
        order by t.total desc, t.name limit $3`,
      values: [registryIds, depth, wanted],
    });
    if (isComplete(rows[wanted - 1], rows[0])) {
      return rows.slice(offset).map(({ name, packagesCount }) => ({ name, packagesCount }));
    }
  }
}

/** What the lists may still offer. */
interface Remaining {
  /** Lists that go on. */
  lists: number;
  /** Most that a keyword in none of the tops can have. */
  offered: number;
  /** Where one list goes on: the name behind which it does. */
  after: string | null;
}

/** True when no keyword that was not seen can come before the last one wanted. */
function isComplete(last: (KeywordRow & Remaining) | undefined, first: Remaining | undefined): boolean {
  if (!first || first.lists === 0) return true;
  if (!last || last.packagesCount < last.offered) return false;
  if (last.packagesCount > last.offered) return true;
  const inOrder = Buffer.compare(Buffer.from(last.name), Buffer.from(last.after ?? '')) <= 0;
  return last.lists === 1 && inOrder;
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

/**
 * The packages that bear $2 in the registries $1, by use. Few are taken from the index of keywords and sorted; where there
 * are many, the index of use is walked from its top and soon meets enough of them.
 *
 * @param total how many there are.
 * @param reach placeholder of the number of rows that are needed from the top.
 */
function byUse(total: number, reach: string): string {
  if (total <= FEW) {
    return `select u.registry_id, u.package_id as id, u.dependent_packages_count as used from (
        select registry_id, id from packages where keywords @> array[$2::text] and registry_id = any($1::int[]) offset 0
      ) p join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id order by used desc, id limit ${reach}`;
  }
  return `select t.* from unnest($1::int[]) as r (id) cross join lateral (
      select u.registry_id, u.package_id as id, u.dependent_packages_count as used
      from package_usage u join packages p on p.registry_id = u.registry_id and p.id = u.package_id
      where u.registry_id = r.id and u.indexed and p.keywords @> array[$2::text]
      order by u.dependent_packages_count desc, u.package_id limit ${reach}
    ) t order by used desc, id limit ${reach}`;
}

const FEW = 20_000;

/** A keyword, the registries that have it, and how many packages bear it. */
export interface KeywordScope {
  keyword: string;
  registryIds: readonly number[];
  total: number;
}

/** Packages that bear a keyword, the most depended upon first: one page, and one row more where there are more. */
export async function listKeywordPackages(
  db: Queryable,
  { keyword, registryIds, total }: KeywordScope,
  { perPage, offset }: Paging,
): Promise<PackageRow[]> {
  const { rows } = await db.query<{ registryId: number; id: number }>({
    text: `select registry_id as "registryId", id from (${byUse(total, '$3::bigint')}) ranked order by used desc, id offset $4`,
    values: [registryIds, keyword, offset + perPage + 1, offset],
  });
  return findByIds(db, rows);
}

/** Packages that are looked at for related keywords, and how many of those are given. */
const SAMPLE = 500;
const RELATED = 20;

/**
 * Keywords that stand beside this one, most often first, in the most used packages that bear it; with their own totals.
 *
 * @param allIds registries over which the totals run.
 */
export async function relatedKeywords(
  db: Queryable,
  { keyword, registryIds, total }: KeywordScope,
  allIds: readonly number[],
): Promise<KeywordRow[]> {
  const { rows } = await db.query<KeywordRow>({
    text: `with sample as materialized (${byUse(total, String(SAMPLE))}), beside as (
        select k.name, count(*) as shared from sample s
        join packages p on p.registry_id = s.registry_id and p.id = s.id, unnest(p.keywords) as k (name)
        where k.name <> $2 group by k.name order by shared desc, k.name limit ${RELATED}
      )
      select b.name, sum(c.packages_count)::bigint as "packagesCount" from beside b
      join keyword_counts c on c.registry_id = any($3) and c.name = b.name group by b.name, b.shared
      order by b.shared desc, b.name`,
    values: [registryIds, keyword, allIds],
  });
  return rows;
}
