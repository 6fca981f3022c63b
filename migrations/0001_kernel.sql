-- What every domain leans on: the event log, idempotent requests, live topics, outgoing mail.

create table event_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  name text not null,
  organisation_id uuid,
  actor_id uuid,
  subject_type text not null,
  subject_id uuid,
  payload jsonb not null,
  request_id text
);
create index event_log_subject on event_log (subject_id, id);
create index event_log_organisation on event_log (organisation_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger event_log_append_only before update or delete on event_log
  for each row execute function refuse_change();

-- One row per request that created something, written in the same transaction as what it created.
create table idempotency_key (
  scope text not null,
  key text not null check (length(key) between 8 and 255),
  request_sha256 text not null,
  status integer not null,
  reply jsonb not null,
  created_at timestamptz not null,
  primary key (scope, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- Live topics: kept briefly so that a browser that was away can catch up from its last event.
create table topic_event (
  id bigint generated always as identity primary key,
  topic text not null,
  data jsonb not null,
  at timestamptz not null default clock_timestamp()
);
create index topic_event_topic on topic_event (topic, id);
create index topic_event_age on topic_event (at);

create table outgoing_mail (
  id uuid primary key,
  to_address text not null,
  to_person_id uuid,
  locale text not null check (locale in ('zh-CN', 'en')),
  template text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outgoing_mail_recent on outgoing_mail (created_at desc);
