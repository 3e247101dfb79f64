/** What the operations at `/api/v1` take and give. */
import { type Static, type TSchema, Type } from 'typebox';

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const DateTime = () => Type.String({ format: 'date-time' });
const OneOf = <const T extends string[]>(...values: T) => Type.Enum(values);

export const PackageSummary = Type.Object(
  {
    purl: Type.String(),
    registry: Type.String(),
    ecosystem: Type.String(),
    name: Type.String(),
    description: Nullable(Type.String()),
    licenses: Nullable(Type.String({ description: 'as the registry declares them' })),
    normalized_licenses: Type.Array(Type.String()),
    repository_url: Nullable(Type.String()),
    homepage: Nullable(Type.String()),
    funding_links: Type.Array(Type.String()),
    status: Nullable(Type.String({ description: 'null is active' })),
    latest_release_number: Nullable(Type.String()),
    latest_release_published_at: Nullable(DateTime()),
    versions_count: Type.Integer(),
    dependent_packages_count: Type.Integer(),
    downloads: Nullable(Type.Integer({ description: 'null: the registry does not say' })),
    downloads_period: Nullable(Type.String()),
    critical: Type.Boolean(),
    last_synced_at: Nullable(DateTime()),
    package_url: Type.String({ description: 'the package in the API' }),
    html_url: Type.String({ description: 'the package for people' }),
  },
  { title: 'PackageSummary' },
);
export type PackageSummary = Static<typeof PackageSummary>;

export const RelativesQuery = Type.Object(
  {
    purl: Type.Optional(
      Type.String({
        description: 'package URL; its version is ignored',
        examples: ['pkg:deb/debian/python3-requests'],
      }),
    ),
  },
  { additionalProperties: false },
);

export const RelativesAnswer = Type.Object(
  {
    purl: Type.String(),
    relatives: Type.Array(
      Type.Object({
        relation: OneOf('repackages', 'repackaged-as', 'same-repository'),
        evidence: Type.Array(Type.String(), {
          description: 'what speaks for it: nothing in an index states it',
        }),
        package: PackageSummary,
      }),
    ),
  },
  { title: 'Relatives', description: 'packages of other registries that belong to a package' },
);
export type RelativesAnswer = Static<typeof RelativesAnswer>;

export const LookupVersion = Type.Object(
  {
    purl: Type.String(),
    number: Type.String(),
    published_at: Nullable(DateTime()),
    licenses: Nullable(Type.String()),
    integrity: Nullable(Type.String()),
    status: Nullable(Type.String({ description: 'null is in good standing' })),
    latest: Type.Boolean(),
  },
  { title: 'LookupVersion' },
);
export type LookupVersion = Static<typeof LookupVersion>;

export const MAX_PURLS = 1_000;

export const LookupBody = Type.Object(
  {
    purls: Type.Array(Type.String(), {
      maxItems: MAX_PURLS,
      examples: [['pkg:npm/react@18.2.0', 'pkg:deb/debian/curl']],
    }),
    sync: Type.Optional(
      Type.Boolean({
        description: 'false: packages that are not in the index are not fetched',
        examples: [true],
      }),
    ),
  },
  { additionalProperties: false },
);
export type LookupBody = Static<typeof LookupBody>;

export const LookupStatus = OneOf('matched', 'missing', 'ambiguous', 'pending', 'invalid');

export const LookupRow = Type.Object(
  {
    purl: Type.String({ description: 'as it was given' }),
    status: LookupStatus,
    reason: Type.Optional(
      Type.String({
        description:
          'of missing: version, not-indexed, not-in-registry, unsupported-type, unknown-registry; of pending: fetching, queued, registry-unreachable',
      }),
    ),
    package: Type.Optional(PackageSummary),
    version: Type.Optional(LookupVersion),
    candidates: Type.Optional(Type.Array(Type.Object({ registry: Type.String(), purl: Type.String() }))),
    error: Type.Optional(Type.String()),
  },
  { title: 'LookupRow' },
);
export type LookupRow = Static<typeof LookupRow>;

export const LookupAnswer = Type.Object({ results: Type.Array(LookupRow) }, { title: 'LookupAnswer' });

export const EventsQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        maxLength: 100,
        description:
          'cursor of the last event seen; start: from the beginning; now: only what comes. Absent: start, or now for a stream',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'events of one answer, 100 when absent' }),
    ),
    types: Type.Optional(Type.String({ description: 'event types, separated by commas' })),
    registry: Type.Optional(Type.String({ description: 'name of a registry' })),
    wait: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 60,
        description: 'seconds to wait for an event when there is none yet',
      }),
    ),
  },
  { additionalProperties: false },
);

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export const CloudEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: 'cursor of this event' }),
    source: Type.String(),
    type: Type.String(),
    subject: Type.String({ description: 'purl of what changed, or identifier of an advisory' }),
    time: DateTime(),
    registry: Type.Optional(Type.String({ description: 'absent for what is of no registry' })),
    datacontenttype: Type.Optional(Type.Literal('application/json')),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { title: 'CloudEvent' },
);
export type CloudEvent = Static<typeof CloudEvent>;

export const EventsAnswer = Type.Object(
  { events: Type.Array(CloudEvent), cursor: Type.String({ description: 'where to go on' }) },
  { title: 'EventsAnswer' },
);

export const MAX_PAGES = 100;

