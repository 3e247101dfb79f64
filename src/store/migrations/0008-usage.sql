-- Histograms are arrays of counts, one a bucket; the bounds stand in core/histogram.ts.
create function add_counts(a bigint[], b bigint[]) returns bigint[] language sql immutable strict parallel safe as $$
  select array(
    select coalesce(x, 0) + coalesce(y, 0) from unnest(a, b) with ordinality as both_of (x, y, n) order by n
  )
$$;
create aggregate sum_counts (bigint[]) (sfunc = add_counts, stype = bigint[], combinefunc = add_counts, parallel = safe);

-- Requests that were answered, summed up by hour. Many servers add to one row.
create table usage_hourly (
  hour timestamptz not null,
  -- `account:<id>`, `ci:<issuer host>:<repository>`, `prefix:<CIDR>`, or `tier:<name>` for what is of nobody any more.
  subject text collate "C" not null,
  account_id integer,
  -- 0: none, or one of which no trace is kept.
  key_id integer not null default 0,
  tier text collate "C" not null,
  -- The operation, as `packages.getPackage`; `*` where no trace is kept.
  route_class text collate "C" not null,
  -- The first digit of the status.
  status_class smallint not null check (status_class between 1 and 5),
  cache text collate "C" not null check (cache in ('hit', '304', 'miss')),
  requests bigint not null,
  cost bigint not null,
  bytes bigint not null,
  latency bigint[] not null,
  primary key (subject, hour, key_id, tier, route_class, status_class, cache)
);
create index usage_hourly_by_hour on usage_hourly (hour);
create index usage_hourly_by_account on usage_hourly (account_id, hour) where account_id is not null;

-- Requests that need not have been made, by what would have saved them (core/usage.ts, HintCode).
create table usage_waste (
  hour timestamptz not null,
  subject text collate "C" not null,
  account_id integer,
  code text collate "C" not null,
  requests bigint not null,
  primary key (subject, hour, code)
);
create index usage_waste_by_hour on usage_waste (hour);
create index usage_waste_by_account on usage_waste (account_id, hour) where account_id is not null;

-- How far each process that adds to the tables above has come: a batch whose commit was lost sight of is not added twice.
create table usage_writers (
  writer uuid primary key,
  batch bigint not null,
  at timestamptz not null default now()
);

-- By day and tier: what the public sees, and what stays when nobody's rows are left.
create table usage_totals (
  day date not null,
  tier text collate "C" not null,
  -- Different askers, IP prefixes counted as they are after truncation: at least so many.
  subjects integer not null,
  requests bigint not null,
  cost bigint not null,
  bytes bigint not null,
  hits bigint not null,
  not_modified bigint not null,
  misses bigint not null,
  client_errors bigint not null,
  server_errors bigint not null,
  latency bigint[] not null,
  primary key (day, tier)
);

-- What the agreement on event feeds is measured by. Every serving process looks at the log once a minute; a minute without a
-- row is one in which none ran.
create table sla_minutes (
  minute timestamptz primary key,
  probes integer not null default 0,
  probe_failures integer not null default 0,
  -- Requests to the event log, and those of them that ended in 5xx.
  requests integer not null default 0,
  failures integer not null default 0,
  -- Milliseconds from the commit of an event to the moment in which followers get it.
  publish_lag bigint[] not null
);

create table sla_reports (
  -- Its first day.
  month date not null,
  plan text collate "C" not null,
  -- Since when it was measured, where that is later than the month's beginning.
  measured_from timestamptz not null,
  minutes integer not null,
  available_minutes integer not null,
  requests bigint not null,
  failures bigint not null,
  publish_lag bigint[] not null,
  -- Of the oldest event that could be read when the report was made.
  replay_from timestamptz,
  -- What was promised then.
  targets jsonb not null,
  credit_percent smallint not null check (credit_percent in (0, 10, 25, 50)),
  computed_at timestamptz not null default now(),
  primary key (month, plan)
);
