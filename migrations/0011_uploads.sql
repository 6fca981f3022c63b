-- Works handed in: when, by what form, every version, and who was given longer.

-- A stage's hand-in as competitions defines it, copied here so that the deadline can be kept by the database.
create table submission_window (
  id uuid primary key,
  competition_id uuid not null references competition (id),
  organisation_id uuid not null,
  -- Stage code.
  stage text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- Fields of the form, files among them.
  form jsonb not null,
  -- { most, maxBytes, kinds } of files outside the form.
  file_rules jsonb not null,
  changed_at timestamptz not null,
  constraint submission_window_stage unique (competition_id, stage),
  check (opens_at < closes_at)
);

create table submission_extension (
  window_id uuid not null references submission_window (id),
  entry_id uuid not null references entry (id),
  until timestamptz not null,
  reason text not null check (length(reason) between 3 and 500),
  given_by uuid not null references person (id),
  given_at timestamptz not null,
  primary key (window_id, entry_id)
);

-- What is being prepared. One per entry; the revision keeps two tabs from overwriting each other.
create table submission_draft (
  window_id uuid not null references submission_window (id),
  entry_id uuid not null references entry (id),
  answers jsonb not null,
  sealed_answers bytea,
  files jsonb not null,
  revision integer not null,
  saved_at timestamptz not null,
  primary key (window_id, entry_id)
);

-- Every time something was handed in. The highest version counts; withdrawn, nothing does.
create table submission (
  id uuid primary key,
  window_id uuid not null references submission_window (id),
  entry_id uuid not null references entry (id),
  version integer not null check (version >= 1),
  state text not null check (state in ('submitted', 'withdrawn')),
  answers jsonb not null,
  sealed_answers bytea,
  submitted_by uuid not null references person (id),
  submitted_at timestamptz not null,
  withdrawn_at timestamptz,
  receipt jsonb not null,
  receipt_sha256 text not null check (receipt_sha256 ~ '^[0-9a-f]{64}$'),
  constraint submission_version unique (window_id, entry_id, version),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index submission_of_entry on submission (entry_id, window_id, version desc);

create table submission_file (
  submission_id uuid not null references submission (id),
  position integer not null,
  slot text not null,
  file_id uuid not null references file (id),
  name text not null,
  mime text not null,
  bytes bigint not null,
  sha256 text not null,
  primary key (submission_id, position),
  unique (submission_id, file_id)
);
create index submission_file_file on submission_file (file_id);

-- The moment an entry's hand-in ends: the window's, or later where staff gave longer.
create function submission_ends_at(the_window uuid, the_entry uuid) returns timestamptz language sql stable as $$
  select greatest(w.closes_at, x.until) from submission_window w
  left join submission_extension x on x.window_id = w.id and x.entry_id = the_entry
  where w.id = the_window
$$;

create function submission_keeps_the_deadline() returns trigger language plpgsql as $$
declare
  opens timestamptz;
begin
  select opens_at into opens from submission_window where id = new.window_id;
  if new.submitted_at < opens or new.submitted_at >= submission_ends_at(new.window_id, new.entry_id) then
    raise exception 'handed in at %, outside the window', new.submitted_at
      using errcode = 'check_violation', constraint = 'submission_keeps_the_deadline';
  end if;
  return new;
end $$;
create trigger submission_keeps_the_deadline before insert on submission
  for each row execute function submission_keeps_the_deadline();

-- A version is what it was when it was handed in; the one thing that may happen to it is to be withdrawn.
create function submission_stays_what_it_is() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'submitted' or new.state <> 'withdrawn'
    or (new.id, new.window_id, new.entry_id, new.version, new.submitted_by, new.submitted_at, new.receipt_sha256)
      is distinct from (old.id, old.window_id, old.entry_id, old.version, old.submitted_by, old.submitted_at, old.receipt_sha256)
    or new.answers <> old.answers or new.receipt <> old.receipt or new.sealed_answers is distinct from old.sealed_answers
  then
    raise exception 'a submission does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger submission_stays_what_it_is before update or delete on submission
  for each row execute function submission_stays_what_it_is();
create trigger submission_file_append_only before update or delete on submission_file
  for each row execute function refuse_change();
