/** What is read of a package, in one statement: its facts, use, freshness and maintainers. */
import type { RepositoryCandidate } from '../../../core/records.ts';

export interface MaintainerRow {
  id: number;
  uuid: string;
  login: string | null;
  name: string | null;
  email: string | null;
  url: string | null;
  packagesCount: number;
  createdAt: string;
  updatedAt: string;
  /** Role in the package that lists the maintainer. */
  role: string | null;
}

export interface PackageRow {
  registryId: number;
  id: number;
  name: string;
  namespace: string | null;
  description: string | null;
  homepage: string | null;
  repositoryUrl: string | null;
  repositoryCandidates: RepositoryCandidate[];
  licenses: string | null;
  normalizedLicenses: string[];
  keywords: string[];
  status: string | null;
  downloadsPeriod: string | null;
  fundingLinks: string[];
  metadata: Record<string, unknown>;
  versionsCount: number;
  /** Null: the source does not say who maintains it. */
  maintainersCount: number | null;
  latestVersion: string | null;
  firstReleaseAt: string | null;
  latestReleaseAt: string | null;
  createdAt: string;
  updatedAt: string;
  dependentPackagesCount: number | null;
  downloads: number | null;
  critical: boolean | null;
  /** Percentages of the registry that are used more. */
  rankDownloads: number | null;
  rankDependentPackages: number | null;
  rankAverage: number | null;
  rankedAt: string | null;
  lastSyncedAt: string | null;
  lastFailedAt: string | null;
  lastFailure: string | null;
  sourceUrl: string | null;
  maintainers: MaintainerRow[];
}

/** Moments inside JSON, as they come in columns. */
const jsonMoment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const MAINTAINER_JSON = `json_build_object('id', m.id, 'uuid', m.uuid, 'login', m.login, 'name', m.name,
  'email', m.email, 'url', m.url, 'packagesCount', m.packages_count, 'createdAt', ${jsonMoment('m.created_at')},
  'updatedAt', ${jsonMoment('m.updated_at')}, 'role', ms.role)`;

/** Columns of PackageRow; needs `packages p` and PACKAGE_JOINS. */
export const PACKAGE_COLUMNS = `p.registry_id as "registryId", p.id, p.name, p.namespace, p.description, p.homepage,
  p.repository_url as "repositoryUrl", p.repository_candidates as "repositoryCandidates", p.licenses, to_json(p.normalized_licenses) as "normalizedLicenses",
  to_json(p.keywords) as keywords, p.status, p.downloads_period as "downloadsPeriod",
  to_json(p.funding_links) as "fundingLinks", p.metadata, p.versions_count as "versionsCount",
  p.maintainers_count as "maintainersCount", p.latest_version as "latestVersion", p.first_release_at as "firstReleaseAt",
  p.latest_release_at as "latestReleaseAt", p.created_at as "createdAt", p.updated_at as "updatedAt",
  u.dependent_packages_count as "dependentPackagesCount", u.downloads, u.critical, u.rank_downloads as "rankDownloads",
  u.rank_dependent_packages as "rankDependentPackages", u.rank_average as "rankAverage", f.as_of as "rankedAt",
  s.last_synced_at as "lastSyncedAt", s.last_failed_at as "lastFailedAt", s.last_failure as "lastFailure",
  s.source_url as "sourceUrl",
  coalesce((select json_agg(${MAINTAINER_JSON} order by m.uuid) from maintainerships ms
    join maintainers m on m.registry_id = ms.registry_id and m.id = ms.maintainer_id
    where ms.registry_id = p.registry_id and ms.package_id = p.id), '[]') as maintainers`;

export const PACKAGE_JOINS = `left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
  left join package_sync s on s.registry_id = p.registry_id and s.package_id = p.id
  left join registry_facts f on f.registry_id = p.registry_id and f.field = 'rankings'`;
