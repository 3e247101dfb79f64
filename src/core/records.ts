/**
 * The records that every ecosystem's `map.ts` produces and the store writes: facts as a registry states them,
 * normalised in name and shape only. `null` means that the registry says nothing; an empty list means that it
 * says "none".
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Statuses a package can have. `null` is active. Spelled as ecosyste.ms spells them. */
export type PackageStatus =
  | 'removed'
  | 'unpublished'
  | 'deprecated'
  | 'archived'
  | 'discontinued'
  | (string & {});

/** Statuses a version can have. `null` is in good standing. */
export type VersionStatus = 'removed' | 'yanked' | 'retracted' | 'deprecated' | (string & {});

export interface PackageRecord {
  /** The registry's own spelling after the ecosystem's `names.normalise`. */
  name: string;
  namespace: string | null;
  description: string | null;
  homepage: string | null;
  /** `https://host/owner/name` where a forge was recognised, else the declared URL, else null. */
  repositoryUrl: string | null;
  /** What names a repository, best first, with where it was said: `chooseRepository` fills both. */
  repositoryCandidates: RepositoryCandidate[];
  /** The licence as declared, several joined with `,`. */
  licenses: string | null;
  keywords: string[];
  status: PackageStatus | null;
  downloads: Downloads | null;
  /** URLs at which the package can be funded, from the registry's own metadata. */
  fundingLinks: string[];
  metadata: JsonObject;
  /** Number of the version that the ecosystem calls latest; null where no version stands. */
  latestVersion: string | null;
  /** Every version the source knows; a stored version that is not among them becomes `removed` when `versionsComplete`. */
  versions: VersionRecord[];
  versionsComplete: boolean;
  /** null: this source does not say who maintains the package. */
  maintainers: MaintainerRecord[] | null;
}

/** A repository that a registry names for a package. */
export interface RepositoryCandidate {
  /** `https://host/owner/name` on a known forge, else the declared URL. */
  url: string;
  /** Where it was said, in the registry's words: `repository`, `project_urls.Source`, `vcs-git`. */
  field: string;
  /** What was said, as written: bounded, without credentials. */
  raw: string;
  kind: 'forge' | 'declared';
  /** True for the one that is the package's `repositoryUrl`. */
  chosen: boolean;
}

export interface Downloads {
  count: number;
  /** `last-month` or `total`. */
  period: string;
}

export interface VersionRecord {
  number: string;
  /** ISO 8601 in UTC, or null where the registry gives no date. */
  publishedAt: string | null;
  licenses: string | null;
  /** `<algorithm>-<digest>`: base64 (SRI) or hexadecimal, as the registry gives it. */
  integrity: string | null;
  status: VersionStatus | null;
  metadata: JsonObject;
  /** null: not known (never fetched); `[]`: known to have none. */
  dependencies: DependencyRecord[] | null;
}

export interface DependencyRecord {
  /** Normalised name of the package depended upon, in the same ecosystem. */
  name: string;
  /** The requirement as written; null where none is stated. */
  requirement: string | null;
  /** One of the ecosystem's `dependencyKinds`. */
  kind: string;
  optional: boolean;
  /** True when this is a further alternative of the record before it (`a | b`): either one satisfies the group. */
  alternative?: boolean;
  /** What else qualifies the edge: architecture, profile, marker, alias, features. Small, canonical JSON. */
  qualifiers?: { [key: string]: string };
}

export interface MaintainerRecord {
  /** Unique within the registry: a login where there is one, else the e-mail address. */
  uuid: string;
  login: string | null;
  name: string | null;
  email: string | null;
  url: string | null;
  role: string | null;
}
