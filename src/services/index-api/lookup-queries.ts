/** The statements of a batch lookup: each is asked once, however many names there are. */
import type { Queryable } from '../../store/database.ts';
import type { Candidate } from '../packages/public.ts';
import { SUMMARY_COLUMNS, SUMMARY_JOINS, type SummaryRow } from './summary.ts';

/** Key of a name in a registry. */
export function keyOf({ registry, name }: Candidate): string {
  return `${registry.id}/${name}`;
}

export interface VersionRow {
  packageId: number;
  number: string;
  publishedAt: string | null;
  licenses: string | null;
  integrity: string | null;
  status: string | null;
}

/** The packages of these names, by `keyOf` the name asked for; earlier names lead to the package of today. */
export async function findPackages(
  db: Queryable,
  candidates: readonly Candidate[],
): Promise<Map<string, SummaryRow>> {
  const found = new Map<string, SummaryRow>();
  const asked = distinct(candidates);
  if (asked.length === 0) return found;
  const { rows } = await db.query<SummaryRow & { asked: string; detour: number }>({
    name: 'lookup-packages',
    text: `with wanted as (select * from unnest($1::int[], $2::text[]) as w(registry_id, name)),
      hit as (
        select w.registry_id, w.name, p.id, 0 as detour
        from wanted w join packages p on p.registry_id = w.registry_id and p.name = w.name
        union all
        select w.registry_id, w.name, a.package_id, 1
        from wanted w join package_aliases a on a.registry_id = w.registry_id and a.name = w.name
      )
      select hit.name as asked, hit.detour, ${SUMMARY_COLUMNS}
      from hit join packages p on p.registry_id = hit.registry_id and p.id = hit.id ${SUMMARY_JOINS}
      order by hit.detour desc`,
    values: namesOf(asked),
  });
  // The package of the very name comes last and stays.
  for (const row of rows) found.set(`${row.registryId}/${row.asked}`, row);
  return found;
}

/** Of these names, those that the registry did not know a moment ago, and those that were deleted for good. */
export async function knownMissing(
  db: Queryable,
  candidates: readonly Candidate[],
  checkedAfter: Date,
): Promise<Set<string>> {
  const asked = distinct(candidates);
  if (asked.length === 0) return new Set();
  const { rows } = await db.query<{ key: string }>({
    name: 'lookup-known-missing',
    text: `with wanted as (select * from unnest($1::int[], $2::text[]) as w(registry_id, name))
      select w.registry_id || '/' || w.name as key from wanted w
      join absent_packages a on a.registry_id = w.registry_id and a.name = w.name and a.checked_at > $3
      union
      select w.registry_id || '/' || w.name from wanted w
      join tombstones t on t.registry_id = w.registry_id and t.kind = 'package' and t.key = w.name`,
    values: [...namesOf(asked), checkedAfter.toISOString()],
  });
  return new Set(rows.map(({ key }) => key));
}

/** Versions by package id and number, joined with a `@`. */
export async function findVersions(
  db: Queryable,
  wanted: readonly { packageId: number; number: string }[],
): Promise<Map<string, VersionRow>> {
  const asked = [...new Map(wanted.map(w => [`${w.packageId}@${w.number}`, w])).values()];
  if (asked.length === 0) return new Map();
  const { rows } = await db.query<VersionRow>({
    name: 'lookup-versions',
    text: `select v.package_id as "packageId", v.number, v.published_at as "publishedAt", v.licenses, v.integrity, v.status
      from unnest($1::int[], $2::text[]) as w(package_id, number)
      join versions v on v.package_id = w.package_id and v.number = w.number`,
    values: [asked.map(w => w.packageId), asked.map(w => w.number)],
  });
  return new Map(rows.map(row => [`${row.packageId}@${row.number}`, row]));
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map(candidate => [keyOf(candidate), candidate])).values()];
}

function namesOf(candidates: readonly Candidate[]): [number[], string[]] {
  return [candidates.map(c => c.registry.id), candidates.map(c => c.name)];
}
