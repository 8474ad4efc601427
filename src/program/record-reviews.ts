/** `chapterhouse record list | ask | review`: the records of the site and their review, for those who work by script. */
import { findAccount } from '#accounts'
import { OperatorError } from '#platform'
import { findPress, sitePress } from '#press'
import {
  askReviewer,
  findRecordForStaff,
  type GivenReview,
  giveReview,
  listRecordsForStaff,
  loadReviewed,
  type ReviewRefusal,
  recordSettingsOf,
  removeReviewer,
  type StaffRecord,
} from '#record'
import { changing, type NoteDeed } from './deeds.ts'
import { takeInRecordsOf, toRecordText } from './records.ts'
import { inSession, type Session } from './session.ts'
import { choosePress, pressesOf, siteOrigin } from './site.ts'
import { say, toDay, warn } from './telling.ts'

const MOST = 10_000

type Listing = { readonly press?: string; readonly waiting?: boolean; readonly json?: boolean }

export const list = (options: Listing) =>
  inSession('record', async ({ config, db }) => {
    const known = (await pressesOf(config)).map(({ slug }) => slug)
    const all = known.length === 0 ? [sitePress([]).slug] : known
    const presses = options.press === undefined ? all : [await choosePress(config, options.press)]
    const records = await listRecordsForStaff(db, { presses, open: options.waiting ?? false, limit: MOST })
    for (const record of records) say(options.json ? JSON.stringify(record) : toLine(record))
    if (records.length === 0 && !options.json) warn('There is no such record.')
  })

const toLine = ({
  recordId,
  folder,
  title,
  state,
  why,
  version,
  faults,
  checked,
  bookTitle,
}: StaffRecord): string => {
  const shown = version === null ? '' : `, version ${version} is shown`
  const told = state === 'waiting' ? `waits for ${why === 'draft' ? 'its author' : 'review'}` : state
  const wrong = faults.length === 0 ? '' : `; ${faults.length} lines of the check`
  return `${recordId ?? `${folder}/`}  ${title ?? bookTitle} (${told}${shown}${wrong}; ${toDay(checked)})`
}

export const ask = (recordId: string, email: string, options: { readonly noLonger?: boolean }) =>
  changing('record', async (tx, note, { config }) => {
    const record = await find(tx, recordId)
    const account = await accountOf(tx, email)
    const { press, title } = record
    const deed = { press, about: recordId, name: title ?? recordId, details: { reviewer: account.name } }
    if (options.noLonger) {
      if ((await removeReviewer(tx, record, account.id)) === null)
        throw new OperatorError(`${email} is not asked to review ${recordId}.`)
      note({ ...deed, act: 'reviewer-removed' })
      return say(`${account.name} is asked no longer.`)
    }
    const pressName = findPress(await pressesOf(config), press).name
    const asking = { record, account, pressName, origin: siteOrigin(config), now: new Date() }
    if (!(await askReviewer(tx, { ...asking, language: 'en' })))
      throw new OperatorError(`${email} is asked already.`)
    note({ ...deed, act: 'reviewer-named' })
    say(`${account.name} is asked, and gets a letter.`)
  })

type Word = {
  readonly by: string
  readonly approve?: boolean
  readonly return?: boolean
  readonly agree?: string
  readonly question?: string
  readonly note?: string
}

/** What somebody said elsewhere is written down here: who wrote it down stands in the audit log. */
export const review = async (recordId: string, options: Word): Promise<void> => {
  const said = saidIn(options)
  const { bookId } = await changing('record', async (tx, note, session) => {
    const record = await find(tx, recordId)
    await keep(tx, note, session, record, { said, options })
    return record
  })
  await inSession('record', async (session) => {
    for (const outcome of await takeInRecordsOf(session, bookId))
      if (outcome.id === recordId) process.stdout.write(toRecordText(outcome, siteOrigin(session.config)))
  })
}

async function keep(
  tx: Session['db'],
  note: NoteDeed,
  { config, files }: Pick<Session, 'config' | 'files'>,
  record: Found,
  { said, options }: { readonly said: Said; readonly options: Word },
): Promise<void> {
  const account = await accountOf(tx, options.by)
  const shelf = { db: tx, files, settingsOf: recordSettingsOf(await pressesOf(config)) }
  const reviewed = await loadReviewed(shelf, record)
  if (reviewed === null) throw new OperatorError(`The files of ${record.recordId} are not here any more.`)
  if (!reviewed.reviewers.some(({ accountId }) => accountId === account.id))
    throw new OperatorError(`${options.by} is not asked to review it. “record ask” asks.`)
  const by = { accountId: account.id, name: account.name }
  const given: GivenReview = { ...said, by, now: new Date(), note: options.note ?? null }
  const kept = await giveReview(tx, reviewed, given)
  if (!kept.ok) throw new OperatorError(REFUSALS[kept.error])
  const { press, recordId, title } = record
  const { claim, decision } = said
  note({
    ...{ act: claim === null ? 'record-reviewed' : 'claim-reviewed', press, about: recordId },
    ...{
      name: title ?? recordId,
      details: { decision, reviewer: account.name, ...(claim === null ? {} : { claim }) },
    },
  })
}

type Said =
  | { readonly claim: null; readonly decision: 'approved' | 'returned' }
  | { readonly claim: string; readonly decision: 'agreed' | 'questioned' }

function saidIn({ approve, return: back, agree, question }: Word): Said {
  const said: readonly Said[] = [
    ...(approve ? [{ claim: null, decision: 'approved' } as const] : []),
    ...(back ? [{ claim: null, decision: 'returned' } as const] : []),
    ...(agree === undefined ? [] : [{ claim: agree, decision: 'agreed' } as const]),
    ...(question === undefined ? [] : [{ claim: question, decision: 'questioned' } as const]),
  ]
  const [one] = said
  if (one === undefined || said.length > 1)
    throw new OperatorError('Say one of these: --approve, --return, --agree CLAIM, --question CLAIM.')
  return one
}

type Found = StaffRecord & { readonly recordId: string }

async function find(db: Session['db'], recordId: string): Promise<Found> {
  const record = await findRecordForStaff(db, recordId)
  if (record === null) throw new OperatorError(`There is no record “${recordId}”. “record list” lists them.`)
  return { ...record, recordId }
}

async function accountOf(db: Session['db'], email: string) {
  const account = await findAccount(db, { email })
  if (account === null) throw new OperatorError(`Nobody has an account with the address ${email}.`)
  return account
}

const REFUSALS: Readonly<Record<ReviewRefusal, string>> = {
  own: 'Nobody reviews a record that they compiled.',
  'no-note': 'Say why, with --note: the author has to know what to change.',
  'no-such-claim': 'The record has no such claim.',
  questioned: 'This reviewer questions a claim of it: --agree to the claim first, or --return the record.',
  faulty: 'The record cannot be read, so that there is nothing to approve. “record list” says why.',
}
