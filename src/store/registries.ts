import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../core/records.ts';
import type { Queryable } from './database.ts';

export interface StoredRegistry {
  id: number;
  name: string;
  url: string;
  ecosystem: string;
  purlType: string;
  isDefault: boolean;
  version: string | null;
  github: string | null;
  /** HTTP requests per second to the registry's host; null: unthrottled. */
  requestsPerSecond: number | null;
  metadata: Record<string, unknown>;
  /** Kinds in the order of their bits in the packed dependencies. */
  dependencyKinds: string[];
  createdAt: string;
  updatedAt: string;
}

export type RegistrySeedRow = Omit<StoredRegistry, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * Makes the registries that the ecosystems define, and brings existing ones up to date. Registries that are no longer
 * defined stay with their data.
 *
 * @throws Error when a definition drops or moves a dependency kind: stored packed dependencies would change their meaning.
 */
export async function seedRegistries(db: Queryable, seeds: readonly RegistrySeedRow[]): Promise<void> {
  const stored = new Map((await loadRegistries(db)).map(r => [r.name, r]));
  for (const seed of seeds) {
    const before = stored.get(seed.name);
    const moved = before?.dependencyKinds.find((kind, bit) => seed.dependencyKinds[bit] !== kind);
    if (moved !== undefined) {
      throw new Error(
        `registry ${seed.name}: dependency kind "${moved}" is stored and cannot be dropped or moved`,
      );
    }
    if (before && isSeeded(before, seed)) continue;
    await db.query({
      text: `insert into registries (name, url, ecosystem, purl_type, is_default, version, github, requests_per_second, metadata, dependency_kinds)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (name) do update set url = excluded.url, ecosystem = excluded.ecosystem, purl_type = excluded.purl_type,
          is_default = excluded.is_default, version = excluded.version, github = excluded.github,
          requests_per_second = excluded.requests_per_second, metadata = excluded.metadata,
          dependency_kinds = excluded.dependency_kinds, updated_at = now()
        where (registries.url, registries.ecosystem, registries.purl_type, registries.is_default, registries.version,
            registries.github, registries.requests_per_second, registries.metadata, registries.dependency_kinds)
          is distinct from (excluded.url, excluded.ecosystem, excluded.purl_type, excluded.is_default, excluded.version,
            excluded.github, excluded.requests_per_second, excluded.metadata, excluded.dependency_kinds)`,
      values: [
        seed.name,
        seed.url,
        seed.ecosystem,
        seed.purlType,
        seed.isDefault,
        seed.version,
        seed.github,
        seed.requestsPerSecond,
        JSON.stringify(seed.metadata),
        seed.dependencyKinds,
      ],
    });
  }
}

/** True when nothing of the seed differs from what is stored. */
function isSeeded(stored: StoredRegistry, seed: RegistrySeedRow): boolean {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...known } = stored;
  return Object.entries(known).every(([field, value]) =>
    isDeepStrictEqual(value, seed[field as keyof RegistrySeedRow]),
  );
}

export async function loadRegistries(db: Queryable): Promise<StoredRegistry[]> {
  const { rows } = await db.query<StoredRegistry>({
    text: `select id, name, url, ecosystem, purl_type as "purlType", is_default as "isDefault", version, github,
        requests_per_second as "requestsPerSecond", metadata, dependency_kinds as "dependencyKinds",
        created_at as "createdAt", updated_at as "updatedAt"
      from registries order by id`,
  });
  return rows;
}

export interface RegistryCounts {
  packages: number;
  versions: number;
  maintainers: number;
  namespaces: number;
  keywords: number;
  /** Sum of the packages' downloads, where the registry tells them. */
  downloads: number;
}

/** Totals by registry id. Namespaces and keywords are counted from the lists that the API pages through. */
export async function registryCounts(db: Queryable): Promise<Map<number, RegistryCounts>> {
  const { rows } = await db.query<RegistryCounts & { id: number }>({
    name: 'registry-counts',
    text: `select r.id, coalesce(c.packages, 0)::bigint as packages, coalesce(c.versions, 0)::bigint as versions,
        coalesce(c.maintainers, 0)::bigint as maintainers,
        (select count(*) from namespace_counts n where n.registry_id = r.id and n.packages_count > 0) as namespaces,
        (select count(*) from keyword_counts k where k.registry_id = r.id and k.packages_count > 0) as keywords,
        coalesce((f.detail ->> 'downloads')::bigint, 0) as downloads
      from registries r
      left join (
        select registry_id, sum(packages_count) as packages, sum(versions_count) as versions, sum(maintainers_count) as maintainers
        from registry_counts group by registry_id
      ) c on c.registry_id = r.id
      left join registry_facts f on f.registry_id = r.id and f.field = 'rankings'`,
  });
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export interface RegistryFact {
  registryId: number;
  field: string;
  asOf: string;
  head: string | null;
  position: string | null;
  detail: JsonObject;
}

/** States what is known of a whole registry: as of when, and where source and store stand. */
export async function setRegistryFact(
  db: Queryable,
  registryId: number,
  field: string,
  fact: { asOf: Date; head?: string | null; position?: string | null; detail?: JsonObject },
): Promise<void> {
  await db.query({
    text: `insert into registry_facts (registry_id, field, as_of, head, position, detail) values ($1, $2, $3, $4, $5, $6)
      on conflict (registry_id, field) do update
        set as_of = excluded.as_of, head = excluded.head, position = excluded.position, detail = excluded.detail`,
    values: [
      registryId,
      field,
      fact.asOf.toISOString(),
      fact.head ?? null,
      fact.position ?? null,
      JSON.stringify(fact.detail ?? {}),
    ],
  });
}

export async function registryFacts(db: Queryable): Promise<RegistryFact[]> {
  const { rows } = await db.query<RegistryFact>({
    text: `select registry_id as "registryId", field, as_of as "asOf", head, position, detail
      from registry_facts order by registry_id, field`,
  });
  return rows;
}
