import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0600-delivery-deliveries': { up: (db) => inTurn(db, DELIVERIES) },
}

const DELIVERIES = [
  `create table delivery (
     id text primary key,
     account_id text not null,
     press text not null,
     destination text not null,
     target text,
     target_label text,
     sender text,
     thing jsonb not null,
     product_id text not null,
     origin text not null,
     base text not null,
     language text not null,
     basis jsonb not null,
     request_key text not null,
     state text not null,
     attempt integer not null default 0,
     tries integer not null default 0,
     due timestamptz,
     job text,
     checkpoint jsonb,
     committing boolean not null default false,
     sent_bytes bigint not null default 0,
     bytes bigint,
     file_name text,
     remote text,
     fault jsonb,
     counted timestamptz,
     made timestamptz not null,
     changed timestamptz not null,
     ended timestamptz,
     unique (account_id, request_key)
   )`,
  `comment on column delivery.basis is 'As whom the reader could take it: institutions and words, asked again before it is sent'`,
  `comment on column delivery.request_key is 'Made with the form, so that a form sent twice is one delivery'`,
  `comment on column delivery.attempt is 'Counts each worker that took it up; what an older one writes is refused'`,
  `comment on column delivery.tries is 'Failures that count against the schedule'`,
  `comment on column delivery.job is 'The job in the queue that may take it up'`,
  'create index delivery_of_account on delivery (account_id, made desc)',
  'create index delivery_made on delivery (made desc)',
  'create index delivery_of_sender on delivery (sender, made) where sender is not null',
  `create index delivery_under_way on delivery (changed)
     where state in ('queued', 'assembling', 'sending', 'retrying', 'waiting-for-reader')`,
  'create index delivery_of_target on delivery (target) where target is not null',
  `create table delivery_event (
     n bigint generated always as identity primary key,
     delivery_id text not null references delivery (id) on delete cascade,
     at timestamptz not null,
     kind text not null,
     facts jsonb not null default '{}'
   )`,
  'create index delivery_event_of on delivery_event (delivery_id, n)',
  'create table delivery_sender (sender text primary key, next timestamptz not null)',
  `comment on table delivery_sender is 'When the next message of this sender may begin'`,
  `create function delivery_event_stands() returns trigger language plpgsql as $$
     begin raise exception 'what happened to a delivery is never changed'; end $$`,
  `create trigger delivery_event_is_kept before update on delivery_event
     for each row execute function delivery_event_stands()`,
]
