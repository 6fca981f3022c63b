-- A person's place in a competition, from the form to the confirmation.

-- The hot row: one per competition, and one per track with places of its own. Updated last in a turn.
create table entry_quota (
  competition_id uuid not null references competition (id),
  track_id uuid,
  places integer check (places >= 0),
  taken integer not null default 0 check (taken >= 0),
  -- The last entry number given out; counted on the competition's own row.
  last_number integer not null default 0,
  constraint entry_quota_key unique nulls not distinct (competition_id, track_id),
  constraint entry_quota_not_oversold check (places is null or taken <= places)
);

create table entry (
  id uuid primary key,
  competition_id uuid not null references competition (id),
  organisation_id uuid not null,
  track_id uuid,
  -- Null for an entry that was imported and that nobody has claimed.
  person_id uuid,
  number text not null,
  state text not null check (state in ('held', 'in-review', 'returned', 'confirmed', 'rejected', 'withdrawn', 'expired', 'disqualified')),
  -- The name that results and certificates carry, and the school or employer that conflicts of interest are read from.
  entrant_name text not null check (length(entrant_name) between 1 and 120),
  affiliation text not null default '',
  answers jsonb not null,
  -- Fields marked personal, encrypted for this row.
  sealed_answers bytea,
  form_version integer not null,
  rules_version integer not null,
  order_id uuid,
  hold_expires_at timestamptz,
  correct_by timestamptz,
  review_note text,
  entered_at timestamptz not null,
  confirmed_at timestamptz,
  updated_at timestamptz not null,
  constraint entry_number_unique unique (competition_id, number),
  constraint entry_hold_has_end check (state <> 'held' or hold_expires_at is not null)
);
create unique index entry_one_live on entry (competition_id, person_id) where state not in ('expired', 'withdrawn');
create index entry_by_person on entry (person_id, entered_at desc);
create index entry_by_state on entry (competition_id, state, entered_at);
create index entry_by_order on entry (order_id) where order_id is not null;

-- What happened to an entry, who did it, and what they wrote.
create table entry_history (
  id uuid primary key,
  entry_id uuid not null references entry (id),
  at timestamptz not null,
  by_person_id uuid,
  action text not null,
  from_state text,
  to_state text not null,
  note text
);
create index entry_history_of on entry_history (entry_id, at);
create trigger entry_history_append_only before update or delete on entry_history
  for each row execute function refuse_change();

-- A form half filled in, kept for its person alone and encrypted whole.
create table entry_draft (
  person_id uuid not null,
  competition_id uuid not null references competition (id),
  sealed bytea not null,
  updated_at timestamptz not null,
  primary key (person_id, competition_id)
);
