import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0800-console-audit': { up: (db) => inTurn(db, AUDIT) },
  '0801-console-handed-in': { up: (db) => inTurn(db, HANDED_IN) },
}

const AUDIT = [
  `create table audit_entry (
     number bigint primary key,
     at timestamptz not null,
     account_id text,
     who text not null,
     press text,
     act text not null,
     about text,
     name text,
     details text not null,
     hash text not null,
     seal text not null
   )`,
  `comment on table audit_entry is 'What staff did. Each entry''s hash holds the one before it: see audit-log.ts'`,
  `create index audit_entry_about on audit_entry (about, number) where about is not null`,
  `create index audit_entry_press on audit_entry (press, number)`,
  `create function audit_entry_stays() returns trigger language plpgsql as $$
   begin
     if tg_op <> 'TRUNCATE' or exists (select from audit_entry) then
       raise exception 'Entries of the audit log are neither changed nor removed';
     end if;
     return null;
   end $$`,
  `create trigger audit_entry_stays before update or delete on audit_entry
     for each row execute function audit_entry_stays()`,
  `create trigger audit_entry_is_not_emptied before truncate on audit_entry
     for each statement execute function audit_entry_stays()`,
]

const HANDED_IN = [
  `create table handed_in (
     id text primary key,
     batch text not null,
     kind text not null check (kind in ('files', 'edit', 'restore')),
     press text not null,
     openness text not null,
     account_id text not null,
     who text not null,
     file text not null,
     folder text,
     book_id text,
     corrections jsonb,
     note text,
     publish_when_read boolean not null default false,
     state text not null default 'waiting' check (state in
       ('waiting', 'reading', 'read', 'scheduled', 'published', 'unchanged', 'refused', 'dropped', 'failed')),
     held boolean not null default false,
     tries integer not null default 0,
     lease timestamptz,
     fraction real not null default 0,
     doing text,
     draft_id text,
     title text,
     chapters integer,
     version integer,
     issues json not null default '[]',
     changes json not null default '[]',
     publish_at timestamptz,
     made timestamptz not null default now(),
     settled timestamptz
   )`,
  `comment on table handed_in is 'What staff handed in by the browser, and how far it has come'`,
  `create index handed_in_open on handed_in (state, made) where state in ('waiting', 'reading')`,
  `create index handed_in_due on handed_in (publish_at) where state = 'scheduled'`,
  `create index handed_in_press on handed_in (press, made desc, id)`,
  `create index handed_in_batch on handed_in (batch)`,
  `create index handed_in_book on handed_in (book_id, made desc) where book_id is not null`,
]
