/** Replies that many routes give. */
import { advisoriesAbout, type PackageAdvisories } from '../../advisories/public.ts';
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

/** The JSON of packages, kept for the lists that they will be on. @param readAt moment before the rows were read. */
async function packageTexts(
  context: RequestContext,
  registry: IndexedRegistry,
  rows: readonly PackageRow[],
  readAt: number,
): Promise<string[]> {
  const links = createLinks(context);
  const about = await advisoriesOfRows(context, rows);
  return rows.map((row, index) => {
    const text = JSON.stringify(packageJson(registry, row, about[index] as PackageAdvisories, links));
    context.memory.keep(row.id, context.serviceUrl, text, readAt);
    return text;
  });
}

/** What is known of advisories about each package, in one statement. */
export function advisoriesOfRows(
  context: RequestContext,
  rows: readonly PackageRow[],
): Promise<PackageAdvisories[]> {
  const names = rows.map(({ registryId, name }) => ({
    ecosystem: context.directory.byId(registryId)?.ecosystem ?? '',
    name,
  }));
  return advisoriesAbout(context, names);
}

/** One package. */
export async function packageReply(
  context: RequestContext,
  registry: IndexedRegistry,
  row: PackageRow,
  readAt: number,
): Promise<Reply> {
  const [body] = await packageTexts(context, registry, [row], readAt);
  return {
    body,
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
    ? await packageTexts(context, registry, await findByNames(context.db, shown), readAt)
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
  const texts = await packageTexts(context, registry, rows, readAt);
  for (const [index, row] of rows.entries()) kept.set(row.id, texts[index] as string);
  return ids.flatMap(({ id }) => kept.get(id) ?? []);
}

/** Packages of any registries, each with its registry. Registries that are no longer defined are left out. */
export async function packagesWithRegistry(
  context: RequestContext,
  rows: readonly PackageRow[],
): Promise<PackageWithRegistryJson[]> {
  if (rows.length === 0) return [];
  const links = createLinks(context);
  const [counts, about] = await Promise.all([
    recentRegistryCounts(context.db, context.now),
    advisoriesOfRows(context, rows),
  ]);
  return rows.flatMap((row, index) => {
    const registry = context.directory.byId(row.registryId);
    if (!registry) return [];
    return [packageWithRegistryJson(registry, row, about[index] as PackageAdvisories, counts, links)];
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
