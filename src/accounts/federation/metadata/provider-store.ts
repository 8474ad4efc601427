/** Federations and the providers they name: tables `federation` and `identity_provider`. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import { DEFAULT_RULES } from '../attribute-rules.ts'
import type { OidcProvider, Provider, ProviderSettings, SamlProvider } from './identity-provider.ts'

export const DEFAULT_SETTINGS: ProviderSettings = {
  signed: 'either',
  algorithms: 'current',
  unsolicited: 'refused',
  rules: DEFAULT_RULES,
  scopes: null,
}

export type FoundProvider = {
  readonly provider: Provider
  readonly settings: ProviderSettings
  readonly validUntil: Date | null
  readonly gone: boolean
}

export async function findProvider(db: Database, entityId: string): Promise<FoundProvider | null> {
  const { rows } = await sql<ProviderRow>`
    select provider, settings, valid_until, gone from identity_provider where entity_id = ${entityId}`.execute(
    db,
  )
  const [row] = rows
  return row
    ? {
        provider: row.provider,
        settings: { ...DEFAULT_SETTINGS, ...row.settings },
        validUntil: row.valid_until,
        gone: row.gone,
      }
    : null
}

type ProviderRow = {
  provider: Provider
  settings: Partial<ProviderSettings>
  valid_until: Date | null
  gone: boolean
}

/** Those that may be offered to a reader and whose names, keywords or scopes hold every word. */
export async function searchProviders(
  db: Database,
  text: string,
  limit: number,
  now: Date,
): Promise<readonly Provider[]> {
  const words = toWords(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
  const holding = words.map((word) => sql`words like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  const { rows } = await sql<{ provider: Provider }>`
    select provider from identity_provider
    where not gone and not hidden and (valid_until is null or valid_until > ${now})
      ${holding.length > 0 ? sql`and ${sql.join(holding, sql` and `)}` : sql``}
    order by name, entity_id limit ${limit}`.execute(db)
  return rows.map(({ provider }) => provider)
}

/** Small letters without accents: what a reader types and what a federation writes meet there. */
export const toWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.@-]+/gu, ' ')
    .trim()

export async function setProviderSettings(
  db: Database,
  entityId: string,
  settings: Partial<ProviderSettings>,
): Promise<boolean> {
  const { rows } = await sql`
    update identity_provider set settings = settings || ${JSON.stringify(settings)}::text::jsonb
    where entity_id = ${entityId} returning entity_id`.execute(db)
  return rows.length === 1
}

export type Federation = {
  readonly id: string
  readonly name: string
  readonly source: string
  /** What was handed over by a page; null: it is at the source. */
  readonly document: string | null
  readonly certificate: string | null
  readonly checked: Date | null
  readonly read: Date | null
  readonly validUntil: Date | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly providers: number
  /** Why it could not be read the last time; null: it could. */
  readonly problem: string | null
}

export async function addFederation(
  db: Database,
  federation: Pick<Federation, 'id' | 'name' | 'source' | 'certificate'> &
    Partial<Pick<Federation, 'document'>>,
  now: Date,
): Promise<void> {
  const { id, name, source, document = null, certificate } = federation
  await sql`
    insert into federation (id, name, source, document, certificate, added)
    values (${id}, ${name}, ${source}, ${document}, ${certificate}, ${now})
    on conflict (id) do update set name = excluded.name, source = excluded.source, document = excluded.document,
      certificate = excluded.certificate, etag = null, last_modified = null`.execute(db)
}

/** Its providers go with it. */
export async function removeFederation(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`delete from federation where id = ${id} returning id`.execute(db)
  return rows.length === 1
}

export async function listFederations(db: Database): Promise<readonly Federation[]> {
  const { rows } = await sql<Omit<Federation, 'validUntil' | 'lastModified'> & Spelled>`
    select * from federation order by name, id`.execute(db)
  return rows.map(({ valid_until, last_modified, ...row }) => ({
    ...row,
    validUntil: valid_until,
    lastModified: last_modified,
  }))
}

type Spelled = { valid_until: Date | null; last_modified: string | null }

export type Believed = {
  readonly providers: readonly SamlProvider[]
  readonly validUntil: Date | null
  readonly etag: string | null
  readonly lastModified: string | null
}

/**
 * Puts what a federation says in the place of what it said, in one transaction. A name that another federation gave first
 * stays its own: nobody can take over another's provider. Answers with those names.
 */
export async function keepProviders(
  db: Database,
  federationId: string,
  believed: Believed,
  now: Date,
): Promise<readonly string[]> {
  return await db.transaction().execute(async (tx) => {
    await sql`update identity_provider set gone = true where federation_id = ${federationId}`.execute(tx)
    const taken: string[] = []
    for (let at = 0; at < believed.providers.length; at += 500)
      taken.push(...(await keepSome(tx, federationId, believed.providers.slice(at, at + 500))))
    await sql`
      update federation set checked = ${now}, read = ${now}, valid_until = ${believed.validUntil},
        etag = ${believed.etag}, last_modified = ${believed.lastModified}, problem = null,
        providers = ${believed.providers.length - taken.length}
      where id = ${federationId}`.execute(tx)
    return taken
  })
}

async function keepSome(
  tx: Database,
  federationId: string | null,
  providers: readonly Provider[],
): Promise<readonly string[]> {
  const rows = providers.map((provider) => ({
    entity_id: provider.entityId,
    protocol: provider.protocol,
    name: nameOf(provider, 'en'),
    words: wordsOf(provider),
    hidden: provider.protocol === 'saml' && provider.hidden,
    valid_until: provider.protocol === 'saml' ? provider.validUntil : null,
    provider,
  }))
  const kept = await sql<{ entity_id: string }>`
    insert into identity_provider (entity_id, protocol, federation_id, name, words, hidden, valid_until, provider)
    select entity_id, protocol, ${federationId}, name, words, hidden, valid_until, provider
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
      entity_id text, protocol text, name text, words text, hidden boolean, valid_until timestamptz, provider jsonb)
    on conflict (entity_id) do update set name = excluded.name, words = excluded.words, hidden = excluded.hidden,
      valid_until = excluded.valid_until, provider = excluded.provider, gone = false
      where identity_provider.federation_id is not distinct from excluded.federation_id
    returning entity_id`.execute(tx)
  const ours = new Set(kept.rows.map((row) => row.entity_id))
  return providers.map(({ entityId }) => entityId).filter((entityId) => !ours.has(entityId))
}

/** Which federation names it; null: an operator wrote it down. Undefined: nobody knows it. */
export async function federationOf(db: Database, entityId: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ federation: string | null }>`
    select federation_id as federation from identity_provider where entity_id = ${entityId}`.execute(db)
  return rows[0]?.federation
}

/** An OpenID provider is written down by an operator. False: a federation has a provider of that name. */
export async function keepOidcProvider(db: Database, provider: OidcProvider): Promise<boolean> {
  return (await keepSome(db, null, [provider])).length === 0
}

export async function listIssuers(db: Database): Promise<readonly OidcProvider[]> {
  const { rows } = await sql<{ provider: OidcProvider }>`
    select provider from identity_provider where protocol = 'oidc' order by name, entity_id`.execute(db)
  return rows.map(({ provider }) => provider)
}

export async function removeOidcProvider(db: Database, issuer: string): Promise<boolean> {
  const { rows } = await sql`
    delete from identity_provider where entity_id = ${issuer} and protocol = 'oidc' returning entity_id`.execute(
    db,
  )
  return rows.length === 1
}

export async function noteFederationProblem(
  db: Database,
  id: string,
  problem: string | null,
  now: Date,
): Promise<void> {
  await sql`update federation set checked = ${now}, problem = ${problem} where id = ${id}`.execute(db)
}

/** In the language asked for, else in English, else in any. */
export const nameOf = ({ names, entityId }: Provider, language: string): string =>
  names[language] ?? names.en ?? Object.values(names)[0] ?? entityId

const wordsOf = ({ names, keywords, scopes, entityId }: Provider): string =>
  toWords([...Object.values(names), ...keywords, ...scopes.map(({ domain }) => domain), entityId].join(' '))
