import type { RegistryCounts } from '../../../store/registries.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { Links } from '../links.ts';
import type { NamespaceJson, RegistryJson } from '../schemas/registry.ts';

/** @param counts absent for a registry that holds nothing yet. */
export function registryJson(
  registry: IndexedRegistry,
  counts: RegistryCounts | undefined,
  links: Links,
): RegistryJson {
  const url = links.registry(registry.name);
  return {
    name: registry.name,
    url: registry.url,
    ecosystem: registry.ecosystem,
    default: registry.isDefault,
    packages_count: counts?.packages ?? 0,
    versions_count: counts?.versions ?? 0,
    maintainers_count: counts?.maintainers ?? 0,
    namespaces_count: counts?.namespaces ?? 0,
    keywords_count: counts?.keywords ?? 0,
    downloads: counts?.downloads ?? 0,
    github: registry.github,
    metadata: registry.metadata,
    created_at: registry.createdAt,
    updated_at: registry.updatedAt,
    packages_url: `${url}/packages`,
    maintainers_url: `${url}/maintainers`,
    icon_url: registry.iconUrl,
    purl_type: registry.purlType,
  };
}

export function namespaceJson(
  registry: IndexedRegistry,
  namespace: { name: string; packagesCount: number },
  links: Links,
): NamespaceJson {
  return {
    uuid: namespace.name,
    name: namespace.name,
    packages_count: namespace.packagesCount,
    packages_url: `${links.namespace(registry.name, namespace.name)}/packages`,
  };
}
