/** What is said of advisories: the contract's shapes, and what is new beside them. */
import { type Static, type TSchema, Type } from 'typebox';

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const text = Nullable(Type.String());
const texts = Type.Array(Type.String());

export const AffectedPackageJson = Type.Object({
  ecosystem: Type.String(),
  package_name: Type.String(),
  purl: Type.Optional(Type.String()),
  versions: Type.Array(
    Type.Object({
      vulnerable_version_range: Type.String(),
      first_patched_version: Type.Optional(Type.String()),
    }),
  ),
  statistics: Type.Object({
    dependent_packages_count: Type.Integer(),
    dependent_repos_count: Type.Optional(Type.Integer()),
    downloads: Type.Optional(Type.Integer()),
    downloads_period: Type.Optional(Type.String()),
  }),
  source: Type.String({ description: 'whom this is from; see `statements` of the whole record' }),
  affected_versions: Type.Optional(texts),
  unaffected_versions: Type.Optional(texts),
});

export const AdvisoryJson = Type.Object(
  {
    uuid: Type.String(),
    url: Type.String(),
    title: Type.String(),
    description: Type.String({ description: 'Markdown, as the source has it' }),
    origin: Type.String(),
    severity: Type.Optional(Type.String()),
    published_at: Type.String(),
    withdrawn_at: Type.Optional(Type.String()),
    classification: Type.String(),
    cvss_score: Type.Optional(Type.Number()),
    cvss_vector: Type.Optional(Type.String()),
    references: texts,
    source_kind: Type.String(),
    identifiers: texts,
    repository_url: Type.Optional(Type.String()),
    blast_radius: Type.Number(),
    packages: Type.Array(AffectedPackageJson),
    created_at: Type.String(),
    updated_at: Type.String(),
    epss_percentage: Type.Optional(Type.Number()),
    epss_percentile: Type.Optional(Type.Number()),
    kev_added_at: Type.Optional(Type.String({ description: 'day on which exploitation came to be known' })),
    api_url: Type.String(),
    html_url: Type.String(),
    related_advisories: Type.Array(
      Type.Object({ uuid: Type.String(), source_kind: Type.String(), url: text }),
    ),
    cwes: texts,
    severity_because: text,
    stated_severities: Type.Array(
      Type.Object({
        source: Type.String(),
        record: Type.String(),
        type: Type.String(),
        value: Type.String(),
      }),
    ),
    withdrawal_disputed: Type.Boolean(),
    warnings: texts,
  },
  { title: 'Advisory' },
);
export type AdvisoryJson = Static<typeof AdvisoryJson>;

export const PackageName = Type.Object({ ecosystem: Type.String(), package_name: Type.String() });

export const SourceJson = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: Type.String(),
  url: Type.String(),
  advisories_count: Type.Integer(),
  created_at: Type.String(),
  updated_at: Type.String(),
});

export const RelatedPackageJson = Type.Object({
  ecosystem: Type.String(),
  package_name: Type.String(),
  purl: Type.String(),
  relation: Type.String(),
  match_kind: Type.String({ description: '`repackage`: likely the same under another name' }),
  evidence: texts,
});

/** An advisory in the answer about a package: the contract of packages. */
export const AdvisoryBriefJson = Type.Object(
  {
    uuid: Type.String(),
    url: text,
    title: text,
    description: text,
    origin: text,
    severity: text,
    published_at: text,
    withdrawn_at: text,
    classification: text,
    cvss_score: Nullable(Type.Number()),
    cvss_vector: text,
    references: Type.Array(text),
    source_kind: text,
    identifiers: Type.Array(text),
    packages: Type.Array(Type.Pick(AffectedPackageJson, ['ecosystem', 'package_name', 'purl', 'versions'])),
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { title: 'PackageAdvisory' },
);
export type AdvisoryBriefJson = Static<typeof AdvisoryBriefJson>;

export const VerdictJson = Type.Object({
  uuid: Type.String(),
  severity: text,
  title: text,
  verdict: Type.String({ description: '`affected`, `not-affected` or `unknown`' }),
  because: Type.Object({}, { additionalProperties: true }),
  fixed: Type.Object({ nearest: text, smallest: text }),
  api_url: Type.String(),
  withdrawn_at: text,
});
export type VerdictJson = Static<typeof VerdictJson>;

const PotentialMatch = Type.Object({
  id: Type.String({ description: 'of an advisory about the package of upstream' }),
  aliases: texts,
  title: text,
  severity: text,
  kev: Type.Boolean({ description: 'known to be exploited' }),
  upstream: Type.String({ description: 'purl of what is repackaged, with the version as far as it is told' }),
  first_fixed: Nullable(Type.String({ description: 'of upstream' })),
  evidence: texts,
  url: Type.String(),
});
export type PotentialMatch = Static<typeof PotentialMatch>;

/** Only what affects the version, or may (`unknown`). */
export const MatchAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      purl: Type.String(),
      reason: Type.Optional(Type.String({ description: 'of an empty answer: no-version, not-a-known-purl' })),
      advisories: Type.Array(
        Type.Object({
          id: Type.String(),
          aliases: texts,
          title: text,
          severity: text,
          score: Nullable(Type.Number()),
          kev: Type.Boolean({ description: 'known to be exploited' }),
          epss: Nullable(Type.Number()),
          verdict: Type.String({ description: '`affected` or `unknown`' }),
          fixed: Nullable(Type.String({ description: 'the nearest version that is not affected' })),
          url: Type.String(),
        }),
      ),
      potentially_affected: Type.Optional(
        Type.Array(PotentialMatch, {
          description:
            'only of what a distribution packages: what it repackages is affected, and it says nothing of it',
        }),
      ),
    }),
  ),
});
