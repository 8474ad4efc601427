import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0200-accounts-better-auth': { up: (db) => inTurn(db, BETTER_AUTH) },
  '0201-accounts-letters': { up: (db) => inTurn(db, OURS) },
  '0202-accounts-sessions-tell': { up: (db) => inTurn(db, TELLING) },
}

/** As better-auth 1.7.5 asks for them, with our names; a test compares. */
const BETTER_AUTH = [
  `create table account_user (
     id text primary key,
     name text not null,
     email text not null unique,
     email_verified boolean not null,
     image text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     two_factor_enabled boolean
   )`,
  `comment on column account_user.email is 'In small letters'`,
  `create table account_session (
     id text primary key,
     expires_at timestamptz not null,
     token text not null unique,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null,
     ip_address text,
     user_agent text,
     user_id text not null references account_user (id) on delete cascade,
     factor text not null check (factor in ('owed', 'first', 'second'))
   )`,
  `comment on column account_session.factor is 'owed: nobody is signed in until a code is given'`,
  `comment on column account_session.ip_address is 'Always empty: no address of a reader is kept'`,
  `create index account_session_user on account_session (user_id)`,
  `create index account_session_expires on account_session (expires_at)`,
  `create table account_credential (
     id text primary key,
     account_id text not null,
     provider_id text not null,
     user_id text not null references account_user (id) on delete cascade,
     access_token text,
     refresh_token text,
     id_token text,
     access_token_expires_at timestamptz,
     refresh_token_expires_at timestamptz,
     scope text,
     password text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null,
     unique (provider_id, account_id)
   )`,
  `comment on table account_credential is 'A password (provider “credential”), or who somebody is at a provider. Tokens of providers are not kept'`,
  `create index account_credential_user on account_credential (user_id)`,
  `create table account_verification (
     id text primary key,
     identifier text not null,
     value text not null,
     expires_at timestamptz not null,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now()
   )`,
  `comment on table account_verification is 'Challenges of passkeys, for minutes'`,
  `create index account_verification_identifier on account_verification (identifier)`,
  `create table account_two_factor (
     id text primary key,
     secret text not null,
     backup_codes text not null,
     user_id text not null references account_user (id) on delete cascade,
     verified boolean,
     failed_verification_count integer,
     locked_until timestamptz
   )`,
  `create index account_two_factor_user on account_two_factor (user_id)`,
  `create table account_passkey (
     id text primary key,
     name text,
     public_key text not null,
     user_id text not null references account_user (id) on delete cascade,
     credential_id text not null unique,
     counter integer not null,
     device_type text not null,
     backed_up boolean not null,
     transports text,
     created_at timestamptz,
     aaguid text
   )`,
  `create index account_passkey_user on account_passkey (user_id)`,
]

const OURS = [
  `create table account_letter (
     id text primary key,
     kind text not null,
     email text not null,
     language text not null,
     origin text not null,
     base text not null,
     site_name text not null,
     details jsonb not null,
     made timestamptz not null,
     expires timestamptz not null,
     mailed timestamptz,
     used timestamptz
   )`,
  `comment on table account_letter is 'What somebody asked to have mailed. Whether there is an account is looked up when the letter is written, not when it is asked for'`,
  `create index account_letter_unmailed on account_letter (made) where mailed is null`,
  `create index account_letter_expires on account_letter (expires)`,
  `create table account_guess (
     key text primary key,
     tries integer not null,
     last timestamptz not null,
     until timestamptz not null
   )`,
  `comment on column account_guess.key is 'A keyed hash: neither addresses of readers nor of networks are kept'`,
  `create index account_guess_last on account_guess (last)`,
  `create table staff_role (
     account_id text not null references account_user (id) on delete cascade,
     press text not null,
     role text not null check (role in ('owner', 'editor', 'support', 'operator')),
     given timestamptz not null default now(),
     primary key (account_id, press, role)
   )`,
  `comment on column staff_role.press is 'Its slug, or * for the whole site'`,
]

/**
 * Whoever ends a session or changes an account or a role, be it a command or another process, is heard wherever sessions are
 * remembered. A session that has run its time, and one that is merely used, change nothing.
 */
const TELLING = [
  `create function session_tells() returns trigger language plpgsql as $$
   begin
     perform post_notice(jsonb_build_object('kind', 'sessions-changed', 'accountId',
       coalesce(to_jsonb(old), to_jsonb(new)) ->> tg_argv[0]));
     return null;
   end $$`,
  `create constraint trigger session_tells_its_end after delete on account_session
     deferrable initially deferred for each row when (old.expires_at > now())
     execute function session_tells('user_id')`,
  `create constraint trigger session_tells_its_factor after update of factor, user_id on account_session
     deferrable initially deferred for each row execute function session_tells('user_id')`,
  `create constraint trigger account_tells after update of email, email_verified, name on account_user
     deferrable initially deferred for each row execute function session_tells('id')`,
  `create constraint trigger role_tells after insert or update or delete on staff_role
     deferrable initially deferred for each row execute function session_tells('account_id')`,
]
