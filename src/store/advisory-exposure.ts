/** Who depends on packages now, the most used first, with what a walk along dependents needs to know of each. */
import type { Queryable } from './database.ts';

export interface MentionedPackage {
  registryId: number;
  /** Number of the name; the package itself need not be indexed. */
  id: number;
  dependents: number;
}

/** A name in each of some registries that mention it. */
export async function findMentionedIn(
  db: Queryable,
  registryIds: readonly number[],
  name: string,
): Promise<MentionedPackage[]> {
  const { rows } = await db.query<MentionedPackage>({
    name: 'mentioned-in-registries',
    text: `select n.registry_id as "registryId", n.id, coalesce(u.dependent_packages_count, 0) as dependents
      from package_names n left join package_usage u on u.registry_id = n.registry_id and u.package_id = n.id
      where n.registry_id = any($1::int[]) and n.name = $2 order by array_position($1::int[], n.registry_id)`,
    values: [registryIds, name],
  });
  return rows;
}

export interface ListedRelease {
  id: number;
  number: string;
  status: string | null;
  /** As of `versions.dependency_set`. */
  dependencySet: number | null;
}

/** All versions of a package as its registry lists them; empty of one that is not indexed. */
export async function listedReleasesOf(db: Queryable, packageId: number): Promise<ListedRelease[]> {
  const { rows } = await db.query<ListedRelease>({
    name: 'listed-releases-of-package',
    text: `select id, number, status, dependency_set as "dependencySet" from versions where package_id = $1`,
    values: [packageId],
  });
  return rows;
}

/** Pairs of a dependency and a package whose latest version depends on it, packed: a package may have hundreds of thousands. */
export interface DependentPairs {
  length: number;
  at(index: number): DependentPair;
}

export interface DependentPair {
  dependencyId: number;
  dependentId: number;
  /** How many packages depend on the dependent. */
  dependents: number;
  critical: boolean;
}

/** Three integers of four bytes. */
const PAIR_BYTES = 12;
/** Pairs of one row of the answer. */
const PAIRS_PER_ROW = 8_192;

/**
 * Those with the most dependents of their own first: the same pairs that `dependent_packages_count` counts.
 *
 * @param options.kinds bits of the registry's kinds; a pair has one of them.
 */
export async function currentDependents(
  db: Queryable,
  registryId: number,
  dependencyIds: Iterable<number>,
  options: { kinds: number; limit: number },
): Promise<DependentPairs> {
  const { rows } = await db.query<{ packed: Buffer }>({
    name: 'current-dependents',
    text: `select string_agg(int4send(dependency_id) || int4send(dependent_id) || int4send(used), ''::bytea order by n) as packed
      from (
        select dependency_id, dependent_id, dependents * 2 + critical::int as used,
          row_number() over (order by dependents desc, dependent_id, dependency_id) - 1 as n
        from (
          select d.dependency_id, d.dependent_id, u.dependent_packages_count as dependents, u.critical from dependents d
          join package_usage u on u.registry_id = $1 and u.package_id = d.dependent_id
          where d.dependency_id = any($2::int[]) and d.current_kinds & $3 <> 0
          order by dependents desc, d.dependent_id, d.dependency_id limit $4
        ) most
      ) numbered
      group by n / ${PAIRS_PER_ROW} order by n / ${PAIRS_PER_ROW}`,
    values: [registryId, `{${[...dependencyIds].join()}}`, options.kinds, options.limit],
  });
  const last = rows.at(-1)?.packed.length ?? 0;
  return {
    length: Math.max(0, rows.length - 1) * PAIRS_PER_ROW + last / PAIR_BYTES,
    at(index) {
      const bytes = (rows[Math.floor(index / PAIRS_PER_ROW)] as { packed: Buffer }).packed;
      const start = (index % PAIRS_PER_ROW) * PAIR_BYTES;
      const used = bytes.readInt32BE(start + 8);
      return {
        dependencyId: bytes.readInt32BE(start),
        dependentId: bytes.readInt32BE(start + 4),
        dependents: used >> 1,
        critical: (used & 1) === 1,
      };
    },
  };
}

export interface LatestDependencies {
  version: string;
  /** As `dependency-codec.ts` packs them; null where they are not known, or where there are none. */
  packed: Buffer | null;
}

/** What the latest versions of packages depend on, by package. A package without a latest version is left out. */
export async function latestDependencies(
  db: Queryable,
  registryId: number,
  packageIds: Iterable<number>,
): Promise<Map<number, LatestDependencies>> {
  const { rows } = await db.query<LatestDependencies & { id: number }>({
    name: 'latest-dependencies',
    text: `select p.id, v.number as version, s.packed from unnest($2::int[]) as w (id)
      join packages p on p.registry_id = $1 and p.id = w.id
      join versions v on v.package_id = p.id and v.number = p.latest_version
      left join dependency_sets s on s.package_id = v.package_id and s.id = v.dependency_set`,
    values: [registryId, `{${[...packageIds].join()}}`],
  });
  return new Map(rows.map(({ id, version, packed }) => [id, { version, packed }]));
}
