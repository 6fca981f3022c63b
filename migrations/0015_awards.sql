-- Who won what, and how the certificates of a competition look.

create table award (
  id uuid primary key,
  competition_id uuid not null references competition (id),
  organisation_id uuid not null,
  run_id uuid not null references result_run (id),
  entry_id uuid not null,
  person_id uuid,
  -- Null: a certificate of participation.
  prize_id uuid,
  name jsonb not null,
  category text not null default '',
  rank numeric,
  total text,
  entries integer not null,
  credential_number text,
  granted_at timestamptz not null,
  constraint award_once unique nulls not distinct (competition_id, entry_id, prize_id)
);
create index award_competition on award (competition_id, rank);
create index award_person on award (person_id) where person_id is not null;

create table certificate_design (
  competition_id uuid primary key references competition (id),
  template jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid
);
