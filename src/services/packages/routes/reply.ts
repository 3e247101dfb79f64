/** Replies that many routes give. */
import type { IndexedRegistry, Reply, RequestContext } from '../../service.ts';
import { createLinks } from '../links.ts';
import { type Paging, pageOf } from '../parameters.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { findByIds, findByNames, type PackageId } from '../queries/packages.ts';
import { recentRegistryCounts } from '../queries/registry-counts.ts';
import { areNames, type Chosen } from '../queries/selection.ts';
import type { PackageWithRegistryJson } from '../schemas/package.ts';
import { packageJson, packageWithRegistryJson } from '../serialize/package.ts';

export const registryTag = (registry: IndexedRegistry) => `registry:${registry.id}`;
export const packageTag = (id: number) => `package:${id}`;

const JSON_TYPE = 'application/json; charset=utf-8';

/** The JSON of a package, kept for the lists that it will be on. @param readAt moment before the row was read. */
export function packageText(
  context: RequestContext,
  registry: IndexedRegistry,
  row: PackageRow,
  readAt: number,
): string {
  const text = JSON.stringify(packageJson(registry, row, createLinks(context)));
  context.memory.keep(row.id, context.serviceUrl, text, readAt);
  return text;
}

/** One package. */
export function packageReply(
  context: RequestContext,
  registry: IndexedRegistry,
  row: PackageRow,
  readAt: number,
): Reply {
  return {
    body: packageText(context, registry, row, readAt),
    contentType: JSON_TYPE,
    lastModified: row.lastSyncedAt,
    tags: [packageTag(row.id)],
  };
}

/**
 * A page of packages of one registry: what is in memory is not read again.
 *
 * @param chosen with one more where there is another page.
 */
export async function packagesReply(
  context: RequestContext,
  registry: IndexedRegistry,
  chosen: Chosen,
  paging: Paging,
): Promise<Reply> {
  const readAt = context.memory.now();
  const { rows: shown, page } = pageOf(chosen, paging);
  const texts = areNames(shown)
    ? (await findByNames(context.db, shown)).map(row => packageText(context, registry, row, readAt))
    : await textsById(context, registry, shown, readAt);
  return { body: `[${texts.join(',')}]`, contentType: JSON_TYPE, page, tags: [registryTag(registry)] };
}

async function textsById(
  context: RequestContext,
  registry: IndexedRegistry,
  ids: readonly PackageId[],
  readAt: number,
): Promise<string[]> {
  const { db, memory, serviceUrl } = context;
  const kept = new Map<number, string>();
  for (const { id } of ids) {
    const text = memory.get(id, serviceUrl);
    if (text !== undefined) kept.set(id, text);
  }
  const others = ids.filter(({ id }) => !kept.has(id));
  const rows = others.length === 0 ? [] : await findByIds(db, others);
  for (const row of rows) kept.set(row.id, packageText(context, registry, row, readAt));
  return ids.flatMap(({ id }) => kept.get(id) ?? []);
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
