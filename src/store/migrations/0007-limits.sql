-- What subjects have used, shared by all servers: of the window that runs and of the one before. Bounded by who asked within two
-- days. A server adds what it let pass and reads what all of them did.
create table limit_counters (
  subject text collate "C" primary key,
  -- Hours, and days, since 1970.
  hour_slot integer not null,
  hour_now bigint not null,
  hour_before bigint not null,
  day_slot integer not null,
  day_now bigint not null,
  day_before bigint not null,
  -- Theoretical arrival time of the burst limiter, in milliseconds since 1970.
  arrival bigint not null
) with (fillfactor = 70);
create index limit_counters_by_day on limit_counters (day_slot);
