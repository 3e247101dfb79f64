/** What distributions themselves say of vulnerabilities, in advisories of their own that name those of upstream. */
import type { PackageStatement } from '../advisories/index.ts';
import { ADVISORY_COLUMNS, type AdvisoryRow } from './advisory-queries.ts';
import type { Queryable } from './database.ts';

export interface DistributionWord {
  ecosystem: string;
  name: string;
  displayName: string;
  advisory: AdvisoryRow;
  /** What it is about: its own identifiers and those that it follows. */
  about: string[];
  statements: PackageStatement[];
}

/**
 * The advisories about packages of distributions that are, or follow, one of some vulnerabilities, and stand.
 *
 * @param packages names as the distributions' own databases have them.
 * @param identifiers as sources write them.
 */
export async function wordsOfDistributions(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
  identifiers: readonly string[],
): Promise<DistributionWord[]> {
  if (packages.length === 0 || identifiers.length === 0) return [];
  const { rows } = await db.query<
    AdvisoryRow & Pick<DistributionWord, 'ecosystem' | 'name' | 'displayName' | 'statements' | 'about'>
  >({
    name: 'words-of-distributions',
    text: `select p.ecosystem, p.name, p.display_name as "displayName", p.statements, ${ADVISORY_COLUMNS},
        to_jsonb(a.identifiers) || coalesce(a.document->'upstream', '[]') as about
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join advisory_packages p on p.ecosystem = asked.ecosystem and p.name = asked.name
      join advisories a on a.id = p.advisory_id
      where a.withdrawn_at is null and (a.identifiers && $3::text[] or a.document->'upstream' ?| $3::text[])
      order by a.listed_at desc, a.id desc`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name), identifiers],
  });
  return rows.map(({ ecosystem, name, displayName, statements, about, ...advisory }) => ({
    ecosystem,
    name,
    displayName,
    statements,
    about,
    advisory,
  }));
}
