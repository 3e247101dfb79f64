-- What takes back all or part of an invoice that was issued. Numbered in series of their own (invoice_series). Never changed.
create table credit_notes (
  id integer generated always as identity primary key,
  number text collate "C" not null unique,
  invoice_id integer not null references invoices,
  account_id integer not null references accounts,
  reason text not null,
  currency text collate "C" not null,
  lines jsonb not null,
  net_minor bigint not null check (net_minor < 0),
  -- Hundredths of a percent: that of the invoice.
  vat_rate integer not null check (vat_rate between 0 and 10000),
  vat_minor bigint not null check (vat_minor <= 0),
  total_minor bigint not null check (total_minor = net_minor + vat_minor),
  vat_note text,
  seller jsonb not null,
  buyer jsonb not null,
  po_number text,
  issued_at timestamptz not null,
  -- The report of service levels that it pays for.
  sla_month date,
  sla_plan text collate "C",
  check ((sla_month is null) = (sla_plan is null)),
  foreign key (sla_month, sla_plan) references sla_reports (month, plan),
  -- A month may be part of two invoices' periods; of each it is credited once.
  unique (invoice_id, sla_month, sla_plan)
);
create index credit_notes_by_invoice on credit_notes (invoice_id);
create index credit_notes_by_account on credit_notes (account_id, id desc);
create index credit_notes_by_report on credit_notes (account_id, sla_month, sla_plan) where sla_month is not null;
