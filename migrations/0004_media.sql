-- Files: what the bytes under a storage key are, whose they are, and whether anyone may rely on them.

create table file (
  id uuid primary key,
  owner_person_id uuid not null references person (id),
  organisation_id uuid references organisation (id),
  purpose text not null,
  -- What the file was claimed for (an entry, a submission, an organisation); null until then,
  -- and files that nothing claims are removed after a week.
  subject_id uuid,
  name text not null check (length(name) between 1 and 255),
  mime text not null,
  -- Declared while uploading, measured once ready.
  bytes bigint not null check (bytes >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null unique,
  state text not null check (state in ('uploading', 'ready', 'removed')),
  personal boolean not null,
  public boolean not null default false,
  created_at timestamptz not null,
  ready_at timestamptz,
  removed_at timestamptz,
  bytes_removed_at timestamptz,
  check (not (personal and public)),
  check ((state = 'uploading') = (ready_at is null and removed_at is null) or state = 'removed'),
  check (state <> 'ready' or (sha256 is not null and ready_at is not null))
);
create index file_owner on file (owner_person_id, created_at desc);
create index file_uploading on file (created_at) where state = 'uploading';
create index file_unclaimed on file (ready_at) where state = 'ready' and subject_id is null;
create index file_bytes_to_remove on file (removed_at) where state = 'removed' and bytes_removed_at is null;
create index file_subject on file (subject_id) where subject_id is not null;

-- A resumable upload under way: what was promised, and how much was acknowledged.
create table upload (
  file_id uuid primary key references file (id),
  person_id uuid not null references person (id),
  -- The rules that were in force when it began.
  rules jsonb not null,
  metadata jsonb not null,
  length bigint not null check (length > 0),
  -- Bytes that are stored for good and were acknowledged.
  received bigint not null default 0 check (received between 0 and length),
  created_at timestamptz not null,
  touched_at timestamptz not null,
  expires_at timestamptz not null
);
create index upload_age on upload (expires_at);
create index upload_person on upload (person_id);

-- The pieces of an upload under way, in the store under their own keys; together they are bytes 0 to upload.received.
create table upload_part (
  file_id uuid not null references upload (file_id) on delete cascade,
  start bigint not null,
  bytes integer not null check (bytes > 0),
  storage_key text not null,
  primary key (file_id, start)
);

-- A file that is ready never changes its bytes.
create function file_stays_what_it_is() returns trigger language plpgsql as $$
begin
  if old.state <> 'uploading' and (
    new.sha256 is distinct from old.sha256 or new.bytes <> old.bytes or new.storage_key <> old.storage_key
    or new.mime <> old.mime or new.owner_person_id <> old.owner_person_id
  ) then
    raise exception 'file % is finished and does not change', old.id using errcode = 'restrict_violation';
  end if;
  if old.state = 'removed' and new.state <> 'removed' then
    raise exception 'file % was removed', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger file_stays_what_it_is before update on file for each row execute function file_stays_what_it_is();

alter table organisation
  add constraint organisation_logo foreign key (logo_file_id) references file (id),
  add constraint organisation_picture foreign key (picture_file_id) references file (id),
  add constraint organisation_seal foreign key (seal_file_id) references file (id);
