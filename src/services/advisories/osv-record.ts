/** An advisory as an OSV record (https://ossf.github.io/osv-schema/). */
import type { AffectedPackage, AffectedRange, RangeEvent } from '../../core/advisories.ts';
import type { FullAdvisory } from '../../store/advisory-queries.ts';
import { blastRadius, type Reach } from './blast-radius.ts';

const SCHEMA_VERSION = '1.7.3';

/** How OSV calls ecosystems of which another spelling is ours, and the sources' own where they are OSV's already. */
const OSV_NAMES: Readonly<Record<string, string>> = {
  actions: 'GitHub Actions',
  alpine: 'Alpine',
  bioconductor: 'Bioconductor',
  cargo: 'crates.io',
  conan: 'ConanCenter',
  cran: 'CRAN',
  debian: 'Debian',
  go: 'Go',
  hackage: 'Hackage',
  hex: 'Hex',
  julia: 'Julia',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  packagist: 'Packagist',
  pub: 'Pub',
  pypi: 'PyPI',
  rubygems: 'RubyGems',
  swiftpm: 'SwiftURL',
  ubuntu: 'Ubuntu',
  vcpkg: 'vcpkg',
  openvsx: 'VSCode',
};

export function osvRecord(advisory: FullAdvisory, reach: Reach): Record<string, unknown> {
  const { document, uid, identifiers } = advisory;
  const { details, references, related, upstream, records } = document;
  return compact({
    schema_version: SCHEMA_VERSION,
    id: uid,
    modified: advisory.modifiedAt ?? advisory.updatedAt,
    published: advisory.publishedAt,
    withdrawn: advisory.withdrawnAt,
    aliases: identifiers.filter(id => id !== uid),
    upstream,
    related,
    summary: advisory.title,
    details: details?.value ?? null,
    severity: severities(advisory),
    affected: advisory.packages.flatMap(({ ecosystem, displayName, purl, statements }) =>
      (statements[0]?.affected ?? []).map(affected => affectedOf(ecosystem, displayName, purl, affected)),
    ),
    references: references.map(({ type, url }) => ({ type, url })),
    database_specific: compact({
      source: records[0]?.source ?? null,
      sources: records.map(({ source, id }) => `${source}/${id}`),
      url: document.url?.value ?? null,
      severity: advisory.severity,
      cvss_score: advisory.score,
      cwe_ids: document.cwes,
      epss_percentage: advisory.epss,
      epss_percentile: advisory.epssPercentile,
      kev_added_at: advisory.kevAddedAt,
      blast_radius: blastRadius(advisory, reach),
    }),
  });
}

/** The vectors; words have no place in OSV. */
function severities({ document }: FullAdvisory) {
  const seen = new Set<string>();
  return document.severity.stated.flatMap(({ type, value }) => {
    if (type === 'word' || seen.has(value)) return [];
    seen.add(value);
    return [{ type, score: value }];
  });
}

function affectedOf(ecosystem: string, name: string, purl: string | null, affected: AffectedPackage) {
  const base = OSV_NAMES[ecosystem] ?? affected.ecosystemName;
  const { release, ranges, versions, severities: own } = affected;
  return compact({
    package: compact({
      ecosystem: release === null ? base : `${base}:${release}`,
      name,
      purl: affected.purl ?? purl,
    }),
    ranges: ranges.flatMap(rangeOf),
    versions,
    severity: own.flatMap(({ type, value }) => (type === 'word' ? [] : [{ type, score: value }])),
    database_specific: nativeOf(ranges, affected.status),
  });
}

function rangeOf(range: AffectedRange): { type: string; repo?: string; events: RangeEvent[] }[] {
  if (range.type === 'native') return [];
  const { type, repo, events } = range;
  return [repo === null ? { type, events } : { type, repo, events }];
}

/** Requirements of an ecosystem's own syntax have no place in OSV's ranges: they stand beside them. */
function nativeOf(ranges: readonly AffectedRange[], status: string | null) {
  const native = ranges.flatMap(range =>
    range.type === 'native' ? [{ affected: range.affected, not_affected: range.safe }] : [],
  );
  if (native.length === 0 && status === null) return null;
  return compact({ requirements: native, status });
}

/** Without what is null or empty: OSV leaves out what it has nothing to say of. */
function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
