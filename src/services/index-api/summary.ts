/** A package in one line: what lookups and searches give of it. */
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { paths, segment } from '../../ui/paths.ts';
import type { IndexedRegistry } from '../service.ts';
import type { PackageSummary } from './schemas.ts';

/** From packages p, package_usage u, package_sync s. */
export const SUMMARY_COLUMNS = `p.registry_id as "registryId", p.id, p.name, p.description, p.licenses,
  p.normalized_licenses as "normalizedLicenses", p.repository_url as "repositoryUrl", p.homepage, p.funding_links as "fundingLinks", p.status,
  p.latest_version as "latestVersion", p.latest_release_at as "latestReleaseAt", p.versions_count as "versionsCount",
  coalesce(u.dependent_packages_count, 0) as dependents, u.downloads, p.downloads_period as "downloadsPeriod",
  coalesce(u.critical, false) as critical, s.last_synced_at as "lastSyncedAt"`;

export const SUMMARY_JOINS = `left join package_usage u on u.registry_id = p.registry_id and u.package_id = p.id
  left join package_sync s on s.registry_id = p.registry_id and s.package_id = p.id`;

export interface SummaryRow {
  registryId: number;
  id: number;
  name: string;
  description: string | null;
  licenses: string | null;
  normalizedLicenses: string[];
  repositoryUrl: string | null;
  homepage: string | null;
  fundingLinks: string[];
  status: string | null;
  latestVersion: string | null;
  latestReleaseAt: string | null;
  versionsCount: number;
  dependents: number;
  downloads: number | null;
  downloadsPeriod: string | null;
  critical: boolean;
  lastSyncedAt: string | null;
}

/** @param siteUrl origin of the site, without trailing slash. */
export function summaryOf(row: SummaryRow, registry: IndexedRegistry, siteUrl: string): PackageSummary {
  return {
    purl: purlOf(registry, row.name),
    registry: registry.name,
    ecosystem: registry.ecosystem,
    name: row.name,
    description: row.description,
    licenses: row.licenses,
    normalized_licenses: row.normalizedLicenses,
    repository_url: row.repositoryUrl,
    homepage: row.homepage,
    funding_links: row.fundingLinks,
    status: row.status,
    latest_release_number: row.latestVersion,
    latest_release_published_at: row.latestReleaseAt,
    versions_count: row.versionsCount,
    dependent_packages_count: row.dependents,
    downloads: row.downloads,
    downloads_period: row.downloadsPeriod,
    critical: row.critical,
    last_synced_at: row.lastSyncedAt,
    package_url: `${siteUrl}/packages/api/v1/registries/${segment(registry.name)}/packages/${segment(row.name)}`,
    html_url: `${siteUrl}${paths.package(registry.name, row.name)}`,
  };
}
