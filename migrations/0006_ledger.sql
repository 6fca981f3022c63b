-- Append-only double entry. Rows of other domains are named by id without foreign keys: a key check on an organisation's or
-- an account's row would be one more lock on the hottest rows of the house; the checks below run once per entry instead.

create table ledger_account (
  id uuid primary key,
  organisation_id uuid not null,
  code text not null check (code ~ '^[a-z_]+:[A-Za-z0-9_:-]+$'),
  currency text not null,
  normal_side text not null check (normal_side in ('debit', 'credit')),
  may_go_negative boolean not null,
  -- In the direction of the normal side.
  posted_minor bigint not null default 0,
  pending_debit_minor bigint not null default 0 check (pending_debit_minor >= 0),
  pending_credit_minor bigint not null default 0 check (pending_credit_minor >= 0),
  unique (organisation_id, code, currency),
  -- What is available (posted less what is reserved against it) never falls below nothing where that was promised.
  constraint ledger_account_not_negative check (
    may_go_negative
    or posted_minor - (case normal_side when 'debit' then pending_credit_minor else pending_debit_minor end) >= 0
  )
);

create table journal_entry (
  id uuid primary key,
  number bigint generated always as identity unique,
  organisation_id uuid not null,
  at timestamptz not null,
  state text not null check (state in ('pending', 'posted', 'voided')),
  resolved_at timestamptz,
  source_type text not null,
  source_id uuid not null,
  purpose text not null,
  reverses_id uuid unique references journal_entry (id),
  posting_count smallint not null check (posting_count >= 2),
  memo jsonb not null default '{}',
  constraint journal_entry_source unique (source_type, source_id, purpose)
);
create index journal_entry_organisation on journal_entry (organisation_id, number desc);

create table posting (
  entry_id uuid not null,
  position smallint not null,
  account_id uuid not null,
  side text not null check (side in ('debit', 'credit')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  primary key (entry_id, position)
);
create index posting_account on posting (account_id, entry_id);

create trigger posting_append_only before update or delete on posting
  for each row execute function refuse_change();

create function ledger_entry_resolves_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'journal_entry is append-only' using errcode = 'restrict_violation';
  end if;
  if old.state <> 'pending' or new.state not in ('posted', 'voided')
    or (new.id, new.number, new.organisation_id, new.at, new.source_type, new.source_id, new.purpose, new.posting_count, new.memo)
      is distinct from
      (old.id, old.number, old.organisation_id, old.at, old.source_type, old.source_id, old.purpose, old.posting_count, old.memo)
    or new.reverses_id is distinct from old.reverses_id then
    raise exception 'a journal entry changes once, from pending to posted or voided' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger journal_entry_resolves_once before update or delete on journal_entry
  for each row execute function ledger_entry_resolves_once();

-- At commit: as many postings as the entry says, in accounts of its own book and currency, summing to nothing per currency.
create function ledger_entry_balances() returns trigger language plpgsql as $$
declare
  counted integer;
  strangers integer;
  unbalanced text;
begin
  select count(*), count(*) filter (where a.id is null) into counted, strangers
  from posting p
  left join ledger_account a
    on a.id = p.account_id and a.currency = p.currency and a.organisation_id = new.organisation_id
  where p.entry_id = new.id;
  if counted <> new.posting_count then
    raise exception 'journal entry % has % postings, not %', new.id, counted, new.posting_count
      using errcode = 'check_violation', constraint = 'journal_entry_whole';
  end if;
  if strangers > 0 then
    raise exception 'journal entry % posts to an account of another book or currency', new.id
      using errcode = 'check_violation', constraint = 'journal_entry_own_accounts';
  end if;
  select currency into unbalanced from posting where entry_id = new.id
  group by currency having sum(case side when 'debit' then amount_minor else -amount_minor end) <> 0 limit 1;
  if unbalanced is not null then
    raise exception 'journal entry % does not balance in %', new.id, unbalanced
      using errcode = 'check_violation', constraint = 'journal_entry_balances';
  end if;
  return null;
end $$;
create constraint trigger journal_entry_balances after insert on journal_entry
  deferrable initially deferred for each row execute function ledger_entry_balances();

-- No posting joins an entry that is already whole.
create function ledger_posting_belongs() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from (select distinct entry_id from added) t
    left join journal_entry e on e.id = t.entry_id
    where e.id is null or (select count(*) from posting p where p.entry_id = t.entry_id) > e.posting_count
  ) then
    raise exception 'a posting belongs to the entry it was written with'
      using errcode = 'check_violation', constraint = 'posting_belongs';
  end if;
  return null;
end $$;
create trigger posting_belongs after insert on posting referencing new table as added
  for each statement execute function ledger_posting_belongs();

create function ledger_account_keeps_identity() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.organisation_id, new.code, new.currency, new.normal_side)
    is distinct from (old.id, old.organisation_id, old.code, old.currency, old.normal_side) then
    raise exception 'a ledger account keeps its book, code, currency and side' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger ledger_account_stays before delete on ledger_account
  for each row execute function ledger_account_keeps_identity();
create trigger ledger_account_keeps_identity before update of id, organisation_id, code, currency, normal_side on ledger_account
  for each row execute function ledger_account_keeps_identity();
