/** What other services may use of the packages service. */
import type { IndexedRegistry, RequestContext } from '../service.ts';
import type { PackageRow } from './queries/package-row.ts';
import { packagesWithRegistry } from './routes/reply.ts';
import type { PackageWithRegistryJson } from './schemas/package.ts';

export { type Artifact, artifactOf, type Release, releaseOf } from './artifact.ts';
export { readThrough } from './find.ts';
export { createLinks, type Links } from './links.ts';
export { purlPages } from './purl-pages.ts';
export { type Candidate, purlCandidates, sameAddress } from './purls.ts';
export type { PackageRow } from './queries/package-row.ts';
export { findByIds, findByNames } from './queries/packages.ts';
export type { VersionRow } from './queries/version-row.ts';
export { findVersionRows } from './queries/versions.ts';
export { type Relation, type Relative, relativesOf } from './relatives.ts';
export { type PurlResolution, resolvePurls } from './resolve-purls.ts';
export { type PackageJson, PackageWithRegistry, type PackageWithRegistryJson } from './schemas/package.ts';
export { packageJson } from './serialize/package.ts';
export { versionJson } from './serialize/version.ts';

/** The contract's JSON of packages, each with its registry. */
export function packagesJson(
  context: RequestContext,
  rows: readonly PackageRow[],
): Promise<PackageWithRegistryJson[]> {
  return packagesWithRegistry(context, rows);
}

/** True when a package of this registry can be asked for by name. */
export function isFetchable(registry: IndexedRegistry): boolean {
  return registry.definition.connector.mode === 'package';
}
