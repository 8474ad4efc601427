/** `chapterhouse federation`: who is believed when institutions sign their readers in. */
import { text } from 'node:stream/consumers'
import {
  addFederationByCommand,
  addIssuerByCommand,
  addServiceKey,
  checkFederationByCommand,
  dropOldServiceKeys,
  findProvider,
  type IssuerOptions,
  listFederations,
  listIssuers,
  nameOf,
  openIdKey,
  type Refreshed,
  refreshFederationByCommand,
  removeFederationByCommand,
  type SettingOptions,
  type SourceOptions,
  searchProviders,
  setProviderByCommand,
  useNewestServiceKey,
} from '#accounts'
import { loadSecretKey, OperatorError } from '#platform'
import { paths } from '#web'
import { changing, noteDone } from './deeds.ts'
import { federationOf, refreshDepsOf } from './federation.ts'
import { inSession, type Session } from './session.ts'
import { siteOrigin } from './site.ts'
import { must, say, toDay, warn } from './telling.ts'

type Json = { readonly json?: boolean }

export type AddOptions = SourceOptions &
  Partial<Pick<IssuerOptions, 'clientId' | 'scope' | 'ask'>> &
  Json & { readonly secret?: boolean }

export const add = (source: string, options: AddOptions) =>
  inSession('federation', (session) =>
    options.clientId === undefined
      ? addSource(session, source, options)
      : addIssuer(session, source, { ...options, clientId: options.clientId }),
  )

async function addSource(session: Session, source: string, options: AddOptions): Promise<void> {
  const { federation, outcome } = must(await addFederationByCommand(refreshDepsOf(session), source, options))
  const details = { source: federation.source, signed: federation.certificate !== null }
  const { id: about, name } = federation
  await noteDone(session, { act: 'federation-added', press: null, about, name, details })
  if (options.json) return say(JSON.stringify({ id: federation.id, ...outcome }))
  say(`${federation.id}  ${federation.name}: ${tellOutcome(outcome)}`)
  if (federation.certificate === null)
    warn(
      'It is read without a signature: whoever answers at its address is believed. --certificate asks for one.',
    )
}

async function addIssuer(
  session: Session,
  issuer: string,
  options: AddOptions & { readonly clientId: string },
): Promise<void> {
  const { config, db } = session
  const clientSecret = options.secret ? await readSecret() : null
  const provider = must(
    await addIssuerByCommand({ ...federationOf(config), db }, issuer, { ...options, clientSecret }),
  )
  const details = { clientId: options.clientId, scopes: options.scope ?? [] }
  await noteDone(session, {
    act: 'federation-added',
    press: null,
    about: issuer,
    name: nameOf(provider, 'en'),
    details,
  })
  const answer = `${siteOrigin(config)}${paths.openidAnswer(openIdKey(provider.entityId))}`
  if (options.json) return say(JSON.stringify({ issuer: provider.entityId, redirectUri: answer }))
  say(`${provider.entityId}  ${nameOf(provider, 'en')}`)
  say(`Register this redirection address there: ${answer}`)
}

async function readSecret(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Client secret, then Ctrl-D:\n')
  const secret = (await text(process.stdin)).trim()
  if (secret === '') throw new OperatorError('Write the client secret to standard input.')
  return secret
}

export const list = (words: string | undefined, options: Json & { readonly providers?: boolean }) =>
  inSession('federation', async ({ db }) => {
    if (options.providers || words !== undefined) return showProviders(db, words ?? '', options)
    const [federations, issuers] = await Promise.all([listFederations(db), listIssuers(db)])
    for (const { certificate, ...federation } of federations) {
      const { id, name, providers, source, read, problem } = federation
      const signed = certificate !== null
      const state = problem === null ? `read ${read === null ? 'never' : toDay(read)}` : `FAILED: ${problem}`
      if (options.json) say(JSON.stringify({ kind: 'federation', ...federation, signed }))
      else
        say(`${id}  ${name}: ${count(providers)}, ${signed ? 'signed' : 'unsigned'}, ${state}\n    ${source}`)
    }
    for (const issuer of issuers) {
      const { clientSecret, ...known } = issuer
      if (options.json) say(JSON.stringify({ kind: 'issuer', ...known, hasSecret: clientSecret !== null }))
      else say(`${issuer.entityId}  ${nameOf(issuer, 'en')}: OpenID`)
    }
    if (federations.length + issuers.length === 0 && !options.json)
      warn('Nobody is believed yet. “chapterhouse federation add” takes the address of metadata.')
  })

const MOST_SHOWN = 1000

