/** The tables of the record. Versions are whole documents that never change; what is searched by stands in columns. */
import { inTurn, type Migrations } from '#platform'

const STATEMENTS = [
  `create table record (
     id text primary key,
     press text not null,
     book_id text not null references book,
     chapter_id text not null references chapter,
     folder text not null,
     version integer not null,
     files_hash text not null,
     is_withdrawn boolean not null,
     anchors json not null,
     updated timestamptz not null
   )`,
  `comment on table record is 'A record as it stands now: which version, and where in the text its quotations are'`,
  `create index record_chapter on record (chapter_id)`,
  `create index record_book on record (book_id)`,
  `create table record_version (
     record_id text not null references record,
     number integer not null,
     made timestamptz not null,
     document json not null,
     findings json not null,
     anchors json not null,
     public_document json,
     public_findings json,
     primary key (record_id, number)
   )`,
  `comment on column record_version.public_document is
     'Without what only readers of the chapter are shown; null: all of it is everybody''s'`,
  `create table record_entry (
     record_id text not null references record,
     id text not null,
     kind text not null,
     name text not null,
     name_key text,
     other_names text[] not null,
     is_public boolean not null,
     first integer not null,
     last integer not null,
     primary key (record_id, id)
   )`,
  `comment on table record_entry is
     'Everything that has an address: in which versions it stands. One whose last version is not the record''s is withdrawn'`,
  `create index record_entry_name on record_entry (kind, name_key) where name_key is not null`,
  `create table record_same (
     record_id text not null,
     entry_id text not null,
     kind text not null,
     key text not null,
     primary key (record_id, entry_id, key),
     foreign key (record_id, entry_id) references record_entry
   )`,
  `comment on table record_same is 'By the author''s word: who shares a key is the same person, place or source'`,
  `create index record_same_key on record_same (kind, key)`,
  `create table record_check (
     book_id text not null references book,
     folder text not null,
     files_hash text not null,
     record_id text,
     outcome json not null,
     checked timestamptz not null,
     primary key (book_id, folder)
   )`,
  `comment on table record_check is 'What became of the files of a record when they came last: for those who mend them'`,
]

/** By every folded word of every form of a name, so that those who may be one are found to be compared. */
const NAME_KEYS = [
  `alter table record_entry add column name_keys text[] not null default '{}'`,
  `update record_entry set name_keys = string_to_array(name_key, ' ') where name_key <> ''`,
  `create index record_entry_name_keys on record_entry using gin (name_keys)`,
  `drop index record_entry_name`,
  `alter table record_entry drop column name_key`,
]

const REVIEW = [
  `create table record_reviewer (
     book_id text not null references book,
     record_id text not null,
     account_id text not null,
     name text not null,
     asked timestamptz not null,
     primary key (book_id, record_id, account_id)
   )`,
  `comment on table record_reviewer is 'Who is asked to review a record, which need not have been published yet'`,
  `create index record_reviewer_account on record_reviewer (account_id)`,
  `create table record_review (
     book_id text not null references book,
     record_id text not null,
     account_id text not null,
     name text not null,
     entry text not null,
     decision text not null,
     print text not null,
     note text,
     given timestamptz not null,
     primary key (book_id, record_id, account_id, entry)
   )`,
  `comment on column record_review.print is 'Of what was read: what is said holds for these words alone'`,
]

export const recordMigrations: Migrations = {
  '0700-record': { up: (db) => inTurn(db, STATEMENTS) },
  '0701-record-name-keys': { up: (db) => inTurn(db, NAME_KEYS) },
  '0702-record-review': { up: (db) => inTurn(db, REVIEW) },
}
