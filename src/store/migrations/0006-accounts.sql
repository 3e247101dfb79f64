-- Who may ask for how much. Small tables: copied to every node where the schema is distributed.
create table users (
  id integer generated always as identity primary key,
  email text not null,
  name text,
  status text collate "C" not null default 'active' check (status in ('active', 'deleted')),
  -- Looks after everybody's accounts, and after the program.
  operator boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_by_email on users (lower(email)) where status = 'active';

-- How a user proves who they are: `github` with the numeric id of the account there. An address proves itself by a link.
create table user_identities (
  provider text collate "C" not null,
  subject text collate "C" not null,
  user_id integer not null references users,
  login text,
  created_at timestamptz not null default now(),
  primary key (provider, subject)
);

-- What keys, quotas, plans and invoices belong to: a person's own, or an organisation's.
create table accounts (
  id integer generated always as identity primary key,
  name text not null,
  kind text collate "C" not null default 'person' check (kind in ('person', 'organisation')),
  status text collate "C" not null default 'active' check (status in ('active', 'suspended', 'deleted')),
  suspend_reason text,
  -- Where invoices and warnings go.
  email text,
  -- What the account is entitled to at this moment; decided by policy/billing, or by an administrator.
  plan text collate "C" not null default 'free',
  -- A contract's own limits, in the shape of limit_policies.document; null: those of the plan.
  limits jsonb,
  privacy text collate "C" not null default 'normal' check (privacy in ('normal', 'strict')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table memberships (
  account_id integer not null references accounts,
  user_id integer not null references users,
  role text collate "C" not null check (role in ('owner', 'admin', 'billing', 'member')),
  created_at timestamptz not null default now(),
  primary key (account_id, user_id)
);
create index memberships_by_user on memberships (user_id);

create table api_keys (
  id integer generated always as identity primary key,
  account_id integer not null references accounts,
  name text not null,
  environment text collate "C" not null,
  kind text collate "C" not null check (kind in ('k', 'r', 'w')),
  -- SHA-256 of the whole key.
  hash bytea not null unique,
  last4 text collate "C" not null,
  scopes text[] not null default '{read:public}',
  -- Empty: from anywhere.
  ip_cidrs cidr[] not null default '{}',
  privacy text collate "C" not null default 'normal' check (privacy in ('normal', 'strict')),
  -- A part of the account's quota that this key may use at most, in cost units an hour; null: all of it.
  hourly_limit integer check (hourly_limit > 0),
  expires_at timestamptz,
  last_used_at timestamptz,
  created_by integer references users,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoke_reason text,
  -- The key that took its place; it works on until expires_at.
  replaced_by integer references api_keys
);
create index api_keys_by_account on api_keys (account_id, id desc);

create table plans (
  slug text collate "C" primary key,
  name text not null,
  -- Name of the limit policy.
  policy text collate "C" not null,
  price_cents integer not null default 0 check (price_cents >= 0),
  currency text collate "C" not null default 'USD',
  period text collate "C" not null default 'month' check (period in ('month', 'year')),
  -- Offered on the page of plans; others are had by invitation.
  public boolean not null default true,
  active boolean not null default true,
  stripe_price_id text collate "C",
  tagline text,
  -- What the page lists: support, SLA and so on.
  features jsonb not null default '{}',
  position integer not null default 0,
  updated_at timestamptz not null default now()
);
insert into plans (slug, name, policy, price_cents, tagline, features, position) values
  ('free', 'Free', 'free', 0, 'For experiments, research and maintainers', '{"support": "community"}', 0),
  ('develop', 'Develop', 'develop', 20000, 'For teams that build on the index', '{"support": "e-mail", "sla": "99.5 %"}', 1),
  ('scale', 'Scale', 'scale', 100000, 'For products and platforms', '{"support": "priority", "sla": "99.9 %"}', 2);

-- Limits that differ from those of the program or of its settings' file.
create table limit_policies (
  name text collate "C" primary key,
  -- As LimitPolicy of core/access.ts, without its name.
  document jsonb not null,
  updated_at timestamptz not null default now()
);

-- What an account may use the data under, by agreement. Without a row: CC-BY-SA-4.0.
create table licences (
  id integer generated always as identity primary key,
  account_id integer not null references accounts,
  spdx text collate "C" not null,
  -- Datasets as globs; `*` is everything.
  scope text[] not null default '{*}',
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  agreement_url text,
  version text,
  created_at timestamptz not null default now()
);
create index licences_by_account on licences (account_id);

-- Every change of the above that a running server must hear of; `changed_policy` says so at once, and who missed that reads on
-- from the number that they know.
create table policy_changes (
  id bigint generated always as identity primary key,
  -- `account`, `key`, `plan`, `limits`, `licence`
  kind text collate "C" not null,
  -- Number or name of the row; of keys and licences also of the account.
  ref text collate "C" not null,
  account_id integer,
  -- Numbers are given before they are committed: who reads on does so from the oldest transaction that was still running.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now()
);
create index policy_changes_by_transaction on policy_changes (xid);
create index policy_changes_by_age on policy_changes (at);

create function note_policy_change() returns trigger language plpgsql as $$
declare
  row_json jsonb := to_jsonb(coalesce(new, old));
  number bigint;
begin
  insert into policy_changes (kind, ref, account_id) values (
    tg_argv[0],
    row_json ->> tg_argv[1],
    case tg_argv[0] when 'account' then (row_json ->> 'id')::integer else (row_json ->> 'account_id')::integer end
  ) returning id into number;
  perform pg_notify('changed_policy', number::text);
  return null;
end;
$$;
create trigger accounts_changed after insert or update or delete on accounts
  for each row execute function note_policy_change('account', 'id');
-- That a key was used is no change.
create trigger api_keys_changed after insert or delete or update of
  scopes, ip_cidrs, privacy, hourly_limit, expires_at, revoked_at on api_keys
  for each row execute function note_policy_change('key', 'id');
create trigger plans_changed after insert or update or delete on plans
  for each row execute function note_policy_change('plan', 'slug');
create trigger limit_policies_changed after insert or update or delete on limit_policies
  for each row execute function note_policy_change('limits', 'name');
create trigger licences_changed after insert or update or delete on licences
  for each row execute function note_policy_change('licence', 'id');

-- Who changed what. Never changed, never deleted by the program.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- `user:<id>`, `key:<id>`, `cli:<login name>`, `system` or the name of a billing provider.
  actor text collate "C" not null,
  account_id integer,
  -- `key.create`, `account.suspend` ...
  action text collate "C" not null,
  target text collate "C" not null,
  -- What it was and what it became; never a secret.
  detail jsonb not null default '{}'
);
create index audit_log_by_account on audit_log (account_id, id desc);
create index audit_log_by_actor on audit_log (actor, id desc);
create index audit_log_by_target on audit_log (target, id desc);
