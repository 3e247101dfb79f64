-- Programs that ask for a key without a browser of their own (RFC 8628). Of both codes only the SHA-256 is kept; the key is made when the
-- program fetches it, so it lies nowhere.
create table device_grants (
  hash bytea primary key,
  -- Of what the person types; unique among those that wait.
  user_hash bytea not null,
  -- What the program calls itself: becomes the key's name.
  name text not null,
  scopes text[] not null,
  -- The subject that asked, for whoever decides to see.
  requester text collate "C" not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Least time between two polls, which grows when the program is too quick.
  interval_seconds integer not null,
  polled_at timestamptz,
  status text collate "C" not null default 'pending' check (status in ('pending', 'approved', 'denied', 'used')),
  account_id integer references accounts,
  decided_by integer references users
);
create unique index device_grants_waiting on device_grants (user_hash) where status = 'pending';
create index device_grants_by_requester on device_grants (requester, created_at);
create index device_grants_by_expiry on device_grants (expires_at);

-- Codes that people typed and that nobody waits with: too many of them, and no more are taken for a while.
create table device_guesses (
  user_id integer not null references users,
  at timestamptz not null default now()
);
create index device_guesses_by_user on device_guesses (user_id, at);
