-- People, how they prove who they are, and what they agreed to.

create table person (
  id uuid primary key,
  -- Normalised: trimmed, lower case. Of an erased person: a placeholder that receives no mail.
  email text not null constraint person_email unique check (email = lower(email) and email like '_%@_%'),
  email_verified_at timestamptz,
  name text not null check (length(name) between 1 and 100),
  -- Argon2id in PHC form. Null: no password, so none matches.
  password_hash text,
  password_changed_at timestamptz,
  locale text not null check (locale in ('zh-CN', 'en')),
  zone text not null,
  -- operator, support, finance of the whole platform.
  platform_roles text[] not null default '{}' check (platform_roles <@ array['operator', 'support', 'finance']),
  -- The authenticator's shared secret, sealed; in use from totp_confirmed_at on. A time step is accepted once.
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz not null,
  erase_requested_at timestamptz,
  erase_after timestamptz,
  -- The moment personal data was removed. The row stays: results and ledger lines point at its number.
  deleted_at timestamptz,
  check ((erase_requested_at is null) = (erase_after is null))
);
create index person_to_erase on person (erase_after) where erase_after is not null and deleted_at is null;
create index person_created on person (created_at desc);

create table session (
  id uuid primary key,
  person_id uuid not null references person (id),
  token_sha256 text not null constraint session_token unique,
  user_agent text not null,
  address text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  check ((ended_at is null) = (end_reason is null))
);
create index session_open on session (person_id, seen_at desc) where ended_at is null;
create index session_age on session (expires_at);

-- A sign-up waits here until its mail address is proven; only then is there an account. For an address that has one
-- already a row is made all the same, whose code is never sent.
create table sign_up (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text not null,
  locale text not null,
  zone text not null,
  consents jsonb not null,
  code_digest text not null,
  link_sha256 text not null constraint sign_up_link unique,
  -- Wrong codes since the last one was sent.
  attempts integer not null default 0,
  mails integer not null default 1,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index sign_up_email on sign_up (email, created_at desc);
create index sign_up_age on sign_up (created_at);

-- Proofs sent to a mailbox of somebody who has an account (or, for a reset, perhaps not: person_id is then null).
create table email_token (
  id uuid primary key,
  kind text not null check (kind in ('reset', 'change-email')),
  person_id uuid references person (id),
  -- reset: the address that asked. change-email: the new address.
  email text not null check (email = lower(email)),
  link_sha256 text not null constraint email_token_link unique,
  code_digest text,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index email_token_email on email_token (email, created_at desc);
create index email_token_person on email_token (person_id, kind, created_at desc);
create index email_token_age on email_token (created_at);

-- The password was right; the second factor is still owed.
create table sign_in_challenge (
  id uuid primary key,
  person_id uuid not null references person (id),
  token_sha256 text not null constraint sign_in_challenge_token unique,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_challenge_person on sign_in_challenge (person_id, created_at desc);

create table recovery_code (
  person_id uuid not null references person (id),
  code_digest text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, code_digest)
);

-- Counts attempts by keyed digest, so that an address without an account is slowed like one with.
create table sign_in_guard (
  key text primary key,
  failures integer not null,
  locks integer not null default 0,
  window_started_at timestamptz not null,
  locked_until timestamptz
);

-- What happened to an account, for its owner to read.
create table security_event (
  id uuid primary key,
  person_id uuid not null references person (id),
  kind text not null,
  at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index security_event_person on security_event (person_id, at desc);

create table consent (
  id uuid primary key,
  person_id uuid not null references person (id),
  purpose text not null,
  version integer not null check (version >= 1),
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at)
);
create unique index consent_in_force on consent (person_id, purpose, version) where withdrawn_at is null;
