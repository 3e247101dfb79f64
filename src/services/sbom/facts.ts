/** What the index knows of the packages that an SBOM names. */
import type { PackageFacts } from '../../reading/sbom/index.ts';
import { packageFacts } from '../../reading/scan/index.ts';
import { lookupPurls } from '../index-api/public.ts';
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
    for (const row of rows) {
      const known = packageFacts(row, context.now.toISOString());
      if (known) facts.push([row.purl, known]);
    }
  }
  return facts;
}
