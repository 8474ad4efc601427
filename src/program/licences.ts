/** `chapterhouse licence`, `code` and `collection`: who may read what is closed. */
import {
  addCollectionByCommand,
  type CodeOptions,
  type Collection,
  type CollectionChangeOptions,
  type CountedCollection,
  changeByCommand,
  changeCollectionByCommand,
  type DescribedLicence,
  describeLicence,
  everyLicence,
  grantByCommand,
  type LicenceChangeOptions,
  type LicenceListOptions,
  type LicenceOptions,
  linkByCommand,
  listCodeBatches,
  listCodes,
  listCollections,
  makeCodesByCommand,
  type RuleOptions,
  removeCollectionByCommand,
  revokeByCommand,
  revokeCodesByCommand,
} from '#access'
import type { Config } from '#platform'
import { sitePress } from '#press'
import { paths } from '#web'
import { type CommandDeed, changing } from './deeds.ts'
import { inSession } from './session.ts'
import { choosePress, pressesOf, siteOrigin } from './site.ts'
import { must, say, toDay, toLastDay, warn } from './telling.ts'

type Json = { readonly json?: boolean }

async function slugsOf(config: Config): Promise<readonly string[]> {
  const presses = await pressesOf(config)
  return presses.length === 0 ? [sitePress([]).slug] : presses.map(({ slug }) => slug)
}

export const grant = (words: readonly string[], options: LicenceOptions & Json) =>
  changing('licence', async (tx, note, { config }) => {
    const licence = must(await grantByCommand(tx, words, options, await slugsOf(config)))
    const { kind, covers, until } = licence
    note({ act: 'licence-granted', press: null, about: licence.id, details: { kind, covers, until } })
    sayLicence(await describeLicence(tx, licence), options)
  })

export const change = (id: string, options: LicenceChangeOptions & Json) =>
  changing('licence', async (tx, note) => {
    const { licence, change: details } = must(await changeByCommand(tx, id, options))
    note({ act: 'licence-changed', press: null, about: id, details: { ...details } })
    sayLicence(await describeLicence(tx, licence), options)
  })

export const link = (
  word: string,
  options: Json & { readonly until: string; readonly downloads?: boolean; readonly note?: string },
) =>
  changing('licence', async (tx, note, { config }) => {
    const made = must(await linkByCommand(tx, word, options))
    const { id: about, covers, until } = made.licence
    note({ act: 'link-made', press: null, about, details: { covers, until } })
    const address = `${siteOrigin(config)}${paths.readLink(made.word)}`
    if (options.json) return say(JSON.stringify({ address, licence: made.licence.id }))
    say(address)
    warn(
      `Whoever has this address may read; it is told this once. “licence revoke ${made.licence.id}” ends it.`,
    )
  })

export const list = (options: LicenceListOptions & Json) =>
  inSession('licence', async ({ config, db }) => {
    let total = 0
    for await (const licence of everyLicence(db, options, await slugsOf(config))) {
      sayLicence(await describeLicence(db, must(licence)), options)
      total += 1
    }
    if (total === 0 && !options.json)
      warn(options.all ? 'There is no such licence.' : 'No such licence is in force; --all lists the others.')
  })

function sayLicence(licence: DescribedLicence, { json }: Json): void {
  if (json) {
    say(JSON.stringify(licence))
    return
  }
  const { id, holder, kind, covers, state, from, until, graceDays, seats, affiliations, downloads, note } =
    licence
  const about = [
    `${toDay(from)} to ${until === null ? 'for good' : toLastDay(until)}`,
    graceDays > 0 ? `${graceDays} days of grace` : '',
    seats === null ? '' : `${seats} at once`,
    affiliations === null ? '' : `only ${affiliations.join(', ')}`,
    downloads ? '' : 'reading only',
    note ?? '',
  ].filter((one) => one !== '')
  say(`${id}  ${holder}: ${kind} of ${covers.join('; ')} (${[state, ...about].join('; ')})`)
}

/** Returns how the command ends. */
export async function revoke(ids: readonly string[], options: { readonly reason?: string }): Promise<number> {
  return changing('licence', async (tx, note) => {
    let missing = 0
    for (const id of ids) {
      const reason = options.reason ?? null
      const done = await revokeByCommand(tx, id, reason)
      if (!done.ok) missing += 1
      else if (done.value.kind === 'revoked')
        note({ act: 'licence-revoked', press: null, about: id, details: { reason } })
      if (!done.ok) for (const sentence of done.error) warn(sentence)
      else if (done.value.kind === 'revoked')
        say(`${id} is withdrawn; within a minute it opens nothing any more.`)
      else say(`${id} was withdrawn on ${toDay(done.value.licence.revoked?.at ?? new Date())} already.`)
    }
    return missing > 0 ? 2 : 0
  })
}

