/** The registries as the pipeline works on them: what is stored of each, with the rules of its ecosystem. */
import { InputError } from '../core/errors.ts';
import { buildPurl } from '../core/purl/index.ts';
import type { ConnectorContext, Ecosystem } from '../ecosystems/ecosystem.ts';
import type { Io } from '../io/types.ts';
import type { StoredRegistry } from '../store/registries.ts';

export interface SyncRegistry extends StoredRegistry {
  definition: Ecosystem;
}

export interface Registries {
  all(): readonly SyncRegistry[];
  byId(id: number): SyncRegistry | null;
  /** By the registry's own spelling. */
  byName(name: string): SyncRegistry | null;
}

/** Registries of an ecosystem that is not among the definitions are left out: nothing can sync them. */
export function createRegistries(
  stored: readonly StoredRegistry[],
  definitions: readonly Ecosystem[],
): Registries {
  const byEcosystem = new Map(definitions.map(definition => [definition.id, definition]));
  const all = stored.flatMap(registry => {
    const definition = byEcosystem.get(registry.ecosystem);
    return definition ? [{ ...registry, definition }] : [];
  });
  const ids = new Map(all.map(registry => [registry.id, registry]));
  const names = new Map(all.map(registry => [registry.name, registry]));
  return {
    all: () => all,
    byId: id => ids.get(id) ?? null,
    byName: name => names.get(name) ?? null,
  };
}

/**
 * The purl of a package, or of one of its versions; `repository_url` tells registries of one type apart. A name that its
 * type's rules refuse still gets an address: what is stored under it must be announced under something.
 */
export function purlOf(registry: SyncRegistry, name: string, version?: string): string {
  const { type, toPurl } = registry.definition.purl;
  try {
    const { namespace, name: purlName, qualifiers } = toPurl(name, registry);
    return buildPurl({
      type,
      namespace,
      name: purlName,
      version: version ?? null,
      qualifiers: registry.isDefault ? qualifiers : { ...qualifiers, repository_url: registry.url },
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `pkg:${type}/${encodeURIComponent(name)}${version === undefined ? '' : `@${encodeURIComponent(version)}`}`;
  }
}

/** Where a connector runs; `settings` are the operator's, by name. */
export function connectorContext(
  { io, settings }: { io: Io; settings: Record<string, string | undefined> },
  registry: SyncRegistry,
  signal?: AbortSignal,
): ConnectorContext {
  return { io, registry, settings, signal };
}
