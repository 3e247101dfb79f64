/** What is stored of the packages that a batch is about to write. */
import type { Json, VersionRecord } from '../../core/records.ts';
import type { Queryable } from '../database.ts';
import { canonicalJson } from './prepare.ts';

export interface StoredPackage {
  id: number;
  hash: Buffer;
  status: string | null;
  namespace: string | null;
  keywords: string[];
  latestVersion: string | null;
  versionsCount: number;
}

export interface StoredVersion {
  id: number;
  number: string;
  status: string | null;
  set: number | null;
  /** Everything else that a write may change, as one comparable text. */
  facts: string;
}

export interface StoredHistory {
  versions: Map<string, StoredVersion>;
  /** Packed dependencies by set number. */
  sets: Map<number, Buffer>;
  /** Roles by maintainer number. */
  maintainers: Map<number, string | null>;
}

/** The facts of a version that can differ between two writes, as one text. */
export function versionFacts(v: {
  publishedAt: string | null;
  licenses: string | null;
  integrity: string | null;
  status: string | null;
  metadata: Json;
}): string {
  const published = v.publishedAt === null ? null : new Date(v.publishedAt).toISOString();
  return canonicalJson([published, v.licenses, v.integrity, v.status, v.metadata]);
}

/** The same, read back. */
export function storedFacts(
  facts: string,
): Pick<VersionRecord, 'publishedAt' | 'licenses' | 'integrity'> & { metadata: Json } {
  const [publishedAt, licenses, integrity, , metadata] = JSON.parse(facts) as [
    string | null,
    string | null,
    string | null,
    string | null,
    Json,
  ];
  return { publishedAt, licenses, integrity, metadata };
}

export async function loadPackages(
  db: Queryable,
  registryId: number,
  ids: number[],
): Promise<Map<number, StoredPackage>> {
  const { rows } = await db.query<StoredPackage>({
    name: 'write-load-packages',
    text: `select w.id, s.record_hash as hash, p.status, p.namespace, p.keywords, p.latest_version as "latestVersion",
        p.versions_count as "versionsCount"
      from unnest($2::int[]) as w (id)
      cross join lateral (select record_hash from package_sync where registry_id = $1 and package_id = w.id limit 1) s
      cross join lateral (
        select status, namespace, keywords, latest_version, versions_count from packages where registry_id = $1 and id = w.id limit 1
      ) p`,
    values: [registryId, ids],
  });
  return new Map(rows.map(row => [row.id, row]));
}

export async function loadHistories(
  db: Queryable,
  registryId: number,
  ids: number[],
): Promise<Map<number, StoredHistory>> {
  const histories = new Map<number, StoredHistory>(
    ids.map(id => [id, { versions: new Map(), sets: new Map(), maintainers: new Map() }]),
  );
  if (ids.length === 0) return histories;
  const versions = await db.query<{
    packageId: number;
    id: number;
    number: string;
    publishedAt: string | null;
    licenses: string | null;
    integrity: string | null;
    status: string | null;
    metadata: Json;
    set: number | null;
  }>({
    name: 'write-load-versions',
    text: `select package_id as "packageId", id, number, published_at as "publishedAt", licenses, integrity, status, metadata,
        dependency_set as set
      from versions where package_id = any($1)`,
    values: [ids],
  });
  for (const row of versions.rows) {
    const { packageId, id, number, status, set } = row;
    histories.get(packageId)?.versions.set(number, { id, number, status, set, facts: versionFacts(row) });
  }
  const sets = await db.query<{ packageId: number; id: number; packed: Buffer }>({
    name: 'write-load-sets',
    text: 'select package_id as "packageId", id, packed from dependency_sets where package_id = any($1)',
    values: [ids],
  });
  for (const { packageId, id, packed } of sets.rows) histories.get(packageId)?.sets.set(id, packed);
  const maintainers = await db.query<{ packageId: number; id: number; role: string | null }>({
    name: 'write-load-maintainerships',
    text: `select package_id as "packageId", maintainer_id as id, role from maintainerships
      where registry_id = $1 and package_id = any($2)`,
    values: [registryId, ids],
  });
  for (const { packageId, id, role } of maintainers.rows) histories.get(packageId)?.maintainers.set(id, role);
  return histories;
}
