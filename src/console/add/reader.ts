/**
 * Reads what staff handed in, one parcel after the other, and publishes what is due: in the worker. Whatever dies, the rows
 * tell what is still to be done.
 */

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  decideShelving,
  findPrevious,
  keepDraft,
  NO_CORRECTIONS,
  readCorrected,
  readShelved,
  readWithdrawn,
  type Workplace,
} from '#catalogue'
import type { ReadParcel } from '#intake'
import type { Database } from '#platform'
import { removeFolder } from '#platform'
import { type Deed, noteDeed } from '../audit/audit-log.ts'
import { type HandedIn, isUnderWay } from './handed-in.ts'
import {
  claimUnread,
  findHandedIn,
  forgetOldHandedIn,
  giveBack,
  listDue,
  listFolders,
  noteProgress,
  noteRead,
  publishHandedIn,
  type ReadingEnd,
  tryLater,
} from './handed-in-store.ts'

export type ReaderPlace = Workplace & {
  /** Where what was handed in lies. */
  readonly handedInFolder: string
  readonly secretKey: string
}

export type Reader = { stop(): Promise<void> }

const PAUSE_MS = 400
const MOST_TRIES = 3
const TELL_MS = 300
const ALIVE_MS = 20_000

export function startReader(place: ReaderPlace): Reader {
  const stopping = new AbortController()
  const { signal } = stopping
  const tell = (error: unknown, what: string) => place.log.error({ err: error }, what)
  const reading = (async () => {
    await sweepHandedIn(place).catch((error) => tell(error, 'What was handed in could not be looked through'))
    while (!signal.aborted) {
      const busy = await readNext(place, signal).catch((error: unknown) => {
        if (!signal.aborted) tell(error, 'What was handed in could not be read; it is tried again')
        return false
      })
      await publishDue(place).catch((error) => tell(error, 'What was due could not be published'))
      if (!busy) await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await reading
    },
  }
}

/** False: there is nothing to read. */
export async function readNext(place: ReaderPlace, signal: AbortSignal): Promise<boolean> {
  const one = await claimUnread(place.db)
  if (one === null) return false
  await readClaimed(place, one, signal)
  return true
}

/** At once, or by whoever reads it already: answers when it is read. */
export async function readNow(place: ReaderPlace, id: string, signal: AbortSignal): Promise<HandedIn | null> {
  for (;;) {
    const one = await claimUnread(place.db, id)
    if (one !== null) await readClaimed(place, one, signal)
    const known = await findHandedIn(place.db, id)
    if (known === null || !isUnderWay(known)) return known
    signal.throwIfAborted()
    await sleep(PAUSE_MS, undefined, { signal })
  }
}

async function readClaimed(place: ReaderPlace, one: HandedIn, signal: AbortSignal): Promise<void> {
  if (one.tries > MOST_TRIES) return end(place, one, { state: 'failed' })
  try {
    const done = await readOne(place, one, signal)
    await end(place, one, done)
  } catch (error) {
    if (signal.aborted) return giveBack(place.db, one.id)
    await tryLater(place.db, one.id)
    throw error
  }
}

async function end(place: ReaderPlace, one: HandedIn, done: ReadingEnd): Promise<void> {
  // At once: nobody sees it waiting in between.
  await place.db.transaction().execute(async (tx) => {
    await noteRead(tx, one.id, done)
    if (one.publishWhenRead && done.state === 'read') await publish(place, tx, one.id)
  })
  if (one.folder !== null) await removeFolder(one.folder)
}

async function readOne(place: ReaderPlace, one: HandedIn, signal: AbortSignal): Promise<ReadingEnd> {
  const progress = tellProgress(place, one.id)
  const options = {
    openness: one.openness,
    today: place.now(),
    signal,
    onProgress: progress.tell,
    onCrash: (said: string) => place.log.error({ file: one.file, said }, 'The reading process crashed'),
  }
  const found = await (one.kind !== 'files'
    ? readEdit(place, one, options)
    : readCorrected(place, await pathIn(one.folder ?? ''), one.press, options)
  ).finally(progress.told)
  if (found === null) return { state: 'failed' }
  try {
    const settled = await settle(place, one, found.read)
    await found.job.finish()
    return settled
  } catch (error) {
    await found.job.abandon()
    throw error
  }
}

async function readEdit(place: ReaderPlace, one: HandedIn, options: Parameters<typeof readShelved>[3]) {
  if (one.bookId === null) return null
  if (one.kind === 'restore') return readWithdrawn(place, one.bookId, options)
  return readShelved(place, one.bookId, one.corrections ?? NO_CORRECTIONS, options)
}

async function settle(place: ReaderPlace, one: HandedIn, read: ReadParcel): Promise<ReadingEnd> {
  if (read.kind === 'refused') return { state: 'refused', issues: read.issues }
  const { draft } = read
  const { press } = one
  const bookId = one.kind === 'files' ? null : one.bookId
  const decision = decideShelving(await findPrevious(place.db, { draft, press, bookId }), draft)
  const known = { issues: draft.issues, title: draft.metadata.title, chapters: draft.chapters.length }
  if (decision.kind === 'unchanged')
    return { ...known, state: 'unchanged', changes: [], bookId: decision.bookId, draftId: null }
  const draftId = await keepDraft(place, press, read, bookId)
  return {
    ...{ ...known, state: 'read', draftId },
    changes: decision.kind === 'new' ? [] : decision.changes,
    bookId: decision.kind === 'new' ? null : decision.bookId,
  }
}

/** One file is handed on itself; of several, their folder. */
async function pathIn(folder: string): Promise<string> {
  const names = await readdir(folder)
  return names.length === 1 ? join(folder, names[0] ?? '') : folder
}

/** Told now and then, and the last thing told is waited for. */
function tellProgress({ db, log }: ReaderPlace, id: string) {
  let last = 0
  let known = { fraction: 0, what: '' }
  let telling: Promise<unknown> = Promise.resolve()
  const note = () => {
    telling = telling
      .then(() => noteProgress(db, id, known))
      .catch((error) => log.warn({ err: error }, 'Progress could not be told'))
  }
  // Also says that we live, for as long as one step may take.
  const alive = setInterval(note, ALIVE_MS).unref()
  return {
    tell: (progress: { readonly fraction: number; readonly what: string }) => {
      known = progress
      if (Date.now() - last < TELL_MS) return
      last = Date.now()
      note()
    },
    told: () => {
      clearInterval(alive)
      return telling
    },
  }
}

export async function publishDue(place: ReaderPlace): Promise<void> {
  for (const id of await listDue(place.db, place.now()))
    await place.db.transaction().execute((tx) => publish(place, tx, id))
}

/** Who decided it stands in the log already; that it happened is the worker's own entry. */
async function publish({ now, secretKey, log }: ReaderPlace, tx: Database, id: string): Promise<void> {
  const done = await publishHandedIn(tx, id, now())
  if (done === null) return
  const { handedIn, shelved } = done
  const deed: Deed = {
    ...{ accountId: null, who: 'worker', press: handedIn.press, act: 'book-published' },
    ...{ about: shelved.bookId, name: handedIn.title, details: { for: handedIn.who, parcel: id } },
  }
  await noteDeed(tx, secretKey, deed, now())
  log.info({ parcel: id, book: shelved.bookId }, 'What was handed in is published')
}

const DAY = 86_400_000

/** What nobody will read any more: a form that was cut off, a process that died before it wrote its row. */
export async function sweepHandedIn({ db, handedInFolder, now }: ReaderPlace): Promise<void> {
  await forgetOldHandedIn(db, new Date(now().getTime() - 365 * DAY))
  const needed = await listFolders(db)
  for (const name of await readdir(handedInFolder).catch(() => [])) {
    const folder = join(handedInFolder, name)
    const made = await stat(folder).catch(() => null)
    if (made === null || needed.has(folder) || now().getTime() - made.mtimeMs < DAY) continue
    await removeFolder(folder)
  }
}
