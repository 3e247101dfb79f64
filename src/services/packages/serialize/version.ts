import { purlOf } from '../../../ecosystems/ecosystem.ts';
import type { StoredDependency } from '../../../store/dependencies.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { Links } from '../links.ts';
import type { VersionRow } from '../queries/version-row.ts';
import type { DependencyJson, VersionJson, VersionWithDependenciesJson } from '../schemas/version.ts';

/** What of its package a version's JSON needs. */
export interface VersionOwner {
  name: string;
  latestVersion: string | null;
}

export function versionJson(
  registry: IndexedRegistry,
  owner: VersionOwner,
  version: VersionRow,
  links: Links,
): VersionJson {
  const { number } = version;
  const external = registry.definition.links;
  const url = links.version(registry.name, owner.name, number);
  return {
    id: version.id,
    number,
    published_at: version.publishedAt,
    licenses: version.licenses,
    integrity: version.integrity,
    status: version.status,
    download_url: external.download(registry, owner.name, number, version.metadata),
    registry_url: external.page(registry, owner.name, number),
    documentation_url: external.documentation(registry, owner.name, number),
    install_command: external.install(registry, owner.name, number),
    metadata: version.metadata,
    created_at: version.createdAt,
    updated_at: version.updatedAt,
    purl: purlOf(registry, owner.name, number),
    version_url: url,
    codemeta_url: `${url}/codemeta`,
    related_tag: {},
    latest: number === owner.latestVersion,
  };
}

/** @param dependencies null: not known. */
export function versionWithDependenciesJson(
  registry: IndexedRegistry,
  owner: VersionOwner,
  version: VersionRow,
  dependencies: StoredDependency[] | null,
  links: Links,
): VersionWithDependenciesJson {
  return {
    ...versionJson(registry, owner, version, links),
    dependencies: (dependencies ?? []).map(dependency => dependencyJson(registry, dependency)),
    knowledge: {
      dependencies:
        dependencies === null
          ? { state: 'unknown' }
          : { state: 'known', as_of: version.updatedAt, source: registry.url },
    },
  };
}

export function dependencyJson(registry: IndexedRegistry, dependency: StoredDependency): DependencyJson {
  return {
    id: dependency.id,
    ecosystem: registry.ecosystem,
    package_name: dependency.name,
    requirements: dependency.requirement,
    kind: dependency.kind,
    optional: dependency.optional,
    ...(dependency.alternative ? { alternative: true } : {}),
    ...(dependency.qualifiers === null ? {} : { qualifiers: dependency.qualifiers }),
  };
}
