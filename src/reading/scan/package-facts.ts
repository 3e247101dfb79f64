/** What an index says of a package, as an SBOM is enriched with it. */
import type { PackageFacts } from '../sbom/index.ts';
import type { PackageKnowledge } from './types.ts';

/**
 * @param now RFC 3339: as of when it is known, where the row does not say.
 * @returns null for what the index does not know.
 */
export function packageFacts(
  { package: found, version }: PackageKnowledge,
  now: string,
): PackageFacts | null {
  if (!found) return null;
  return {
    source: found.html_url,
    asOf: found.last_synced_at ?? now,
    license: version?.licenses ?? found.licenses,
    latest: found.latest_release_number,
    status: version?.status ?? found.status,
    dependents: found.dependent_packages_count,
    funding: found.funding_links,
    repository: found.repository_url,
    homepage: found.homepage,
  };
}
