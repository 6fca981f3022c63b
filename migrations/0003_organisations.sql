-- Tenants, the people who work for them, and invitations to do so.

create table organisation (
  id uuid primary key,
  slug text not null constraint organisation_slug unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$'),
  name jsonb not null check (name ? 'zh-CN' and name ? 'en' and (name ->> 'zh-CN') || (name ->> 'en') <> ''),
  about jsonb not null check (about ? 'zh-CN' and about ? 'en'),
  website text check (website ~ '^https?://'),
  contact_email text,
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  -- References to file(id) are added with the files, in 0004.
  logo_file_id uuid,
  picture_file_id uuid,
  seal_file_id uuid,
  seal_text text check (length(seal_text) between 1 and 9),
  zone text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  revision integer not null default 1
);

create function known_staff_roles(roles text[]) returns boolean language sql immutable as $$
  select cardinality(roles) > 0
    and roles <@ array['owner', 'manager', 'reviewer', 'finance', 'front-desk', 'observer']
$$;

create table staff (
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  roles text[] not null check (known_staff_roles(roles)),
  joined_at timestamptz not null,
  invited_by uuid references person (id),
  primary key (organisation_id, person_id)
);
create index staff_person on staff (person_id);

create table staff_invitation (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  email text not null check (email = lower(email)),
  roles text[] not null check (known_staff_roles(roles)),
  token_sha256 text not null constraint staff_invitation_token unique,
  invited_by uuid not null references person (id),
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person (id),
  cancelled_at timestamptz,
  check (accepted_at is null or cancelled_at is null),
  check ((accepted_at is null) = (accepted_by is null))
);
create unique index staff_invitation_waiting on staff_invitation (organisation_id, email)
  where accepted_at is null and cancelled_at is null;

-- An organisation always has an owner. The row lock makes two owners who leave at the same moment meet: the second one's
-- check runs after the first has committed, and refuses.
create function organisation_keeps_an_owner() returns trigger language plpgsql as $$
declare
  organisation uuid;
begin
  if tg_table_name = 'staff' then organisation := old.organisation_id; else organisation := new.id; end if;
  perform 1 from organisation o where o.id = organisation for no key update;
  if found and not exists (
    select 1 from staff s where s.organisation_id = organisation and 'owner' = any (s.roles)
  ) then
    raise exception 'organisation % would have no owner', organisation
      using errcode = 'check_violation', constraint = 'organisation_keeps_an_owner';
  end if;
  return null;
end $$;

create constraint trigger staff_keeps_an_owner after update or delete on staff
  deferrable initially deferred for each row execute function organisation_keeps_an_owner();
create constraint trigger organisation_begins_with_an_owner after insert on organisation
  deferrable initially deferred for each row execute function organisation_keeps_an_owner();
