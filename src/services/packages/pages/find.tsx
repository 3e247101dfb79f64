/** From the parameters of a request to a registry and a package, asking the registry where a package is not yet known. */
import type { IndexedRegistry, PageResult, RequestContext } from '../../service.ts';
import { isUnaddressable } from '../names.ts';
import type { Paging } from '../parameters.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { findPackage, resolveNames } from '../queries/packages.ts';
import { findMentioned } from './data/dependents.ts';
import { dependentPackages } from './data/lists.ts';
import { packageRow } from './package-row.ts';
import { failedPage, type Mentions, missingPackagePage, noRegistryPage, pendingPage } from './waiting.tsx';

const SHOWN_MENTIONS = 20;

/** A page of a list: how many rows, and which. */
export function pagingOf(context: RequestContext, perPage: number): Paging {
  const page = typeof context.query.page === 'number' ? context.query.page : 1;
  return { page, perPage, offset: (page - 1) * perPage };
}

/** Pages carry a redirect where the same thing has another address. */
export function redirectTo(location: string): PageResult {
  return { title: 'Moved', view: <p>Moved</p>, redirect: location };
}

/** Calls `then` with the registry of the path; else a page that says what is wrong, or a redirect to its own spelling. */
export async function withRegistry(
  context: RequestContext,
  pathOf: (registry: string) => string,
  then: (registry: IndexedRegistry) => Promise<PageResult>,
): Promise<PageResult> {
  const given = context.params.registry ?? '';
  const hit = context.directory.byName(given);
  if (!hit) return noRegistryPage(given, context.directory);
  if (!hit.canonical) return redirectTo(pathOf(hit.registry.name));
  return then(hit.registry);
}

/**
 * Calls `then` with the package of the path. One that is not indexed is fetched from its registry within the time budget;
 * where that takes longer, a page says so and comes back by itself.
 *
 * @param pathOf this page's address for another spelling of registry and name
 */
export async function withPackage(
  context: RequestContext,
  pathOf: (registry: string, name: string) => string,
  then: (registry: IndexedRegistry, row: PackageRow) => Promise<PageResult>,
): Promise<PageResult> {
  const given = context.params.name ?? '';
  return withRegistry(
    context,
    registry => pathOf(registry, given),
    async registry => {
      const { names } = registry.definition;
      const name = isUnaddressable(given) ? given : names.normalise(given);
      const problem = isUnaddressable(name) ? 'no package is called that' : names.problem(name);
      if (problem !== null) return missingPackagePage({ registry, name: given, problem, mentions: null });
      if (name !== given) return redirectTo(pathOf(registry.name, name));

      const found = await findOrFetch(context, registry, name);
      switch (found.kind) {
        case 'pending':
          return pendingPage(registry, name);
        case 'failed':
          return failedPage(registry, name);
        case 'missing':
          return missingPackagePage({
            registry,
            name,
            problem: null,
            mentions: await findMentions(context, registry, name),
          });
        case 'renamed':
          return redirectTo(pathOf(registry.name, found.to));
        case 'found':
          return { tags: [`package:${found.row.id}`], ...(await then(registry, found.row)) };
      }
    },
  );
}

type Known = { kind: 'found'; row: PackageRow } | { kind: 'renamed'; to: string };

async function findOrFetch(
  context: RequestContext,
  registry: IndexedRegistry,
  name: string,
): Promise<Known | { kind: 'pending' | 'failed' | 'missing' }> {
  const known = await findKnown(context, registry, name);
  if (known) return known;
  const outcome = await context.sync.package(registry, name);
  if (outcome !== 'indexed') return { kind: outcome };
  return (await findKnown(context, registry, name)) ?? { kind: 'missing' };
}

async function findKnown(
  context: RequestContext,
  registry: IndexedRegistry,
  name: string,
): Promise<Known | null> {
  const row = await findPackage(context.db, registry.id, name);
  const to = row ? row.aliasOf : await otherName(context, registry, name);
  if (to !== null) return { kind: 'renamed', to };
  return row && { kind: 'found', row };
}

/** The current name of a package known by an earlier or alternative name. */
async function otherName(
  context: RequestContext,
  registry: IndexedRegistry,
  name: string,
): Promise<string | null> {
  const alternatives = registry.definition.names.alternatives?.(name) ?? [];
  const asked = [name, ...alternatives].map(other => ({ registryId: registry.id, name: other }));
  const [first] = await resolveNames(context.db, asked);
  return first && first.name !== name ? first.name : null;
}

/** Who depends on a name that is no package, such as one that others provide. */
async function findMentions(
  context: RequestContext,
  registry: IndexedRegistry,
  name: string,
): Promise<Mentions | null> {
  const hit = await findMentioned(context.db, registry.id, name);
  if (!hit) return null;
  const paging = { page: 1, perPage: SHOWN_MENTIONS, offset: 0 };
  const rows = await dependentPackages(context.db, registry.id, hit.id, null, paging);
  return {
    count: hit.dependents,
    by: rows.slice(0, SHOWN_MENTIONS).map(row => packageRow(registry.name, row)),
  };
}

/** The name of a registry by its id, for lists across registries. */
export function registryName(context: Pick<RequestContext, 'directory'>, id: number): string {
  return context.directory.byId(id)?.name ?? String(id);
}
