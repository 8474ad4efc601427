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
  inDatabase(async ({ db }) => say(toLine(must(await addByCommand(db, { ...options, name })))))

export const change = (word: string, options: InstitutionOptions) =>
  inDatabase(async ({ db }) => say(toLine(must(await changeByCommand(db, word, options)))))

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
  inDatabase(async ({ db }) => {
    const { name } = must(await removeByCommand(db, word, options.undo ?? false))
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
export const ranges = (word: string, file: string | undefined, options: RangesOptions) =>
  inDatabase(async ({ db }) => {
    if (file === undefined) {
      const { id } = must(await findByWord(db, word))
      process.stdout.write(toRangeList(await listRanges(db, id)))
      return
    }
    const done = must(
      await setRangesByCommand(db, word, await readList(file), {
        ...{
          add: options.add ?? false,
          skipErrors: options.skipErrors ?? false,
          dryRun: options.dryRun ?? false,
        },
      }),
    )
    for (const line of done.said) warn(line)
    const would = options.dryRun ? 'would be' : 'were'
    say(`${done.institution.name}: ${done.added} ranges ${would} added, ${done.removed} ${would} taken away.`)
  })

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
  inDatabase(async ({ db }) => {
    if (entities.length > 0 || options.none) must(await setSignInByCommand(db, word, entities))
    const { id, name } = must(await findByWord(db, word))
    const ways = await listSignIns(db, id)
    for (const { entityId, scope } of ways) say(`${entityId}${scope === null ? '' : `#${scope}`}`)
    if (ways.length === 0) warn(`No provider signs in readers of ${name}.`)
  })

export const librarian = (word: string, email: string | undefined, options: { readonly take?: boolean }) =>
  inDatabase(async ({ db }) => {
    if (email !== undefined) must(await nameLibrarian(db, word, email, options.take ?? false))
    const { id, name } = must(await findByWord(db, word))
    const all = await listLibrarians(db, id)
    for (const { accountId, added } of all) say(`${accountId}  since ${toDay(added)}`)
    if (all.length === 0) warn(`Nobody speaks for ${name}.`)
  })

/** Devices that were on campus once. */
export const devices = (word: string, options: { readonly forget?: boolean }) =>
  inDatabase(async ({ db }) => {
    const { id, name } = must(await findByWord(db, word))
    if (options.forget) {
      say(`${await endPairingsOf(db, id, new Date())} devices of ${name} are remembered no longer.`)
      return
    }
    const pairings = await listPairings(db, { institutionId: id }, new Date())
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
