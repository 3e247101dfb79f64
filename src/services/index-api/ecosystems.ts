/** Every ecosystem that the program knows, generated from the definitions: what is served, what is not, how fresh it is. */
import type { Ecosystem } from '../../ecosystems/ecosystem.ts';
import { pollingSeconds } from '../../pipeline/schedule.ts';
import { paths } from '../../ui/paths.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { EcosystemList, EcosystemRegistry, EcosystemSummary } from './ecosystem-schemas.ts';
import type { RegistryStatus } from './schemas.ts';
import { registryStatuses } from './status.ts';

export type EcosystemsContext = Pick<RequestContext, 'db' | 'directory' | 'now' | 'siteUrl'>;

/** By label; those of an ecosystem without a registry in the index are left out. */
export async function ecosystemList(context: EcosystemsContext): Promise<EcosystemList> {
  const statuses = new Map((await registryStatuses(context)).map(status => [status.name, status]));
  const byEcosystem = new Map<string, { definition: Ecosystem; registries: EcosystemRegistry[] }>();
  for (const registry of context.directory.all()) {
    const entry = byEcosystem.get(registry.ecosystem) ?? { definition: registry.definition, registries: [] };
    entry.registries.push(registryOf(registry, statuses.get(registry.name)));
    byEcosystem.set(registry.ecosystem, entry);
  }
  const ecosystems = [...byEcosystem.values()].map(({ definition, registries }) =>
    summaryOf(definition, registries, context.siteUrl),
  );
  ecosystems.sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return { as_of: context.now.toISOString(), ecosystems };
}

function summaryOf(
  definition: Ecosystem,
  registries: EcosystemRegistry[],
  siteUrl: string,
): EcosystemSummary {
  const read = registries.flatMap(of => of.last_read_at ?? []).sort();
  return {
    id: definition.id,
    label: definition.label,
    purl_type: definition.purl.type,
    mode: definition.connector.mode,
    dependency_kinds: [...definition.dependencyKinds],
    packages_count: registries.reduce((sum, of) => sum + of.packages_count, 0),
    last_read_at: read.at(-1) ?? null,
    capabilities: capabilitiesOf(definition),
    registries,
    html_url: `${siteUrl}${paths.ecosystem(definition.id)}`,
  };
}

function registryOf(registry: IndexedRegistry, status: RegistryStatus | undefined): EcosystemRegistry {
  const { name, url, isDefault, version, definition } = registry;
  const seed = definition.registries.find(of => of.name === name);
  return {
    name,
    url,
    default: isDefault,
    version,
    requests_per_second: seed?.requestsPerSecond ?? null,
    polled_every_seconds: pollingSeconds(definition),
    packages_count: status?.packages_count ?? 0,
    last_read_at: status?.fields.packages?.as_of ?? null,
    behind: status?.fields.feed?.behind ?? null,
  };
}
