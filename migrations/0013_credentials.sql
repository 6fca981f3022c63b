-- Certificates and verifiable credentials: who signs, what was signed, what was taken back.

-- An organisation signs with one key at a time; old keys stay published, so that what they signed can still be checked.
create table issuer_key (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  -- Counts from 1 within the organisation: `…/issuers/<organisation>#key-<number>`.
  number integer not null check (number >= 1),
  public_multikey text not null check (public_multikey like 'z6Mk%'),
  -- Secret Multikey, sealed under `credentials.issuer-key:<id>`.
  sealed_private_key bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  -- A leaked key: nothing it signed counts any more.
  revoked_at timestamptz,
  constraint issuer_key_number unique (organisation_id, number)
);
create unique index issuer_key_in_use on issuer_key (organisation_id) where retired_at is null and revoked_at is null;

-- One bit a credential. An organisation opens another list when one is full.
create table status_list (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  number integer not null check (number >= 1),
  taken integer not null default 0 check (taken between 0 and 131072),
  changed_at timestamptz not null,
  constraint status_list_number unique (organisation_id, number)
);

create table credential (
  id uuid primary key,
  number text not null constraint credential_number unique check (number ~ '^PL-\d{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  kind text not null check (kind in ('award', 'participation', 'title', 'course')),
  organisation_id uuid not null references organisation (id),
  issuer_key_id uuid not null references issuer_key (id),
  subject_person_id uuid references person (id),
  subject_name jsonb not null check (subject_name ? 'zh-CN' and subject_name ? 'en'),
  -- What it was issued for, once: `award` and the award's id.
  source_type text not null,
  source_id uuid not null,
  -- Texts in both languages for pages: award, competition, results.
  achievement jsonb not null,
  -- Template and values the paper is drawn from.
  certificate jsonb not null,
  -- The signed credential, byte for byte as issued.
  document text not null,
  status_list_id uuid not null references status_list (id),
  status_index integer not null check (status_index between 0 and 131071),
  state text not null default 'valid' check (state in ('valid', 'revoked')),
  issued_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references person (id),
  revoke_reason jsonb,
  -- When the holder was told that it was issued: reactions may run twice.
  told_at timestamptz,
  -- When the names were removed at the holder's request. What is left says only that there was a certificate.
  erased_at timestamptz,
  constraint credential_source unique (source_type, source_id),
  constraint credential_status unique (status_list_id, status_index),
  check ((state = 'revoked') = (revoked_at is not null)),
  check ((state = 'revoked') = (revoke_reason is not null))
);
create index credential_person on credential (subject_person_id, issued_at desc) where subject_person_id is not null;
create index credential_organisation on credential (organisation_id, issued_at desc);
create index credential_revoked on credential (status_list_id, status_index) where state = 'revoked';

-- What was signed never changes; only the state does, and erasure removes it whole.
create function credential_stays_as_signed() returns trigger language plpgsql as $$
begin
  if old.erased_at is null and new.erased_at is not null and new.state = 'revoked' then
    return new;
  end if;
  if (new.number, new.document, new.organisation_id, new.issuer_key_id, new.status_list_id, new.status_index)
     is distinct from (old.number, old.document, old.organisation_id, old.issuer_key_id, old.status_list_id, old.status_index)
     or (old.state = 'revoked' and new.state <> 'revoked') then
    raise exception 'credential % was issued and cannot change', old.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger credential_stays before update on credential for each row execute function credential_stays_as_signed();
