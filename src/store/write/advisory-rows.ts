/** Rows of advisories, and of what leads to them. */
import { identifierKey, type MergedAdvisory } from '../../advisories/index.ts';
import type { Queryable } from '../database.ts';
import type { PackageKey } from './advisory-changes.ts';
import { cleanText, jsonText } from './prepare.ts';

export interface StoredAdvisory {
  id: number;
  uid: string;
  hash: Buffer;
  withdrawnAt: string | null;
  createdAt: string;
}

export interface PlannedAdvisory {
  id: number;
  merged: MergedAdvisory;
  hash: Buffer;
  /** ISO 8601. */
  listedAt: string;
}

export async function loadAdvisories(
  tx: Queryable,
  ids: readonly number[],
): Promise<Map<number, StoredAdvisory>> {
  const { rows } = await tx.query<StoredAdvisory>({
    name: 'advisories-standing',
    text: `select id, uid, hash, withdrawn_at as "withdrawnAt", created_at as "createdAt" from advisories
      where id = any($1::bigint[])`,
    values: [ids],
  });
  return new Map(rows.map(row => [row.id, row]));
}

/** Inserts or replaces. @returns the packages of before and of now. */
export async function writeAdvisoryRows(
  tx: Queryable,
  planned: readonly PlannedAdvisory[],
  before: ReadonlyMap<number, StoredAdvisory>,
  now: Date,
): Promise<PackageKey[]> {
  if (planned.length === 0) return [];
  const known = planned.filter(({ id }) => before.has(id)).map(({ id }) => id);
  const earlier = await deleteSatellites(tx, known);
  await upsertAdvisories(tx, planned, now);
  await insertIdentifiers(tx, planned);
  await insertPackages(tx, planned);
  await showExploits(
    tx,
    planned.map(({ id }) => id),
  );
  return [...earlier, ...planned.flatMap(({ merged }) => merged.packages)];
}

/** @returns the packages that they were about. */
export async function deleteAdvisories(tx: Queryable, ids: readonly number[]): Promise<PackageKey[]> {
  const packages = await deleteSatellites(tx, ids);
  if (ids.length > 0)
    await tx.query({ text: 'delete from advisories where id = any($1::bigint[])', values: [ids] });
  return packages;
}

async function deleteSatellites(tx: Queryable, ids: readonly number[]): Promise<PackageKey[]> {
  if (ids.length === 0) return [];
  await tx.query({
    name: 'delete-advisory-identifiers',
    text: 'delete from advisory_identifiers where advisory_id = any($1::bigint[])',
    values: [ids],
  });
  const { rows } = await tx.query<PackageKey>({
    name: 'delete-advisory-packages',
    text: 'delete from advisory_packages where advisory_id = any($1::bigint[]) returning ecosystem, name',
    values: [ids],
  });
  return rows;
}

const LIST = (column: string) => `array(select jsonb_array_elements_text(w.${column}))`;

