-- Who is signed in. Of tokens only the SHA-256 is kept, so that whoever reads the tables can use none of them.
create table sessions (
  id integer generated always as identity primary key,
  hash bytea not null unique,
  user_id integer not null references users,
  -- In which account the person works now.
  account_id integer references accounts,
  -- How they signed in: `email` or `github`.
  method text collate "C" not null,
  -- Browser and system in two words, for the list of sessions.
  client text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id, last_used_at desc);
create index sessions_by_expiry on sessions (expires_at);

-- Links that were asked for, also those that were never sent, so that asking too often looks the same for every address.
create table sign_in_links (
  hash bytea primary key,
  email text not null,
  -- The subject that asked.
  requester text collate "C",
  -- Path of this site to go on at.
  return_to text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_links_by_email on sign_in_links (lower(email), created_at);
create index sign_in_links_by_requester on sign_in_links (requester, created_at);

create table invitations (
  id integer generated always as identity primary key,
  hash bytea not null unique,
  account_id integer not null references accounts,
  email text not null,
  role text collate "C" not null check (role in ('owner', 'admin', 'billing', 'member')),
  invited_by integer references users,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by integer references users
);
create index invitations_by_account on invitations (account_id);
create index invitations_by_email on invitations (lower(email));
