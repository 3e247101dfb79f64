import { type Static, Type } from 'typebox';
import { AdvisoryBriefJson } from '../../advisories/public.ts';
import { DateTime, KnowledgeByField, Nullable, OpenObject } from './common.ts';
import { Maintainer } from './maintainer.ts';
import { Registry } from './registry.ts';

export const Rankings = Type.Object(
  {
    downloads: Nullable(Type.Number()),
    dependent_repos_count: Nullable(Type.Number()),
    dependent_packages_count: Nullable(Type.Number()),
    stargazers_count: Nullable(Type.Number()),
    forks_count: Nullable(Type.Number()),
    docker_downloads_count: Nullable(Type.Number()),
    average: Nullable(Type.Number()),
  },
  {
    title: 'Rankings',
    description:
      'percentage of the registry that is used more, for each metric; lower is better, null is not known',
  },
);

export const RepositoryCandidate = Type.Object(
  {
    url: Type.String({
      description: 'https://host/owner/name on a known forge, else the address as declared',
    }),
    field: Type.String({ description: 'where the registry says it, in its own words' }),
    raw: Type.String({ description: 'what it says, without credentials, at most 300 characters' }),
    kind: Type.Union([Type.Literal('forge'), Type.Literal('declared')], {
      description:
        'forge: a repository of a known forge; declared: stated as a repository, on an unknown host',
    }),
    chosen: Type.Boolean({ description: 'true for the one that is repository_url' }),
  },
  { title: 'RepositoryCandidate' },
);

const properties = {
  id: Type.Integer(),
  name: Type.String(),
  ecosystem: Type.String(),
  description: Nullable(Type.String()),
  homepage: Nullable(Type.String()),
  licenses: Nullable(Type.String({ description: 'as the registry declares them' })),
  normalized_licenses: Type.Array(Type.String({ description: 'SPDX identifier, or Other' })),
  repository_url: Nullable(Type.String()),
  repository_candidates: Type.Optional(
    Type.Array(RepositoryCandidate, { description: 'all that names a repository, best first' }),
  ),
  keywords_array: Type.Array(Type.String()),
  namespace: Nullable(Type.String()),
  versions_count: Type.Integer(),
  first_release_published_at: Nullable(DateTime()),
  latest_release_published_at: Nullable(DateTime()),
  latest_release_number: Nullable(Type.String()),
  last_synced_at: Nullable(DateTime()),
  created_at: DateTime(),
  updated_at: DateTime(),
  registry_url: Nullable(Type.String()),
  documentation_url: Nullable(Type.String()),
  install_command: Nullable(Type.String()),
  metadata: Nullable(OpenObject()),
  repo_metadata: Nullable(OpenObject()),
  repo_metadata_updated_at: Nullable(DateTime()),
  dependent_packages_count: Type.Integer({ description: 'length of the unfiltered list of dependents' }),
  downloads: Type.Integer({ description: '0 where not known, see knowledge' }),
  downloads_period: Nullable(Type.String()),
  dependent_repos_count: Type.Integer({ description: 'not known yet, see knowledge' }),
  rankings: Rankings,
  purl: Type.String(),
  advisories: Type.Array(AdvisoryBriefJson, {
    description: 'the newest 100, those that are withdrawn last; none where not known, see knowledge',
  }),
  versions_url: Type.String(),
  latest_version_url: Type.String(),
  version_numbers_url: Type.String(),
  dependent_packages_url: Type.String(),
  related_packages_url: Type.String(),
  codemeta_url: Type.String(),
  docker_usage_url: Type.String(),
  docker_dependents_count: Type.Integer({ description: 'not known yet, see knowledge' }),
  docker_downloads_count: Type.Integer({ description: 'not known yet, see knowledge' }),
  usage_url: Type.String(),
  dependent_repositories_url: Type.String(),
  status: Nullable(Type.String({ description: 'null: active' })),
  funding_links: Type.Array(Type.String()),
  maintainers: Type.Array(Maintainer),
  critical: Type.Boolean(),
  issue_metadata: OpenObject('not known yet, see knowledge'),
  knowledge: Type.Optional(KnowledgeByField),
};

export const Package = Type.Object(properties, { title: 'Package' });
export type PackageJson = Static<typeof Package>;

export const PackageWithRegistry = Type.Object(
  { ...properties, registry: Registry },
  { title: 'PackageWithRegistry' },
);
export type PackageWithRegistryJson = Static<typeof PackageWithRegistry>;

export const CriticalMaintainer = Type.Object(
  {
    login: Type.String({ description: 'the uuid where the registry has no logins' }),
    name: Nullable(Type.String()),
    registry_name: Type.String(),
    packages_count: Type.Integer({ description: 'number of critical packages: the length of packages' }),
    packages: Type.Array(PackageWithRegistry),
  },
  { title: 'CriticalMaintainer' },
);

export const Keyword = Type.Object(
  { name: Type.String(), packages_count: Type.Integer(), packages_url: Type.String() },
  { title: 'Keyword' },
);
export type KeywordJson = Static<typeof Keyword>;

export const KeywordWithPackages = Type.Object(
  {
    name: Type.String(),
    packages_count: Type.Integer(),
    packages_url: Type.String(),
    related_keywords: Type.Array(Keyword),
    packages: Type.Array(Package),
  },
  { title: 'KeywordWithPackages' },
);

export const Pong = Type.Object({ message: Type.Literal('pong') }, { title: 'Pong' });
