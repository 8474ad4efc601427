import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0220-accounts-federation': { up: (db) => inTurn(db, TABLES) },
  '0221-accounts-federation-document': { up: (db) => inTurn(db, DOCUMENT) },
}

/** Metadata that somebody pasted or sent by a form: they have no address, and no machine of their own. */
const DOCUMENT = [
  `alter table federation add column document text`,
  `comment on column federation.document is 'Metadata as they were handed over by a page; null: they are at the source'`,
]

const TABLES = [
  `create table federation (
     id text primary key,
     name text not null,
     source text not null,
     certificate text,
     added timestamptz not null,
     checked timestamptz,
     read timestamptz,
     valid_until timestamptz,
     etag text,
     last_modified text,
     providers integer not null default 0,
     problem text
   )`,
  `comment on table federation is 'Where metadata come from: a federation with thousands of providers, or one provider'`,
  `comment on column federation.source is 'An address, or the path of a file'`,
  `comment on column federation.certificate is 'PEM. Null: whoever answers at the address is believed'`,
  `comment on column federation.read is 'When metadata were last believed; checked: when they were last asked for'`,
  `create table identity_provider (
     entity_id text primary key,
     protocol text not null check (protocol in ('saml', 'oidc')),
     federation_id text references federation on delete cascade,
     name text not null,
     words text not null,
     hidden boolean not null,
     valid_until timestamptz,
     gone boolean not null default false,
     provider jsonb not null,
     settings jsonb not null default '{}'
   )`,
  `comment on column identity_provider.words is 'Names in every language, keywords and scopes, in small letters: what a reader may type'`,
  `comment on column identity_provider.gone is 'Its federation names it no longer; its settings wait for its return'`,
  `create index identity_provider_federation on identity_provider (federation_id)`,
  `create table sign_in_request (
     id text primary key,
     relay text not null unique,
     entity_id text not null,
     address text not null,
     return_to text not null,
     browser text not null,
     secrets text,
     made timestamptz not null,
     answered timestamptz,
     outcome jsonb,
     handle text unique
   )`,
  `comment on table sign_in_request is 'One for each reader sent to a provider, answered once, and forgotten within the hour'`,
  `comment on column sign_in_request.browser is 'Hash of the word that only the reader''s browser knows'`,
  `comment on column sign_in_request.secrets is 'Nonce and PKCE verifier of an OpenID request, sealed'`,
  `comment on column sign_in_request.handle is 'Hash of the word under which the outcome is fetched'`,
  `create index sign_in_request_made on sign_in_request (made)`,
  `create table used_assertion (
     key text primary key,
     expires timestamptz not null
   )`,
  `comment on table used_assertion is 'Hashes of issuer and id of assertions that may not be used again while they would still be in time'`,
  `create index used_assertion_expires on used_assertion (expires)`,
]
