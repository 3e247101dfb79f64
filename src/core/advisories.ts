/**
 * Security advisories as their sources state them: what every reader of a source gives, and what the store merges. Names, versions and
 * ranges are as the source writes them; ecosystems decide what they mean.
 */

export interface AdvisoryRecord {
  /** Id of the source: `ghsa`, `pypa`, `go`, `rustsec`, `rubysec`, `friendsofphp`, `cpansa`, `debian`, `alpine`, `osv` ... */
  source: string;
  /** The source's own identifier: `GHSA-...`, `PYSEC-...`, `CVE-...`. Unique within the source. */
  id: string;
  /** The same vulnerability by other identifiers. */
  aliases: string[];
  /** Vulnerabilities that a distribution's advisory is about (OSV's `upstream`): it follows them, and is not the same. */
  upstream: string[];
  /** Others that have to do with it. */
  related: string[];
  url: string | null;
  title: string | null;
  /** Markdown, unsafe. */
  details: string | null;
  kind: 'vulnerability' | 'malicious' | 'informational';
  /** All that are stated, in the source's order: vectors, and words (`high`, `MODERATE`). */
  severities: AdvisorySeverity[];
  cwes: string[];
  /** ISO 8601 in UTC; null where not stated. */
  publishedAt: string | null;
  modifiedAt: string | null;
  withdrawnAt: string | null;
  references: AdvisoryReference[];
  affected: AffectedPackage[];
  /** SPDX expression of the record itself, as the source's terms say; null: not known. */
  license: string | null;
  /** What was odd and left out, in words: an invalid range, references beyond the limit, a date in the future. */
  warnings: string[];
}

export interface AdvisorySeverity {
  type: 'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4' | 'word' | 'score';
  /** A vector, the word as written, or a base score (`7.5`) where the source has no vector to it. */
  value: string;
  /** Of a score: the version of CVSS that it is by. */
  cvss?: '2' | '3' | '4';
}

export interface AdvisoryReference {
  /** OSV's words: `ADVISORY`, `FIX`, `REPORT`, `WEB`, `PACKAGE`, `ARTICLE`, `EVIDENCE` ...; `WEB` where the source has none. */
  type: string;
  url: string;
}

export interface AffectedPackage {
  /** Id of our ecosystem; null where it has none here. */
  ecosystem: string | null;
  /** As the source names it: `PyPI`, `Debian:12`, `composer`. */
  ecosystemName: string;
  /** Release of a distribution (`12`, `v3.20`); null for others. */
  release: string | null;
  /** As written. */
  name: string;
  purl: string | null;
  ranges: AffectedRange[];
  /** Versions that are named one by one, kept apart from ranges. */
  versions: string[];
  /** Where this package's differ from the advisory's. */
  severities: AdvisorySeverity[];
  /**
   * True where some of its ranges or versions could not be read or were cut: a version that the rest does not name may be affected
   * all the same.
   */
  isPartial?: boolean;
  /** For distributions: `undetermined`, `unimportant`, `end-of-life`, `not-affected` ...; null elsewhere. */
  status: string | null;
}

/**
 * - Events of OSV (https://ossf.github.io/osv-schema/#affectedrangesevents-fields), sorted as written.
 * - Requirements in the ecosystem's own syntax: affected is what matches one of `affected` (all versions where it is empty) and
 *   none of `safe`. With `syntax: 'ghsa'` they are GitHub's (`> 1.0, < 2.0`, read by `fromGhsa` of versions), which is so only where
 *   events cannot say it: they have no lower bound that is left out itself.
 */
export type AffectedRange =
  | { type: 'SEMVER' | 'ECOSYSTEM' | 'GIT'; repo: string | null; events: RangeEvent[] }
  | { type: 'native'; affected: string[]; safe: string[]; syntax?: 'ghsa' };

export type RangeEvent =
  | { introduced: string }
  | { fixed: string }
  | { last_affected: string }
  | { limit: string };

/** How likely exploitation is (https://www.first.org/epss/), and whether it is known to happen (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). */
export interface ExploitFacts {
  /** `CVE-...`. */
  cve: string;
  epss: { percentage: number; percentile: number; asOf: string } | null;
  kev: { addedAt: string; dueAt: string | null; ransomware: boolean; name: string; action: string } | null;
}
