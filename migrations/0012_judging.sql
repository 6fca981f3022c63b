-- Who judges what, blind; every score a judge gives, and what was measured.

create table judging_panel (
  id uuid primary key,
  competition_id uuid not null references competition (id),
  organisation_id uuid not null,
  -- Segment of the scoring rules that this panel judges, and the panel of the rules it sits as; null: all judged aspects.
  segment text not null,
  rules_panel text,
  track_id uuid,
  stage text,
  name jsonb not null,
  rules_version integer not null,
  judges_per_work integer not null check (judges_per_work between 1 and 50),
  -- draft: being set up · open: judges score · locked: nothing changes any more
  state text not null default 'draft' check (state in ('draft', 'open', 'locked')),
  due_at timestamptz,
  -- Seed of the draw, kept so that anybody can repeat it.
  seed text,
  created_at timestamptz not null,
  locked_at timestamptz,
  locked_by uuid
);
create index judging_panel_competition on judging_panel (competition_id, created_at);

-- A seat on a panel. Its label (J1, J2 …) is all that is ever published of its judge. Imported panels have no people.
create table panel_seat (
  id uuid primary key,
  panel_id uuid not null references judging_panel (id),
  label text not null,
  person_id uuid,
  email text,
  affiliation text not null default '',
  lead boolean not null default false,
  most_works integer check (most_works > 0),
  state text not null default 'invited' check (state in ('invited', 'accepted', 'declined', 'removed', 'imported')),
  added_at timestamptz not null,
  unique (panel_id, label)
);
create unique index panel_seat_person on panel_seat (panel_id, person_id) where person_id is not null and state <> 'removed';
create unique index panel_seat_email on panel_seat (panel_id, email) where email is not null and state <> 'removed';
create index panel_seat_of_person on panel_seat (person_id);

-- What is judged: an entry's work in a segment, under a code that says nothing about who made it.
create table judging_work (
  id uuid primary key,
  panel_id uuid not null references judging_panel (id),
  competition_id uuid not null,
  entry_id uuid not null,
  submission_id uuid,
  blind_code text not null,
  -- A word of the rules' statuses (DNS, DSQ …) when there is nothing to score.
  status text,
  added_at timestamptz not null,
  unique (panel_id, entry_id),
  unique (competition_id, blind_code)
);

create table judging_conflict (
  id uuid primary key,
  work_id uuid not null references judging_work (id),
  seat_id uuid not null references panel_seat (id),
  source text not null check (source in ('declared', 'affiliation', 'staff')),
  reason text not null,
  at timestamptz not null,
  unique (work_id, seat_id)
);

create table score_sheet (
  id uuid primary key,
  panel_id uuid not null references judging_panel (id),
  work_id uuid not null references judging_work (id),
  seat_id uuid not null references panel_seat (id),
  position integer not null,
  state text not null default 'assigned' check (state in ('assigned', 'draft', 'submitted', 'returned', 'recused', 'locked')),
  revision integer not null default 0,
  remark text not null default '',
  return_reason text,
  assigned_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  unique (work_id, seat_id),
  check (state <> 'submitted' or submitted_at is not null)
);
create index score_sheet_seat on score_sheet (seat_id, position);
create index score_sheet_panel on score_sheet (panel_id);

create table sheet_score (
  sheet_id uuid not null references score_sheet (id),
  aspect text not null,
  occurrence text not null default '',
  -- As the judge gave it, decimal text; null: taken back.
  value text check (value ~ '^-?[0-9]{1,12}([.][0-9]{1,12})?$'),
  comment text not null default '',
  -- The writer's own counter: an older change that arrives late changes nothing.
  sequence bigint not null,
  updated_at timestamptz not null,
  primary key (sheet_id, aspect, occurrence)
);

-- A sheet that was handed in does not change, whoever writes.
create function refuse_change_of_closed_sheet() returns trigger language plpgsql as $$
declare
  sheet_state text;
begin
  select state into sheet_state from score_sheet where id = coalesce(new.sheet_id, old.sheet_id);
  if sheet_state not in ('assigned', 'draft', 'returned') then
    raise exception 'a score sheet that was handed in does not change' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger sheet_score_closed before insert or update or delete on sheet_score
  for each row execute function refuse_change_of_closed_sheet();

-- Times, distances, base values, deductions: what instruments and officials say, one line an aspect and occurrence.
create table measured_score (
  work_id uuid not null references judging_work (id),
  aspect text not null,
  occurrence text not null default '',
  value text not null,
  multiplier text not null default '',
  base text not null default '',
  note text not null default '',
  by_person_id uuid,
  updated_at timestamptz not null,
  primary key (work_id, aspect, occurrence)
);
