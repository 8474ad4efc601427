/**
 * What came in `record/` with a book is read, judged and, if nothing stands in its way, published as the next version of its
 * record. The book is on the shelf whatever becomes of it. Doing it again changes nothing; a chapter whose text changed gets
 * its quotations found again.
 */
import { createHash } from 'node:crypto'
import { findBook, listChapters, loadText, type ShelvedChapter } from '#catalogue'
import { type Database, type Files, postNotice } from '#platform'
import { buildFindings, type Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { type RecordFault, toFaultLine } from '../reading/fault.ts'
import type { ReadRecord } from '../reading/read-record.ts'
import { decideReview, type ReviewStanding, withReviewers } from '../review/decide-review.ts'
import { listReviews } from '../review/review-store.ts'
import { buildPassages } from './build-passages.ts'
import {
  type Chaptered,
  decideAnchorsOfQuotes,
  type QuoteAnchors,
  type Quoted,
} from './decide-anchors-of-quotes.ts'
import { decidePublishing, type Publishing } from './decide-publishing.ts'
import { type BookOfRecord, judgeRecord, type RecordParcel, readParcels } from './judge-record.ts'
import { hasRestricted, toPublicRecord } from './restrict.ts'
import type { RecordSettings } from './settings.ts'
import {
  findStanding,
  keepCheck,
  keepVersion,
  listOfBook,
  lockRecords,
  markWithdrawn,
  replaceAnchors,
  type Standing,
} from './version-store.ts'

export type TakeInDeps = {
  readonly db: Database
  readonly files: Files
  readonly now: Date
  readonly settingsOf: (press: string) => RecordSettings
}

export type RecordOutcome = {
  /** The folder of its files in the parcel. */
  readonly folder: string
  readonly id: string | null
  readonly title: string | null
  readonly kind: 'published' | 'unchanged' | 'withdrawn' | 'blocked' | 'waiting'
  /** The one that readers see; null: none. */
  readonly version: number | null
  readonly why: 'draft' | 'review' | null
  readonly faults: readonly RecordFault[]
  /** Conflicts that the author has answered. */
  readonly answered: number
  /** Claims whose words stand in the chapter no longer, or more than once. */
  readonly lost: readonly string[]
  /** Claims whose words stand in a paragraph that was changed. */
  readonly moved: readonly string[]
}

/** One for each record that came with the book; none for a book without, or one that is withdrawn. */
export async function takeInRecords(deps: TakeInDeps, bookId: string): Promise<readonly RecordOutcome[]> {
  const found = await findBook(deps.db, bookId)
  if (found === null || found.kind === 'withdrawn') return []
  const parcels = await readParcels(deps, bookId)
  const chapters = await listChapters(deps.db, bookId)
  if (parcels.length === 0 && (await listOfBook(deps.db, bookId)).length === 0) return []
  const settings = deps.settingsOf(found.book.press)
  const book = { ...found.book, chapters }
  return deps.db.transaction().execute(async (tx) => {
    await lockRecords(tx, bookId)
    const outcomes: RecordOutcome[] = []
    for (const parcel of parcels)
      outcomes.push(await takeInOne({ ...deps, db: tx }, { parcel, book, settings }))
    for (const old of await listOfBook(tx, bookId))
      if (!old.isWithdrawn && !outcomes.some((outcome) => isTold(outcome, old))) {
        await markWithdrawn(tx, old.id, deps.now)
        outcomes.push({ ...NOTHING, folder: old.folder, id: old.id, kind: 'withdrawn', version: old.version })
      }
    for (const outcome of outcomes)
      if (outcome.id !== null && outcome.kind !== 'blocked' && outcome.kind !== 'waiting')
        await postNotice(tx, { kind: 'record-changed', recordId: outcome.id, bookId })
    return outcomes
  })
}

/** Files that cannot be read, not even for a name, say nothing of the version that came before them. */
const isTold = ({ id, folder, kind }: RecordOutcome, old: Standing): boolean =>
  id === old.id || ((kind === 'blocked' || kind === 'waiting') && folder === old.folder)

const NOTHING: Omit<RecordOutcome, 'folder' | 'id' | 'kind' | 'version'> = {
  ...{ title: null, why: null, faults: [], answered: 0, lost: [], moved: [] },
}

type ToTakeIn = {
  readonly parcel: RecordParcel
  readonly book: BookOfRecord
  readonly settings: RecordSettings
}

async function takeInOne(deps: TakeInDeps, { parcel, book, settings }: ToTakeIn): Promise<RecordOutcome> {
  const { db, now } = deps
  const judged = await judgeRecord(parcel, book, settings)
  const { id, chapter } = judged
  const standing = id === null ? null : await findStanding(db, id)
  const taken = standing !== null && standing.bookId !== book.id
  const faults = taken ? [...judged.faults, takenFault(id ?? '')] : judged.faults
  const reviews = id === null ? [] : await listReviews(db, { bookId: book.id, recordId: id })
  const review = decideReview(judged.record, parcel.hash, reviews)
  const publishing: Publishing = decidePublishing(judged.record, faults, settings, review)
  const record = judged.record === null ? null : withReviewers(judged.record, review)
  const hash = hashOf(parcel, review)
  const own = taken ? null : standing
  const known = {
    ...{ ...NOTHING, folder: parcel.folder, id, title: record?.title ?? null, faults },
    answered: judged.findings?.chronology.conflicts.filter(({ answer }) => answer !== null).length ?? 0,
  }
  const check = async (outcome: RecordOutcome): Promise<RecordOutcome> => {
    const kept = { ...outcome, faults: outcome.faults.map(toFaultLine) }
    await keepCheck(db, {
      bookId: book.id,
      folder: parcel.folder,
      hash: parcel.hash,
      recordId: id,
      outcome: kept,
      now,
    })
    return outcome
  }
  if (publishing.kind === 'blocked' || record === null || chapter === null || judged.findings === null)
    return check({ ...known, kind: 'blocked', version: own?.version ?? null })
  if (publishing.kind === 'waiting')
    return check({ ...known, kind: 'waiting', why: publishing.why, version: own?.version ?? null })
  if (publishing.kind === 'withdrawn') {
    if (own !== null) await markWithdrawn(db, record.id, now)
    return check({ ...known, kind: 'withdrawn', version: own?.version ?? null })
  }
  const anchors = await findQuotes(deps, record, chapter, book.chapters, own)
  const told = {
    ...known,
    faults: [...faults, ...lostFaults(record, anchors, judged.places)],
    lost: Object.entries(anchors).flatMap(([claim, { kind }]) => (kind === 'lost' ? [claim] : [])),
    moved: Object.entries(anchors).flatMap(([claim, found]) =>
      found.kind === 'found' && found.moved ? [claim] : [],
    ),
  }
  const isSame = own !== null && own.filesHash === hash && !own.isWithdrawn && own.chapterId === chapter.id
  if (isSame) {
    await replaceAnchors(db, record.id, anchors)
    return check({ ...told, kind: 'unchanged', version: own.version })
  }
  const version = await keepVersion(db, {
    ...{ record, findings: judged.findings, anchors, now, before: own },
    ...{
      press: book.press,
      bookId: book.id,
      chapterId: chapter.id,
      folder: parcel.folder,
      hash,
    },
    open: hasRestricted(record) ? publicParts(record) : null,
  })
  return check({ ...told, kind: 'published', version })
}

/** Whoever approved these very files is part of what is published: their word makes a version of its own. */
const hashOf = ({ hash }: RecordParcel, { isComplete, approvedBy }: ReviewStanding): string =>
  isComplete && approvedBy.length > 0
    ? createHash('sha256')
        .update([hash, ...approvedBy].join('\0'))
        .digest('hex')
    : hash

const publicParts = (record: RecordDocument): { document: RecordDocument; findings: Findings } => {
  const document = toPublicRecord(record)
  return { document, findings: buildFindings(document) }
}

const HEAD = { file: 'record.yaml', line: 1, column: 1 }

const takenFault = (id: string): RecordFault => ({
  ...HEAD,
  code: 'E-DUPLICATE',
  message: `Another book of this site has a record “${id}”. Choose another name under “record:”.`,
})

/** Said of a record that is published all the same: the claims stand, without a way to the paragraph. */
const lostFaults = (
  record: RecordDocument,
  anchors: QuoteAnchors,
  places: ReadRecord['places'],
): readonly RecordFault[] =>
  record.claims.flatMap(({ id }): readonly RecordFault[] => {
    const anchor = anchors[id]
    if (anchor?.kind !== 'lost') return []
    const what =
      anchor.reason === 'several'
        ? 'stands in the chapter more than once. Add some words before or after it: “prefix:”, “suffix:”.'
        : 'does not stand in the chapter. Correct it, letter for letter.'
    return [
      {
        ...(places.get(`${id}.at`) ?? places.get(id) ?? HEAD),
        code: 'W-QUOTE',
        message: `The quotation of “${id}” ${what}`,
      },
    ]
  })

/** The author's own claims point into the chapter; what sources say stands in the sources. */
async function findQuotes(
  { db }: TakeInDeps,
  record: RecordDocument,
  chapter: ShelvedChapter,
  chapters: readonly ShelvedChapter[],
  before: Standing | null,
): Promise<QuoteAnchors> {
  const quoted = quotesIn(record)
  if (quoted.length === 0) return {}
  const others = chapters.filter(({ id }) => id !== chapter.id)
  const passages: Chaptered[] = []
  for (const one of [chapter, ...others]) passages.push(...(await passagesOf(db, one)))
  return decideAnchorsOfQuotes(quoted, passages, before?.anchors ?? {})
}

export function quotesIn({ claims, sources }: RecordDocument): readonly Quoted[] {
  const speakers = new Map(sources.map(({ id, speaksFor }) => [id, speaksFor]))
  return claims.flatMap(({ id, by, at }) =>
    at !== null && (at.quote !== null || at.para !== null) && (by === null || speakers.get(by) === 'author')
      ? [{ id, at }]
      : [],
  )
}

async function passagesOf(db: Database, chapter: ShelvedChapter): Promise<readonly Chaptered[]> {
  const summary = chapter.summary.kind === 'abstract' ? chapter.summary.paragraphs : []
  const sections = []
  for (let number = 1; number <= (chapter.text?.sections ?? 0); number++) {
    const section = await loadText(db, chapter.id, number)
    if (section !== null) sections.push(section)
  }
  return [
    ...buildPassages(sections).map((passage) => ({ ...passage, chapterId: chapter.id })),
    ...summary.map((text, i) => ({
      ...{
        chapterId: chapter.id,
        anchor: i === 0 ? 'summary' : `summary-${i + 1}`,
        section: 1,
        number: null,
        text,
      },
    })),
  ]
}
