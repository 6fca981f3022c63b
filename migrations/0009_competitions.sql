-- What a competition is: its texts, divisions, rounds, dates, form, rules and prizes. Who takes part is in 0010.

create table competition (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 80),
  -- data-report, design-portfolio, judged-sport, skills, business-plan or blank
  format text not null,
  state text not null default 'draft' check (state in
    ('draft', 'announced', 'open', 'running', 'judging', 'provisional', 'final', 'archived', 'cancelled')),
  -- Goes up with every change of the draft or the settings: two people's edits cannot silently overwrite each other.
  revision integer not null default 0,
  -- Titles carry phrase-break hints (|); everywhere but headings they are taken out.
  title jsonb not null,
  summary jsonb not null,
  body jsonb not null,
  facts jsonb not null,
  zone text not null,
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  currency text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
  places integer check (places > 0),
  pay_first boolean not null default true,
  hold_minutes integer not null default 30 check (hold_minutes between 5 and 10080),
  refund jsonb not null,
  eligibility jsonb not null default '[]',
  funding jsonb not null default '[]',
  judging jsonb not null,
  -- Copies of the entry line of the schedule, kept with it: every entry and every list asks for them.
  opens_at timestamptz,
  closes_at timestamptz,
  close_reason jsonb,
  cancel_reason jsonb,
  -- The moment of publication: from then on the page is public and the rules have versions.
  published_at timestamptz,
  cancelled_at timestamptz,
  archived_at timestamptz,
  created_by uuid references person (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (opens_at is null or closes_at is null or opens_at < closes_at),
  check (state in ('draft', 'cancelled') or (published_at is not null and opens_at is not null and closes_at is not null))
);
create index competition_of_organisation on competition (organisation_id, created_at desc);
create index competition_public on competition (closes_at) where published_at is not null;

create table track (
  id uuid primary key,
  competition_id uuid not null references competition (id) on delete cascade,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  position integer not null,
  name jsonb not null,
  about jsonb not null,
  places integer check (places > 0),
  unique (competition_id, code)
);

create table stage (
  id uuid primary key,
  competition_id uuid not null references competition (id) on delete cascade,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  position integer not null,
  name jsonb not null,
  about jsonb not null,
  kind text not null check (kind in ('submission', 'performance')),
  -- { fields, files: { most, maxBytes, kinds } }: what is handed in. Null for a performance.
  work jsonb,
  -- { top } or { percent }: who goes on to the next stage. Null for the last.
  promotes jsonb,
  unique (competition_id, code)
);

-- Lines of the schedule. A line without an end is a moment.
create table competition_date (
  id uuid primary key,
  competition_id uuid not null references competition (id) on delete cascade,
  position integer not null,
  kind text not null check (kind in
    ('entry', 'submission', 'judging', 'performance', 'provisional', 'objections', 'final', 'other')),
  stage text,
  name jsonb,
  note jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at)
);
create index competition_date_of on competition_date (competition_id, starts_at);
create unique index competition_date_once on competition_date (competition_id, kind)
  where kind in ('entry', 'provisional', 'objections', 'final');

create table entry_form (
  competition_id uuid not null references competition (id) on delete cascade,
  version integer not null check (version >= 1),
  fields jsonb not null,
  published_at timestamptz,
  primary key (competition_id, version)
);

create table rule_set (
  competition_id uuid not null references competition (id) on delete cascade,
  version integer not null check (version >= 1),
  text jsonb not null,
  scoring jsonb not null,
  objection_days integer not null check (objection_days between 0 and 60),
  -- Why this version replaced the one before. Null for version 1.
  reason jsonb,
  published_at timestamptz,
  published_by uuid references person (id),
  -- Of the canonical JSON of { version, text, scoring, objectionDays, reason }.
  sha256 text,
  primary key (competition_id, version),
  check ((published_at is null) = (sha256 is null)),
  check (version = 1 or published_at is null or reason is not null)
);

-- What people entered under, and what was computed with, stays as it was.
create function refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published version of % does not change', tg_table_name using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger rule_set_published before update or delete on rule_set
  for each row execute function refuse_change_of_published();
create trigger entry_form_published before update or delete on entry_form
  for each row execute function refuse_change_of_published();

create table prize (
  id uuid primary key,
  competition_id uuid not null references competition (id) on delete cascade,
  track_id uuid references track (id),
  position integer not null,
  name jsonb not null,
  from_rank integer not null check (from_rank >= 1),
  to_rank integer not null check (to_rank >= from_rank and to_rank <= 10000),
  -- For each winner.
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  extra jsonb not null
);
create index prize_of on prize (competition_id, position);

create table competition_announcement (
  id uuid primary key,
  competition_id uuid not null references competition (id) on delete cascade,
  title jsonb not null,
  body jsonb not null,
  -- plain, rules-changed, schedule-changed or cancelled
  kind text not null default 'plain',
  -- Whether entrants are told; told_at is set in the transaction that told them, once.
  notified boolean not null,
  told_at timestamptz,
  published_at timestamptz not null,
  published_by uuid references person (id)
);
create index competition_announcement_of on competition_announcement (competition_id, published_at desc);
