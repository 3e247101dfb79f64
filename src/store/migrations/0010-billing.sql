-- What accounts subscribe to, and what they are billed. The provider's word on a subscription, as it was last read; what that entitles
-- to is worked out by policy/billing and kept in accounts.plan.
create table subscriptions (
  id integer generated always as identity primary key,
  account_id integer not null references accounts,
  -- `none`: given by an administrator.
  provider text collate "C" not null check (provider in ('none', 'manual-invoice', 'stripe')),
  -- The provider's id of it.
  ref text collate "C" not null,
  state text collate "C" not null check (
    state in ('none', 'incomplete', 'trialing', 'active', 'past_due', 'paused', 'canceled', 'unpaid')
  ),
  -- The state that was last written down as a change: time alone may end one.
  effective_state text collate "C" not null default 'none',
  plan text collate "C" not null references plans,
  -- When the provider said so: what it said earlier changes nothing.
  as_of timestamptz not null,
  -- The end of the last period that was paid, or is trusted to be.
  paid_until timestamptz,
  past_due_since timestamptz,
  cancel_at_period_end boolean not null default false,
  -- The plan from the next period on.
  next_plan text collate "C" references plans,
  -- When the provider is to be asked again.
  check_at timestamptz,
  -- When what it entitles to changes, or may change, without a word of the provider: the earlier of that and check_at.
  changes_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, ref)
);
create index subscriptions_by_account on subscriptions (account_id);
create index subscriptions_by_change on subscriptions (changes_at) where changes_at is not null;

-- Who an account's invoices go to, and its id at a provider of payments.
create table billing_customers (
  account_id integer not null references accounts,
  provider text collate "C" not null,
  ref text collate "C",
  details jsonb,
  updated_at timestamptz not null default now(),
  primary key (account_id, provider),
  unique (provider, ref)
);

-- Every change of a subscription's state or of an account's plan. Never changed.
create table entitlement_changes (
  id bigint generated always as identity primary key,
  account_id integer not null references accounts,
  subscription_id integer references subscriptions,
  from_state text collate "C",
  to_state text collate "C",
  -- Of the account.
  from_plan text collate "C" not null,
  to_plan text collate "C" not null,
  -- `webhook:<event id>`, `schedule`, `user:<id>` ...
  cause text collate "C" not null,
  at timestamptz not null default now()
);
create index entitlement_changes_by_account on entitlement_changes (account_id, id desc);

-- What providers told us, as it came. Processed by jobs; kept for replays.
create table webhook_inbox (
  id bigint generated always as identity primary key,
  provider text collate "C" not null,
  event_id text collate "C" not null,
  type text collate "C" not null,
  body bytea not null,
  status text collate "C" not null default 'pending' check (status in ('pending', 'processed', 'failed', 'dead')),
  attempts integer not null default 0,
  error text,
  -- When the provider says that it happened.
  occurred_at timestamptz,
  received_at timestamptz not null default now(),
  -- Another delivery of the same event.
  repeated integer not null default 0,
  processed_at timestamptz,
  unique (provider, event_id)
);
create index webhook_inbox_unprocessed on webhook_inbox (id) where status <> 'processed';

-- The last number given of each series. The row's lock makes numbers follow each other without a gap.
create table invoice_series (
  name text collate "C" primary key,
  last integer not null
);

create table invoices (
  id integer generated always as identity primary key,
  number text collate "C" not null unique,
  account_id integer not null references accounts,
  subscription_id integer not null references subscriptions,
  status text collate "C" not null default 'open' check (status in ('open', 'paid', 'void')),
  plan text collate "C" not null references plans,
  period_start timestamptz not null,
  period_end timestamptz not null check (period_end > period_start),
  currency text collate "C" not null,
  lines jsonb not null,
  net_minor bigint not null,
  -- Hundredths of a percent.
  vat_rate integer not null check (vat_rate between 0 and 10000),
  vat_minor bigint not null,
  total_minor bigint not null check (total_minor = net_minor + vat_minor),
  vat_note text,
  seller jsonb not null,
  buyer jsonb not null,
  po_number text,
  issued_at timestamptz not null,
  due_at timestamptz not null,
  paid_at timestamptz,
  payment_reference text,
  voided_at timestamptz,
  void_reason text,
  check ((status = 'paid') = (paid_at is not null)),
  check ((status = 'void') = (voided_at is not null))
);
create index invoices_by_account on invoices (account_id, id desc);
create index invoices_by_subscription on invoices (subscription_id);

-- Answers to POSTs with an Idempotency-Key, for a day. The key is kept as its hash, the answer encrypted under the key: it may hold
-- a secret that is shown once.
create table idempotency_keys (
  subject text collate "C" not null,
  key_hash bytea not null,
  -- SHA-256 of method, path, query and body.
  fingerprint bytea not null,
  -- null: being worked on.
  status smallint,
  answer bytea,
  created_at timestamptz not null default now(),
  primary key (subject, key_hash)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
