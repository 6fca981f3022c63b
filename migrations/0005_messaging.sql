-- What the site tells a person: the inbox, and how much of it is also mailed.

create table notice (
  id uuid primary key,
  person_id uuid not null references person (id),
  -- `<domain>.<name>`: words are in that domain's catalogue under notices.<kind>.
  kind text not null check (kind ~ '^[a-z-]+\.[a-z0-9-]+$'),
  params jsonb not null,
  -- A path on this site, without the language.
  link text check (link like '/%' and link not like '//%'),
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_of on notice (person_id, id desc);
create index notice_unread on notice (person_id) where read_at is null;

create table mail_preference (
  person_id uuid primary key references person (id),
  -- all: every notice is mailed too. needed: only those that ask for something or settle something.
  notices text not null check (notices in ('all', 'needed')),
  changed_at timestamptz not null
);
