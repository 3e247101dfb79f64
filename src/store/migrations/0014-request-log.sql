-- Single requests, where the operator wants that (ECOSYSTEMS_REQUEST_LOG). Addresses are shortened after a day, rows go after thirty.
create table request_log (
  at timestamptz not null,
  request_id text collate "C" not null,
  method text collate "C" not null,
  -- Without its query; null of pages, whose addresses may hold what is for one person.
  path text,
  operation text collate "C" not null,
  status smallint not null,
  cache text collate "C" not null,
  cost integer not null,
  bytes bigint not null,
  -- Null where it was not measured.
  milliseconds real,
  tier text collate "C" not null,
  account_id integer,
  key_id integer,
  ip inet,
  -- Not shortened yet.
  whole_ip boolean not null default true,
  -- Product token of the User-Agent.
  agent text collate "C"
);
create index request_log_by_time on request_log using brin (at);
create index request_log_whole on request_log (at) where whole_ip;