async function upsertAdvisories(
  tx: Queryable,
  planned: readonly PlannedAdvisory[],
  now: Date,
): Promise<void> {
  const of = <T>(field: (merged: MergedAdvisory) => T): T[] => planned.map(({ merged }) => field(merged));
  const list = (field: (merged: MergedAdvisory) => readonly string[]) =>
    of(merged => jsonText([...new Set(field(merged))]));
  await tx.query({
    name: 'upsert-advisories',
    text: `insert into advisories as a (id, uid, hash, kind, title, severity, score, vector, published_at, modified_at,
        withdrawn_at, repository_url, sources, ecosystems, identifiers, document, listed_at, created_at, updated_at)
      select w.id, w.uid, w.hash, w.kind, w.title, w.severity, w.score, w.vector, w.published_at, w.modified_at, w.withdrawn_at,
        w.repository_url, ${LIST('sources')}, ${LIST('ecosystems')}, ${LIST('identifiers')}, w.document, w.listed_at, $1, $1
      from unnest($2::bigint[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::real[], $9::text[],
        $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::jsonb[], $15::jsonb[], $16::jsonb[],
        $17::jsonb[], $18::timestamptz[]) as w (id, uid, hash, kind, title, severity, score, vector, published_at, modified_at,
        withdrawn_at, repository_url, sources, ecosystems, identifiers, document, listed_at)
      on conflict (id) do update set uid = excluded.uid, hash = excluded.hash, kind = excluded.kind, title = excluded.title,
        severity = excluded.severity, score = excluded.score, vector = excluded.vector, published_at = excluded.published_at,
        modified_at = excluded.modified_at, withdrawn_at = excluded.withdrawn_at, repository_url = excluded.repository_url,
        sources = excluded.sources, ecosystems = excluded.ecosystems, identifiers = excluded.identifiers,
        document = excluded.document, listed_at = excluded.listed_at, updated_at = excluded.updated_at, revision = a.revision + 1`,
    values: [
      now.toISOString(),
      planned.map(({ id }) => id),
      of(({ uid }) => cleanText(uid)),
      planned.map(({ hash }) => hash),
      of(({ kind }) => kind),
      of(({ title }) => cleanText(title?.value ?? null)),
      of(({ severity }) => severity.rating),
      of(({ severity }) => severity.score),
      of(({ severity }) => severity.vector),
      of(({ publishedAt }) => publishedAt),
      of(({ modifiedAt }) => modifiedAt),
      of(({ withdrawal }) => withdrawal.withdrawnAt),
      of(({ repositoryUrl }) => repositoryUrl),
      list(({ records }) => records.map(({ source }) => source)),
      list(({ packages }) => packages.map(({ ecosystem }) => ecosystem)),
      list(({ identifiers }) => identifiers),
      // What has columns of its own, or a table, is not kept twice.
      of(({ packages, uid, identifiers, ...document }) => jsonText(document)),
      planned.map(({ listedAt }) => listedAt),
    ],
  });
}

async function insertIdentifiers(tx: Queryable, planned: readonly PlannedAdvisory[]): Promise<void> {
  const pairs = planned.flatMap(({ id, merged }) =>
    merged.identifiers.map(identifier => [cleanText(identifierKey(identifier)), id] as const),
  );
  await tx.query({
    name: 'insert-advisory-identifiers',
    text: `insert into advisory_identifiers (key, advisory_id)
      select * from unnest($1::text[], $2::bigint[]) on conflict do nothing`,
    values: [pairs.map(([key]) => key), pairs.map(([, id]) => id)],
  });
}

async function insertPackages(tx: Queryable, planned: readonly PlannedAdvisory[]): Promise<void> {
  const rows = planned.flatMap(({ id, merged }) => merged.packages.map(of => ({ id, ...of })));
  if (rows.length === 0) return;
  await tx.query({
    name: 'insert-advisory-packages',
    text: `insert into advisory_packages (ecosystem, name, advisory_id, display_name, purl, statements)
      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[])
      on conflict do nothing`,
    values: [
      rows.map(({ ecosystem }) => cleanText(ecosystem)),
      rows.map(({ name }) => cleanText(name)),
      rows.map(({ id }) => id),
      rows.map(({ displayName }) => cleanText(displayName)),
      rows.map(({ purl }) => cleanText(purl)),
      rows.map(({ statements }) => jsonText(statements)),
    ],
  });
}

/**
 * Gives advisories the exploit facts of their CVEs: the likeliest exploitation, the earliest day on which it was known.
 *
 * @returns those whose standing as known to be exploited changed.
 */
export async function showExploits(tx: Queryable, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<{ id: number; isNews: boolean }>({
    name: 'show-exploits',
    text: `with found as (
        select a.id, a.kev_added_at as before, x.*
        from advisories a cross join lateral (
          select max(e.epss) as epss, max(e.epss_percentile) as percentile, min((e.kev ->> 'addedAt')::date) as kev
          from advisory_identifiers i join advisory_exploits e on e.cve = i.key where i.advisory_id = a.id
        ) as x
        where a.id = any($1::bigint[])
          and (a.epss, a.epss_percentile, a.kev_added_at) is distinct from (x.epss, x.percentile, x.kev)
      )
      update advisories a set epss = f.epss, epss_percentile = f.percentile, kev_added_at = f.kev
      from found f where a.id = f.id
      returning a.id, f.before is distinct from f.kev as "isNews"`,
    values: [ids],
  });
  return rows.filter(({ isNews }) => isNews).map(({ id }) => id);
}
