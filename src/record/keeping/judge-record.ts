/** The files of a record as they came with its book: read, held against the book's chapters, and judged. */
import { createHash } from 'node:crypto'
import { listAttachments, type ShelvedBook, type ShelvedChapter } from '#catalogue'
import type { Database, Files } from '#platform'
import { checkFindings } from '../check-findings.ts'
import { buildFindings, type Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import type { RecordFault } from '../reading/fault.ts'
import type { ReadRecord, RecordFile } from '../reading/read-record.ts'
import { checkLiving } from './check-living.ts'
import { findChapterOf } from './find-chapter-of.ts'
import { withholdLiving } from './restrict.ts'
import type { RecordSettings } from './settings.ts'

export type RecordParcel = {
  /** Of its files in the parcel. */
  readonly folder: string
  /** Of all that is in it. */
  readonly hash: string
  readonly files: readonly RecordFile[]
}

/** `record/` is one record; a folder of its own in it, with a record.yaml, is another. */
export async function readParcels(
  { db, files }: { readonly db: Database; readonly files: Files },
  bookId: string,
): Promise<readonly RecordParcel[]> {
  const attached = (await listAttachments(db, bookId)).filter(({ path }) => path.startsWith('record/'))
  const folders = new Set(attached.flatMap(({ path }) => /^(.*)\/record\.ya?ml$/.exec(path)?.[1] ?? []))
  if (attached.length > 0 && folders.size === 0) folders.add('record')
  return Promise.all(
    [...folders].sort().map(async (folder) => {
      const own = attached
        .filter(({ path }) => path.startsWith(`${folder}/`) && !isInside(path, folder, folders))
        .sort((a, b) => (a.path < b.path ? -1 : 1))
      const hash = createHash('sha256')
      for (const { path, sha256 } of own) hash.update(`${path}\0${sha256}\0`)
      const read = own.map(async ({ path, sha256 }) => ({
        name: path.slice(folder.length + 1),
        text: isRead(path) ? (await files.read(sha256)).toString('utf8') : '',
      }))
      return { folder, hash: hash.digest('hex'), files: await Promise.all(read) }
    }),
  )
}

const isRead = (path: string): boolean => /\.(ya?ml|csv|xml|bib|json)$/i.test(path)

const isInside = (path: string, folder: string, folders: ReadonlySet<string>): boolean =>
  [...folders].some(
    (other) => other !== folder && other.startsWith(`${folder}/`) && path.startsWith(`${other}/`),
  )

export type BookOfRecord = {
  readonly id: string
  readonly press: string
  readonly identifiers: ShelvedBook['identifiers']
  readonly chapters: readonly ShelvedChapter[]
}

export type Judged = {
  readonly id: string | null
  /** Without what nobody is shown; null: a fault refuses it. */
  readonly record: RecordDocument | null
  readonly chapter: ShelvedChapter | null
  readonly findings: Findings | null
  readonly faults: readonly RecordFault[]
  readonly places: ReadRecord['places']
}

export async function judgeRecord(
  parcel: RecordParcel,
  book: BookOfRecord,
  settings: RecordSettings,
): Promise<Judged> {
  // Few books bring a record, and what reads one (YAML, TEI, the EPUB library's XML) takes megabytes.
  const { readRecord } = await import('../reading/read-record.ts')
  const read = readRecord(parcel.files, { visibility: settings.visibility })
  const record = read.record === null ? null : withholdLiving(read.record)
  const chapter = record === null ? null : findChapterOf(record.chapter, book.chapters, book)
  const findings = record === null ? null : buildFindings(record)
  const faults = [
    ...read.faults,
    ...checkLiving(read),
    ...(record !== null && findings !== null ? checkFindings(record, findings, read.places) : []),
    ...(record !== null && chapter === null ? [chapterFault(read)] : []),
  ]
  return { id: read.id, record, chapter, findings, faults, places: read.places }
}

const chapterFault = ({ places, id }: ReadRecord): RecordFault => ({
  ...(places.get(`${id}.chapter`) ?? { file: 'record.yaml', line: 1, column: 1 }),
  code: 'E-CHAPTER',
  message: 'No chapter of the book has this DOI, number or title. Correct “chapter:”.',
})