export const makeCodes = (words: readonly string[], options: CodeOptions & Json) =>
  changing('code', async (tx, note, { config }) => {
    const made = must(await makeCodesByCommand(tx, words, options, await slugsOf(config)))
    const details = {
      codes: made.length,
      covers: words,
      days: options.days ?? null,
      until: options.until ?? null,
    }
    note({ act: 'codes-made', press: null, name: options.label, details })
    for (const one of made) say(options.json ? JSON.stringify(one) : one.code)
    if (!options.json) warn(`${made.length} made. They are told this once: keep the list.`)
  })

export const showCodes = (label: string | undefined, options: Json) =>
  inSession('code', async ({ db }) => {
    if (label !== undefined) return sayCodes(await listCodes(db, label), label, options)
    const batches = await listCodeBatches(db)
    for (const batch of batches) {
      const { kind, codes, used, usesLeft, until, made, revoked } = batch
      const last = until === null ? '' : `, until ${toLastDay(until)}`
      const state = revoked ? 'withdrawn' : `${used} used, ${usesLeft} left${last}`
      say(
        options.json
          ? JSON.stringify(batch)
          : `${batch.label}  ${codes} ${kind}, made ${toDay(made)} (${state})`,
      )
    }
    if (batches.length === 0 && !options.json) warn('No codes have been made.')
  })

function sayCodes(codes: Awaited<ReturnType<typeof listCodes>>, label: string, { json }: Json): void {
  for (const code of codes) {
    const left = code.revoked === null ? `${code.usesLeft} left` : 'withdrawn'
    say(json ? JSON.stringify(code) : `${code.id}  ${code.kind}, ${left}`)
  }
  if (codes.length === 0 && !json) warn(`There is no batch “${label}”.`)
}

export const revokeCodes = (word: string, options: { readonly licences?: boolean }) =>
  changing('code', async (tx, note) => {
    const { codes, licences } = must(await revokeCodesByCommand(tx, word, options))
    note({ act: 'codes-revoked', press: null, name: word, details: { codes, licences } })
    const opened = licences
      ? 'What they opened is closed within a minute.'
      : 'What they opened stays open; --licences closes it.'
    say(`${codes === 1 ? 'One code is' : `${codes} codes are`} withdrawn. ${opened}`)
  })

export const addCollection = (
  name: string,
  options: RuleOptions & Json & { readonly press?: string; readonly books?: readonly string[] },
) =>
  changing('collection', async (tx, note, { config }) => {
    const press = options.press === '*' ? null : await choosePress(config, options.press)
    const made = must(await addCollectionByCommand(tx, name, { ...options, press }))
    note(toDeed('collection-added', made.collection, { rule: made.collection.rule, products: made.products }))
    sayCollection(made, options)
  })

const toDeed = (
  act: 'collection-added' | 'collection-changed' | 'collection-removed',
  { id, name, press }: Collection,
  details: Readonly<Record<string, unknown>> = {},
): CommandDeed => ({ act, press, about: id, name, details })

export const changeCollection = (word: string, options: CollectionChangeOptions & Json) =>
  changing('collection', async (tx, note) => {
    const changed = must(await changeCollectionByCommand(tx, word, options))
    const { name, put, take } = options
    note(toDeed('collection-changed', changed.collection, { name, put, take }))
    sayCollection(changed, options)
  })

export const showCollections = (options: Json & { readonly press?: string }) =>
  inSession('collection', async ({ config, db }) => {
    const query = options.press === undefined ? {} : { press: await choosePress(config, options.press) }
    const all = await listCollections(db, query)
    for (const { products, ...collection } of all) sayCollection({ collection, products }, options)
    if (all.length === 0 && !options.json) warn('There is no collection.')
  })

function sayCollection({ collection, products }: CountedCollection, { json }: Json): void {
  if (json) {
    say(JSON.stringify({ ...collection, products }))
    return
  }
  const { slug, name, press, rule } = collection
  const follows =
    rule === null
      ? 'listed'
      : Object.entries(rule)
          .map(([key, value]) => `${key} ${value}`)
          .join(', ')
  const books = products === 1 ? 'one product' : `${products} products`
  say(`collection:${slug}  ${name} (${press ?? 'every press'}; ${follows || 'everything'}; ${books})`)
}

export const removeCollection = (word: string) =>
  changing('collection', async (tx, note) => {
    const removed = must(await removeCollectionByCommand(tx, word))
    note(toDeed('collection-removed', removed))
    say(`“${removed.name}” is removed. Licences that name it open nothing by it any more.`)
  })
