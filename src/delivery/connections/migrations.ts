import { inTurn, type Migrations } from '#platform'

/** They need no other tables. */
export const sealMigrations: Migrations = {
  '0620-delivery-seals': { up: (db) => inTurn(db, SEALS) },
}

export const connectionMigrations: Migrations = {
  ...sealMigrations,
  '0621-delivery-connections': { up: (db) => inTurn(db, CONNECTIONS) },
}

const SEALS = [
  `create table seal_key (
     version integer primary key,
     salt text not null,
     proof text not null,
     made timestamptz not null default now()
   )`,
  `comment on table seal_key is 'Keys under which secrets of readers are sealed, without the keys: each is made from SECRET_KEY and its salt'`,
]

const CONNECTIONS = [
  `create table cloud_connection (
     id text primary key,
     account_id text not null,
     cloud text not null check (cloud in ('dropbox', 'google-drive')),
     label text,
     access_sealed text,
     access_expires timestamptz,
     refresh_sealed text not null,
     state text not null check (state in ('active', 'broken', 'leaving')),
     why text check (why in ('revoked', 'permission', 'key')),
     folder text,
     made timestamptz not null,
     used timestamptz,
     left_at timestamptz,
     tries integer not null default 0
   )`,
  `create unique index cloud_connection_account on cloud_connection (account_id, cloud) where state <> 'leaving'`,
  `create index cloud_connection_leaving on cloud_connection (left_at) where state = 'leaving'`,
  `comment on column cloud_connection.account_id is 'No foreign key: what a reader granted is given back after the account is gone'`,
  `comment on column cloud_connection.state is 'broken: its reader must connect it again; leaving: given up here, and not yet given back over there'`,
  `create table cloud_consent (
     state_hash text primary key,
     account_id text not null,
     session_id text not null,
     cloud text not null,
     verifier_sealed text not null,
     return_to text not null,
     delivery_id text,
     expires timestamptz not null,
     used timestamptz
   )`,
  `create index cloud_consent_expires on cloud_consent (expires)`,
  `comment on table cloud_consent is 'Readers on their way to a cloud and back. A hash of the state only: who reads the table can finish nothing'`,
  `create table usage_policy_agreement (
     account_id text not null,
     press text not null,
     version text not null,
     agreed timestamptz not null,
     primary key (account_id, press, version)
   )`,
]
