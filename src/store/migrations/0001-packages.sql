-- The packages domain. Every table that grows carries its distribution key (registry_id, or the package whose rows
-- belong together) in its primary and every unique key, so that it distributes unchanged by hash. `registries` and
-- `dependency_texts` are reference tables. Text compares by bytes (collate "C") wherever order or identity matters.

create table registries (
  id integer generated always as identity primary key,
  name text collate "C" not null unique,
  url text not null,
  ecosystem text collate "C" not null,
  purl_type text collate "C" not null,
  is_default boolean not null,
  version text,
  github text,
  requests_per_second double precision,
  metadata jsonb not null default '{}',
  -- Bit positions of the packed dependency format, append-only.
  dependency_kinds text[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Totals of a registry, spread over slots so that writers do not queue on one row. Sum them.
create table registry_counts (
  registry_id integer not null,
  slot smallint not null,
  packages_count bigint not null default 0,
  versions_count bigint not null default 0,
  maintainers_count bigint not null default 0,
  primary key (registry_id, slot)
);

-- What is known of a registry as a whole, field by field: when, how far, from where.
create table registry_facts (
  registry_id integer not null,
  field text collate "C" not null,
  as_of timestamptz not null,
  -- Where the source stands and where the store stands, in the source's own terms (a sequence, a digest).
  head text,
  position text,
  detail jsonb not null default '{}',
  primary key (registry_id, field)
);

-- Identity. A name gets its number when it is first mentioned, be it only as somebody's dependency.
create sequence package_ids as integer;
create table package_names (
  registry_id integer not null,
  id integer not null default nextval('package_ids'),
  name text collate "C" not null,
  primary key (registry_id, id),
  unique (registry_id, name)
);

create table packages (
  registry_id integer not null,
  id integer not null,
  name text collate "C" not null,
  namespace text collate "C",
  description text,
  homepage text,
  repository_url text,
  licenses text,
  normalized_licenses text[] not null default '{}',
  keywords text[] not null default '{}',
  status text,
  downloads_period text,
  funding_links text[] not null default '{}',
  metadata jsonb not null default '{}',
  versions_count integer not null default 0,
  maintainers_count integer,
  latest_version text collate "C",
  first_release_at timestamptz,
  latest_release_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search tsvector not null generated always as (
    setweight(to_tsvector('simple', name || ' ' || translate(name, '-_./@:+', '       ')), 'A')
    || setweight(to_tsvector('english', coalesce(description, '')), 'C')
  ) stored,
  primary key (registry_id, id),
  unique (registry_id, name)
);
create index packages_by_creation on packages (registry_id, created_at desc, id);
create index packages_by_update on packages (registry_id, updated_at desc, id);
create index packages_by_release on packages (registry_id, latest_release_at desc nulls last, id);
create index packages_by_namespace on packages (registry_id, namespace, id) where namespace is not null;
create index packages_by_repository on packages (lower(repository_url)) where repository_url is not null;
create index packages_by_name on packages (lower(name) text_pattern_ops);
create index packages_by_keyword on packages using gin (keywords);
create index packages_by_words on packages using gin (search);

-- How much a name is used; a row exists for every name that was ever mentioned, `indexed` tells whether the package is known.
create table package_usage (
  registry_id integer not null,
  package_id integer not null,
  indexed boolean not null default false,
  active boolean not null default true,
  critical boolean not null default false,
  dependent_packages_count integer not null default 0,
  downloads bigint,
  -- Percentage of the registry's packages that are used more; lower is better. Null: the metric is not known.
  rank_downloads real,
  rank_dependent_packages real,
  rank_average real,
  primary key (registry_id, package_id)
);
create index package_usage_by_dependents on package_usage (registry_id, dependent_packages_count desc, package_id) where indexed;
create index package_usage_by_downloads on package_usage (registry_id, downloads desc nulls last, package_id) where indexed;
create index package_usage_by_rank on package_usage (registry_id, rank_average, package_id) where indexed;
create index package_usage_critical on package_usage (registry_id, package_id) where critical;

-- When and from which bytes the facts of a package come.
create table package_sync (
  registry_id integer not null,
  package_id integer not null,
  -- Hash of the record as written: an unchanged one is not written again.
  record_hash bytea not null,
  last_synced_at timestamptz not null,
  -- Last attempt that ended without new facts, and why.
  last_failed_at timestamptz,
  last_failure text,
  source_url text,
  source_sha256 bytea,
  etag text,
  last_modified text,
  import_id bigint,
  primary key (registry_id, package_id)
);
create index package_sync_by_age on package_sync (registry_id, last_synced_at);

create sequence version_ids as bigint;
create table versions (
  registry_id integer not null,
  package_id integer not null,
  id bigint not null default nextval('version_ids'),
  number text collate "C" not null,
  published_at timestamptz,
  licenses text,
  integrity text,
  status text,
  metadata jsonb not null default '{}',
  -- Null: not known. 0: none. Else a row of dependency_sets.
  dependency_set integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (package_id, id),
  unique (package_id, number)
);
create index versions_by_publication on versions (registry_id, published_at desc nulls last, id desc);
create index versions_by_creation on versions (registry_id, created_at desc, id desc);
create index versions_by_integrity on versions using hash (integrity) where integrity is not null;
create index versions_by_id on versions (id);

-- Requirements and qualifiers, each distinct text once.
create table dependency_texts (
  id integer generated always as identity primary key,
  value text collate "C" not null
);
create unique index dependency_texts_value on dependency_texts ((md5(value)::uuid));

-- What a version depends on, packed (see dependency-codec.ts); versions with the same dependencies share a set.
create table dependency_sets (
  package_id integer not null,
  id integer not null,
  packed bytea not null,
  primary key (package_id, id)
);

-- The reverse: who depends on a name, and in which kinds (bits as in registries.dependency_kinds).
create table dependents (
  dependency_id integer not null,
  dependent_id integer not null,
  -- Kinds in the dependent's latest version; 0: only older versions did.
  current_kinds integer not null,
  -- Kinds in any version.
  any_kinds integer not null,
  primary key (dependency_id, dependent_id)
);

create table maintainers (
  registry_id integer not null,
  id integer generated always as identity,
  uuid text collate "C" not null,
  login text collate "C",
  name text,
  email text,
  url text,
  packages_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (registry_id, id),
  unique (registry_id, uuid)
);
create index maintainers_by_login on maintainers (registry_id, login) where login is not null;
create index maintainers_by_packages on maintainers (registry_id, packages_count desc, id);

create table maintainerships (
  registry_id integer not null,
  package_id integer not null,
  maintainer_id integer not null,
  role text,
  primary key (registry_id, package_id, maintainer_id)
);
create index maintainerships_by_maintainer on maintainerships (registry_id, maintainer_id, package_id);

create table keyword_counts (
  registry_id integer not null,
  name text collate "C" not null,
  packages_count integer not null,
  primary key (registry_id, name)
);
create index keyword_counts_top on keyword_counts (registry_id, packages_count desc, name);

create table namespace_counts (
  registry_id integer not null,
  name text collate "C" not null,
  packages_count integer not null,
  primary key (registry_id, name)
);
create index namespace_counts_top on namespace_counts (registry_id, packages_count desc, name);

-- Earlier names of a package; a lookup by one of them answers with the package.
create table package_aliases (
  registry_id integer not null,
  name text collate "C" not null,
  package_id integer not null,
  created_at timestamptz not null default now(),
  primary key (registry_id, name)
);

-- Names that the registry does not know, so that it is not asked again at once.
create table absent_packages (
  registry_id integer not null,
  name text collate "C" not null,
  checked_at timestamptz not null,
  primary key (registry_id, name)
);

-- Deleted for good: no writer may create these again.
create table tombstones (
  registry_id integer not null,
  kind text collate "C" not null check (kind in ('package', 'maintainer')),
  key text collate "C" not null,
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (registry_id, kind, key)
);

-- Raw documents by hash; the bytes lie in the blob folder.
create table blobs (
  sha256 bytea primary key,
  size bigint not null,
  media_type text not null,
  created_at timestamptz not null default now()
);
