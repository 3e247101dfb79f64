/** What a scan is told and what it finds. */

export const FINDING_KINDS = [
  'vulnerable',
  'outdated',
  'deprecated',
  'license',
  'potential',
  'unfunded',
  'unknown',
  'unreadable',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What an index says of one package URL: the fields of a lookup's row that a scan reads. */
export interface PackageKnowledge {
  purl: string;
  /** `matched`, `missing`, `ambiguous`, `pending` or `invalid`. */
  status: string;
  reason?: string | undefined;
  error?: string | undefined;
  package?:
    | {
        licenses: string | null;
        normalized_licenses: readonly string[];
        funding_links: readonly string[];
        status: string | null;
        latest_release_number: string | null;
        dependent_packages_count: number;
        critical: boolean;
        last_synced_at: string | null;
        html_url: string;
        homepage: string | null;
        repository_url: string | null;
      }
    | undefined;
  /** Advisories that affect the version, or may; absent where none were asked for. */
  advisories?: readonly AdvisoryKnowledge[] | undefined;
  /** Advisories that affect what a distribution's package repackages, where the distribution does not speak of them. */
  potentially_affected?: readonly PotentialKnowledge[] | undefined;
  version?: { number: string; licenses: string | null; status: string | null; latest: boolean } | undefined;
}

export interface AdvisoryKnowledge {
  id: string;
  title: string | null;
  severity: string | null;
  /** Known to be exploited. */
  kev: boolean;
  /** `affected` or `unknown`. */
  verdict: string;
  /** The nearest version that is not affected. */
  fixed: string | null;
  url: string;
}

export interface PotentialKnowledge {
  id: string;
  title: string | null;
  severity: string | null;
  /** Known to be exploited. */
  kev: boolean;
  /** Package URL of what is repackaged. */
  upstream: string;
  /** The first version of upstream that is not affected. */
  first_fixed: string | null;
  /** What speaks for it, in words. */
  evidence: string[];
  url: string;
}

/** One direct dependency that brings a vulnerable package, and what to change: see `FixPath` of `reading/fixes`. */
export interface FixPathKnowledge {
  direct: string;
  way: string[];
  action: 'update' | 'upgrade' | 'none' | 'unknown';
  /** Version of the direct dependency, where it is the one that changes. */
  to: string | null;
  steps: { name: string; from: string; to: string | null }[];
  because: string | null;
}

/** How to get rid of a vulnerable version. */
export interface FixKnowledge {
  /** The lowest version above that no advisory affects; null where none is known. */
  nearest: string | null;
  /** Empty where no lockfile tells who brings it. */
  paths: FixPathKnowledge[];
  truncated: boolean;
}

/** How much of a version changes up to the latest one, where the scheme has such numbers. */
export type VersionStep = 'major' | 'minor' | 'patch';

interface Base {
  /** As the manifest names it; null of a file. */
  purl: string | null;
  ecosystem: string | null;
  name: string | null;
  version: string | null;
  /** The files that name it. */
  manifests: string[];
  direct: boolean | null;
  /** The shortest way to it from the project, itself included, as `name@version`; null where no graph tells. */
  via: string[] | null;
  /** One sentence. */
  message: string;
  /** As of when the index knows it, RFC 3339; null where nothing was asked of it. */
  as_of: string | null;
}

export type Finding = Base &
  (
    | { kind: 'vulnerable'; advisory: AdvisoryKnowledge; fix: FixKnowledge | null }
    | { kind: 'outdated'; latest: string; step: VersionStep | null }
    | { kind: 'deprecated'; what: 'version' | 'package'; status: string }
    | { kind: 'license'; verdict: 'conflict' | 'review'; rule: LicenseRule; license: string | null }
    | { kind: 'potential'; advisory: PotentialKnowledge }
    | { kind: 'unfunded'; dependents: number }
    | { kind: 'unknown'; reason: string }
    | { kind: 'unreadable'; line: number | null }
  );

export type LicenseRule = 'incompatible' | 'copyleft' | 'source-available' | 'unknown-license';

export interface ScanSummary {
  /** Distinct packages, by name and version. */
  packages: number;
  /** Of them, those that were looked up, and those that the index knows. */
  looked_up: number;
  known: number;
  /** Not looked up: without a package URL, or from a place that is no registry. */
  elsewhere: number;
  findings: Record<FindingKind, number>;
}

export interface ScanResult {
  project: { name: string | null; version: string | null; license: string | null } | null;
  summary: ScanSummary;
  /** By kind in the order of `FINDING_KINDS`, direct dependencies first, then by name. */
  findings: Finding[];
}
