/** The statement behind the search: three short lists, each ordered by an index or bounded, merged into one. */
import type { Queryable } from '../../store/database.ts';
import { SUMMARY_COLUMNS, SUMMARY_JOINS, type SummaryRow } from './summary.ts';

export interface SearchTerms {
  /** As typed, trimmed and in lower case: compared with whole names and their beginnings. */
  text: string;
  /** Its words; the last one may be incomplete. */
  words: string[];
}

export interface SearchRow extends SummaryRow {
  tier: 0 | 1 | 2;
}

/** More words than these narrow nothing any more. */
const MAX_WORDS = 12;
const MAX_WORD_LENGTH = 60;

export function termsOf(q: string): SearchTerms {
  const text = q.trim().toLowerCase();
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return { text, words: [...new Set(words)].slice(0, MAX_WORDS).map(word => word.slice(0, MAX_WORD_LENGTH)) };
}

/** How much a package is used, on a scale on which both measures matter; registries without downloads are not behind. */
const USAGE = `ln(1 + coalesce(u.dependent_packages_count, 0)) + 0.5 * ln(1 + coalesce(u.downloads, 0))
  - case when coalesce(u.active, true) then 0 else 100 end`;

/** Matches of words that are looked at; beyond them, which of them are best is not known. */
const MAX_MATCHES = 20_000;

/**
 * Packages whose name is the text, then names that begin with it by their use, then packages with all its words in name or
 * description, by how well they match and by use.
 *
 * @param registryIds null: all.
 * @returns at most `limit` rows from `offset`.
 */
export async function findBySearch(
  db: Queryable,
  { text, words }: SearchTerms,
  options: { registryIds: number[] | null; limit: number; offset: number },
): Promise<SearchRow[]> {
  const { registryIds, limit, offset } = options;
  const { rows } = await db.query<SearchRow>({
    name: 'search-packages',
    text: `with tokens as (
        select to_tsquery('simple', word || suffix) as plain, to_tsquery('english', word || suffix) as stem
        from (
          select '''' || w || '''' as word, case when n = cardinality($3::text[]) then ':*' else '' end as suffix
          from unnest($3::text[]) with ordinality as t(w, n)
        ) as each
      ),
      words as (
        -- Words that the English dictionary drops are in no description; without any other they are names.
        select coalesce(
          string_agg('(' || (plain || stem)::text || ')', ' & ') filter (where numnode(stem) > 0),
          string_agg(plain::text, ' & ')
        )::tsquery as query from tokens
      ),
      exact as (
        select p.registry_id, p.id, 0 as tier, ${USAGE} as score
        from packages p left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
        where lower(p.name) = $1 and ($4::int[] is null or p.registry_id = any($4))
        order by score desc limit $5
      ),
      prefix as (
        select p.registry_id, p.id, 1 as tier, ${USAGE} as score
        from packages p left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
        where lower(p.name) like $2 and lower(p.name) <> $1 and ($4::int[] is null or p.registry_id = any($4))
        order by score desc limit $5
      ),
      matches as (
        select p.registry_id, p.id, ts_rank('{0.05, 0.15, 0.7, 1.0}', p.search, (select query from words)) as rank
        from packages p
        where p.search @@ (select query from words) and lower(p.name) not like $2
          and ($4::int[] is null or p.registry_id = any($4))
        limit ${MAX_MATCHES}
      ),
      worded as (
        select p.registry_id, p.id, 2 as tier, p.rank * (2 + ${USAGE}) as score
        from matches p left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
        order by score desc limit $5
      ),
      hit as (
        select * from (select * from exact union all select * from prefix union all select * from worded) as all_hits
        order by tier, score desc, registry_id, id limit $6 offset $7
      )
      select hit.tier, ${SUMMARY_COLUMNS}
      from hit join packages p on p.registry_id = hit.registry_id and p.id = hit.id ${SUMMARY_JOINS}
      order by hit.tier, hit.score desc, hit.registry_id, hit.id`,
    values: [text, `${text.replace(/[\\%_]/g, '\\$&')}%`, words, registryIds, limit + offset, limit, offset],
  });
  return rows;
}
