-- Requests that run at each server, for limits of requests at the same time. A row counts until its lease ends: a server that dies
-- holds nothing up for longer than that. What was lost with the database's own crash is told again within seconds.
create unlogged table limit_running (
  subject text collate "C" not null,
  -- A server's process, by a number that it drew at its start.
  server text collate "C" not null,
  running integer not null,
  lease_until timestamptz not null,
  primary key (subject, server)
);
create index limit_running_by_end on limit_running (lease_until);
