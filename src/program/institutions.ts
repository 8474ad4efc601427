/** `chapterhouse institution`: who licenses for its members, their addresses and their ways in. */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import {
  addByCommand,
  buildProxyLink,
  buildWayflessLink,
  changeByCommand,
  describeAddressIssue,
  endPairingsOf,
  everyInstitution,
  findByWord,
  type Institution,
  type InstitutionOptions,
  listLibrarians,
  listPairings,
  listRanges,
  listSignIns,
  nameLibrarian,
  parseAddressRanges,
  removeByCommand,
  renderEzproxyStanza,
  setRangesByCommand,
  setSignInByCommand,
  toRangeList,
  whoseAddress,
} from '#accounts'
import type { Result } from '#base'
import { OperatorError } from '#platform'
import { sitePress } from '#press'
import { paths } from '#web'
import { type CommandDeed, changing } from './deeds.ts'
import { inSession, type Session } from './session.ts'
import { pressesOf, siteOrigin } from './site.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const warn = (line: string): void => void process.stderr.write(`${line}\n`)

const inDatabase = <T>(work: (session: Session) => Promise<T>): Promise<T> => inSession('institution', work)

function must<T>(result: Result<T, readonly string[]>): T {
  if (result.ok) return result.value
  throw new OperatorError(result.error.join('\n'))
}

export const add = (name: string, options: InstitutionOptions) =>
  changing('institution', async (tx, note) => {
    const added = must(await addByCommand(tx, { ...options, name }))
    note(toDeed('institution-added', added))
    say(toLine(added))
  })

type Told = Readonly<Record<string, unknown>>

const toDeed = (act: CommandDeed['act'], { id, name }: Institution, details: Told = {}): CommandDeed => ({
  ...{ act, press: null, about: id, name, details },
})

export const change = (word: string, options: InstitutionOptions) =>
  changing('institution', async (tx, note) => {
    const changed = must(await changeByCommand(tx, word, options))
    note(toDeed('institution-changed', changed, { ...options }))
    say(toLine(changed))
  })

export const list = (
  words: string | undefined,
  options: { readonly all?: boolean; readonly json?: boolean },
) =>
  inDatabase(async ({ db }) => {
    let total = 0
    for await (const institution of everyInstitution(db, {
      ...{ text: words ?? null, inactiveToo: options.all ?? false },
    })) {
      total += 1
      say(options.json ? JSON.stringify(institution) : toLine(institution))
    }
    if (total === 0 && !options.json) warn('There is no such institution.')
  })

const toLine = ({ id, name, kind, city, country, active }: Institution): string => {
  const where = [city, country].filter((one) => one !== null).join(', ')
  const about = [where, kind === 'consortium' ? 'consortium' : '', active ? '' : 'has left'].filter(
    (one) => one !== '',
  )
  return `${id}  ${name}${about.length > 0 ? ` (${about.join('; ')})` : ''}`
}

export const remove = (word: string, options: { readonly undo?: boolean }) =>
  changing('institution', async (tx, note) => {
    const removed = must(await removeByCommand(tx, word, options.undo ?? false))
    const { name } = removed
    note(toDeed('institution-changed', removed, { active: removed.active }))
    say(
      options.undo
        ? `${name} is back, with its addresses.`
        : `${name} has left: nobody is recognised as its reader any more. “--undo” brings it back.`,
    )
  })

export type RangesOptions = {
  readonly add?: boolean
  readonly skipErrors?: boolean
  readonly dryRun?: boolean
}

/** Without a file: says what it has. */
export const ranges = async (word: string, file: string | undefined, options: RangesOptions) => {
  const list = file === undefined ? null : await readList(file)
  return changing('institution', async (tx, note) => {
    if (list === null) {
      const { id } = must(await findByWord(tx, word))
      process.stdout.write(toRangeList(await listRanges(tx, id)))
      return
    }
    const done = must(
      await setRangesByCommand(tx, word, list, {
        ...{
          add: options.add ?? false,
          skipErrors: options.skipErrors ?? false,
          dryRun: options.dryRun ?? false,
        },
      }),
    )
    const { institution, added, removed } = done
    if (!options.dryRun) note(toDeed('ranges-changed', institution, { added, removed }))
    for (const line of done.said) warn(line)
    const would = options.dryRun ? 'would be' : 'were'
    say(`${institution.name}: ${added} ranges ${would} added, ${removed} ${would} taken away.`)
  })
}

