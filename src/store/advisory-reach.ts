/** How many packages depend on those that advisories name. */
import type { Queryable } from './database.ts';

/** Most dependents among the registries of an ecosystem, by `ecosystem` and name joined by a line feed; only of those that have any. */
export async function dependentsOfNames(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ ecosystem: string; name: string; dependents: number }>({
    name: 'dependents-of-names',
    text: `select asked.ecosystem, asked.name, max(u.dependent_packages_count)::int as dependents
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join registries r on r.ecosystem = asked.ecosystem
      join package_names n on n.registry_id = r.id and n.name = asked.name
      join package_usage u on u.registry_id = r.id and u.package_id = n.id
      where u.dependent_packages_count > 0
      group by asked.ecosystem, asked.name`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  return new Map(rows.map(({ ecosystem, name, dependents }) => [`${ecosystem}\n${name}`, dependents]));
}

/** Numbers of all versions of packages that are indexed, by `ecosystem` and name joined by a line feed. */
export async function versionNumbersOf(
  db: Queryable,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ ecosystem: string; name: string; numbers: string[] }>({
    name: 'version-numbers-of-names',
    text: `select asked.ecosystem, asked.name, to_json(array_agg(distinct v.number)) as numbers
      from (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as asked (ecosystem, name)) as asked
      join registries r on r.ecosystem = asked.ecosystem
      join package_names n on n.registry_id = r.id and n.name = asked.name
      join versions v on v.package_id = n.id
      group by asked.ecosystem, asked.name`,
    values: [packages.map(({ ecosystem }) => ecosystem), packages.map(({ name }) => name)],
  });
  return new Map(rows.map(({ ecosystem, name, numbers }) => [`${ecosystem}\n${name}`, numbers]));
}
