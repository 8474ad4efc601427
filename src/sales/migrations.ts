import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0400-sales-orders': { up: (db) => inTurn(db, [...PRICES, ...ORDERS, ...PAPERS]) },
  '0401-sales-returned': { up: (db) => inTurn(db, RETURNED) },
}

const PRICES = [
  `create table sale_price (
     product_id text not null,
     days integer not null default 0 check (days >= 0),
     currency text not null,
     territory text not null default '*',
     amount bigint check (amount > 0),
     tax_included boolean not null,
     set_at timestamptz not null,
     set_by text not null,
     primary key (product_id, days, currency, territory)
   )`,
  `comment on table sale_price is 'What staff say; it goes before the prices that a book came with'`,
  `comment on column sale_price.days is 'How long it may be read; 0: for good'`,
  `comment on column sale_price.territory is 'ISO 3166-1; *: wherever nothing else is said'`,
  `comment on column sale_price.amount is 'In minor units. Null: not sold, whatever the book says'`,
  `create table sale_tax (
     press text not null,
     territory text not null,
     rate integer not null check (rate between 0 and 10000),
     name text not null,
     primary key (press, territory)
   )`,
  `comment on column sale_tax.rate is 'Hundredths of a per cent'`,
]

const ORDERS = [
  `create table sale_order (
     id text primary key,
     press text not null,
     way text not null check (way in ('card', 'invoice')),
     product_id text not null,
     days integer check (days > 0),
     title text not null,
     price_of text not null check (price_of in ('chapter', 'book', 'pay-per-view')),
     currency text not null,
     net bigint not null check (net >= 0),
     tax bigint not null check (tax >= 0),
     total bigint not null check (total = net + tax),
     tax_rate integer,
     tax_name text,
     territory text,
     account_id text,
     institution_id text,
     buyer_name text,
     email text not null,
     reference text,
     terms text,
     language text not null,
     origin text not null,
     base text not null,
     return_to text not null,
     attempt text unique,
     session_id text unique,
     session_url text,
     session_ends timestamptz,
     payment_id text,
     looked timestamptz,
     made timestamptz not null,
     made_by text not null,
     invoiced timestamptz,
     paid timestamptz,
     refunded bigint not null default 0 check (refunded >= 0),
     closed timestamptz,
     dispute_id text,
     dispute text check (dispute in ('open', 'won', 'lost')),
     ended text check (ended in ('expired', 'failed', 'cancelled')),
     ended_at timestamptz
   )`,
  `comment on column sale_order.attempt is 'Of the form that was sent: sent twice, it is one order'`,
  `comment on column sale_order.closed is 'When staff ended the access although not all was paid back'`,
  `comment on column sale_order.looked is 'When the payment provider was asked about it last'`,
  `create index sale_order_made on sale_order (made desc, id desc)`,
  `create index sale_order_account on sale_order (account_id) where account_id is not null`,
  `create index sale_order_email on sale_order (lower(email))`,
  `create index sale_order_payment on sale_order (payment_id) where payment_id is not null`,
  `create index sale_order_open on sale_order (made) where way = 'card' and paid is null and ended is null`,
  `create table sale_refund (
     id text primary key,
     order_id text not null references sale_order,
     amount bigint not null check (amount > 0),
     reason text,
     ends_access boolean not null,
     asked timestamptz not null,
     asked_by text not null,
     done timestamptz,
     fault text
   )`,
  `create index sale_refund_order on sale_refund (order_id)`,
  `create table sale_event (
     id text primary key,
     kind text not null,
     order_id text references sale_order,
     outcome text not null,
     received timestamptz not null
   )`,
  `comment on table sale_event is 'What the payment provider has told, each once'`,
  `create index sale_event_order on sale_event (order_id) where order_id is not null`,
]

const PAPERS = [
  `create table sale_counter (
     press text not null,
     series text not null,
     last integer not null,
     primary key (press, series)
   )`,
  `comment on table sale_counter is
     'Counted on in the transaction that writes the paper, so that no number is missing and none stands twice'`,
  `create table sale_paper (
     press text not null,
     series text not null check (series in ('receipt', 'invoice', 'credit-note')),
     number integer not null,
     order_id text not null references sale_order,
     net bigint not null,
     tax bigint not null,
     total bigint not null,
     issued timestamptz not null,
     primary key (press, series, number)
   )`,
  `create index sale_paper_order on sale_paper (order_id)`,
]

const RETURNED = [
  `alter table sale_order add column returned bigint not null default 0 check (returned >= 0)`,
  `comment on column sale_order.returned is 'Refunds that the buyer''s bank could not book, and sent back'`,
]
