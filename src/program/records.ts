/** Records that came with a book: taken in once the book is on the shelf, and told beside it. */
import { type Database, type Following, followNotices } from '#platform'
import { listUnchecked, type RecordOutcome, recordSettingsOf, takeInRecords, toFaultLine } from '#record'
import { paths } from '#web'
import type { Session } from './session.ts'
import { pressesOf } from './site.ts'
import { count } from './to-outcome.ts'

type Shelf = Pick<Session, 'config' | 'db' | 'files'>

export async function takeInRecordsOf(session: Shelf, bookId: string): Promise<readonly RecordOutcome[]> {
  const { config, db, files } = session
  const presses = await pressesOf(config)
  return takeInRecords({ db, files, now: new Date(), settingsOf: recordSettingsOf(presses) }, bookId)
}

/** Whatever way a book comes to the shelf: its records follow. What came while nobody followed is caught up first. */
export async function startRecordKeeper(session: Session): Promise<Following> {
  const { log, db, storage } = session
  const trouble = (error: unknown) => log.error({ err: error }, 'A record could not be taken in')
  const takeIn = async (bookId: string) => {
    for (const outcome of await takeInRecordsOf(session, bookId))
      if (outcome.kind !== 'unchanged')
        log.info(
          { record: outcome.id, outcome: outcome.kind, version: outcome.version },
          'A record was taken in',
        )
  }
  const following = await followNotices(
    storage.pool,
    async (notice) => {
      if (notice.kind === 'book-shelved') await takeIn(notice.bookId)
    },
    trouble,
  )
  await catchUp(db, takeIn).catch(trouble)
  return following
}

async function catchUp(db: Database, takeIn: (bookId: string) => Promise<void>): Promise<void> {
  for (const bookId of await listUnchecked(db)) await takeIn(bookId)
}

export const toRecordJson = (outcome: RecordOutcome) => ({
  id: outcome.id,
  folder: outcome.folder,
  outcome: outcome.kind,
  version: outcome.version,
  answeredConflicts: outcome.answered,
  lost: outcome.lost,
  moved: outcome.moved,
  faults: outcome.faults,
})

const MOST_LINES = 20

/** `site`: an address of the book on its site, where that is known. */
export function toRecordText(outcome: RecordOutcome, site: string | null): string {
  const shown = outcome.faults.slice(0, MOST_LINES).map((fault) => `    ${toFaultLine(fault)}`)
  const more = outcome.faults.length - shown.length
  return `${[
    `  record     ${headline(outcome)}`,
    ...(outcome.kind === 'published' && outcome.id !== null
      ? [`    ${site === null ? '' : new URL(site).origin}${paths.record(outcome.id)}`]
      : []),
    ...shown,
    ...(more > 0 ? [`    and ${count(more, 'fault')} more; “chapterhouse record check” tells them`] : []),
  ].join('\n')}\n`
}

function headline({ kind, id, folder, version, answered, why, moved }: RecordOutcome): string {
  const name = id ?? folder
  const still = version === null ? '' : `; version ${version} is still shown`
  switch (kind) {
    case 'published':
      return `${name} published, version ${version}${answered > 0 ? ` (${count(answered, 'conflict')} answered)` : ''}${changed(moved)}`
    case 'unchanged':
      return `${name} unchanged, version ${version}${changed(moved)}`
    case 'withdrawn':
      return `${name} withdrawn; its addresses go on answering, and say so`
    case 'waiting':
      return `${name} waits for ${why === 'draft' ? 'its author: it is a draft' : 'two reviewers'}${still}`
    case 'blocked':
      return `${name} is not published${still}`
  }
}

const changed = (moved: readonly string[]): string =>
  moved.length === 0 ? '' : `; found again in changed paragraphs: ${moved.join(', ')}`
