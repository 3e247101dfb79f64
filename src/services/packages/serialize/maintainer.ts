import type { IndexedRegistry } from '../../service.ts';
import type { Links } from '../links.ts';
import type { MaintainerRow } from '../queries/package-row.ts';
import type { MaintainerJson } from '../schemas/maintainer.ts';

const KNOWLEDGE: MaintainerJson['knowledge'] = { total_downloads: { state: 'unknown' } };

export function maintainerJson(
  registry: IndexedRegistry,
  maintainer: MaintainerRow,
  links: Links,
): MaintainerJson {
  const { uuid, login } = maintainer;
  return {
    uuid,
    login,
    name: maintainer.name,
    email: maintainer.email,
    url: maintainer.url,
    created_at: maintainer.createdAt,
    updated_at: maintainer.updatedAt,
    packages_count: maintainer.packagesCount,
    packages_url: `${links.maintainer(registry.name, uuid)}/packages`,
    total_downloads: 0,
    html_url: registry.definition.links.maintainer(registry, { uuid, login }),
    role: maintainer.role,
    knowledge: KNOWLEDGE,
  };
}
