/** Rows to the JSON of the contract. */

import { purlOf } from '../../../ecosystems/ecosystem.ts';
import type { RegistryCounts } from '../../../store/registries.ts';
import type { PackageAdvisories } from '../../advisories/public.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { Links } from '../links.ts';
import type { PackageRow } from '../queries/package-row.ts';
import type { PackageJson, PackageWithRegistryJson } from '../schemas/package.ts';
import { maintainerJson } from './maintainer.ts';
import { registryJson } from './registry.ts';

export function packageJson(
  registry: IndexedRegistry,
  row: PackageRow,
  about: PackageAdvisories,
  links: Links,
): PackageJson {
  const { name } = row;
  const external = registry.definition.links;
  const url = links.package(registry.name, name);
  const usage = links.usage(registry.ecosystem, name);
  return {
    id: row.id,
    name,
    ecosystem: registry.ecosystem,
    description: row.description,
    homepage: row.homepage,
    licenses: row.licenses,
    normalized_licenses: row.normalizedLicenses,
    repository_url: row.repositoryUrl,
    repository_candidates: row.repositoryCandidates,
    keywords_array: row.keywords,
    namespace: row.namespace,
    versions_count: row.versionsCount,
    first_release_published_at: row.firstReleaseAt,
    latest_release_published_at: row.latestReleaseAt,
    latest_release_number: row.latestVersion,
    last_synced_at: row.lastSyncedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    registry_url: external.page(registry, name),
    documentation_url: external.documentation(registry, name),
    install_command: external.install(registry, name),
    metadata: row.metadata,
    repo_metadata: null,
    repo_metadata_updated_at: null,
    dependent_packages_count: row.dependentPackagesCount ?? 0,
    downloads: row.downloads ?? 0,
    downloads_period: row.downloadsPeriod,
    dependent_repos_count: 0,
    rankings: {
      downloads: row.rankDownloads,
      dependent_repos_count: null,
      dependent_packages_count: row.rankDependentPackages,
      stargazers_count: null,
      forks_count: null,
      docker_downloads_count: null,
      average: row.rankAverage,
    },
    purl: purlOf(registry, name),
    advisories: about.advisories,
    versions_url: `${url}/versions`,
    latest_version_url: `${url}/latest_version`,
    version_numbers_url: `${url}/version_numbers`,
    dependent_packages_url: `${url}/dependent_packages`,
    related_packages_url: `${url}/related_packages`,
    codemeta_url: `${url}/codemeta`,
    docker_usage_url: usage.docker,
    docker_dependents_count: 0,
    docker_downloads_count: 0,
    usage_url: usage.repositories,
    dependent_repositories_url: usage.dependentRepositories,
    status: row.status,
    funding_links: row.fundingLinks,
    maintainers: row.maintainers.map(maintainer => maintainerJson(registry, maintainer, links)),
    critical: row.critical ?? false,
    issue_metadata: {},
    knowledge: knowledgeOf(registry, row, about),
  };
}

export function packageWithRegistryJson(
  registry: IndexedRegistry,
  row: PackageRow,
  about: PackageAdvisories,
  counts: Map<number, RegistryCounts>,
  links: Links,
): PackageWithRegistryJson {
  return {
    ...packageJson(registry, row, about, links),
    registry: registryJson(registry, counts.get(registry.id), links),
  };
}

type KnowledgeJson = NonNullable<PackageJson['knowledge']>;

const UNKNOWN = { state: 'unknown' } as const;
const INDEX = 'index';
const NO_ADVISORIES = {
  state: 'unknown',
  reason: 'no source of advisories about this ecosystem was imported',
} as const;

/** As of when and from where each group of facts is; and which fields of the contract nobody has filled yet. */
function knowledgeOf(
  registry: IndexedRegistry,
  row: PackageRow,
  { isKnown }: PackageAdvisories,
): KnowledgeJson {
  const source = row.sourceUrl ?? registry.url;
  const stated = { state: 'known', as_of: row.lastSyncedAt, source } as const;
  const noDownloads = registry.definition.absent.downloads;
  const untold = noDownloads === undefined ? UNKNOWN : ({ state: 'unknown', reason: noDownloads } as const);
  return {
    package:
      row.lastFailedAt === null
        ? stated
        : {
            ...stated,
            failed_at: row.lastFailedAt,
            ...(row.lastFailure === null ? {} : { failure: row.lastFailure }),
          },
    maintainers: row.maintainersCount === null ? UNKNOWN : stated,
    downloads: row.downloads === null ? untold : stated,
    dependent_packages_count: { state: 'known', source: INDEX },
    rankings: row.rankAverage === null ? UNKNOWN : { state: 'known', as_of: row.rankedAt, source: INDEX },
    critical: row.rankedAt === null ? UNKNOWN : { state: 'known', as_of: row.rankedAt, source: INDEX },
    repo_metadata: UNKNOWN,
    dependent_repos_count: UNKNOWN,
    docker_dependents_count: UNKNOWN,
    docker_downloads_count: UNKNOWN,
    advisories: isKnown ? { state: 'known', source: INDEX } : NO_ADVISORIES,
    issue_metadata: UNKNOWN,
  };
}
