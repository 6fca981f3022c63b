-- Attempts to pay, what providers said about them, and money sent back.

create table payment (
  id uuid primary key,
  order_id uuid not null,
  organisation_id uuid not null,
  provider text not null,
  -- Our name for it at the provider, written before the provider is called.
  reference text not null unique,
  provider_reference text,
  state text not null check (state in ('created', 'unknown', 'pending', 'failed', 'closed', 'captured')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  captured_minor bigint not null default 0,
  -- Refunds created, under way and done; failed ones are given back.
  refund_minor bigint not null default 0 check (refund_minor >= 0),
  -- A second capture the provider made under one reference is kept as an attempt of its own.
  duplicate_of uuid references payment (id),
  description text not null,
  return_path text not null,
  action jsonb,
  failure_code text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  captured_at timestamptz,
  ended_at timestamptz,
  next_check_at timestamptz,
  checks integer not null default 0,
  constraint payment_captured_once check (captured_minor in (0, amount_minor) and (captured_minor > 0) = (state = 'captured')),
  constraint payment_refund_within_captured check (refund_minor <= captured_minor)
);
create index payment_order on payment (order_id);
create index payment_due_check on payment (next_check_at) where next_check_at is not null;
create unique index payment_duplicate on payment (duplicate_of, provider_reference) where duplicate_of is not null;

create table provider_refund (
  -- The id of the refund it carries out.
  id uuid primary key,
  payment_id uuid not null references payment (id),
  organisation_id uuid not null,
  reference text not null unique,
  provider_reference text,
  state text not null check (state in ('created', 'unknown', 'accepted', 'failed', 'succeeded')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  failure_code text,
  created_at timestamptz not null,
  ended_at timestamptz,
  next_check_at timestamptz,
  checks integer not null default 0
);
create index provider_refund_payment on provider_refund (payment_id);
create index provider_refund_due_check on provider_refund (next_check_at) where next_check_at is not null;

-- What a provider said, verified; kept whether or not it changed anything.
create table payment_fact (
  id uuid primary key,
  provider text not null,
  payment_id uuid references payment (id),
  refund_id uuid references provider_refund (id),
  kind text not null check (kind in ('pending', 'captured', 'failed', 'closed', 'refund-accepted', 'refund-succeeded', 'refund-failed')),
  reference text not null,
  provider_reference text,
  amount_minor bigint,
  currency text,
  merchant text,
  heard_by text not null check (heard_by in ('call', 'notification', 'poll', 'return', 'operator')),
  heard_at timestamptz not null,
  said_at timestamptz,
  quarantined text,
  -- One row per distinct thing said, however often and by whatever way it was heard.
  digest text not null unique
);
create index payment_fact_payment on payment_fact (payment_id);
create index payment_fact_quarantined on payment_fact (heard_at) where quarantined is not null;
create trigger payment_fact_append_only before update or delete on payment_fact
  for each row execute function refuse_change();

create table provider_notification (
  id uuid primary key,
  provider text not null,
  notification_key text not null,
  -- Raw bytes, sealed: they may name people.
  body bytea not null,
  headers jsonb not null,
  state text not null default 'received' check (state in ('received', 'processed')),
  received_at timestamptz not null,
  processed_at timestamptz,
  deliveries integer not null default 1,
  last_error text,
  unique (provider, notification_key)
);
create index provider_notification_waiting on provider_notification (received_at) where state = 'received';

-- The sandbox plays the outside bank: what it knows is its own and is reached only through its adapter and its pages.
create table sandbox_charge (
  token text primary key,
  reference text not null unique,
  merchant text not null,
  payee jsonb not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  description text not null,
  return_url text not null,
  notify_url text not null,
  state text not null check (state in ('waiting', 'in-flight', 'paid', 'failed', 'closed')),
  ending text,
  transactions jsonb not null default '[]',
  expires_at timestamptz not null,
  created_at timestamptz not null,
  decided_at timestamptz
);
create table sandbox_refund (
  reference text primary key,
  charge_reference text not null references sandbox_charge (reference),
  transaction_reference text not null,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null check (state in ('accepted', 'done', 'failed')),
  created_at timestamptz not null
);
create table sandbox_record (
  id bigint generated always as identity primary key,
  charge_reference text not null,
  at timestamptz not null,
  kind text not null,
  params jsonb not null default '{}'
);
create index sandbox_record_charge on sandbox_record (charge_reference, id);
