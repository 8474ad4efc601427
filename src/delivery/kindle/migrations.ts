/** The tables of Kindle: readers' devices, what readers say came of a delivery, and pauses. */
import { sql } from 'kysely'
import type { Migrations } from '#platform'

export const kindleMigrations: Migrations = {
  '0610-delivery-kindle': {
    up: async (db) => {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  },
}

const STATEMENTS = [
  `create table kindle_device (
     id text primary key,
     account_id text not null,
     label text not null,
     name text not null,
     domain text not null,
     made timestamptz not null,
     confirmed timestamptz,
     trouble text,
     unique (account_id, name, domain)
   )`,
  `comment on column kindle_device.confirmed is 'When the mailbox of its account said that it is theirs'`,
  `comment on column kindle_device.trouble is 'Amazon does not know it: said by a server or a bounce'`,
  `create table kindle_letter (
     id text primary key,
     device_id text not null references kindle_device (id) on delete cascade,
     account_id text not null,
     back text not null,
     made timestamptz not null,
     expires timestamptz not null,
     used timestamptz
   )`,
  'create index kindle_letter_of on kindle_letter (account_id, made)',
  `create table kindle_approval (
     account_id text not null,
     sender text not null,
     made timestamptz not null,
     primary key (account_id, sender)
   )`,
  `create table kindle_report (
     delivery_id text primary key,
     account_id text not null,
     press text not null,
     sender text not null,
     book_id text not null,
     said text not null check (said in ('arrived', 'missing', 'refused')),
     code text,
     at timestamptz not null
   )`,
  'create index kindle_report_of_sender on kindle_report (sender, at)',
  'create index kindle_report_of_book on kindle_report (book_id, at)',
  `create table kindle_pause (
     sender text primary key,
     why text not null,
     since timestamptz not null,
     until timestamptz not null
   )`,
]
