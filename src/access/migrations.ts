import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0300-access-licences': { up: (db) => inTurn(db, [...LICENCES, ...COLLECTIONS, ...CODES, ...REQUESTS]) },
  '0301-access-copies': { up: (db) => inTurn(db, COPIES) },
}

const LICENCES = [
  `create table licence (
     id text primary key,
     kind text not null,
     holder_kind text not null check (holder_kind in ('institution', 'account', 'email', 'bearer')),
     holder text not null,
     covers jsonb not null,
     begins timestamptz not null,
     ends timestamptz,
     grace_days integer not null default 0 check (grace_days >= 0),
     seats integer check (seats > 0),
     affiliations text[],
     downloads boolean not null,
     note text,
     source text unique,
     granted timestamptz not null,
     granted_by text not null,
     revoked timestamptz,
     revoked_by text,
     revoked_reason text,
     check (ends > begins)
   )`,
  `comment on column licence.holder is
     'Id of an institution or account, an e-mail address in small letters, or SHA-256 of what its bearer keeps'`,
  `comment on column licence.ends is 'Exclusive, without the days of grace'`,
  `comment on column licence.affiliations is 'Whom an institution''s licence is for. Null: whomever the institution says'`,
  `comment on column licence.source is 'What it was granted for, such as an order: granted again, it is the same licence'`,
  `create index licence_holder on licence (holder_kind, holder)`,
  `create table seat (
     licence_id text not null references licence on delete cascade,
     reader text not null,
     until timestamptz not null,
     primary key (licence_id, reader)
   )`,
  `comment on column seat.reader is 'A hash that changes every day'`,
]

const COLLECTIONS = [
  `create table collection (
     id text primary key,
     press text,
     slug text not null unique,
     name text not null,
     rule jsonb,
     made timestamptz not null
   )`,
  `comment on column collection.press is 'Null: of every press'`,
  `comment on column collection.rule is 'Null: its books are listed one by one'`,
  `create table collection_member (
     collection_id text not null references collection on delete cascade,
     product_id text not null,
     by_rule boolean not null,
     added timestamptz not null,
     primary key (collection_id, product_id)
   )`,
  `create index collection_member_product on collection_member (product_id)`,
]

const CODES = [
  `create table access_code (
     id text primary key,
     hash text not null unique,
     kind text not null check (kind in ('single', 'multiple', 'inspection')),
     label text not null,
     covers jsonb not null,
     uses_left integer not null check (uses_left >= 0),
     days integer check (days > 0),
     until timestamptz,
     made timestamptz not null,
     made_by text not null,
     revoked timestamptz
   )`,
  `comment on column access_code.hash is 'SHA-256 of the code, which is shown once and kept nowhere'`,
  `comment on column access_code.days is 'How long it may be read once the code is used; null: for good'`,
  `comment on column access_code.until is 'When it can be used last'`,
  `create index access_code_label on access_code (label)`,
  `create table access_code_use (
     code_id text not null references access_code on delete cascade,
     redeemer text not null,
     licence_id text not null references licence,
     used timestamptz not null,
     primary key (code_id, redeemer)
   )`,
]

const REQUESTS = [
  `create table library_request (
     id text primary key,
     product_id text not null,
     press text not null,
     institution_id text,
     institution_name text not null,
     account_id text,
     email text,
     name text,
     message text,
     language text not null,
     state text not null check (state in ('open', 'settled', 'declined')),
     answer text,
     asked timestamptz not null,
     answered timestamptz,
     answered_by text
   )`,
  `comment on column library_request.institution_id is 'Null: the reader wrote a name that we do not know'`,
  `create index library_request_institution on library_request (institution_id, asked)`,
  `create index library_request_press on library_request (press, asked)`,
  `create index library_request_account on library_request (account_id) where account_id is not null`,
]

const COPIES = [
  `create table copy_request (
     id text primary key,
     product_id text not null,
     press text not null,
     account_id text,
     email text,
     name text,
     forms text[] not null,
     message text,
     language text not null,
     state text not null check (state in ('new', 'in-hand', 'sent', 'declined')),
     answer text,
     asked timestamptz not null,
     taken timestamptz,
     taken_by text,
     settled timestamptz,
     settled_by text,
     licence_id text references licence,
     file_name text,
     file_bytes bigint,
     file_until timestamptz
   )`,
  `comment on table copy_request is 'Accessible copies that readers ask for'`,
  `comment on column copy_request.email is 'Null: who asked is no longer kept'`,
  `create index copy_request_press on copy_request (press, asked)`,
  `create index copy_request_waiting on copy_request (lower(email)) where state in ('new', 'in-hand')`,
  `create index copy_request_account on copy_request (account_id) where account_id is not null`,
  `create table copy_file_piece (
     request_id text not null references copy_request on delete cascade,
     piece integer not null,
     content bytea not null,
     primary key (request_id, piece)
   )`,
  `comment on table copy_file_piece is 'A file that was made for one reader, in pieces of a mebibyte'`,
]