export const SearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 500, description: 'a name, its beginning, words, or a purl' })),
    registry: Type.Optional(Type.String({ description: 'name of a registry' })),
    ecosystem: Type.Optional(Type.String()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGES })),
    per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '30 when absent' })),
  },
  { additionalProperties: false },
);

export const SearchHit = Type.Object(
  { match: OneOf('exact', 'prefix', 'words'), ...PackageSummary.properties },
  { title: 'SearchHit' },
);
export type SearchHit = Static<typeof SearchHit>;

export const SearchAnswer = Type.Object(
  { query: Type.String(), results: Type.Array(SearchHit), lookup: Type.Optional(LookupRow) },
  { title: 'SearchAnswer' },
);
export type SearchAnswer = Static<typeof SearchAnswer>;

export const FactState = OneOf('known', 'unknown', 'absent', 'pending');

export const Fact = Type.Object(
  {
    state: FactState,
    as_of: Nullable(DateTime()),
    head: Type.Optional(Nullable(Type.String({ description: 'where the source stands, in its own terms' }))),
    position: Type.Optional(Nullable(Type.String({ description: 'where the index stands' }))),
    behind: Type.Optional(
      Nullable(Type.Integer({ description: 'head minus position, where both are numbers' })),
    ),
    reason: Type.Optional(Type.String()),
    detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { title: 'Fact' },
);
export type Fact = Static<typeof Fact>;

export const RegistryStatus = Type.Object(
  {
    name: Type.String(),
    ecosystem: Type.String(),
    url: Type.String(),
    packages_count: Type.Integer(),
    versions_count: Type.Integer(),
    maintainers_count: Type.Integer(),
    polled_every_seconds: Nullable(
      Type.Integer({
        description:
          'between two looks at what changed, once it is followed or imported; null: it has no feed',
      }),
    ),
    fields: Type.Record(Type.String(), Fact),
  },
  { title: 'RegistryStatus' },
);
export type RegistryStatus = Static<typeof RegistryStatus>;

export const ServiceLevels = Type.Object(
  {
    state: FactState,
    measured_from: Nullable(DateTime()),
    month: Type.Object(
      {
        minutes: Type.Integer({ description: 'of this month, since it is measured' }),
        available_minutes: Type.Integer({
          description: 'in which the event log could be read and at most 5 % of the requests for it failed',
        }),
        availability: Nullable(Type.Number({ description: 'share of the minutes, 0 to 1' })),
        requests: Type.Integer({ description: 'for the event log' }),
        failures: Type.Integer({ description: 'that ended in 5xx' }),
      },
      { description: 'the running month, UTC' },
    ),
    publish_lag: Type.Object(
      { p50_ms: Nullable(Type.Number()), p95_ms: Nullable(Type.Number()), bursts: Type.Integer() },
      { description: 'from the commit of events to the moment in which followers get them' },
    ),
    replay: Type.Object({
      from: Nullable(DateTime()),
      days: Nullable(Type.Number({ description: 'that events reach back' })),
    }),
    webhooks: Type.Object({ state: FactState, reason: Type.String() }),
    targets: Type.Record(
      Type.String(),
      Type.Object({
        availability: Type.Number(),
        publish_lag_p95_ms: Type.Integer(),
        replay_days: Type.Integer(),
      }),
      { description: 'what is promised, by plan' },
    ),
    reports: Type.Array(
      Type.Object({
        month: Type.String({ examples: ['2026-02'] }),
        plan: Type.String(),
        availability: Nullable(Type.Number()),
        publish_lag_p95_ms: Nullable(Type.Number()),
        credit_percent: Type.Integer({ description: 'of the price of the month: 0, 10, 25 or 50' }),
      }),
      { description: 'of whole months, the latest first' },
    ),
  },
  { title: 'ServiceLevels' },
);
export type ServiceLevels = Static<typeof ServiceLevels>;

const JobCounts = Type.Record(Type.String(), Type.Integer());

export const IndexStatus = Type.Object(
  {
    as_of: DateTime(),
    database: Type.Object({
      state: FactState,
      as_of: DateTime(),
      server_version: Type.String(),
      size_bytes: Type.Integer(),
    }),
    events: Type.Object({ state: FactState, as_of: Nullable(DateTime()), head: Type.String() }),
    queue: Type.Object({
      state: FactState,
      as_of: Nullable(DateTime()),
      lanes: Type.Record(Type.String(), JobCounts),
      dead: Type.Array(
        Type.Object({
          task: Type.String(),
          key: Type.String(),
          lane: Type.String(),
          attempts: Type.Integer(),
          error: Nullable(Type.String({ description: 'code of the last failure' })),
          failed_at: DateTime(),
        }),
      ),
    }),
    schedule: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), every_seconds: Type.Integer() }),
      { description: 'what workers do again and again' },
    ),
    service_levels: ServiceLevels,
    registries: Type.Array(RegistryStatus),
  },
  { title: 'IndexStatus' },
);
export type IndexStatus = Static<typeof IndexStatus>;

export const ArtifactQuery = Type.Object(
  {
    purl: Type.Optional(
      Type.String({
        minLength: 5,
        maxLength: 4096,
        description: 'package URL; the latest version where it names none',
      }),
    ),
  },
  { additionalProperties: false },
);

export const ArtifactAnswer = Type.Object({
  purl: Type.String(),
  version: Type.String(),
  url: Type.String(),
  integrity: Type.Union([Type.String(), Type.Null()]),
});
