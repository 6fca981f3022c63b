-- Orders and what becomes of them. Named buyer, organisation and subject by id alone: see 0006.

-- Numbers are taken a thousand at a time by each process and scattered, so that an order's number tells nobody the day's sales.
create sequence purchase_order_block;

create table purchase_order (
  id uuid primary key,
  number text not null unique,
  buyer_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  state text not null check (state in ('open', 'paid', 'returning', 'refunded', 'expired', 'cancelled')),
  title jsonb not null,
  terms jsonb,
  link text,
  total_minor bigint not null check (total_minor >= 0),
  currency text not null,
  revenue_code text not null,
  -- All that came in, a second payment included; all that was sent back or is on its way back; what arrived back.
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  refund_minor bigint not null default 0 check (refund_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  -- The payment that paid it; any other is returned.
  payment_id uuid,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  paid_at timestamptz,
  ended_at timestamptz,
  constraint purchase_order_refund_within_captured check (refunded_minor <= refund_minor and refund_minor <= captured_minor),
  constraint purchase_order_paid_in_full check (state <> 'paid' or captured_minor >= total_minor)
);
create index purchase_order_buyer on purchase_order (buyer_id, created_at desc);
create index purchase_order_subject on purchase_order (subject_id);
create index purchase_order_due on purchase_order (expires_at) where state = 'open';
create index purchase_order_organisation on purchase_order (organisation_id, created_at desc);

create table order_line (
  order_id uuid not null references purchase_order (id),
  position smallint not null,
  title jsonb not null,
  detail jsonb,
  quantity integer not null check (quantity > 0),
  unit_minor bigint not null,
  amount_minor bigint not null check (amount_minor = quantity * unit_minor),
  primary key (order_id, position)
);

-- At most one, whatever the number and order of notifications, polls and returns.
create table fulfilment (
  order_id uuid primary key references purchase_order (id),
  at timestamptz not null,
  -- When what was sold was delivered for good and the money became revenue.
  recognised_at timestamptz
);

create table refund (
  id uuid primary key,
  order_id uuid not null references purchase_order (id),
  organisation_id uuid not null,
  payment_id uuid not null,
  state text not null check (state in ('requested', 'succeeded', 'failed')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  -- `surplus` returns a second payment, `no-room` late or unplaceable money; others are the caller's words.
  reason text not null,
  requested_by uuid,
  -- The account the money is taken from while it goes back.
  debit_code text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index refund_order on refund (order_id);

-- What happened to an order, in the buyer's words: the receipt's timeline.
create table order_event (
  id bigint generated always as identity primary key,
  order_id uuid not null references purchase_order (id),
  at timestamptz not null,
  kind text not null,
  params jsonb not null default '{}'
);
create index order_event_order on order_event (order_id, id);
