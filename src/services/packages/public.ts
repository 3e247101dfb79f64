/** What other services may use of the packages service. */
export { type Artifact, artifactOf, type Release, releaseOf } from './artifact.ts';
export { readThrough } from './find.ts';
export { createLinks, type Links } from './links.ts';
export { purlPages } from './purl-pages.ts';
export { type Candidate, purlCandidates, sameAddress } from './purls.ts';
export type { PackageRow } from './queries/package-row.ts';
export { findByIds, findByNames } from './queries/packages.ts';
export type { VersionRow } from './queries/version-row.ts';
export { findVersionRows } from './queries/versions.ts';
export { type Relation, type Relative, relativesOf, upstreamsOf } from './relatives.ts';
export { type PurlResolution, resolvePurls } from './resolve-purls.ts';
export { type PackageJson, PackageWithRegistry, type PackageWithRegistryJson } from './schemas/package.ts';
export { packageJson } from './serialize/package.ts';
export { versionJson } from './serialize/version.ts';
