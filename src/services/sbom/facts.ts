/** What the index knows of the packages that an SBOM names. */
import type { PackageFacts } from '../../reading/sbom/index.ts';
import { type LookupRow, lookupPurls } from '../index-api/public.ts';
import type { RequestContext } from '../service.ts';

const BATCH = 1_000;

/** By purl as given; packages that are not indexed are left out, and nothing is fetched for this. */
export async function factsOf(
  context: RequestContext,
  purls: readonly string[],
): Promise<[string, PackageFacts][]> {
  const facts: [string, PackageFacts][] = [];
  for (let at = 0; at < purls.length; at += BATCH) {
    const rows = await lookupPurls(context, purls.slice(at, at + BATCH), { sync: false });
    for (const row of rows) if (row.package) facts.push([row.purl, factOf(row, context)]);
  }
  return facts;
}

function factOf({ package: found, version }: LookupRow, { siteUrl, now }: RequestContext): PackageFacts {
  const of = found as NonNullable<typeof found>;
  return {
    source: of.html_url || siteUrl,
    asOf: of.last_synced_at ?? now.toISOString(),
    license: version?.licenses ?? of.licenses,
    latest: of.latest_release_number,
    status: version?.status ?? of.status,
    dependents: of.dependent_packages_count,
    funding: of.funding_links,
    repository: of.repository_url,
    homepage: of.homepage,
  };
}
