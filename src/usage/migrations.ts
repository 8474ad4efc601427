import { type Kysely, sql } from 'kysely'
import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0500-usage-log': { up: (db) => inTurn(db, [...LOG, ...COUNTS]) },
  '0501-usage-by-month': { up: sortIntoMonths },
}

const LOG = [
  `create table usage_segment (
     id integer primary key generated always as identity,
     name text not null unique,
     moved_bytes bigint not null,
     moved timestamptz not null
   )`,
  `comment on table usage_segment is
     'How far each file of the spool has been moved: written in the transaction that moved it, so nothing comes twice'`,
  `create table usage_event (
     at timestamptz not null,
     segment integer not null,
     place bigint not null,
     item_id text not null,
     kind text not null check (kind in ('investigation', 'request', 'no-licence', 'limit-exceeded')),
     press text not null,
     book_id text not null,
     year integer,
     access text not null check (access in ('controlled', 'open', 'free-to-read')),
     method text not null check (method in ('regular', 'tdm')),
     link text not null,
     session text not null,
     robot boolean not null,
     institutions text[] not null,
     primary key (at, segment, place, item_id)
   )`,
  `comment on column usage_event.place is
     'Where its line begins in its segment. The two name one use, which has a row for each item it was a use of'`,
  `comment on column usage_event.item_id is 'A chapter; the book itself where no chapter is meant'`,
  `comment on column usage_event.year is 'Of publication, as the book said when it was moved. Null: not known'`,
  `comment on column usage_event.session is 'A hash whose key was destroyed after its day'`,
]

const COUNTS = [
  `create table usage_month (
     month date primary key,
     counted timestamptz not null,
     final boolean not null
   )`,
  `comment on column usage_month.final is 'Its uses are gone; what was counted stays'`,
  `create table usage_item_count (
     month date not null,
     institution text not null,
     press text not null,
     book_id text not null,
     item_id text not null,
     year integer,
     access text not null,
     method text not null,
     total_investigations integer not null,
     total_requests integer not null,
     unique_investigations integer not null,
     unique_requests integer not null,
     no_licence integer not null,
     limit_exceeded integer not null,
     primary key (month, institution, book_id, item_id, access, method)
   )`,
  `comment on column usage_item_count.institution is 'Its id; the empty string: everybody, whoever they are of'`,
  `create table usage_title_count (
     month date not null,
     institution text not null,
     press text not null,
     book_id text not null,
     year integer,
     access text not null,
     method text not null,
     unique_investigations integer not null,
     unique_requests integer not null,
     primary key (month, institution, book_id, access, method)
   )`,
]

/** Whatever is there is kept; which tables there are from then on is the job's: see months/month-tables.ts. */
async function sortIntoMonths(db: Kysely<unknown>): Promise<void> {
  await inTurn(db, [
    'alter table usage_event rename to usage_event_before',
    'alter index usage_event_pkey rename to usage_event_before_pkey',
    'create table usage_event (like usage_event_before including all) partition by range (at)',
    'create table usage_event_rest partition of usage_event default',
  ])
  const { rows } = await sql<{ month: string; ends: string }>`
    select to_char(month, 'YYYY-MM') as month, to_char(month + interval '1 month', 'YYYY-MM') as ends
    from (select distinct date_trunc('month', at at time zone 'UTC') as month from usage_event_before) months`.execute(
    db,
  )
  for (const { month, ends } of rows)
    await inTurn(db, [
      `create table usage_event_${month.replace('-', '_')} partition of usage_event
         for values from ('${month}-01T00:00:00Z') to ('${ends}-01T00:00:00Z')`,
    ])
  await inTurn(db, [
    'insert into usage_event select * from usage_event_before',
    'drop table usage_event_before',
  ])
}
