/** Replies that many routes give. */
import type { IndexedRegistry, Reply, RequestContext } from '../../service.ts';
import { createLinks } from '../links.ts';
import { type Paging, pageOf } from '../parameters.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { recentRegistryCounts } from '../queries/registry-counts.ts';
import type { PackageWithRegistryJson } from '../schemas/package.ts';
import { packageJson, packageWithRegistryJson } from '../serialize/package.ts';

export const registryTag = (registry: IndexedRegistry) => `registry:${registry.id}`;
export const packageTag = (id: number) => `package:${id}`;

/** Packages of one registry. @param rows with one row more where there is another page. */
export function packagesReply(
  context: RequestContext,
  registry: IndexedRegistry,
  rows: PackageRow[],
  paging: Paging,
): Reply {
  const links = createLinks(context);
  const { rows: shown, page } = pageOf(rows, paging);
  return {
    body: shown.map(row => packageJson(registry, row, links)),
    page,
    tags: [registryTag(registry)],
  };
}

/** Packages of any registries, each with its registry. Registries that are no longer defined are left out. */
export async function packagesWithRegistry(
  context: RequestContext,
  rows: readonly PackageRow[],
): Promise<PackageWithRegistryJson[]> {
  if (rows.length === 0) return [];
  const links = createLinks(context);
  const counts = await recentRegistryCounts(context.db, context.now);
  return rows.flatMap(row => {
    const registry = context.directory.byId(row.registryId);
    return registry ? [packageWithRegistryJson(registry, row, counts, links)] : [];
  });
}

/** A page of packages with their registries. */
export async function packagesWithRegistryReply(
  context: RequestContext,
  rows: PackageRow[],
  paging: Paging,
  tags: string[],
): Promise<Reply> {
  const { rows: shown, page } = pageOf(rows, paging);
  return { body: await packagesWithRegistry(context, shown), page, tags };
}
