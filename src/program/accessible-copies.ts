/** `chapterhouse accessible-copy`: the queue of those who cannot use a book as it is, for those who answer it by script. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type CopyDesk,
  type CopyRefusal,
  type CopyRequest,
  copyWords,
  declineCopy,
  listCopyRequests,
  pageOf,
  parseLastDay,
  sendCopy,
  takeCopy,
} from '#access'
import type { Result } from '#base'
import { type Config, type Database, loadSecretKey, OperatorError } from '#platform'
import { findPress } from '#press'
import { type CommandDeed, changing } from './deeds.ts'
import { inSession } from './session.ts'
import { choosePress, pressesOf, siteOrigin } from './site.ts'
import { say, toDay, warn } from './telling.ts'

const SCREEN = 200
const FILE_DAYS = 30
const MOST_BYTES = 200 * 1024 ** 2

export const list = (options: { readonly press?: string; readonly all?: boolean; readonly json?: boolean }) =>
  inSession('accessible-copy', async ({ config, db }) => {
    const presses = options.press === undefined ? {} : { presses: [await choosePress(config, options.press)] }
    const states = options.all ? {} : { states: ['new', 'in-hand'] as const }
    let [after, total]: [string | null, number] = [null, 0]
    do {
      const page = { limit: SCREEN, ...(after === null ? {} : { after }) }
      const screen: readonly CopyRequest[] = await listCopyRequests(db, { ...presses, ...states, ...page })
      for (const request of screen) await tellOne(db, request, options.json ?? false)
      total += screen.length
      after = screen.length === SCREEN ? (screen.at(-1)?.id ?? null) : null
    } while (after !== null)
    if (total === 0 && !options.json) warn('Nobody waits for an accessible copy.')
  })

async function tellOne(db: Database, request: CopyRequest, json: boolean): Promise<void> {
  const { title } = await pageOf(db, request.productId)
  if (json) return say(JSON.stringify({ ...request, title }))
  const { id, name, email, forms, message, asked, state } = request
  const who = [name, email].filter((one) => one !== null).join(', ') || 'no longer kept'
  say(`${id}  ${title} (${toDay(asked)}, ${state}; ${who})`)
  for (const form of forms) say(`    ${copyWords('en').forms[form]}`)
  if (message !== null) say(`    “${message.replace(/\s+/g, ' ')}”`)
}

export const take = (id: string) =>
  answering('copy-taken', (tx, desk, by) => takeCopy(tx, id, desk, by), 'is in hand')

export const send = async (
  id: string,
  options: { readonly file?: string; readonly linkUntil?: string; readonly answer?: string },
) => {
  const { file } = options
  const until = options.linkUntil === undefined ? null : parseLastDay(options.linkUntil)
  if (until !== null && !until.ok) throw new OperatorError(until.error)
  if (until !== null && until.value <= new Date())
    throw new OperatorError('This day is over. Give a later one with --link-until.')
  if (file !== undefined) await checkFile(file)
  const now = new Date()
  const sent = {
    ...{ answer: options.answer?.trim() || null, linkUntil: until?.value ?? null },
    file:
      file === undefined
        ? null
        : {
            ...{ name: basename(file), source: createReadStream(file, { highWaterMark: 1 << 20 }) },
            until: new Date(now.getTime() + FILE_DAYS * 86_400_000),
          },
  }
  return answering('copy-sent', (tx, desk, by) => sendCopy(tx, id, sent, desk, by), 'is settled')
}

async function checkFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) throw new OperatorError(`There is no file ${file}.`)
  if (found.size > MOST_BYTES) throw new OperatorError(`${file} is larger than 200 MB.`)
}

export const decline = (id: string, options: { readonly reason: string }) =>
  answering('copy-declined', (tx, desk, by) => declineCopy(tx, id, options.reason, desk, by), 'is declined')

type By = { readonly by: string; readonly now: Date }

const answering = (
  act: CommandDeed['act'],
  step: (tx: Database, desk: CopyDesk, by: By) => Promise<Result<CopyRequest, CopyRefusal>>,
  told: string,
) =>
  changing('accessible-copy', async (tx, note, { config }) => {
    const done = await step(tx, await deskOf(config), { by: 'command line', now: new Date() })
    if (!done.ok) throw new OperatorError(REFUSALS[done.error])
    const { id, press, productId, email, file, licenceId } = done.value
    const { title } = await pageOf(tx, productId)
    const details = act === 'copy-sent' ? { file: file !== null, link: licenceId !== null } : {}
    note({ act, press, about: id, name: title, details })
    say(`The request ${told}. ${email} is told.`)
  })

async function deskOf(config: Config): Promise<CopyDesk> {
  const presses = await pressesOf(config)
  const { protocol } = new URL(siteOrigin(config))
  return {
    secretKey: loadSecretKey(config),
    pressOf: (slug, language) => {
      const { name, host, accessibility } = findPress(presses, slug)
      const origin = host === null ? siteOrigin(config) : `${protocol}//${host}`
      return { place: { origin, base: '', language }, name, contact: accessibility.contact }
    },
  }
}

const REFUSALS: Readonly<Record<CopyRefusal, string>> = {
  'no-such-request': 'There is no such request. “chapterhouse accessible-copy list” lists them.',
  settled: 'It has been settled already. “accessible-copy take” takes it up again.',
  forgotten: 'Who asked is no longer kept, so that nobody can be answered.',
  'nothing-sent': 'Say what is sent: --file, --link-until, or --answer.',
  'no-reason': 'Say why with --reason: the reader is told.',
}