async function showProviders(db: Session['db'], words: string, { json }: Json): Promise<void> {
  const found = await searchProviders(db, words, MOST_SHOWN, new Date())
  for (const provider of found)
    say(json ? JSON.stringify(provider) : `${provider.entityId}  ${nameOf(provider, 'en')}`)
  if (found.length === 0 && !json) warn('There is no such provider.')
  if (found.length === MOST_SHOWN) warn(`These are the first ${MOST_SHOWN}; add words of a name.`)
}

/** Returns how the command ends. */
export const refresh = (id: string | undefined, options: Json): Promise<number> =>
  inSession('federation', async (session) => {
    const done = must(await refreshFederationByCommand(refreshDepsOf(session), id))
    for (const { federation, outcome } of done)
      say(
        options.json ? JSON.stringify({ federation, ...outcome }) : `${federation}: ${tellOutcome(outcome)}`,
      )
    if (done.length === 0 && !options.json) warn('There is no federation to ask.')
    return done.some(({ outcome }) => outcome.kind === 'failed') ? 2 : 0
  })

function tellOutcome(outcome: Refreshed['outcome']): string {
  if (outcome.kind === 'failed')
    return `not believed: ${outcome.problem}. What was believed before holds until its end.`
  if (outcome.kind === 'unchanged') return 'unchanged.'
  const taken =
    outcome.taken.length === 0 ? '' : ` ${outcome.taken.length} more are known from another federation.`
  return `${count(outcome.providers)} read.${taken}`
}

const count = (providers: number): string => (providers === 1 ? 'one provider' : `${providers} providers`)

export const remove = (word: string) =>
  changing('federation', async (tx, note) => {
    const what = must(await removeFederationByCommand(tx, word))
    note({ act: 'federation-removed', press: null, about: word, details: { what } })
    say(
      what === 'federation'
        ? `${word} is removed, and nobody whom it vouched for signs readers in any more.`
        : `${word} signs readers in no more.`,
    )
  })

/** A provider that is known: what is kept of it. Else an address or a file: what it would bring. Returns how the command ends. */
export const check = (what: string, options: Json & Pick<SourceOptions, 'certificate'>): Promise<number> =>
  inSession('federation', async ({ config, db }) => {
    const known = await findProvider(db, what)
    if (known !== null) {
      const { provider, settings, validUntil, gone } = known
      const shown = 'clientSecret' in provider ? { ...provider, clientSecret: undefined } : provider
      say(JSON.stringify({ ...shown, settings, validUntil, gone }, null, options.json ? 0 : 2))
      return gone ? 2 : 0
    }
    const found = await checkFederationByCommand(federationOf(config), what, options)
    if (!found.ok) {
      for (const sentence of found.error) warn(sentence)
      return 2
    }
    const { providers, entities, validUntil } = found.value
    const until = validUntil?.toISOString() ?? null
    if (options.json) say(JSON.stringify({ entities, providers: providers.length, validUntil: until }))
    else {
      say(
        `${entities} entities, ${count(providers.length)} among them; ${until === null ? 'without an end' : `valid until ${until}`}.`,
      )
      for (const provider of providers.slice(0, 20)) say(`${provider.entityId}  ${nameOf(provider, 'en')}`)
      if (providers.length > 20) say(`… and ${providers.length - 20} more.`)
    }
    return 0
  })

export const set = (entityId: string, options: SettingOptions) =>
  changing('federation', async (tx, note) => {
    const { settings } = must(await setProviderByCommand(tx, entityId, options))
    note({ act: 'provider-changed', press: null, about: entityId, details: { settings } })
    say(JSON.stringify(settings, null, 2))
  })

export type KeyOptions = { readonly add?: boolean; readonly useNewest?: boolean; readonly dropOld?: boolean }

export const keys = (options: KeyOptions) =>
  inSession('federation', async (session) => {
    const { config } = session
    const folder = { dataDir: config.dataDir, secretKey: loadSecretKey(config) }
    const now = new Date()
    if (options.add)
      say(`Added ${await addServiceKey(folder, now)}. Use it when every federation has our new metadata.`)
    if (options.useNewest) say(`Signs with ${await useNewestServiceKey(folder)} within a minute.`)
    if (options.dropOld) say(`Forgotten: ${(await dropOldServiceKeys(folder, now)).join(', ') || 'none'}.`)
    if (options.add || options.useNewest || options.dropOld)
      await noteDone(session, { act: 'keys-changed', press: null, details: { ...options } })
    const { signing, all } = await federationOf(config).keys()
    for (const { name } of all) say(`${name}${name === signing.name ? '  (signs)' : ''}`)
    say(`Our metadata: ${siteOrigin(config)}${paths.samlMetadata}`)
  })
