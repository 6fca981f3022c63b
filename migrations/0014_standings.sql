-- Results: computed from the scores under the published rules, published provisionally, objected to, and final.

create table result_run (
  id uuid primary key,
  competition_id uuid not null references competition (id),
  organisation_id uuid not null,
  rules_version integer not null,
  state text not null default 'computed' check (state in ('computed', 'provisional', 'final', 'withdrawn', 'replaced')),
  -- Digest of the canonical rules and scores: two runs over the same input have the same digest and the same results.
  input_sha256 text not null,
  scores jsonb not null,
  results jsonb not null,
  computed_at timestamptz not null,
  computed_by uuid,
  provisional_at timestamptz,
  objections_until timestamptz,
  final_at timestamptz,
  withdrawn_reason jsonb,
  check (state not in ('provisional', 'final') or provisional_at is not null),
  check (state <> 'final' or final_at is not null)
);
create index result_run_competition on result_run (competition_id, computed_at desc);
-- One set of results at a time is in public.
create unique index result_run_public on result_run (competition_id) where state in ('provisional', 'final');

-- What was computed and published stays as it was; only the state moves on.
create function result_run_keeps_results() returns trigger language plpgsql as $$
begin
  if (new.scores, new.results, new.input_sha256, new.rules_version, new.competition_id)
    is distinct from (old.scores, old.results, old.input_sha256, old.rules_version, old.competition_id) then
    raise exception 'a result run keeps its results' using errcode = 'restrict_violation';
  end if;
  if old.state = 'final' and new.state not in ('final', 'withdrawn') then
    raise exception 'final results can only be withdrawn' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger result_run_kept before update on result_run for each row execute function result_run_keeps_results();

-- What strangers download: the bytes of the board and of the bundle, made once at publication.
create table published_result (
  competition_id uuid primary key references competition (id),
  run_id uuid not null references result_run (id),
  slug text not null unique,
  board jsonb not null,
  bundle text not null,
  bundle_sha256 text not null,
  etag text not null
);

create table result_objection (
  id uuid primary key,
  run_id uuid not null references result_run (id),
  competition_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  statement text not null check (length(statement) between 1 and 4000),
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  answer text,
  answered_by uuid,
  created_at timestamptz not null,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null))
);
create index result_objection_run on result_objection (run_id, created_at);