const readList = async (file: string): Promise<string> => {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`)
  }
}

/** An address: whose it is. A file: what is wrong with the list in it. Returns how the command ends. */
export async function check(what: string): Promise<number> {
  const isAddress = /^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(what)
  return isAddress ? inDatabase((session) => checkAddress(session, what)) : checkList(what)
}

async function checkAddress({ db }: Session, address: string): Promise<number> {
  const found = must(await whoseAddress(db, address))
  for (const [own = '', ...consortia] of found)
    say([own, ...consortia.map((consortium) => `  through ${consortium}`)].join('\n'))
  if (found.length === 0) warn(`${address} is nobody’s.`)
  return found.length > 0 ? 0 : 2
}

async function checkList(file: string): Promise<number> {
  const { ranges, issues } = parseAddressRanges(await readList(file))
  process.stdout.write(toRangeList(ranges))
  for (const issue of issues) warn(describeAddressIssue(issue, 'en'))
  return issues.some(({ severity }) => severity === 'error') ? 2 : 0
}

export const signIn = (word: string, entities: readonly string[], options: { readonly none?: boolean }) =>
  changing('institution', async (tx, note) => {
    if (entities.length > 0 || options.none)
      note(toDeed('sign-in-changed', must(await setSignInByCommand(tx, word, entities)), { entities }))
    const { id, name } = must(await findByWord(tx, word))
    const ways = await listSignIns(tx, id)
    for (const { entityId, scope } of ways) say(`${entityId}${scope === null ? '' : `#${scope}`}`)
    if (ways.length === 0) warn(`No provider signs in readers of ${name}.`)
  })

export const librarian = (word: string, email: string | undefined, options: { readonly take?: boolean }) =>
  changing('institution', async (tx, note) => {
    if (email !== undefined) {
      const named = must(await nameLibrarian(tx, word, email, options.take ?? false))
      note(toDeed(options.take ? 'librarian-removed' : 'librarian-added', named, { email }))
    }
    const { id, name } = must(await findByWord(tx, word))
    const all = await listLibrarians(tx, id)
    for (const { accountId, added } of all) say(`${accountId}  since ${toDay(added)}`)
    if (all.length === 0) warn(`Nobody speaks for ${name}.`)
  })

/** Devices that were on campus once. */
export const devices = (word: string, options: { readonly forget?: boolean }) =>
  changing('institution', async (tx, note) => {
    const institution = must(await findByWord(tx, word))
    const { id, name } = institution
    if (options.forget) {
      const devices = await endPairingsOf(tx, id, new Date())
      note(toDeed('devices-forgotten', institution, { devices }))
      say(`${devices} devices of ${name} are remembered no longer.`)
      return
    }
    const pairings = await listPairings(tx, { institutionId: id }, new Date())
    for (const { device, made, until } of pairings)
      say(`${toDay(made)} to ${toDay(until)}  ${device === '' ? 'unknown device' : device}`)
    if (pairings.length === 0) warn(`No device is remembered for ${name}.`)
  })

const toDay = (date: Date): string => date.toISOString().slice(0, 10)

/** What a library puts into its own systems. */
export const texts = (word: string) =>
  inDatabase(async ({ config, db }) => {
    const { id, name, settings } = must(await findByWord(db, word))
    const origin = siteOrigin(config)
    const presses = await pressesOf(config)
    const scheme = new URL(origin).protocol
    say(`# ${name}`)
    for (const { entityId } of await listSignIns(db, id))
      say(
        `# Signs in, and comes to the page named at the end:\n${buildWayflessLink(origin, entityId, paths.books)}`,
      )
    if (settings.proxyPrefix !== null)
      say(`# Through the proxy:\n${buildProxyLink(settings.proxyPrefix, `${origin}${paths.books}`)}`)
    say(`# Link resolvers (OpenURL 0.1 and 1.0) send readers to:\n${origin}${paths.openurl}`)
    say('# EZproxy, config.txt:')
    process.stdout.write(
      renderEzproxyStanza({
        name: sitePress(presses).name,
        origin,
        others: presses.flatMap(({ host }) => (host === null ? [] : [`${scheme}//${host}`])),
      }),
    )
  })
