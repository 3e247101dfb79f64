/** The pages of packages that manifests name. */
import { buildPurl } from '../../core/purl/index.ts';
import { manifestSetOf } from '../../reading/manifests/index.ts';
import { purlPages } from '../packages/public.ts';
import type { RequestContext } from '../service.ts';

/** By name, of those that are indexed; nothing is fetched for this. */
export async function packageLinks(
  context: Pick<RequestContext, 'db' | 'directory'>,
  platform: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = [...new Set(names)].flatMap(name => {
    const purl = purlOf(platform, name);
    return purl === null ? [] : [{ name, purl }];
  });
  const pages = await purlPages(
    context,
    named.map(({ purl }) => purl),
  );
  return new Map(
    named.flatMap(({ name, purl }): [string, string][] => {
      const page = pages.get(purl);
      return page === undefined ? [] : [[name, page]];
    }),
  );
}

/** null where the platform has no package URLs, or the name cannot be one. */
function purlOf(platform: string, name: string): string | null {
  try {
    const parts = manifestSetOf(platform)?.purl?.(name);
    return parts ? buildPurl(parts) : null;
  } catch {
    return null;
  }
}
