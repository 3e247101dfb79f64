/** The pages of the packages that purls name. */
import { paths } from '../../ui/paths.ts';
import type { RequestContext } from '../service.ts';
import { resolvePurls } from './resolve-purls.ts';

/** By purl, of those that are indexed; nothing is fetched for this. A handful of round trips, however many there are. */
export async function purlPages(
  { db, directory }: Pick<RequestContext, 'db' | 'directory'>,
  purls: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  if (purls.length === 0) return links;
  for (const { purl, packages } of await resolvePurls(db, directory, [...new Set(purls)])) {
    const [row] = packages;
    const registry = row && directory.byId(row.registryId);
    if (row && registry) links.set(purl, paths.package(registry.name, row.name));
  }
  return links;
}
