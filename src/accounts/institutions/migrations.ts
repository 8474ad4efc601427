import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0210-accounts-institutions': { up: (db) => inTurn(db, TABLES) },
  '0211-accounts-librarians': { up: (db) => inTurn(db, LIBRARIANS) },
  '0212-accounts-institution-changes': { up: (db) => inTurn(db, CHANGES) },
}

const TABLES = [
  `create table institution (
     id text primary key,
     kind text not null check (kind in ('institution', 'consortium')),
     name text not null,
     name_key text collate "C" not null,
     other_names text[] not null,
     country text,
     city text,
     ror text unique,
     isni text unique,
     contact text,
     settings jsonb not null,
     active boolean not null default true,
     added timestamptz not null
   )`,
  `comment on column institution.name_key is 'Small letters without accents: lists are sorted by it'`,
  `comment on column institution.active is
     'One that has left keeps its row, since licences and figures name it, and its addresses, which are free for others'`,
  `create index institution_name on institution (name_key, id)`,
  `create table institution_membership (
     institution_id text not null references institution on delete cascade,
     consortium_id text not null references institution,
     primary key (institution_id, consortium_id)
   )`,
  `create index institution_membership_consortium on institution_membership (consortium_id)`,
  `create table address_range (
     id bigint primary key generated always as identity,
     institution_id text not null references institution on delete cascade,
     family smallint not null check (family in (4, 6)),
     first inet not null,
     last inet not null,
     excluded boolean not null,
     note text,
     added_by text not null,
     added timestamptz not null,
     check (family(first) = family and family(last) = family and first <= last)
   )`,
  `create index address_range_institution on address_range (institution_id)`,
  `create table institution_sign_in (
     entity_id text not null,
     scope text not null default '',
     institution_id text not null references institution on delete cascade,
     primary key (entity_id, scope)
   )`,
  `comment on table institution_sign_in is 'Whose readers a provider signs in; an empty scope: all that no other row names'`,
  `create index institution_sign_in_institution on institution_sign_in (institution_id)`,
  `create table institution_word (
     word text collate "C" not null,
     institution_id text not null references institution on delete cascade,
     primary key (word, institution_id)
   )`,
  `comment on table institution_word is 'What a reader may begin to type'`,
  `create index institution_word_institution on institution_word (institution_id)`,
  `create table pairing (
     id text primary key,
     token text not null unique,
     institution_id text not null references institution on delete cascade,
     account_id text,
     affiliation text not null,
     device text not null,
     made timestamptz not null,
     until timestamptz not null,
     ended timestamptz
   )`,
  `comment on table pairing is 'Devices that were on campus once and may read elsewhere for a time'`,
  `comment on column pairing.token is 'SHA-256 of what the device keeps'`,
  `comment on column pairing.device is 'Browser and system, for whoever looks at the list; no more is kept of it'`,
  `create index pairing_institution on pairing (institution_id, until)`,
  `create index pairing_account on pairing (account_id) where account_id is not null`,
]

const LIBRARIANS = [
  `create table institution_librarian (
     institution_id text not null references institution on delete cascade,
     account_id text not null,
     added_by text not null,
     added timestamptz not null,
     primary key (institution_id, account_id)
   )`,
  `comment on table institution_librarian is 'Accounts that speak for an institution, and for all that belong to it'`,
  `create index institution_librarian_account on institution_librarian (account_id)`,
]

const CHANGES = [
  `create table institution_change (number bigint not null)`,
  `comment on table institution_change is 'One row, which rises by one with every change: whoever keeps institutions in memory looks at it'`,
  `insert into institution_change (number) values (0)`,
]
