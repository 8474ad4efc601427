/** `chapterhouse parcel`, and `add --hold`: what waits for a decision, read and kept, but not published. */
import { cp, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { newId } from '#base'
import type { Openness } from '#book'
import {
  addHandedIn,
  findHandedIn,
  type HandedIn,
  isUnderWay,
  listHandedIn,
  parseMoment,
  readNow,
  type Settlement,
  settleHandedIn,
} from '#console'
import { type Config, loadSecretKey, OperatorError } from '#platform'
import { sitePress } from '#press'
import { paths } from '#web'
import { changing, commander, inDeed } from './deeds.ts'
import { inSession, type Session, workplaceOf } from './session.ts'
import { choosePress, handedInFolder, pressesOf, siteOrigin } from './site.ts'
import { say, warn } from './telling.ts'
import { toIssueJson, toIssueLine } from './to-outcome.ts'

type Json = { readonly json?: boolean }

/** In this process, whether or not the site is running. */
export const readHere = (session: Session, id: string, signal: AbortSignal): Promise<HandedIn | null> => {
  const { config } = session
  const own = { secretKey: loadSecretKey(config), handedInFolder: handedInFolder(config) }
  return readNow({ ...workplaceOf(session), ...own }, id, signal)
}

export type HoldWish = { readonly press: string; readonly openness: Openness; readonly on: Date | null }

/** A copy of it is read and kept: the parcel itself may go. */
export async function holdParcel(
  session: Session,
  file: string,
  { press, openness, on }: HoldWish,
  signal: AbortSignal,
): Promise<HandedIn | null> {
  const id = newId()
  const folder = join(handedInFolder(session.config), id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await cp(file, join(folder, basename(file)), { recursive: true })
  const { accountId, who } = commander()
  await inDeed(session, async (tx, note) => {
    await addHandedIn(tx, {
      ...{ id, batch: id, kind: 'files', press, openness, folder, file: basename(file), bookId: null },
      ...{ corrections: null, note: null, publishWhenRead: false, accountId: accountId ?? who, who },
    })
    note({ act: 'parcel-handed-in', press, about: id, details: { files: [basename(file)] } })
  })
  const read = await readHere(session, id, signal)
  if (read?.state !== 'read') return read
  const settlement: Settlement = on === null ? { kind: 'hold' } : { kind: 'schedule', at: on }
  await settle(session, read, settlement)
  return findHandedIn(session.db, id)
}

const settle = (session: Session, one: HandedIn, settlement: Settlement): Promise<boolean> =>
  inDeed(session, async (tx, note) => {
    const done = await settleHandedIn(tx, one, settlement, new Date())
    if (done !== null) note(done)
    return done !== null
  })

export function toMoment(text: string): Date {
  const moment = parseMoment(text, new Date())
  if (moment !== null) return moment
  throw new OperatorError(
    `“${text}” is no day that lies ahead. Write it as 2027-03-01, or with a time in UTC: "2027-03-01 09:00".`,
  )
}

export const list = (options: Json & { readonly press?: string; readonly all?: boolean }) =>
  inSession('parcel', async ({ config, db }) => {
    const presses =
      options.press === undefined ? await slugsOf(config) : [await choosePress(config, options.press)]
    let [after, total]: [string | undefined, number] = [undefined, 0]
    do {
      const query = { presses, limit: SCREEN, ...(options.all ? {} : { open: true }) }
      const screen: readonly HandedIn[] = await listHandedIn(db, {
        ...query,
        ...(after === undefined ? {} : { after }),
      })
      for (const one of screen) sayParcel(config, one, options)
      total += screen.length
      after = screen.length === SCREEN ? screen.at(-1)?.id : undefined
    } while (after !== undefined)
    if (total === 0 && !options.json) warn('Nothing waits to be published.')
  })

const SCREEN = 200

async function slugsOf(config: Config): Promise<readonly string[]> {
  const presses = await pressesOf(config)
  return presses.length === 0 ? [sitePress([]).slug] : presses.map(({ slug }) => slug)
}

export const show = (id: string, options: Json) =>
  inSession('parcel', async ({ config, db }) => {
    const one = await mustFind(db, id)
    sayParcel(config, one, options)
    if (!options.json) for (const issue of one.issues) say(toIssueLine(issue))
  })

export function sayParcel(config: Config, one: HandedIn, { json }: Json): void {
  const { id, title, file, press, who, made, publishAt, bookId } = one
  const preview = one.draftId === null ? null : `${siteOrigin(config)}${paths.console}/preview/${id}`
  if (json) {
    const { state, held, chapters, version, note } = one
    const issues = one.issues.map(toIssueJson)
    say(
      JSON.stringify({
        ...{ id, state, held, title, file, press, book: bookId, chapters, version, note, by: who },
        ...{ made, publishAt, preview, issues },
      }),
    )
    return
  }
  say(`${id}  ${title ?? file} (${stateOf(one)}; ${press}; ${who}, ${made.toISOString().slice(0, 10)})`)
  if (preview !== null) say(`  ${preview}`)
}

function stateOf({ state, held, publishAt }: HandedIn): string {
  if (state === 'scheduled' && publishAt !== null)
    return `to be published on ${publishAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return state === 'read' ? (held ? 'held' : 'waits for a decision') : state
}

async function mustFind(db: Session['db'], id: string): Promise<HandedIn> {
  const one = await findHandedIn(db, id)
  if (one !== null) return one
  throw new OperatorError(`There is no parcel ${id}. “chapterhouse parcel list” lists them.`)
}

const TOLD: Readonly<Record<Settlement['kind'], string>> = {
  publish: 'is published',
  schedule: 'will be published on that day',
  hold: 'is held',
  drop: 'is discarded, and nothing was changed',
}

const decide = (id: string, settlement: Settlement) =>
  changing('parcel', async (tx, note) => {
    const one = await mustFind(tx, id)
    const done = await settleHandedIn(tx, one, settlement, new Date())
    if (done === null)
      throw new OperatorError(
        isUnderWay(one)
          ? `${id} is not read yet. Wait a moment, and try again.`
          : `${id} does not wait for a decision: it is ${one.state}.`,
      )
    note(done)
    say(`${one.title ?? one.file} ${TOLD[settlement.kind]}.`)
  })

export const publish = (id: string, { on }: { readonly on?: string }) =>
  decide(id, on === undefined ? { kind: 'publish' } : { kind: 'schedule', at: toMoment(on) })
export const hold = (id: string) => decide(id, { kind: 'hold' })
export const drop = (id: string) => decide(id, { kind: 'drop' })
