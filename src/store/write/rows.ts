/** The statements that put packages, versions and dependency sets into their tables. */
import type { Queryable } from '../database.ts';
import { cleanText, jsonText, type PreparedPackage } from './prepare.ts';
import type { VersionChange, VersionPlan } from './versions.ts';

export async function insertSets(tx: Queryable, sets: VersionPlan['newSets']): Promise<void> {
  if (sets.length === 0) return;
  await tx.query({
    name: 'write-sets',
    text: `insert into dependency_sets (package_id, id, packed) select * from unnest($1::int[], $2::int[], $3::bytea[])`,
    values: [sets.map(s => s.packageId), sets.map(s => s.id), sets.map(s => s.packed)],
  });
}

export async function insertVersions(
  tx: Queryable,
  registryId: number,
  changes: VersionChange[],
  now: string,
): Promise<void> {
  if (changes.length === 0) return;
  await tx.query({
    name: 'write-versions',
    text: `insert into versions (registry_id, package_id, number, published_at, licenses, integrity, status, metadata, dependency_set, created_at, updated_at)
      select $1, v.*, $10, $10
      from unnest($2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::int[]) as v`,
    values: [registryId, changes.map(c => c.packageId), ...versionColumns(changes), now],
  });
}

export async function updateVersions(tx: Queryable, changes: VersionChange[], now: string): Promise<void> {
  if (changes.length === 0) return;
  await tx.query({
    name: 'update-versions',
    text: `update versions v set published_at = c.published_at, licenses = c.licenses, integrity = c.integrity,
        status = c.status, metadata = c.metadata, dependency_set = c.dependency_set, updated_at = $10
      from unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::int[])
        as c (package_id, id, number, published_at, licenses, integrity, status, metadata, dependency_set)
      where v.package_id = c.package_id and v.id = c.id`,
    values: [changes.map(c => c.packageId), changes.map(c => c.id), ...versionColumns(changes), now],
  });
}

/** number, published_at, licenses, integrity, status, metadata, dependency_set */
const versionColumns = (changes: VersionChange[]) => [
  changes.map(c => c.version.number),
  changes.map(c => c.version.publishedAt),
  changes.map(c => c.version.licenses),
  changes.map(c => c.version.integrity),
  changes.map(c => c.version.status),
  changes.map(c => c.version.metadata),
  changes.map(c => c.set),
];

export async function markVersionsRemoved(
  tx: Queryable,
  packages: { packageId: number; removed: { id: number }[] }[],
  now: string,
): Promise<void> {
  const rows = packages.flatMap(p => p.removed.map(v => ({ packageId: p.packageId, id: v.id })));
  if (rows.length === 0) return;
  await tx.query({
    text: `update versions v set status = 'removed', updated_at = $3
      from unnest($1::int[], $2::bigint[]) as c (package_id, id) where v.package_id = c.package_id and v.id = c.id`,
    values: [rows.map(r => r.packageId), rows.map(r => r.id), now],
  });
}

/** New packages are inserted without looking for a conflict: the lock on their names keeps others away. */
export async function writePackageRows(
  tx: Queryable,
  registryId: number,
  packages: PreparedPackage[],
  plans: Map<number, VersionPlan>,
  now: string,
  known: boolean,
): Promise<void> {
  if (packages.length === 0) return;
  const rows = packages.map(({ id, name, record, normalizedLicenses, keywords, maintainers }) => {
    const plan = plans.get(id)!;
    return {
      id,
      name,
      namespace: record.namespace,
      description: record.description,
      homepage: record.homepage,
      repository_url: record.repositoryUrl,
      repository_candidates: record.repositoryCandidates,
      licenses: record.licenses,
      normalized_licenses: normalizedLicenses,
      keywords,
      status: record.status,
      downloads_period: record.downloads?.period ?? null,
      funding_links: record.fundingLinks,
      metadata: record.metadata,
      versions_count: plan.versionsCount,
      maintainers_count: maintainers?.length ?? null,
      latest_version: plan.latest,
      first_release_at: plan.firstReleaseAt,
      latest_release_at: plan.latestReleaseAt,
    };
  });
  await tx.query({
    name: known ? 'update-packages' : 'write-packages',
    text: `insert into packages as p (registry_id, id, name, namespace, description, homepage, repository_url,
        repository_candidates, licenses, normalized_licenses, keywords, status, downloads_period, funding_links, metadata,
        versions_count, maintainers_count, latest_version, first_release_at, latest_release_at, created_at, updated_at)
      select $1, r.*, $3, $3 from json_to_recordset($2::json) as r (id int, name text, namespace text, description text,
        homepage text, repository_url text, repository_candidates jsonb, licenses text, normalized_licenses text[], keywords text[], status text,
        downloads_period text, funding_links text[], metadata jsonb, versions_count int, maintainers_count int,
        latest_version text, first_release_at timestamptz, latest_release_at timestamptz)${known ? PACKAGE_CONFLICT : ''}`,
    values: [registryId, jsonText(rows), now],
  });
}

const PACKAGE_CONFLICT = `
  on conflict (registry_id, id) do update set namespace = excluded.namespace, description = excluded.description,
    homepage = excluded.homepage, repository_url = excluded.repository_url,
    repository_candidates = excluded.repository_candidates, licenses = excluded.licenses,
    normalized_licenses = excluded.normalized_licenses, keywords = excluded.keywords, status = excluded.status,
    downloads_period = coalesce(excluded.downloads_period, p.downloads_period), funding_links = excluded.funding_links,
    metadata = excluded.metadata, versions_count = excluded.versions_count,
    maintainers_count = coalesce(excluded.maintainers_count, p.maintainers_count),
    latest_version = excluded.latest_version,
    first_release_at = coalesce(excluded.first_release_at, p.first_release_at),
    latest_release_at = coalesce(excluded.latest_release_at, p.latest_release_at), updated_at = excluded.updated_at`;

/** Notes for every package of the batch, changed or not, that its facts are as of now. */
export async function writeSync(
  tx: Queryable,
  registryId: number,
  packages: PreparedPackage[],
  now: string,
  known: boolean,
): Promise<void> {
  if (packages.length === 0) return;
  await tx.query({
    name: known ? 'update-sync' : 'write-sync',
    text: `insert into package_sync (registry_id, package_id, record_hash, last_synced_at, source_url, source_sha256, etag, last_modified, import_id)
      select $1, s.package_id, s.hash, $9, s.url, decode(s.sha256, 'hex'), s.etag, s.last_modified, s.import_id
      from unnest($2::int[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
        as s (package_id, hash, url, sha256, etag, last_modified, import_id)
      order by s.package_id${known ? SYNC_CONFLICT : ''}`,
    values: [
      registryId,
      packages.map(p => p.id),
      packages.map(p => p.hash),
      packages.map(p => p.write.source?.url ?? null),
      packages.map(p => p.write.source?.sha256 ?? null),
      packages.map(p => cleanText(p.write.source?.etag ?? null)),
      packages.map(p => p.write.source?.lastModified ?? null),
      packages.map(p => p.write.importId ?? null),
      now,
    ],
  });
}

const SYNC_CONFLICT = `
  on conflict (registry_id, package_id) do update set record_hash = excluded.record_hash,
    last_synced_at = excluded.last_synced_at, last_failed_at = null, last_failure = null,
    source_url = excluded.source_url, source_sha256 = excluded.source_sha256, etag = excluded.etag,
    last_modified = excluded.last_modified, import_id = excluded.import_id`;
