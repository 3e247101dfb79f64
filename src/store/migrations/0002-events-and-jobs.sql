-- The public event log: an outbox written in the transaction that changes the facts. Readers order by (xid, id) and
-- stop before the oldest transaction still running, so that no event appears behind a cursor that has passed it.
create sequence event_ids as bigint;
create table events (
  occurred_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(),
  id bigint not null default nextval('event_ids'),
  registry_id integer not null,
  type text collate "C" not null,
  subject text collate "C" not null,
  data jsonb,
  primary key (xid, id, occurred_at)
) partition by range (occurred_at);
create table events_default partition of events default;

-- Makes the daily partitions from today to `days` ahead; called at start and every day. A day that already has events in the
-- default partition stays there.
create function ensure_event_partitions(days integer) returns void language plpgsql as $$
declare
  day date;
begin
  for day in select (now() at time zone 'utc')::date + n from generate_series(0, days) n loop
    if to_regclass('events_' || to_char(day, 'YYYYMMDD')) is null then
      begin
        execute format(
          'create table %I partition of events for values from (%L) to (%L)',
          'events_' || to_char(day, 'YYYYMMDD'),
          day::timestamp at time zone 'utc',
          (day + 1)::timestamp at time zone 'utc'
        );
      exception
        when check_violation or duplicate_table then null;
      end;
    end if;
  end loop;
end;
$$;
select ensure_event_partitions(7);

-- Where each consumer of the log stands. A consumer handles an event and moves its cursor in one transaction.
create table event_consumers (
  name text collate "C" primary key,
  cursor text not null,
  updated_at timestamptz not null default now()
);

-- One row per upstream host: the theoretical arrival time of a leaky bucket (GCRA).
create table host_budgets (
  host text collate "C" primary key,
  arrival timestamptz not null
);

-- Reserves one request to a host and gives the milliseconds to wait before sending it.
create function reserve_request(of_host text, per_second double precision, burst integer) returns integer
language sql as $$
  insert into host_budgets as b (host, arrival)
  values (of_host, clock_timestamp() + make_interval(secs => 1 / per_second))
  on conflict (host) do update
    set arrival = greatest(b.arrival, clock_timestamp()) + make_interval(secs => 1 / per_second)
  returning greatest(
    0,
    ceil(extract(epoch from arrival - clock_timestamp() - make_interval(secs => burst / per_second)) * 1000)
  )::integer;
$$;

-- Runs of whole-index imports.
create table imports (
  id bigint generated always as identity primary key,
  registry_id integer not null,
  parts jsonb not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  packages integer,
  error text
);
create index imports_by_registry on imports (registry_id, id desc);
