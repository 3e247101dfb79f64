-- Advisories. Records are what sources say, distributed by (source, id); advisories are what follows from the records that are about
-- the same, distributed by id; what an advisory says of a package is distributed by (ecosystem, name), where it is looked up.

-- Where records come from, as it was last read.
create table advisory_feeds (
  id text collate "C" primary key,
  -- Validators of what was read last: ETag, commit, digest.
  etag text,
  last_modified text,
  position text,
  checked_at timestamptz,
  -- When all of it was last read to the end.
  imported_at timestamptz,
  documents integer not null default 0,
  -- Documents and records that could not be used: [{"path", "id", "message"}], the first hundred.
  problems jsonb not null default '[]',
  problems_count integer not null default 0
);

-- Documents by their bytes: an unchanged one is not even parsed.
create table advisory_documents (
  feed text collate "C" not null,
  path text collate "C" not null,
  sha256 bytea not null,
  primary key (feed, path)
);

create table advisory_records (
  source text collate "C" not null,
  id text collate "C" not null,
  -- Feed and document that the record was last read from.
  feed text collate "C" not null,
  path text collate "C" not null,
  hash bytea not null,
  advisory_id bigint not null,
  record jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (source, id)
);
create index advisory_records_by_document on advisory_records (feed, path);
create index advisory_records_by_advisory on advisory_records (advisory_id);

create sequence advisory_ids as bigint;
create table advisories (
  id bigint primary key default nextval('advisory_ids'),
  uid text collate "C" not null,
  -- Grows with every change: what was made of an earlier one is out of date.
  revision integer not null default 1,
  hash bytea not null,
  kind text collate "C" not null,
  title text,
  -- Word of core/severity; null: none is given.
  severity text collate "C",
  score real,
  vector text,
  published_at timestamptz,
  modified_at timestamptz,
  withdrawn_at timestamptz,
  repository_url text,
  sources text[] not null,
  ecosystems text[] not null,
  identifiers text[] not null,
  -- Exploit facts of its worst CVE.
  epss real,
  epss_percentile real,
  kev_added_at date,
  -- All the rest that its sources say together, without the packages.
  document jsonb not null,
  -- When it is listed: its publication, and never in the future.
  listed_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index advisories_by_listing on advisories (listed_at desc, id desc);
create index advisories_by_update on advisories (updated_at desc, id desc);
create index advisories_by_creation on advisories (created_at desc, id desc);
create index advisories_by_severity on advisories (severity, listed_at desc, id desc);
create index advisories_by_epss on advisories (epss desc nulls last, id desc);
create index advisories_known_exploited on advisories (listed_at desc, id desc) where kev_added_at is not null;
create index advisories_by_ecosystem on advisories using gin (ecosystems);
create index advisories_by_source on advisories using gin (sources);
create index advisories_by_repository on advisories (lower(repository_url)) where repository_url is not null;

-- Every identifier leads to one advisory: those that share one are the same.
create table advisory_identifiers (
  -- In upper case.
  key text collate "C" not null,
  advisory_id bigint not null,
  primary key (key, advisory_id)
);
create index advisory_identifiers_by_advisory on advisory_identifiers (advisory_id);

create table advisory_packages (
  ecosystem text collate "C" not null,
  -- In the ecosystem's normal form.
  name text collate "C" not null,
  advisory_id bigint not null,
  display_name text not null,
  purl text,
  -- What each source says of its versions, the one that is asked first.
  statements jsonb not null,
  primary key (ecosystem, name, advisory_id)
);
create index advisory_packages_by_advisory on advisory_packages (advisory_id);

-- How likely exploitation is, and whether it is known to happen, by CVE in upper case.
create table advisory_exploits (
  cve text collate "C" primary key,
  epss real,
  epss_percentile real,
  epss_as_of date,
  kev jsonb
);
create index advisory_exploits_known on advisory_exploits (cve) where kev is not null;

-- Advisories are of no registry.
alter table events alter column registry_id drop not null;
