/** Advisories as the contract has them. Fields that have no value are left out where the contract knows no null. */
import { affectedRanges, compileAffected, type PackageStatement } from '../../advisories/index.ts';
import type { AffectedPackage } from '../../core/advisories.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { AdvisoryPackageRow, FullAdvisory } from '../../store/advisory-queries.ts';
import { schemeOfPackage } from '../../versions/index.ts';
import type { RegistryDirectory } from '../service.ts';
import { blastRadius, type Reach } from './blast-radius.ts';
import type { AdvisoryJson } from './schemas.ts';

export interface Origins {
  /** Of the service, without trailing slash. */
  serviceUrl: string;
  siteUrl: string;
  directory: RegistryDirectory;
}

export function advisoryJson(advisory: FullAdvisory, reach: Reach, origins: Origins): AdvisoryJson {
  const { uid, document, identifiers } = advisory;
  const { records, severity, references, withdrawal } = document;
  const [speaking, ...others] = records;
  const link = encodeURIComponent(uid);
  return {
    uuid: uid,
    url: document.url?.value ?? speaking?.url ?? `${origins.siteUrl}/advisories/${link}`,
    title: advisory.title ?? uid,
    description: document.details?.value ?? '',
    origin: (speaking?.source ?? '').toUpperCase(),
    ...optional({
      severity: advisory.severity,
      withdrawn_at: advisory.withdrawnAt,
      cvss_score: advisory.score,
      cvss_vector: advisory.vector,
      repository_url: advisory.repositoryUrl,
      epss_percentage: advisory.epss,
      epss_percentile: advisory.epssPercentile,
      kev_added_at: advisory.kevAddedAt,
    }),
    published_at: advisory.publishedAt ?? advisory.createdAt,
    classification: advisory.kind === 'malicious' ? 'MALWARE' : 'GENERAL',
    references: references.map(({ url }) => url),
    source_kind: speaking?.source ?? '',
    identifiers,
    blast_radius: blastRadius(advisory, reach),
    packages: advisory.packages.map(of => packageJson(of, reach, origins.directory)),
    created_at: advisory.createdAt,
    updated_at: advisory.updatedAt,
    api_url: `${origins.serviceUrl}/api/v1/advisories/${link}`,
    html_url: `${origins.siteUrl}/advisories/${link}`,
    related_advisories: others.map(({ id, source, url }) => ({ uuid: id, source_kind: source, url })),
    cwes: document.cwes,
    severity_because: severity.because,
    stated_severities: severity.stated.map(({ source, record, type, value }) => ({
      source,
      record,
      type,
      value,
    })),
    withdrawal_disputed: withdrawal.isDisputed,
    warnings: document.warnings,
  };
}

function packageJson(
  of: AdvisoryPackageRow,
  reach: Reach,
  directory: RegistryDirectory,
): AdvisoryJson['packages'][number] {
  const { ecosystem, name, displayName, purl, statements } = of;
  const chosen = statements[0] as PackageStatement | undefined;
  const [registry] = directory.ofEcosystem(ecosystem);
  return {
    ecosystem,
    package_name: displayName,
    ...optional({ purl: purl ?? (registry ? purlOf(registry, name) : null) }),
    versions: rangesOf({ ecosystem, name }, chosen?.affected ?? []),
    statistics: { dependent_packages_count: reach.get(`${ecosystem}\n${name}`) ?? 0 },
    source: chosen?.source ?? '',
  };
}

/** By the ecosystem's scheme; where there is none, versions that are named one by one. */
export function rangesOf(
  { ecosystem, name }: { ecosystem: string; name: string },
  affected: AffectedPackage[],
): AdvisoryJson['packages'][number]['versions'] {
  const scheme = schemeOfPackage(ecosystem, name);
  if (!scheme)
    return affected
      .flatMap(({ versions }) => versions)
      .map(version => ({ vulnerable_version_range: `= ${version}` }));
  return affectedRanges(compileAffected(affected, scheme)).map(({ text, fixed }) => ({
    vulnerable_version_range: text,
    ...optional({ first_patched_version: fixed }),
  }));
}

function optional<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
