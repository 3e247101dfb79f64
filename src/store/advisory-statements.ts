/**
 * Advisories about packages in two steps: which there are, and what they say of versions. The second is long (some name hundreds of
 * versions one by one) and changes only with the advisory, so whoever asks often keeps it.
 */
import type { PackageStatement } from '../advisories/index.ts';
import { ADVISORY_COLUMNS, type AdvisoryRow } from './advisory-queries.ts';
import type { Queryable } from './database.ts';

export interface NamedAdvisory {
  ecosystem: string;
  name: string;
  displayName: string;
  advisory: AdvisoryRow;
}

/** Advisories that name packages, in one statement: those that stand before those that are withdrawn, the newest first. */
export async function advisoriesNaming(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<NamedAdvisory[]> {
  const { rows } = await db.query<AdvisoryRow & { ecosystem: string; name: string; displayName: string }>({
    name: 'advisories-naming',
    text: `select p.ecosystem, p.name, p.display_name as "displayName", ${ADVISORY_COLUMNS}
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join advisory_packages p on p.ecosystem = asked.ecosystem and p.name = asked.name
      join advisories a on a.id = p.advisory_id
      order by a.withdrawn_at is not null, a.listed_at desc, a.id desc`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  return rows.map(({ ecosystem, name, displayName, ...advisory }) => ({
    ecosystem,
    name,
    displayName,
    advisory,
  }));
}

export interface StatementKey {
  ecosystem: string;
  name: string;
  advisoryId: number;
}

/** What advisories say of packages, in the order asked; none where it is gone meanwhile. */
export async function statementsOf(
  db: Queryable,
  keys: readonly StatementKey[],
): Promise<PackageStatement[][]> {
  const { rows } = await db.query<StatementKey & { statements: PackageStatement[] }>({
    name: 'statements-of-advisories',
    text: `select p.ecosystem, p.name, p.advisory_id as "advisoryId", p.statements
      from unnest($1::text[], $2::text[], $3::bigint[]) as asked (ecosystem, name, advisory_id)
      join advisory_packages p on p.ecosystem = asked.ecosystem and p.name = asked.name and p.advisory_id = asked.advisory_id`,
    values: [keys.map(of => of.ecosystem), keys.map(of => of.name), keys.map(of => of.advisoryId)],
  });
  const found = new Map(rows.map(row => [keyOf(row), row.statements]));
  return keys.map(key => found.get(keyOf(key)) ?? []);
}

function keyOf({ ecosystem, name, advisoryId }: StatementKey): string {
  return `${advisoryId}\n${ecosystem}\n${name}`;
}
