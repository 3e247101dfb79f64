/** The statements behind the search: each looks at a bounded number of rows, the second one only where the first gave too few. */
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
/** One look by key for each row; "offset" keeps the planner from reading the use of all packages instead. */
const RANKED = `left join lateral (
    select dependent_packages_count, downloads, active from package_usage
    where registry_id = p.registry_id and package_id = p.id offset 0
  ) as u on true`;

/** Matches of words that are looked at; beyond them, which of them are best is not known. */
const MAX_MATCHES = 10_000;
/** Names that begin with the text and are compared by use; where there are more, the most used packages are looked through. */
const MAX_NAMES = 2_000;

interface Hit {
  registryId: number;
  id: number;
  tier: 0 | 1 | 2;
}

/**
 * Packages whose name is the text, then names that begin with it by their use, then packages with all its words in name or
 * description, by how well they match and by use.
 *
 * @param registryIds null: all.
 * @returns at most `limit` rows from `offset`.
 */
export async function findBySearch(
  db: Queryable,
  terms: SearchTerms,
  options: { registryIds: number[] | null; limit: number; offset: number },
): Promise<SearchRow[]> {
  const { registryIds, limit, offset } = options;
  const needed = offset + limit;
  const hits = await findByName(db, terms, registryIds, needed);
  if (hits.length < needed && terms.words.length > 0) {
    hits.push(...(await findByWords(db, terms, registryIds, needed - hits.length)));
  }
  return describe(db, hits.slice(offset, needed));
}

/** The end of the range of all texts that begin with this one: a range, unlike a pattern, is planned once for all. */
function endOf(text: string): string {
  return `${text}\u{10ffff}`;
}

const BEGINS = '(lower(name) ~>=~ $1 and lower(name) ~<~ $2)';

async function findByName(
  db: Queryable,
  { text }: SearchTerms,
  registryIds: number[] | null,
  limit: number,
): Promise<Hit[]> {
  const mostUsed = (order: string) => `select package_id from package_usage
    where registry_id = r.id and indexed order by ${order} limit greatest(50, ${MAX_NAMES} / (select count(*) from asked))`;
  const { rows } = await db.query<Hit>({
    name: 'search-names',
    text: `with asked as (select id from registries where $3::int[] is null or id = any($3)),
      exact as (
        select registry_id, id, 0 as tier from packages
        where lower(name) = $1 and ($3::int[] is null or registry_id = any($3)) limit 1000
      ),
      named as materialized (
        select registry_id, id, 1 as tier from packages
        where ${BEGINS} and lower(name) <> $1 and ($3::int[] is null or registry_id = any($3))
        order by lower(name) using ~<~ limit ${MAX_NAMES}
      ),
      used as (
        select r.id as registry_id, most.package_id as id, 1 as tier from asked r
        cross join lateral (
          (${mostUsed('dependent_packages_count desc, package_id')})
          union
          (${mostUsed('downloads desc nulls last, package_id')})
        ) as most
        cross join lateral (
          select 1 from packages
          where registry_id = r.id and id = most.package_id and ${BEGINS} and lower(name) <> $1 offset 0
        ) as fits
        where (select count(*) from named) >= ${MAX_NAMES}
      )
      select p.registry_id as "registryId", p.id, p.tier
      from (select * from exact union all (select * from named union select * from used)) as p ${RANKED}
      order by p.tier, ${USAGE} desc, p.registry_id, p.id limit $4`,
    values: [text, endOf(text), registryIds, limit],
  });
  return rows;
}

/** Those that `findByName` gives are left out. */
async function findByWords(
  db: Queryable,
  { text, words }: SearchTerms,
  registryIds: number[] | null,
  limit: number,
): Promise<Hit[]> {
  const query = await wordsQuery(db, words);
  if (query === null) return [];
  const { rows } = await db.query<Hit>({
    // Without a name: planned for this query, whose words may be rare or common.
    text: `with matches as (
        select registry_id, id, ts_rank('{0.05, 0.15, 0.7, 1.0}', search, $3::tsquery) as rank
        from packages
        where search @@ $3::tsquery and not ${BEGINS}
          and ($4::int[] is null or registry_id = any($4))
        limit ${MAX_MATCHES}
      )
      select p.registry_id as "registryId", p.id, 2 as tier
      from matches p left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
      order by p.rank * (2 + ${USAGE}) desc, p.registry_id, p.id limit $5`,
    values: [text, endOf(text), query, registryIds, limit],
  });
  return rows;
}

/**
 * All words, the last one as far as it goes. Descriptions hold stems: an unfinished word is compared with them as it is, a
 * finished one by its stem. Words that the English dictionary drops are in no description; without any other they are names.
 */
async function wordsQuery(db: Queryable, words: string[]): Promise<string | null> {
  const { rows } = await db.query<{ query: string | null }>({
    name: 'search-words-query',
    text: `with tokens as (
        select to_tsquery('simple', word || suffix) as plain, to_tsquery('english', word || ':C') as stem
        from (
          select '''' || w || '''' as word, case when n = cardinality($1::text[]) then ':*' else '' end as suffix
          from unnest($1::text[]) with ordinality as t(w, n)
        ) as each
      )
      select coalesce(
        string_agg('(' || (plain || stem)::text || ')', ' & ') filter (where numnode(stem) > 0),
        string_agg(plain::text, ' & ') filter (where numnode(plain) > 0)
      ) as query from tokens`,
    values: [words],
  });
  return rows[0]?.query ?? null;
}

async function describe(db: Queryable, hits: readonly Hit[]): Promise<SearchRow[]> {
  if (hits.length === 0) return [];
  const { rows } = await db.query<SearchRow>({
    name: 'search-describe',
    text: `select w.tier, ${SUMMARY_COLUMNS}
      from unnest($1::int[], $2::int[], $3::int[]) with ordinality as w(registry_id, id, tier, position)
      join packages p on p.registry_id = w.registry_id and p.id = w.id ${SUMMARY_JOINS}
      order by w.position`,
    values: [hits.map(h => h.registryId), hits.map(h => h.id), hits.map(h => h.tier)],
  });
  return rows;
}
