/** A package that very many depend on, written set by set: one by one takes minutes. */
import type { Queryable } from '../src/store/database.ts';

/**
 * Copies packages that depend on one, `copy-1` up to `copy-<count>` by turns, as a worker would have written them: the `i`th is of
 * template `i mod templates`, has version 1.0.0 and itself `i` dependents, and every thousandth is critical.
 *
 * @param templates names of packages with one version each.
 */
export async function copyDependents(
  db: Queryable,
  registryId: number,
  dependency: string,
  templates: readonly string[],
  count: number,
): Promise<void> {
  const steps = [
    `create table copies as
      select nextval('package_ids')::int as id, 'copy-' || i as name, i, t.id as template, v.dependency_set
      from generate_series(1, $3::int) i
      join package_names t on t.registry_id = $1 and t.name = ($2::text[])[i % cardinality($2::text[]) + 1]
      join versions v on v.package_id = t.id order by i`,
    'insert into package_names (registry_id, id, name) select $1, id, name from copies',
    `insert into packages (registry_id, id, name, latest_version, versions_count) select $1, id, name, '1.0.0', 1 from copies`,
    `insert into versions (registry_id, package_id, number, dependency_set) select $1, id, '1.0.0', dependency_set from copies`,
    `insert into dependency_sets (package_id, id, packed) select c.id, s.id, s.packed
      from copies c join dependency_sets s on s.package_id = c.template and s.id = c.dependency_set`,
    `insert into dependents (dependency_id, dependent_id, current_kinds, any_kinds)
      select d.dependency_id, c.id, d.current_kinds, d.any_kinds from copies c join dependents d on d.dependent_id = c.template`,
    `insert into package_usage (registry_id, package_id, indexed, dependent_packages_count, critical)
      select $1, id, true, i, i % 1000 = 0 from copies`,
  ];
  // Numbers and plain names of a test: a statement that makes a table takes no parameters.
  for (const text of steps)
    await db.query(
      text
        .replaceAll('$1', String(registryId))
        .replaceAll('$2', `'{${templates.join()}}'`)
        .replaceAll('$3', String(count)),
    );
  await db.query(
    `update package_usage set dependent_packages_count = dependent_packages_count + $3
      where registry_id = $1 and package_id = (select id from package_names where registry_id = $1 and name = $2)`,
    [registryId, dependency, count],
  );
  await db.query('drop table copies');
  await db.query('analyze');
}
